"""Parts of a drawing moved to another place, unchanged otherwise, and text at an edge of a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from blueprint.drawing.drawing import Mark, Point, Rect, TextLine
from blueprint.drawing.layout.boxes import text_line
from blueprint.drawing.looks.theme import Theme


def edge_line(text: str, place: Point, style: str, theme: Theme, *, turned: bool) -> TextLine:
    """A line of text at an edge of the sheet, below ``place``: it begins there, or where ``turned`` ends there."""
    line = text_line(text, place, style, theme, "start")
    return line._replace(x=round(place.x, 2), anchor="end") if turned else line


def moved_point(point: Point, dx: float, dy: float) -> Point:
    """The point moved."""
    return Point(round(point.x + dx, 2), round(point.y + dy, 2))


def moved_rect(rect: Rect, dx: float, dy: float) -> Rect:
    """The rectangle moved."""
    return rect._replace(x=round(rect.x + dx, 2), y=round(rect.y + dy, 2))


def moved_lines(lines: Iterable[TextLine], dx: float, dy: float) -> tuple[TextLine, ...]:
    """Lines of text moved."""
    return tuple(line._replace(x=round(line.x + dx, 2), y=round(line.y + dy, 2)) for line in lines)


def moved_mark(mark: Mark, dx: float, dy: float) -> Mark:
    """A mark moved with its words."""
    return replace(mark, rect=moved_rect(mark.rect, dx, dy), lines=moved_lines(mark.lines, dx, dy))


def moved_marks(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """Marks moved."""
    return tuple(moved_mark(mark, dx, dy) for mark in marks)
