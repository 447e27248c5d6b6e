"""The rows within lanes: always a place for each, and never more crossings or bends than Graphviz alone."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hard_cases import hard_case
from hypothesis import given
from hypothesis import strategies as st
from stories import story

import blueprint
from bench.arrows import tangle
from bench.crossings import count, plain_ortho
from blueprint.drawing.draw import draw
from blueprint.drawing.layout.grid import Seat, build_grid
from blueprint.model.read import parse

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint"))
STORIES = [parse(tangle(seed, 4 + seed, 3 + seed % 8)) for seed in range(0, 40, 9)]


@given(seed=st.integers(0, 10**6), steps=st.integers(1, 12), lanes=st.integers(2, 6))
def test_every_box_has_a_row_of_its_lane_to_itself(seed: int, steps: int, lanes: int) -> None:
    grid = build_grid(parse(story(seed, steps, lanes)))
    written = build_grid(parse(story(seed, steps, lanes)), as_written=True)
    taken = [(column, seat.row) for seat in grid.seats for column in range(seat.left, seat.right + 1, 2)]
    assert len(taken) == len(set(taken))
    for seat, other in zip(grid.seats, written.seats, strict=True):
        first, last = grid.lane_rows[seat.lane]
        assert first <= seat.row <= last
        assert seat.row % 2 == 1
        assert seat._replace(row=0) == other._replace(row=0)


@given(seed=st.integers(0, 10**6), steps=st.integers(1, 40))
def test_what_nothing_pulls_keeps_the_order_of_the_file(seed: int, steps: int) -> None:
    blueprint = parse(hard_case(seed, steps))
    grid = build_grid(blueprint)
    linked = {number for link in grid.links if link.source != link.target for number in (link.source, link.target)}
    cells: dict[tuple[int, int], list[Seat]] = defaultdict(list)
    for number, seat in enumerate(grid.seats):
        if number not in linked and seat.action is not None and seat.left == seat.right:
            cells[seat.left, seat.lane].append(seat)
    order = {action.id: number for number, action in enumerate(blueprint.actions)}
    for seats in cells.values():
        rows = [seat.row for seat in sorted(seats, key=lambda seat: order[seat.id])]
        assert rows == sorted(rows)


def test_what_follows_each_other_stands_side_by_side() -> None:
    text = """
step "One"
  customer: a "A"
  customer: b "B"
step "Two"
  customer: c "C"
b -> c
"""
    rows = {seat.id: seat.row for seat in build_grid(parse(text)).seats}
    assert rows["b"] == rows["c"] != rows["a"]


@pytest.mark.parametrize("page", [blueprint.load(path) for path in EXAMPLES] + STORIES, ids=lambda page: page.label)
def test_never_more_crossings_or_bends_than_graphviz_alone(page: blueprint.Blueprint) -> None:
    ours = count([[(point.x, point.y) for point in arrow.points] for arrow in draw(page).arrows])
    theirs = count(plain_ortho(page))
    assert ours.crossings <= theirs.crossings
    assert ours.bends <= theirs.bends
