"""The checks that compare days, at the very days on which they begin to speak."""

from __future__ import annotations

from datetime import date

import pytest

from blueprint.findings.run import check
from blueprint.findings.settings import Settings, Thresholds
from blueprint.model.read import parse

REVIEWED = 'blueprint "Repair" reviewed {}\nstep "Bring"\n  customer: "Brings it"\n'
EVIDENCE = 'step "Ask"\n  evidence: "Prices" until {}\n  customer: "Reads"\n'


def speaks(name: str, text: str, today: str, months: int = 6) -> bool:
    settings = Settings(today=date.fromisoformat(today), thresholds=Thresholds(review_months=months))
    return any(finding.check == name for finding in check(parse(text), settings))


@pytest.mark.parametrize(
    ("reviewed", "today", "months", "stale"),
    [
        ("2026-03-01", "2026-09-01", 6, False),
        ("2026-03-01", "2026-09-02", 6, True),
        ("2026-08-31", "2027-02-28", 6, False),
        ("2026-08-31", "2027-03-01", 6, True),
        ("2026-12-15", "2027-12-15", 12, False),
        ("2026-12-15", "2027-12-16", 12, True),
        ("2026-12-15", "2026-12-16", 0, True),
    ],
)
def test_a_review_is_stale_from_the_day_after(reviewed: str, today: str, months: int, stale: bool) -> None:
    assert speaks("stale-review", REVIEWED.format(reviewed), today, months) is stale


@pytest.mark.parametrize(("today", "expired"), [("2026-12-31", False), ("2027-01-01", True)])
def test_the_last_day_is_still_valid(today: str, expired: bool) -> None:
    assert speaks("evidence-expired", EVIDENCE.format("2026-12-31"), today) is expired
