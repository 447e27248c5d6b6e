"""The path that proves that a question comes too early is short: the question, the branch, and where it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint.findings.finding import Finding
from blueprint.findings.run import check
from blueprint.findings.settings import Settings
from blueprint.model.elements import Blueprint
from blueprint.model.load import load
from blueprint.model.read import parse

ONLY = Settings(select=frozenset({"survey-before-outcome"}))

REPAIR = """
step "Repair"
  customer: calls "Calls" trigger
  frontstage care: repairs "Repairs"
  frontstage care: surveys "Asks" feedback "How was it?"
  customer: looks "Looks"
  customer: watches "Watches" outcome
  customer: rages "Rages"
  customer: leaves "Leaves"
calls -> repairs -> surveys -> looks
looks -> watches when "it works"
"""

PATHS = {
    'looks -> calls when "dark"': [
        "“Asks”",
        "“Looks”, then “dark”",
        "“Calls”, which led to the question and does so again",
    ],
    'looks -> surveys when "dark"': ["“Asks”", "“Looks”, then “dark”", "“Asks”, where it is asked again"],
    'looks -> rages when "dark"\nrages -> leaves': [
        "“Asks”",
        "“Looks”, then “dark”",
        "“Rages”",
        "“Leaves”, where it ends",
    ],
    'looks -> rages when "dark"\nrages -> leaves -> rages': [
        "“Asks”",
        "“Looks”, then “dark”",
        "“Rages”",
        "“Leaves”",
        "“Rages” once more",
    ],
}


def found(blueprint: Blueprint) -> Finding:
    (finding,) = (one for one in check(blueprint, ONLY) if one.check == "survey-before-outcome")
    return finding


@pytest.mark.parametrize("arrows", PATHS)
def test_the_path_begins_at_the_question_and_repeats_nothing(arrows: str) -> None:
    finding = found(parse(REPAIR + arrows))
    assert [place.words for place in finding.trail] == PATHS[arrows]


def test_where_nothing_leads_on_the_path_to_the_question_is_shown() -> None:
    text = """
step "Repair"
  customer: calls "Calls" trigger
  frontstage care: repairs "Repairs"
  frontstage care: surveys "Asks" feedback "How was it?"
  customer: watches "Watches" outcome
calls -> repairs
repairs -> surveys
repairs -> watches
"""
    finding = found(parse(text))
    assert [place.words for place in finding.trail] == ["“Calls”", "“Repairs”", "“Asks”"]


def test_the_story_shows_its_proof_in_three_places() -> None:
    finding = found(load(Path("examples/cable-tv-as-is.blueprint")))
    assert [place.span.line for place in finding.trail] == [44, 45, 22]
