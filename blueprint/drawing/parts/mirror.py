"""Turns a page around for languages that are written from right to left: what stood left stands right.

The page is laid out from left to right and turned as a whole, so that whatever held before holds still. Only places are
turned, never glyphs: texts and signs stand where their mirror image would, and read as before; only signs that point to
where the journey goes point there still.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from blueprint.drawing.drawing import (
    Anchor,
    Drawing,
    DrawnAction,
    DrawnArrow,
    DrawnBand,
    DrawnEmotion,
    DrawnLane,
    DrawnLine,
    DrawnNote,
    DrawnRow,
    LegendEntry,
    Mark,
    Point,
    Rect,
    TextLine,
)
from blueprint.drawing.words.directions import reads_leftwards

Thing = TypeVar("Thing")

_ENDS: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}

_AT_AN_EDGE = frozenset(("title", "subtitle", "step", "line", "legend"))
"""The styles of text that stands at an edge, and not in the middle of something."""


def mirrored(drawing: Drawing) -> Drawing:
    """The drawing with left and right exchanged."""
    turn = _Turn(drawing.width)
    return replace(
        drawing,
        frame=turn.texts(drawing.frame),
        phases=turn.each(turn.band, drawing.phases),
        steps=turn.each(turn.band, drawing.steps),
        lanes=turn.each(turn.lane, drawing.lanes),
        lines=turn.each(turn.line, drawing.lines),
        actions=turn.each(turn.action, drawing.actions),
        arrows=turn.each(turn.arrow, drawing.arrows),
        emotion=turn.emotion(drawing.emotion) if drawing.emotion is not None else None,
        times=turn.marks(drawing.times),
        legend=turn.each(turn.entry, drawing.legend),
        marks=turn.marks(drawing.marks),
        rows=turn.each(turn.row, drawing.rows),
        curves=turn.each(turn.emotion, drawing.curves),
        notes=turn.each(turn.note, drawing.notes),
    )


class _Turn:
    """Mirrors things on the middle of a page of a width."""

    def __init__(self, width: float) -> None:
        self._width = width

    def each(self, turn: Callable[[Thing], Thing], things: Iterable[Thing]) -> tuple[Thing, ...]:
        return tuple(turn(thing) for thing in things)

    def point(self, point: Point) -> Point:
        return Point(round(self._width - point.x, 2), point.y)

    def rect(self, rect: Rect) -> Rect:
        return rect._replace(x=round(self._width - rect.right, 2))

    def text(self, line: TextLine) -> TextLine:
        return self.edge_text(line) if line.style in _AT_AN_EDGE else self._text(line)

    def edge_text(self, line: TextLine) -> TextLine:
        if line.anchor == "middle" and reads_leftwards(line.text):
            # Such text was put on its middle because it began at a left edge; now it begins where it should.
            return line._replace(x=round(self._width - line.x + line.width / 2, 2), anchor="end")
        return self._text(line)

    def _text(self, line: TextLine) -> TextLine:
        return line._replace(x=round(self._width - line.x, 2), anchor=_ENDS[line.anchor])

    def texts(self, lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
        return self.each(self.text, lines)

    def mark(self, mark: Mark) -> Mark:
        return replace(mark, rect=self.rect(mark.rect), lines=self.texts(mark.lines), turned=True)

    def marks(self, marks: Iterable[Mark]) -> tuple[Mark, ...]:
        return self.each(self.mark, marks)

    def band(self, band: DrawnBand) -> DrawnBand:
        rect, lines, marks = self.rect(band.rect), self.texts(band.lines), self.marks(band.marks)
        return replace(band, rect=rect, lines=lines, marks=marks)

    def lane(self, lane: DrawnLane) -> DrawnLane:
        return replace(
            lane,
            rect=self.rect(lane.rect),
            stripe=self.rect(lane.stripe),
            lines=self.texts(lane.lines),
            marks=self.marks(lane.marks),
        )

    def line(self, line: DrawnLine) -> DrawnLine:
        return replace(line, start=self.point(line.start), end=self.point(line.end), lines=self.texts(line.lines))

    def action(self, action: DrawnAction) -> DrawnAction:
        rect, lines, marks = self.rect(action.rect), self.texts(action.lines), self.marks(action.marks)
        return replace(action, rect=rect, lines=lines, marks=marks)

    def arrow(self, arrow: DrawnArrow) -> DrawnArrow:
        return replace(
            arrow,
            points=self.each(self.point, arrow.points),
            label=self.rect(arrow.label) if arrow.label is not None else None,
            lines=self.texts(arrow.lines),
            marks=self.marks(arrow.marks),
        )

    def emotion(self, emotion: DrawnEmotion) -> DrawnEmotion:
        return replace(
            emotion,
            rect=self.rect(emotion.rect),
            dots=self.each(self.point, emotion.dots),
            curve=self.each(self.point, emotion.curve),
            lines=self.texts(emotion.lines),
        )

    def row(self, row: DrawnRow) -> DrawnRow:
        return replace(
            row, rect=self.rect(row.rect), lines=self.texts(row.lines), cards=self.each(self.card, row.cards)
        )

    def card(self, card: Mark) -> Mark:
        return replace(card, rect=self.rect(card.rect), lines=self.each(self.edge_text, card.lines))

    def note(self, note: DrawnNote) -> DrawnNote:
        mark = self.mark(note.mark) if note.mark is not None else None
        return replace(note, mark=mark, lines=self.texts(note.lines))

    def entry(self, entry: LegendEntry) -> LegendEntry:
        chip = self.mark(entry.chip) if entry.chip is not None else None
        return replace(entry, rect=self.rect(entry.rect), line=self.text(entry.line), chip=chip)
