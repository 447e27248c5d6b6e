"""The mended example of every check's page gives exactly the findings listed here, in the profile `review`.

All of them are infos. The examples are short, so that a reader sees the one thing they are about; what they leave
out besides, the checks rightly notice.
"""

from __future__ import annotations

from datetime import date

import pytest

from blueprint.findings.catalog import pages
from blueprint.findings.finding import Severity
from blueprint.findings.run import check
from blueprint.findings.settings import DEFAULT
from blueprint.model.read import parse

# True: the example does not say what the journey is for. A real blueprint should.
GOAL = "missing-goal"
# True: nobody is named for the journey as a whole, only for its parts.
OWNER = "blueprint-without-owner"
# True: no channel is declared at all. In a service at one place that is right, hence an info.
CHANNEL = "touchpoint-without-channel"
# True: Field service takes over and sends nothing back; the customer sees the repair, Customer care never hears of it.
ONE_WAY = "one-way-street"
# True: somebody is declared who does nothing in so short a story.
UNUSED = "unused-declaration"

FOUND: dict[tuple[str, ...], str] = {
    (OWNER, GOAL, CHANNEL): """
        syntax wrong-value misplaced-detail repeated-detail misleading-indentation include-failed
        second-blueprint missing-customer empty-blueprint empty-phase empty-step phase-without-customer
        duplicate-name unknown-name undeclared-unit missing-trigger missing-outcome too-large vague-label
        touchpoint-without-owner more-than-one-owner contact-without-evidence frontstage-without-customer
        evidence-expired bot-without-human-exit unprepared-moment-of-truth skips-frontstage dropped-handoff
        self-arrow duplicate-arrow mixed-branches unused-silence
    """,
    (GOAL, CHANNEL): """
        fail-without-recovery high-risk hands-tied low-without-cause bitter-end asked-twice
        delight-before-ease contact-without-benefit emotion-out-of-place measured-future efficiency-only
        unexplained-perceived-owner unsourced-fact change-without-owner overdue-change rule-without-reason
    """,
    (OWNER,): """
        unreachable-action dead-end no-way-out choice-of-one overlapping-shares unbounded-repetition
        backward-arrow improper-completion missing-duration wait-without-limit wait-in-the-dark broken-promise
        promise-without-step standard-without-tolerance over-customer-time limit-below-time
    """,
    (): """
        frontstage-unsupported backstage-without-effect unmarked-handoff handoff-inside-department
        handoff-without-content handoff-without-deadline one-way-street ping-pong complaint-changes-owner
        media-break duplicate-work jargon owner-overload silo
    """,
    (OWNER, GOAL): """
        unused-declaration touchpoint-without-channel contact-without-frontstage channel-without-hours
        forced-channel-switch
    """,
    (CHANNEL,): """
        missing-goal blueprint-without-owner stale-review
    """,
    (OWNER, GOAL, ONE_WAY, CHANNEL): """
        orphan-handoff
    """,
    (GOAL,): """
        survey-before-outcome
    """,
    (GOAL, CHANNEL, UNUSED): """
        complaint-without-latitude
    """,
}
LISTED = {name: found for found, names in FOUND.items() for name in names.split()}


def test_every_check_is_listed() -> None:
    assert set(LISTED) == {page.name for page in pages()}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_mended_example_gives_what_is_listed(page) -> None:
    findings = check(parse(page.mended), DEFAULT._replace(today=date(2026, 11, 21)))
    assert tuple(sorted(finding.check for finding in findings)) == LISTED[page.name]
    assert {finding.severity for finding in findings} <= {Severity.INFO}
