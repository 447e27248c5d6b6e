"""The curves of how the journey feels, on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from blueprint.drawing.drawing import DrawnEmotion, Point, Rect
from blueprint.drawing.sheets.cuts import Part, clipped
from blueprint.drawing.sheets.moved import moved_lines, moved_point


def sheet_curve(curve: DrawnEmotion, part: Part, dx: float, dy: float) -> DrawnEmotion | None:
    """What of a curve is on the sheet of a part, moved; its pieces are divided at the cut. None where nothing is."""
    low = -1e9 if part.first else part.low
    high = 1e9 if part.last else part.high
    points: list[Point] = []
    for number in range(0, len(curve.curve) - 3, 3):
        piece = _between(curve.curve[number : number + 4], low, high)
        points += piece if not points else piece[1:]
    kept = [number for number, dot in enumerate(curve.dots) if low <= dot.x < high]
    if not points and not kept:
        return None
    begin, end = clipped(curve.rect, part)
    return replace(
        curve,
        rect=Rect(round(begin + dx, 2), round(curve.rect.y + dy, 2), round(end - begin, 2), curve.rect.height),
        dots=tuple(moved_point(curve.dots[number], dx, dy) for number in kept),
        values=tuple(curve.values[number] for number in kept),
        ids=tuple(curve.ids[number] for number in kept),
        curve=tuple(moved_point(point, dx, dy) for point in points),
        lines=moved_lines(curve.lines, dx, dy) if part.first else (),
        zero=round(curve.zero + dy, 2),
    )


def _between(piece: Sequence[Point], low: float, high: float) -> list[Point]:
    """The part of a cubic Bézier curve, which only goes one way along time, between two places; nothing if outside."""
    points = list(piece)
    forward = points[0].x <= points[3].x
    if max(points[0].x, points[3].x) <= low or min(points[0].x, points[3].x) >= high:
        return []
    for edge, keep_later in ((low, forward), (high, not forward)):
        if min(points[0].x, points[3].x) < edge < max(points[0].x, points[3].x):
            earlier, later = _divided(points, _at(points, edge))
            points = later if keep_later else earlier
    return points


def _at(points: Sequence[Point], x: float) -> float:
    """Where on the curve, from 0 to 1, it is at ``x``."""
    low, high = 0.0, 1.0
    rising = points[0].x < points[3].x
    for _ in range(40):
        middle = (low + high) / 2
        if (_divided(points, middle)[0][3].x < x) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _divided(points: Sequence[Point], part: float) -> tuple[list[Point], list[Point]]:
    """The two halves of the curve, after de Casteljau."""
    rows = [list(points)]
    while len(rows[-1]) > 1:
        row = rows[-1]
        rows.append(
            [
                Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)
                for one, other in zip(row, row[1:], strict=False)
            ]
        )
    return [row[0] for row in rows], [row[-1] for row in reversed(rows)]
