"""The arrows of one sheet: what of their ways lies on it, and a numbered sign wherever one goes on on another sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from blueprint.drawing.drawing import Drawing, DrawnArrow, Mark, Point, Rect, TextLine
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.sheets.cuts import SIGN, SIGN_EDGE, SIGN_ROOM, Part, columns, pieces
from blueprint.drawing.sheets.moved import moved_lines, moved_mark, moved_point, moved_rect
from blueprint.drawing.words.measure import text_width

CONTINUES = "continues"
"""The kind of the signs."""

_STYLE = "mark"


class _Exit(NamedTuple):
    """Where a way crosses a cut: the cut's axis (0 for one along time), its place, and where on it."""

    axis: int
    cut: float
    place: float


class Numbers:
    """The numbers of all crossings of cuts: the same on the two sheets that meet there. Arrows that cross on one line
    have one number."""

    def __init__(self, strips: Sequence[Drawing], across: Sequence[Part], down: Sequence[Part]) -> None:
        """``strips`` are the drawing in the parts ``across``."""
        found = set()
        for strip, one in zip(strips, across, strict=True):
            for arrow in strip.arrows:
                for other in down:
                    for piece in pieces(arrow.points, one, other):
                        found |= set(_exits(piece, arrow, one, other)) - {None}
        turned = strips[0].direction == "rtl"
        ordered = sorted(
            (exit for exit in found if exit is not None),
            key=lambda exit: (exit.axis, -exit.cut if turned and exit.axis == 0 else exit.cut, exit.place),
        )
        self._numbers = {exit: number for number, exit in enumerate(ordered, 1)}

    def of(self, exit: _Exit) -> int:
        """The number of a crossing."""
        return self._numbers[exit]


def _exits(piece: Sequence[Point], arrow: DrawnArrow, across: Part, down: Part) -> tuple[_Exit | None, _Exit | None]:
    """Where a piece of an arrow's way comes onto the sheet and where it leaves it, None where the arrow has its end."""
    ends: list[_Exit | None] = []
    for point, end in ((piece[0], arrow.points[0]), (piece[-1], arrow.points[-1])):
        ends.append(None if point == end else _exit(point, across, down))
    return ends[0], ends[1]


def _exit(point: Point, across: Part, down: Part) -> _Exit | None:
    for axis, part in ((0, across), (1, down)):
        for edge, open_end in ((part.low, part.first), (part.high, part.last)):
            if not open_end and abs(point[axis] - edge) < 0.01:
                return _Exit(axis, edge, round(point[1 - axis], 1))
    return None


def sheet_arrows(
    drawing: Drawing, across: Part, down: Part, dx: float, dy: float, numbers: Numbers, theme: Theme
) -> tuple[DrawnArrow, ...]:
    """The arrows of the sheet of two parts, moved, each piece of a way an arrow of its own."""
    ways = [(arrow, pieces(arrow.points, across, down)) for arrow in drawing.arrows]
    exits = {exit for arrow, found in ways for piece in found for exit in _exits(piece, arrow, across, down) if exit}
    signs = _signs(exits, across, down)
    drawn: list[DrawnArrow] = []
    marked: dict[_Exit, int] = {}
    for arrow, found in ways:
        plate = _middle(arrow)
        here = plate is not None and across.holds(plate.x) and down.holds(plate.y)
        if here and not found:
            found = [()]  # Its words stand beside the sheet on which the arrow itself is.
        for number, piece in enumerate(found):
            leaves = _exits(piece, arrow, across, down) if piece else (None, None)
            points = [signs[exit] for exit in leaves[:1] if exit] + list(piece)
            points += [signs[exit] for exit in leaves[1:] if exit]
            for exit in leaves:
                if exit is not None:
                    marked[exit] = len(drawn)
            worded = here and number == 0
            drawn.append(
                replace(
                    arrow,
                    points=tuple(moved_point(point, dx, dy) for point in points),
                    label=moved_rect(arrow.label, dx, dy) if worded and arrow.label is not None else None,
                    lines=moved_lines(arrow.lines, dx, dy) if worded else (),
                    marks=tuple(moved_mark(mark, dx, dy) for mark in arrow.marks) if worded else (),
                    begins=leaves[0] is None,
                    ends=leaves[1] is None,
                )
            )
    for exit, index in marked.items():
        at = Point(signs[exit].x + dx, signs[exit].y + dy)
        sign = _sign(at, numbers.of(exit), theme)
        drawn[index] = replace(drawn[index], marks=(*drawn[index].marks, sign))
    return tuple(drawn)


def _middle(arrow: DrawnArrow) -> Point | None:
    rect = arrow.label or next((mark.rect for mark in arrow.marks), None)
    return None if rect is None else Point(rect.x + rect.width / 2, rect.y + rect.height / 2)


def _signs(exits: Iterable[_Exit], across: Part, down: Part) -> dict[_Exit, Point]:
    """The middle of each sign: straight on from where the way leaves, in as many columns as there must be."""
    found: dict[_Exit, Point] = {}
    for axis, part in ((0, across), (1, down)):
        for edge, beyond, way in ((part.low, part.before, -1), (part.high, part.after, 1)):
            here = sorted(exit for exit in exits if exit.axis == axis and exit.cut == edge)
            numbers = columns([exit.place for exit in here], axis)
            count = max(numbers, default=0) + 1
            for exit, column in zip(here, numbers, strict=True):
                outside = beyond - SIGN_EDGE - SIGN_ROOM * (count - column - 0.5)
                at = edge + way * outside
                found[exit] = Point(at, exit.place) if axis == 0 else Point(exit.place, at)
    return found


def _sign(middle: Point, number: int, theme: Theme) -> Mark:
    style = theme.style(_STYLE)
    text = str(number)
    width = text_width(text, style.size, style.bold)
    wide = min(max(SIGN, width + 7), SIGN_ROOM - 1)
    rect = Rect(round(middle.x - wide / 2, 2), round(middle.y - SIGN / 2, 2), round(wide, 2), SIGN)
    line = TextLine(text, round(middle.x, 2), round(middle.y + style.size * 0.36, 2), round(width, 2), _STYLE)
    return Mark(CONTINUES, rect, (line,), "")
