"""The ways out of a choice are told apart from what runs in parallel."""

from __future__ import annotations

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Drawing
from blueprint.model.read import parse

STORY = """
blueprint "Appointment"

step "Asks"
  customer: asks "Asks for a day"
  frontstage desk: looks "Looks for a day" {choice}
step "Hears"
  frontstage desk: gives "Gives a day"
  frontstage desk: regrets "Has no day"
  backstage desk: notes "Notes the wish"

asks -> looks
looks -> gives {one}
looks => regrets {other}
regrets -> notes
"""


def drawn(one: str = "", other: str = "", choice: str = "") -> Drawing:
    return draw(parse(STORY.format(one=one, other=other, choice=choice)))


def branches(drawing: Drawing) -> list[str]:
    return [arrow.id for arrow in drawing.arrows if arrow.branch]


def legend(drawing: Drawing) -> bool:
    return any(entry.kind == "arrow branch" for entry in drawing.legend)


def test_arrows_with_conditions_and_shares_are_branches() -> None:
    page = drawn('when "a day is free"', "30 %")
    assert branches(page) == ["looks flow gives", "looks handoff regrets"]
    assert legend(page)


def test_what_runs_in_parallel_is_none() -> None:
    page = drawn()
    assert branches(page) == []
    assert not legend(page)


def test_a_box_that_is_a_choice_says_so_itself() -> None:
    page = drawn('when "yes"', 'when "no"', 'choice "Is a day free?"')
    assert branches(page) == []
    assert not legend(page)
