"""The outline: the whole story in words, each fact once, harmless on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from stories import story
from syrupy.assertion import SnapshotAssertion

import blueprint
from blueprint.drawing.formats.outline import write_outline
from blueprint.drawing.render import render
from blueprint.drawing.views import read_view, show
from blueprint.findings.output.terminal import display_width
from blueprint.model.read import parse

EXAMPLES = sorted(Path("examples").glob("*.blueprint"))
CHOICE = """\
blueprint "Repair"
department care "Customer care"
department field "Field service"
phase "All"
step "Try"
  customer: asks "Asks for help" via phone, mail
  frontstage care: tries "Tries a repair" takes 5 min
    choice "Is it solved?"
    pain "Nobody calls back"
step "Visit"
  backstage field: plans "Plans the visit"
  customer: glad "Is glad" outcome
channel phone "Phone"
channel mail "Mail"
asks <-> tries
tries -> glad when "yes"
tries => plans "Visit order" when "no" within 20 h via mail
plans ..> asks "The day of the visit"
"""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples(path: Path, snapshot: SnapshotAssertion) -> None:
    assert write_outline(blueprint.load(path)) == snapshot


def test_the_findings_stand_at_their_elements(snapshot: SnapshotAssertion) -> None:
    found = blueprint.load("examples/cable-tv-as-is.blueprint")
    findings = [
        one
        for one in blueprint.check(found)
        if one.check in ("orphan-handoff", "dead-end", "blueprint-without-owner", "handoff-without-deadline")
    ]
    assert write_outline(found, findings) == snapshot


def test_what_happens_next_is_told_from_both_ends() -> None:
    lines = write_outline(parse(CHOICE)).splitlines()
    assert "  Customer: Asks for help, via Phone, Mail" in lines
    assert "    In exchange with Customer care: Tries a repair, across the line of interaction" in lines
    assert "    In exchange with Customer: Asks for help, across the line of interaction" in lines
    assert "    Takes: 5 min" in lines
    assert "    Pains: Nobody calls back" in lines
    assert "    If yes: Customer: Is glad (on to step 2), across the line of interaction" in lines
    handoff = (
        "    If no: Hands over to Field service: Plans the visit (on to step 2), “Visit order”, within 20 h, via Mail"
    )
    assert f"{handoff}, across the line of visibility" in lines
    inform = "    Informs Customer: Asks for help (back to step 1), “The day of the visit”"
    assert f"{inform}, across the line of interaction, across the line of visibility" in lines


def test_every_action_and_arrow_of_a_large_blueprint_is_told() -> None:
    found = parse(story(3, 30, 8))
    text = write_outline(found)
    for action in found.actions:
        assert f": {action.label}" in text
    told = sum(
        text.count(f"    {begin}") for begin in ("Then: ", "If ", "Hands over to ", "Informs ", "In exchange with ")
    )
    assert told == len(found.arrows) + sum(1 for arrow in found.arrows if arrow.kind == "exchange")


@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit_the_terminal_and_lose_no_word(width: int) -> None:
    found = parse(
        story(5, 12, 6) + 'step "電話"\n  customer: "電話に出る 電話に出る 電話に出る 電話に出る 電話に出る"\n'
    )
    whole, broken = write_outline(found), write_outline(found, width=width)
    assert whole.split() == broken.split()
    for line in broken.splitlines():
        assert display_width(line) <= width or " " not in line.strip()


def test_strangers_text_cannot_reach_the_terminal() -> None:
    text = write_outline(parse('blueprint "A\x1b[2J\u202e title"\nstep "S\x07"\n  customer: "\x9b31m red"\n'))
    assert all(char == "\n" or char.isprintable() for char in text)


def test_a_view_keeps_the_numbers_of_its_steps() -> None:
    whole = blueprint.load("examples/cable-tv-as-is.blueprint")
    part = show(whole, read_view("phase ‘Somebody comes’".replace("‘", '"').replace("’", '"')))
    text = write_outline(part, whole=whole)
    assert "Step 7: Insists" in text
    assert "outside this view" in text
    assert render(whole, "text", view='phase "Somebody comes"').decode() == text


def test_an_empty_blueprint() -> None:
    assert write_outline(parse("")).startswith("Service blueprint\n")
