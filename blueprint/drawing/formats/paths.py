"""Paths in the syntax of SVG as chains of cubic Bézier curves, and their insides as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import acos, ceil, cos, hypot, pi, sin, sqrt, tan

from blueprint.drawing.drawing import Point

_STEP = re.compile(r"([MLHVCQAZ])|(-?(?:\d+\.?\d*|\.\d+))")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}
_PIECES = 8

Chain = tuple[Point, ...]
"""A first point, then three points for each curve: two that pull, and where it ends."""


def chains(d: str) -> tuple[Chain, ...]:
    """The parts of a path. It understands what our SVG is written with: absolute steps, and arcs of circles."""
    found: list[list[Point]] = []
    letter = ""
    numbers: list[float] = []
    for word, number in _STEP.findall(d):
        if word:
            letter, numbers = word, []
        else:
            numbers.append(float(number))
        if letter and len(numbers) == _COUNTS[letter]:
            _take(found, letter, numbers)
            # What follows without a letter is a further step of the same kind; after a beginning, a line.
            letter, numbers = ("" if letter == "Z" else "L" if letter == "M" else letter), []
    return tuple(tuple(chain) for chain in found if len(chain) > 1)


def _take(found: list[list[Point]], letter: str, numbers: list[float]) -> None:
    if letter == "M":
        found.append([Point(*numbers)])
        return
    chain = found[-1]
    last = chain[-1]
    if letter == "C":
        chain += [Point(*numbers[0:2]), Point(*numbers[2:4]), Point(*numbers[4:6])]
    elif letter == "Q":
        pull, end = Point(*numbers[0:2]), Point(*numbers[2:4])
        chain += [_between(last, pull, 2 / 3), _between(end, pull, 2 / 3), end]
    elif letter == "A":
        chain += _arc(last, Point(*numbers[5:7]), numbers[0], bool(numbers[3]), bool(numbers[4]))
    else:
        if letter == "Z":
            end = chain[0]
        elif letter == "L":
            end = Point(*numbers)
        else:
            end = Point(numbers[0], last.y) if letter == "H" else Point(last.x, numbers[0])
        if end != last:
            chain += [last, end, end]


def _between(one: Point, other: Point, part: float) -> Point:
    return Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)


def _arc(start: Point, end: Point, radius: float, large: bool, sweep: bool) -> list[Point]:
    """The arc of a circle from ``start`` to ``end`` as curves of at most a quarter each."""
    dx, dy = (start.x - end.x) / 2, (start.y - end.y) / 2
    half = hypot(dx, dy)
    if not half or not radius:
        return [start, end, end]
    radius = max(radius, half)
    off = sqrt(max(0.0, radius * radius - half * half)) / half * (-1 if large == sweep else 1)
    middle = Point((start.x + end.x) / 2 + off * dy, (start.y + end.y) / 2 - off * dx)
    one = Point((start.x - middle.x) / radius, (start.y - middle.y) / radius)
    other = Point((end.x - middle.x) / radius, (end.y - middle.y) / radius)
    angle = acos(max(-1.0, min(1.0, one.x * other.x + one.y * other.y)))
    turned = one.x * other.y - one.y * other.x
    if abs(turned) > 1e-9 and (turned > 0) != sweep:
        angle = 2 * pi - angle
    angle *= 1 if sweep else -1
    count = max(1, ceil(abs(angle) / (pi / 2) - 1e-9))
    pull = 4 / 3 * tan(angle / count / 4) * radius
    found: list[Point] = []
    at = one
    for _ in range(count):
        c, s = cos(angle / count), sin(angle / count)
        after = Point(at.x * c - at.y * s, at.x * s + at.y * c)
        here = Point(middle.x + at.x * radius, middle.y + at.y * radius)
        there = Point(middle.x + after.x * radius, middle.y + after.y * radius)
        found += [
            Point(here.x - at.y * pull, here.y + at.x * pull),
            Point(there.x + after.y * pull, there.y - after.x * pull),
            there,
        ]
        at = after
    return found


def inside(parts: Sequence[Chain], apart: float) -> list[tuple[Point, Point]]:
    """Level lines ``apart`` from each other that cover what the parts of a path enclose."""
    edges: list[tuple[Point, Point]] = []
    for chain in parts:
        corners = _corners(chain)
        edges += list(zip(corners, [*corners[1:], corners[0]], strict=True))
    ys = [point.y for edge in edges for point in edge]
    if not ys:
        return []
    count = max(1, round((max(ys) - min(ys)) / apart))
    found: list[tuple[Point, Point]] = []
    for number in range(count):
        y = min(ys) + (number + 0.5) * (max(ys) - min(ys)) / count
        across = sorted(
            a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) for a, b in edges if min(a.y, b.y) <= y < max(a.y, b.y)
        )
        found += [(Point(left, y), Point(right, y)) for left, right in zip(across[::2], across[1::2], strict=False)]
    return found


def _corners(chain: Chain) -> list[Point]:
    """The chain as straight lines, by their corners."""
    found = [chain[0]]
    for index in range(0, len(chain) - 3, 3):
        a, b, c, d = chain[index : index + 4]
        if b == a and c == d:
            found.append(d)
            continue
        for step in range(1, _PIECES + 1):
            t = step / _PIECES
            u = 1 - t
            w = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            found.append(
                Point(
                    w[0] * a.x + w[1] * b.x + w[2] * c.x + w[3] * d.x,
                    w[0] * a.y + w[1] * b.y + w[2] * c.y + w[3] * d.y,
                )
            )
    return found
