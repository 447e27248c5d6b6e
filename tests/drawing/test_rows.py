"""Rows of cards below the lanes, the curves of several customers, and what staff feel."""

from __future__ import annotations

from itertools import pairwise

import pytest
from faults import faults, overlaps, text_rect, within

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Drawing
from blueprint.drawing.formats.svg import write_svg
from blueprint.model.read import parse

TEXT = """
blueprint "Two guests"
  rows metric, pain, policy
  policy "One person owns the fault until the picture is back" reason "Three repairs"
persona guest "Guest"
persona child "Child"
department desk "Front desk" metric "Queue length" target 3 actual 7
phase "Arrival"
  metric "Arrivals without waiting" target 80%
step "Enters"
  customer guest: enters "Enters" emotion 1
  customer child: tired "Is tired" emotion -1 pain "No place to sit" fail "Falls asleep"
  frontstage desk: greets "Greets" emotion -1 metric "Greeted within a minute" metric "Smiles in a very long day"
step "Waits"
  customer guest: waits "Waits" emotion -2
  customer child: plays "Plays" emotion 2 metric "Toys"
phase "Stay"
step "Sleeps"
  customer guest: sleeps "Sleeps"
enters -> waits -> sleeps
"""


def drawn(text: str = TEXT) -> Drawing:
    drawing = draw(parse(text))
    assert faults(drawing) == []
    return drawing


@pytest.mark.parametrize("language", ["en", "ar"])
def test_cards_stand_in_rows_below_their_steps(language: str) -> None:
    page = drawn(f"language {language}\n{TEXT}")
    assert [row.kind for row in page.rows] == ["metric", "pain", "policy"]
    assert [len(row.cards) for row in page.rows] == [5, 1, 1]
    assert page.rows[0].rect.y >= page.lanes[-1].rect.bottom
    for one, other in pairwise(page.rows):
        assert one.rect.bottom == pytest.approx(other.rect.y)
    for row in page.rows:
        for number, card in enumerate(row.cards):
            assert within(card.rect, row.rect)
            assert all(within(text_rect(line), card.rect) for line in card.lines)
            assert not any(overlaps(card.rect, other.rect) for other in row.cards[number + 1 :])
        assert not any(overlaps(text_rect(row.lines[0]), card.rect) for card in row.cards)
    toys = next(card for card in page.rows[0].cards if card.lines[0].text == "Toys")
    column = next(action.rect for action in page.actions if action.id == "plays")
    assert toys.rect.x < column.x < column.right < toys.rect.right


def test_what_has_a_row_is_no_sign_in_the_box() -> None:
    tired = next(action for action in drawn().actions if action.id == "tired")
    assert [mark.kind for mark in tired.marks] == ["fail"]


def test_a_metric_says_its_values_and_a_policy_its_reason() -> None:
    page = drawn()
    said = [[line.text for line in card.lines] for card in page.rows[0].cards]
    assert ["Front desk: Queue length", "target 3", "actual 7"] in said
    assert "Three repairs" in page.rows[2].cards[0].tip
    assert '<g class="row" data-kind="policy"' in write_svg(page)


def test_without_rows_or_without_cards_there_is_no_row() -> None:
    assert drawn(TEXT.replace("  rows metric, pain, policy\n", "")).rows == ()
    assert drawn('blueprint "A"\n  rows idea\nstep "B"\n  customer: "C"').rows == ()


def test_every_customer_has_a_curve_that_the_legend_names() -> None:
    page = drawn()
    assert page.emotion is not None
    assert (page.emotion.name, page.emotion.values) == ("Guest", (1, -2))
    assert [(curve.name, curve.values) for curve in page.curves] == [("Child", (-1, 2))]
    dots = [*page.emotion.dots, *page.curves[0].dots]
    assert len({dot.x for dot in dots}) == len(dots)
    entries = {entry.kind: entry.line.text for entry in page.legend}
    assert (entries["curve 0"], entries["curve 1"]) == ("Guest", "Child")
    assert "curve 0" not in {entry.kind for entry in drawn('step "A"\n  customer: "B" emotion 1').legend}


def test_what_staff_feel_is_a_face_in_their_box() -> None:
    page = drawn()
    greets = next(action for action in page.actions if action.id == "greets")
    assert [mark.kind for mark in greets.marks] == ["feeling bad"]
    assert 'class="mark feeling bad"' in write_svg(page)


def test_feelings_on_one_side_leave_no_empty_paper_on_the_other() -> None:
    page = drawn('step "A"\n  customer: "B" emotion -2')
    assert page.emotion is not None
    assert page.emotion.zero - page.emotion.rect.y < 12
