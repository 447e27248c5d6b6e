"""Counts the crossings and bends of arrows, beside Graphviz alone on the plainest grid; writes docs/crossings.md.

The plainest grid has one column for each step, the lanes below each other in the order of the file, and the actions of
a cell stacked in the order of the file; Graphviz routes all arrows around the boxes with ``splines=ortho``, and no room
is kept for words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from graphviz import Digraph

import blueprint
from bench.arrows import tangle
from blueprint.drawing.draw import draw
from blueprint.drawing.layout.engine import run
from blueprint.drawing.layout.grid import build_grid
from blueprint.model.elements import Blueprint

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "crossings.md"
INTRODUCTION = """\
Made by `python -m bench.crossings`; do not edit. How often arrows cross and how often they turn, beside Graphviz alone
(`neato -n2`, `splines=ortho`) on the plainest grid: one column for each step, the lanes in the order of the file, the
actions of a cell stacked in the order of the file. Graphviz draws no words on such arrows; ours keep room for them, and
go around them. A crossing is a point where two arrows go straight across each other; a bend is a corner.
The stories are made up at random: so many steps and lanes, and about as many arrows as actions, most of them short."""

Line = list[tuple[float, float]]
_PITCH_X, _PITCH_Y, _WIDTH, _HEIGHT = 180.0, 110.0, 120.0, 60.0


class Count(NamedTuple):
    """The crossings and the bends of one picture."""

    crossings: int
    bends: int


def main() -> None:
    """Counts, prints the page and writes it."""
    stories = {path.stem: blueprint.load(path) for path in sorted((ROOT / "examples").glob("*.blueprint"))}
    for number in range(40):
        steps, lanes = 4 + number, 3 + number % 8
        stories[f"story {number + 1}: {steps} steps, {lanes} lanes"] = blueprint.parse(tangle(number, steps, lanes))
    rows: list[tuple[str, int, Count, Count]] = []
    for name, story in stories.items():
        ours = count([[(point.x, point.y) for point in arrow.points] for arrow in draw(story).arrows])
        rows.append((name, len(story.arrows), ours, count(plain_ortho(story))))
    text = page(rows)
    print(text)
    PAGE.write_text(text, encoding="utf-8")


def page(rows: list[tuple[str, int, Count, Count]]) -> str:
    """The page with its table and the sums."""
    lines = ["# Crossings and bends", "", INTRODUCTION, ""]
    lines.append("| Story | Arrows | Crossings | Graphviz alone | Bends | Graphviz alone |")
    lines.append("| --- | --- | --- | --- | --- | --- |")
    for name, arrows, our, their in rows:
        lines.append(f"| {name} | {arrows} | {our.crossings} | {their.crossings} | {our.bends} | {their.bends} |")
    ours, theirs = [row[2] for row in rows], [row[3] for row in rows]
    sums = [
        sum(arrows for _, arrows, _, _ in rows),
        sum(each.crossings for each in ours),
        sum(each.crossings for each in theirs),
        sum(each.bends for each in ours),
        sum(each.bends for each in theirs),
    ]
    lines.append(f"| **All** | {' | '.join(f'**{value}**' for value in sums)} |")
    more = sum(our.crossings > their.crossings for _, _, our, their in rows)
    longer = sum(our.bends > their.bends for _, _, our, their in rows)
    lines += ["", f"Pictures with more crossings than Graphviz alone: {more}; with more bends: {longer}.", ""]
    return "\n".join(lines)


def count(lines: list[Line]) -> Count:
    """The crossings and bends of right-angled lines, each given by its corners."""
    upright: list[tuple[float, float, float, int]] = []
    level: list[tuple[float, float, float, int]] = []
    bends = 0
    for number, line in enumerate(lines):
        parts = _straight(line)
        bends += len(parts) - 1
        for (x, y), (u, v) in parts:
            if abs(x - u) < abs(y - v):
                upright.append((x, min(y, v), max(y, v), number))
            else:
                level.append((y, min(x, u), max(x, u), number))
    upright.sort()
    places = [part[0] for part in upright]
    crossings = 0
    for y, left, right, number in level:
        for x, top, bottom, other in upright[bisect_right(places, left + 0.5) : bisect_left(places, right - 0.5)]:
            crossings += other != number and top + 0.5 < y < bottom - 0.5 and left < x < right
    return Count(crossings, bends)


def _straight(line: Line) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight parts of a line, those that go on in one direction taken together."""
    parts: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for one, other in pairwise(line):
        if abs(one[0] - other[0]) + abs(one[1] - other[1]) < 1:
            continue
        level = abs(one[0] - other[0]) > abs(one[1] - other[1])
        if parts and (abs(parts[-1][0][0] - parts[-1][1][0]) > abs(parts[-1][0][1] - parts[-1][1][1])) == level:
            parts[-1] = parts[-1][0], other
        else:
            parts.append((one, other))
    return parts


def plain_ortho(story: Blueprint) -> list[Line]:
    """The corners of all arrows as Graphviz alone leads them on the plainest grid."""
    grid = build_grid(story)
    order = {action.id: number for number, action in enumerate(story.actions)}
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number in sorted(range(len(grid.seats)), key=lambda each: order.get(grid.seats[each].id, len(order))):
        cells[grid.seats[number].step, grid.seats[number].lane].append(number)
    deepest = [
        max([1, *(len(cells[step, lane]) for step in range(len(story.steps)))]) for lane in range(len(story.lanes))
    ]
    graph = Digraph(
        graph_attr={"splines": "ortho", "inputscale": "72"},
        node_attr={
            "shape": "box",
            "fixedsize": "true",
            "label": "",
            "width": f"{_WIDTH / 72}",
            "height": f"{_HEIGHT / 72}",
        },
        edge_attr={"arrowhead": "none"},
    )
    for (step, lane), members in cells.items():
        top = sum(deepest[:lane])
        for row, number in enumerate(members):
            graph.node(f"n{number}", pos=f"{step * _PITCH_X:g},{-(top + row) * _PITCH_Y:g}")
    for link in grid.links:
        graph.edge(f"n{link.source}", f"n{link.target}")
    if not grid.links:
        return []
    lines = []
    for words in map(str.split, run(graph.source, "plain").splitlines()):
        if words[0] == "edge":
            values = [float(word) * 72 for word in words[4 : 4 + 2 * int(words[3])]]
            lines.append(list(zip(values[::2], values[1::2], strict=True))[::3])
    return lines


if __name__ == "__main__":
    main()
