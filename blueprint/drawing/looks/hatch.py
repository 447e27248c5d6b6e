"""Patterns that fill a rectangle with lines, so that stages are told apart where there is no colour.

They are plain lines, and no patterns of SVG: every writer and every viewer draws them alike, and nothing in the file
refers to anything else.
"""

from __future__ import annotations

from blueprint.drawing.drawing import Point, Rect

PATTERNS = ("solid", "diagonal", "back-diagonal", "crossed", "horizontal", "vertical", "grid", "dotted")
"""The patterns by name; ``solid`` has no lines."""

_APART = 5.0
_DOT = 1.6

Stroke = tuple[Point, Point]


def hatch(pattern: str, area: Rect) -> tuple[Stroke, ...]:
    """The lines of a pattern within ``area``, none outside it; none for ``solid`` and for an unknown pattern.

    They begin at the middle of the area, so that equal areas look alike wherever they are.
    """
    strokes: list[Stroke] = []
    if pattern in ("diagonal", "crossed"):
        strokes += _slanted(area, 1)
    if pattern in ("back-diagonal", "crossed"):
        strokes += _slanted(area, -1)
    if pattern in ("horizontal", "grid"):
        strokes += [(Point(area.x, y), Point(area.right, y)) for y in _steps(area.y, area.bottom)]
    if pattern in ("vertical", "grid"):
        strokes += [(Point(x, area.y), Point(x, area.bottom)) for x in _steps(area.x, area.right)]
    if pattern == "dotted":
        rows = _steps(area.y, area.bottom)
        for number, y in enumerate(rows):
            columns = [x for x in _steps(area.x, area.right) if number % 2 == 0 or area.x < x + _APART / 2 < area.right]
            for x in columns:
                middle = x + (_APART / 2 if number % 2 else 0.0)
                if middle - _DOT / 2 >= area.x and middle + _DOT / 2 <= area.right:
                    strokes.append((Point(middle - _DOT / 2, y), Point(middle + _DOT / 2, y)))
    return tuple((Point(round(a.x, 2), round(a.y, 2)), Point(round(b.x, 2), round(b.y, 2))) for a, b in strokes)


def _steps(low: float, high: float) -> list[float]:
    """Places from ``low`` to ``high``, evenly apart around their middle, none at the ends."""
    middle = (low + high) / 2
    count = max(0, int((high - low) / 2 / _APART - 0.2))
    return [middle + number * _APART for number in range(-count, count + 1)]


def _slanted(area: Rect, sign: int) -> list[Stroke]:
    """Lines at 45 degrees, cut off at the edges of the area; ``sign`` 1 rises to the right."""
    found: list[Stroke] = []
    apart = _APART * 1.4
    number = int(-(area.width + area.height) / apart) - 1
    while number * apart < area.width + area.height:
        # The line x - left + sign * (y - middle) = offset, for x from the left edge to the right one.
        offset = number * apart + area.width / 2
        number += 1
        middle = area.y + area.height / 2
        ends = sorted((middle + sign * (offset - across), across) for across in (0.0, area.width))
        (top, top_across), (bottom, bottom_across) = ends
        slope = (bottom_across - top_across) / (bottom - top) if bottom != top else 0.0
        if top < area.y:
            top, top_across = area.y, top_across + slope * (area.y - top)
        if bottom > area.bottom:
            bottom, bottom_across = area.bottom, bottom_across - slope * (bottom - area.bottom)
        if bottom - top > 0.5:
            found.append((Point(area.x + top_across, top), Point(area.x + bottom_across, bottom)))
    return found
