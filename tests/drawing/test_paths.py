"""Paths as curves and as lines."""

from __future__ import annotations

import re
from math import hypot, pi

import pytest

from blueprint.drawing.drawing import Point, Rect
from blueprint.drawing.formats import svg_parts
from blueprint.drawing.formats.paths import chains, inside
from blueprint.drawing.looks.hatch import PATTERNS, hatch
from blueprint.text.vocabulary import STAGES


def test_steps_of_every_kind() -> None:
    line, curve = chains("M1 2H5V-.5L-1-1.5ZM0 0Q3 0 3 3C3 4 4 5 6 6")
    assert [*line[::3]] == [Point(1, 2), Point(5, 2), Point(5, -0.5), Point(-1, -1.5), Point(1, 2)]
    assert curve == (Point(0, 0), Point(2, 0), Point(3, 1), Point(3, 3), Point(3, 4), Point(4, 5), Point(6, 6))
    assert [*chains("M0 0 2 0 2 2")[0][::3]] == [Point(0, 0), Point(2, 0), Point(2, 2)]


def test_arcs_are_round() -> None:
    (circle,) = chains("M-8 0A8 8 0 0 1 8 0A8 8 0 0 1 -8 0Z")
    assert all(abs(hypot(*point) - 8) < 1e-9 for point in circle[::3])
    area = sum((b.x - a.x) * 0.25 for a, b in inside([circle], 0.25))
    assert area == pytest.approx(pi * 64, rel=0.02)
    (half,) = chains("M0-2.4A2.4 2.4 0 0 1 0 2.4")
    assert max(point.x for point in half[::3]) == pytest.approx(2.4)
    (other,) = chains("M0-2.4A2.4 2.4 0 0 0 0 2.4")
    assert min(point.x for point in other[::3]) == pytest.approx(-2.4)


def test_what_is_cut_out_stays_free() -> None:
    lines = inside(chains("M0 0H10V10H0ZM4 4H6V6H4Z"), 1)
    assert sum(b.x - a.x for a, b in lines) == pytest.approx(100 - 4)


def test_all_our_signs_are_understood() -> None:
    drawn = [svg_parts.icon(stage, Point(0, 0), 14) for stage in STAGES]
    drawn += [svg_parts.box(shape, Rect(0, 0, 100, 50)) for shape in ("evidence", "system", "bot", "choice")]
    drawn += [svg_parts.chip(kind, Rect(0, 0, 16, 16)) for kind in svg_parts.SIGNS]
    paths = re.findall(r' d="([^"]+)"', "".join(drawn))
    assert len(paths) > 40
    for path in paths:
        parts = chains(path)
        assert len(parts) == path.count("M"), path
        assert all(len(part) % 3 == 1 for part in parts)
        assert all(abs(value) < 120 for part in parts for point in part for value in point)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("size", [(26, 100), (20, 9), (3, 300), (0, 0)])
def test_patterns_stay_inside(pattern: str, size: tuple[float, float]) -> None:
    area = Rect(7.3, 11.1, *size)
    strokes = hatch(pattern, area)
    assert (not strokes) == (pattern == "solid") or min(size) < 12
    for stroke in strokes:
        for point in stroke:
            assert area.x - 0.01 <= point.x <= area.right + 0.01
            assert area.y - 0.01 <= point.y <= area.bottom + 0.01


def test_patterns_differ_and_look_alike_everywhere() -> None:
    here, there = Rect(0, 0, 26, 90), Rect(50, 300, 26, 90)
    assert len({hatch(pattern, here) for pattern in PATTERNS}) == len(PATTERNS)
    for pattern in PATTERNS:
        moved = tuple((Point(a.x + 50, a.y + 300), Point(b.x + 50, b.y + 300)) for a, b in hatch(pattern, here))
        assert hatch(pattern, there) == moved
