"""Rows of cards below the lanes: metrics, policies and whatever else the blueprint wants to see in rows of their own.

A card stands below its step, one of a phase below the phase, one of the whole, or of somebody who acts in it, over the
whole width.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from blueprint.drawing.drawing import DrawnRow, Mark, Point, Rect, TextLine
from blueprint.drawing.layout.boxes import rounded, text_line
from blueprint.drawing.layout.grid import Grid
from blueprint.drawing.layout.places import Places
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.words.figures import amount_words, time_words
from blueprint.drawing.words.headings import heading
from blueprint.drawing.words.wrap import wrap
from blueprint.model.elements import Blueprint, Card

_ABOVE = 8.0
_APART = 5.0
_BESIDE = 6.0
_PAD_X = 8.0
_PAD_Y = 5.0
_SIGN = 20.0
_WIDEST = 420.0


class _Place(NamedTuple):
    """A card with the columns that it stands below, the first and the last by their bands; None is the whole width."""

    card: Card
    columns: tuple[int, int] | None
    whose: str


def row_kinds(blueprint: Blueprint) -> list[str]:
    """The kinds of cards that have rows and occur, each once."""
    kinds = dict.fromkeys(kind.text for kind in blueprint.rows)
    return [kind for kind in kinds if any(_places(blueprint, None, kind))]


def draw_rows(
    blueprint: Blueprint, grid: Grid, places: Places, x: float, middle: float, y: float, theme: Theme
) -> tuple[DrawnRow, ...]:
    """The rows from ``y`` on, from ``x`` to the end of the columns, each with its heading around ``middle``."""
    found: list[DrawnRow] = []
    right = places.right[-1] if places.right else x
    for kind in row_kinds(blueprint):
        words = heading(f"cards {kind}", blueprint.language)
        height = theme.line_height("heading")
        bottom = y + _ABOVE
        cards: list[Mark] = []
        below: dict[tuple[int, int], float] = {}  # where the cards below these columns end
        for place in sorted(_places(blueprint, grid, kind), key=_width, reverse=True):
            left, end, top = places.left[0] + 2, right - 2, bottom
            if place.columns is not None:
                first, last = place.columns
                left, end = places.left[first] - _BESIDE, places.right[last] + _BESIDE
                top = max([y + _ABOVE, *(under for span, under in below.items() if _meet(span, place.columns))])
            card = _draw_card(place, Point(left, top), end - left, blueprint.language, theme)
            cards.append(card)
            below[place.columns or (0, len(places.x))] = card.rect.bottom + _APART
            bottom = max(bottom, card.rect.bottom + _APART)
        bottom = max(bottom - _APART, y + _ABOVE + height) + _ABOVE
        line = text_line(words, Point(middle, (y + bottom - height) / 2), "heading", theme)
        found.append(DrawnRow(kind, rounded(Rect(x, y, right - x, bottom - y)), (line,), tuple(cards)))
        y = bottom
    return tuple(found)


def _width(place: _Place) -> int:
    return 10**6 if place.columns is None else place.columns[1] - place.columns[0]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _places(blueprint: Blueprint, grid: Grid | None, kind: str) -> Iterator[_Place]:
    """The cards of one kind in the order of the file. Without a grid none has columns."""
    for card in blueprint.facts.cards:
        if card.kind == kind:
            yield _Place(card, None, "")
    acting = {lane.unit for lane in blueprint.lanes}
    for unit in blueprint.declarations:
        if unit.id in acting:
            yield from (_Place(card, None, unit.label or unit.id) for card in unit.facts.cards if card.kind == kind)
    steps_of = {action.id: step.id for step in blueprint.steps for action in step.actions}
    on_arrows: dict[str, list[Card]] = {}
    for arrow in blueprint.arrows:
        on_arrows.setdefault(steps_of.get(arrow.source.name, ""), []).extend(arrow.facts.cards)
    number = 0
    for phase in blueprint.phases:
        first = number
        number += len(phase.steps)
        if phase.steps:
            columns = None if grid is None else (grid.step_columns[first][0], grid.step_columns[number - 1][1])
            yield from (_Place(card, columns, "") for card in phase.facts.cards if card.kind == kind)
        for at, step in enumerate(phase.steps, first):
            own = [*step.facts.cards, *(card for action in step.actions for card in action.facts.cards)]
            for card in (*own, *on_arrows.get(step.id, ())):
                if card.kind == kind:
                    yield _Place(card, None if grid is None else grid.step_columns[at], "")


def _draw_card(place: _Place, corner: Point, width: float, language: str, theme: Theme) -> Mark:
    """One card; what it says besides its text stands below in lines of their own."""
    card = place.card
    parts = [f"{place.whose}: {card.text}" if place.whose else card.text]
    for word, value in (("target", card.target), ("actual", card.actual)):
        if value is not None:
            parts.append(f"{heading(word, language)} {amount_words(value.text, language)}")
    if card.within is not None:
        parts.append(f"{heading('within', language)} {time_words(card.within, language)}")
    style = theme.style("label")
    room = min(width, _WIDEST if place.columns is None else width) - 2 * _PAD_X - _SIGN
    lines = [line for part in parts for line in wrap(part, room, style.size, style.bold)]
    texts: list[TextLine] = []
    height = theme.line_height("label")
    y = corner.y + _PAD_Y
    for line in lines:
        texts.append(text_line(line, Point(corner.x + _PAD_X + _SIGN, y), "label", theme, "start"))
        y += height
    wide = width
    if place.columns is None:
        wide = min(width, max((text.width for text in texts), default=0.0) + 2 * _PAD_X + _SIGN)
    rect = rounded(Rect(corner.x, corner.y, wide, max(len(lines) * height + 2 * _PAD_Y, _SIGN + 2)))
    tip = [f"{heading(f'mark {card.kind}', language)}: {parts[0]}", *parts[1:]]
    tip += [card.reason.text] if card.reason is not None else []
    return Mark(card.kind, rect, tuple(texts), " · ".join(tip))
