"""Asks the engine for the routes of the arrows around the boxes, and reads them as ways through the grid."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from blueprint.drawing.layout.engine import EMBEDDED, EngineError, Work, start
from blueprint.drawing.layout.grid import Grid, Seat
from blueprint.drawing.layout.ways import Plan, make_way

_COLUMN, _COLUMN_GAP = 120, 60
_ROW, _ROW_GAP = 60, 50
_PER_INCH = 72
_MOST_COLUMNS = 400
"""How many columns the routes asked for may lead over together. The engine's time grows with the square of that, while
the plain ways are as good where an arrow is long."""


class Routes(NamedTuple):
    """The engine at work, and the links that it routes, by the seats at their ends."""

    grid: Grid
    work: Work | None
    numbers: dict[tuple[int, int], list[int]]

    def plans(self) -> dict[int, Plan]:
        """Wait for the engine: its way for each link, by the link's number. Raises :class:`EngineError`."""
        if self.work is None:
            return {}
        answer = self.work.answer()
        try:
            return _read(answer, self.grid, self.numbers)
        except (ValueError, IndexError):
            raise EngineError("The drawing engine gave an answer that could not be understood.") from None


def ask_engine(grid: Grid, *, engine: str = EMBEDDED, timeout: float = 30.0) -> Routes:
    """Set the engine to work on the routes of all links.

    The boxes are pinned to a plain grid in which each fills its column and its row, so that every part of a route lies
    in one band. Links between the same two boxes share one route. Those that run straight or around one corner, or back
    to their own box, need none, and the longest get none where there is very much to route, but the engine is started
    all the same: one that is missing or broken shall not go unnoticed.
    Raises :class:`EngineError`.
    """
    if not grid.links:
        return Routes(grid, None, {})
    from graphviz import Digraph

    graph = Digraph(
        graph_attr={"splines": "ortho", "inputscale": str(_PER_INCH)},
        node_attr={"shape": "box", "fixedsize": "true", "label": "", "height": _inches(_ROW)},
        edge_attr={"arrowhead": "none"},
    )
    for number, seat in enumerate(grid.seats):
        x, y, width = _place(seat)
        graph.node(f"n{number}", pos=f"{x:g},{-y:g}", width=_inches(width))
    numbers: dict[tuple[int, int], list[int]] = {}
    asked = 0
    spans = [abs(grid.seats[link.source].left - grid.seats[link.target].left) // 2 + 1 for link in grid.links]
    for number in sorted(range(len(spans)), key=lambda each: (spans[each], each)):
        link = grid.links[number]
        if not _is_plain(grid, grid.seats[link.source], grid.seats[link.target]):
            asked += spans[number]
            if asked > _MOST_COLUMNS:
                break
            numbers.setdefault((link.source, link.target), []).append(number)
    for source, target in numbers:
        graph.edge(f"n{source}", f"n{target}")
    return Routes(grid, start(graph.source, "plain", engine=engine, timeout=timeout), numbers)


def _is_plain(grid: Grid, source: Seat, target: Seat) -> bool:
    """Whether an arrow can run straight, or around one corner: no route has fewer. One from a box to itself runs around
    a corner of it."""
    if source == target:
        return True
    plans: tuple[Plan, ...] = (
        (False, (source.row,)),
        (True, (source.left,)),
        (False, (source.row, target.left)),
        (True, (source.left, target.row)),
    )
    return any(make_way(grid, source, target, plan) is not None for plan in plans)


def _inches(points: float) -> str:
    return f"{points / _PER_INCH:.5f}"


def _place(seat: Seat) -> tuple[float, float, float]:
    """The centre of a seat on the plain grid, y downwards, and its width."""
    pitch = _COLUMN + _COLUMN_GAP
    left = (seat.left // 2) * pitch
    width = (seat.right // 2) * pitch + _COLUMN - left
    return left + width / 2, (seat.row // 2) * (_ROW + _ROW_GAP) + _ROW / 2, width


def _read(answer: str, grid: Grid, numbers: dict[tuple[int, int], list[int]]) -> dict[int, Plan]:
    # The plain format moves the page to 0, 0 and gives inches upwards: the boxes tell where the page begins.
    move_x = move_y = 0.0
    columns = [band_edge(number, _COLUMN, _COLUMN_GAP) for number in range(2 * grid.columns)]
    rows = [band_edge(number, _ROW, _ROW_GAP) for number in range(2 * grid.rows)]
    found: dict[int, Plan] = {}
    for line in answer.splitlines():
        words = line.split(" ")
        if words[0] == "node" and words[1] == "n0":
            x, y, _ = _place(grid.seats[0])
            move_x, move_y = x - float(words[2]) * _PER_INCH, y + float(words[3]) * _PER_INCH
        elif words[0] == "edge":
            pair = int(words[1][1:]), int(words[2][1:])
            count = int(words[3])
            values = [float(word) * _PER_INCH for word in words[4 : 4 + 2 * count]]
            points = [(move_x + x, move_y - y) for x, y in zip(values[::2], values[1::2], strict=True)]
            way = _bands(points, columns, rows)
            if way is not None and pair in numbers:
                found.update(dict.fromkeys(numbers[pair], way))
    return found


def band_edge(number: int, wide: float, narrow: float) -> float:
    """The end of band ``number`` on the plain grid, where column or row 1 begins at 0."""
    return (number // 2) * (wide + narrow) + (wide if number % 2 else 0)


def _bands(points: list[tuple[float, float]], columns: list[float], rows: list[float]) -> Plan | None:
    """The bands that a route runs in, without parts that are too short to be meant and steps aside within a band."""
    parts: list[tuple[bool, int]] = []
    corners = points[::3]
    for (x, y), (next_x, next_y) in zip(corners, corners[1:], strict=False):
        across, down = abs(next_x - x), abs(next_y - y)
        if max(across, down) < 1:
            continue
        upright = down > across
        band = bisect_right(columns, (x + next_x) / 2) if upright else bisect_right(rows, (y + next_y) / 2)
        if parts and parts[-1][0] == upright:
            if parts[-1][1] != band:
                return None
            continue
        parts.append((upright, band))
        while len(parts) > 2 and parts[-1] == parts[-3]:  # A step aside within one band.
            del parts[-2:]
    if not parts:
        return None
    return parts[0][0], tuple(band for _, band in parts)
