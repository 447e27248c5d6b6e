"""What the checks find in the examples, and why each finding is right. The day is fixed, the rest is the default."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from blueprint.findings.finding import Severity
from blueprint.findings.run import check
from blueprint.findings.settings import STRICT, Settings
from blueprint.model.load import load

EXAMPLES = Path("examples")
DAY = date(2026, 11, 1)

NO_OWNER = ("blueprint-without-owner", "touchpoint-without-owner")
"""The sources of most stories name nobody as accountable: not for the whole, and not for what the customer meets."""

FOUND: dict[str, list[tuple[str, int]]] = {
    "appliance": [
        *((name, 2) for name in NO_OWNER),
        ("channel-without-hours", 2),  # four channels, and the story says of none when it can be reached
        ("one-way-street", 58),  # the store sells and never learns whether the appliance came
        ("one-way-street", 60),  # nor does the scheduling hear from the carrier
    ],
    "beschwerde-im-grandhotel": [
        ("blueprint-without-owner", 3),  # the one who takes the complaint owns it; the journey has no owner
        ("touchpoint-without-channel", 3),  # it may be at the desk or on the phone: the story does not say
    ],
    "buying-a-car": [
        *((name, 2) for name in NO_OWNER),
        ("touchpoint-without-channel", 2),  # by no channel anywhere: it all happens in one place
        ("unprepared-moment-of-truth", 2),  # two first impressions, and no standard for either
        ("dead-end", 37),  # with the careless salesman, the complaint leads to nothing
        ("complaint-without-latitude", 37),  # the very question of the story: may the first contact decide?
        ("unreachable-action", 39),  # the workshop repairs, and no arrow says who asked it to
    ],
    "cable-tv-as-is": [
        ("unsourced-fact", 3),  # eight figures, and nobody says who measured them
        *((name, 3) for name in NO_OWNER),
        ("channel-without-hours", 3),  # three channels without hours
        ("low-without-cause", 19),  # it says what is seen, and not what hurts about it
        ("fail-without-recovery", 26),  # the bot does not understand, and nothing puts that right
        ("wait-without-limit", 31),  # 20 minutes in the queue, and no number from which they are too many
        ("wait-in-the-dark", 31),  # nobody says how long the queue is
        ("survey-before-outcome", 44),  # asked to rate a success, three times, before there is one
        ("touchpoint-without-channel", 53),  # how the customer insists is not said, where all else has a channel
        ("bitter-end", 58),  # television again, and a bitter aftertaste
        ("unbounded-repetition", 66),  # round and round: only the customer's own protest ended it
        ("handoff-without-deadline", 69),  # somebody will come, and nobody says when
        ("one-way-street", 69),  # who promised never hears whether it was kept
    ],
    "cable-tv-to-be": [],
    "call-without-a-clock": [
        *((name, 2) for name in NO_OWNER),
        ("channel-without-hours", 9),  # one may talk as long as one likes; from when to when is not said
    ],
    "hotel-stay": [
        *((name, 2) for name in NO_OWNER),
        ("channel-without-hours", 2),  # may a guest call room service at night? The story does not say
    ],
    "parteimitgliedschaft": [
        ("unsourced-fact", 3),  # the valley of tears is felt, and nobody says by how many
        ("handoff-without-deadline", 3),  # neither board nor office has a day: hence the wait
        *((name, 3) for name in NO_OWNER),
        ("channel-without-hours", 3),  # four channels, no hours
        ("contact-without-frontstage", 20),  # somebody posts, and nobody in the blueprint does it
        ("contact-without-frontstage", 26),  # nor does anybody keep the web site on which the programme is read
        ("wait-without-limit", 40),  # weeks, for all that anybody knows
        ("wait-in-the-dark", 40),  # the pain of the story: nobody says how long it takes
    ],
    "sales-presales-aftersales": [
        ("handoff-without-deadline", 2),  # everyone waits for somebody
        ("missing-goal", 2),  # what the customer wants, the story never asks
        ("missing-outcome", 2),  # it ends with a complaint
        *((name, 2) for name in NO_OWNER),
        ("touchpoint-without-channel", 2),  # a web page is declared, and no channel at all
        ("efficiency-only", 5),  # sales is measured by the quarter, and so promises too much
        ("promise-without-step", 21),  # more than can be kept: no step keeps it
        ("phase-without-customer", 25),  # a whole phase among departments
        ("dropped-handoff", 31),  # taken over from presales, and then nothing
        ("unreachable-action", 35),  # work that lies for ever was given by nobody
        ("wait-without-limit", 35),  # for ever is no limit
        ("complaint-without-latitude", 41),  # the call centre drowns, and may decide nothing
        ("one-way-street", 47),  # sales promised, and never hears
        ("one-way-street", 48),  # presales never hears either
        ("one-way-street", 50),  # engineering does not listen to the field
    ],
    "shoeshine": [
        ("blueprint-without-owner", 2),  # one man on the corner owns it all, and it is not said of the whole
        ("touchpoint-without-channel", 2),  # it happens on the corner
        ("fail-without-recovery", 24),  # wrong wax: the chart of 1984 marks it, and this one does not say what then
    ],
    "streetlight": [
        ("missing-outcome", 3),  # nobody tells the citizen how it ended, so nothing is an end
        *((name, 3) for name in NO_OWNER),
        ("channel-without-hours", 3),  # two channels, no hours
        ("backstage-without-effect", 30),  # the job is closed, and the citizen hears nothing
    ],
}
"""What is found in each example, by check and line."""


def found(name: str, profile: str = "review") -> list[tuple[str, int, Severity]]:
    findings = check(load(EXAMPLES / f"{name}.blueprint"), Settings(profile=profile, today=DAY))
    return [(one.check, one.span.line, one.severity) for one in findings]


@pytest.mark.parametrize("name", FOUND)
def test_an_example_gives_exactly_these_findings(name: str) -> None:
    assert sorted((check, line) for check, line, _ in found(name)) == sorted(FOUND[name])


def test_every_example_is_here() -> None:
    assert set(FOUND) == {path.stem for path in EXAMPLES.glob("*.blueprint")}


def test_the_story_gives_at_least_nine_distinct_findings() -> None:
    assert len({check for check, _, _ in found("cable-tv-as-is")}) >= 9


def test_the_mended_story_gives_none_above_info_even_where_all_checks_run() -> None:
    assert [one for one in found("cable-tv-to-be", STRICT) if one[2] > Severity.INFO] == []
