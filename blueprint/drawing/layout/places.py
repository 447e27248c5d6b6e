"""From bands to points: how wide each column and gap is, how high each row, and where everything is on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from blueprint.drawing.drawing import Point, Rect
from blueprint.drawing.layout.boxes import Box
from blueprint.drawing.layout.grid import Grid
from blueprint.drawing.layout.tracks import Apart, Corners, Offsets
from blueprint.drawing.layout.ways import Way

HEAD_ROOM = 14.0
"""The distance from the last line in a gap to the boxes beside it: an arrow's head fits in."""
_LEAST_ROW = 44.0
_PORT_ROOM = 10.0
_COLUMN_HALF = 17.0
LEAST_GAP = 2 * _COLUMN_HALF
"""The least room between the columns of two steps."""
_ROW_HALF = 14.0
_STACK_HALF = 11.0
_OUTER_HALF = 4.0
_EDGE_ROOM = 5.0
_CORNER = 22.0  # from the corner of a box: no shape is rounded farther

Reserve = dict[tuple[bool, int, bool], float]
"""Room to keep free for labels in the halves of gaps, in points: by whether it is a gap between columns, the band, and
whether it is the half before the middle."""


class Places(NamedTuple):
    """The middle of every band, and both ends of it, across (``x``) and down the page (``y``), in points."""

    x: tuple[float, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    y: tuple[float, ...]
    top: tuple[float, ...]
    bottom: tuple[float, ...]

    def box(self, grid: Grid, number: int, height: float) -> Rect:
        """The rectangle of a seat's box."""
        seat = grid.seats[number]
        x = self.left[seat.left]
        middle = self.y[seat.row]
        return Rect(x, middle - height / 2, self.right[seat.right] - x, height)

    def moved(self, right: float, down: float) -> Places:
        """The same places elsewhere on the page."""
        across = [tuple([value + right for value in values]) for values in (self.x, self.left, self.right)]
        along = [tuple([value + down for value in values]) for values in (self.y, self.top, self.bottom)]
        return Places(*across, *along)


class Needs(NamedTuple):
    """What the arrows need: the width of each column, the height of each seat's box, and, by gap and half as in
    ``Reserve``, how far from the middle the furthest line runs, or words in a cell stand. ``words`` says the same of
    words in cells of columns and rows."""

    widths: list[float]
    heights: list[float]
    reach: Reserve
    words: Reserve


def arrow_needs(
    grid: Grid, boxes: list[Box], widths: list[float], ways: list[Way], offsets: Offsets, cells: Apart
) -> Needs:
    """How large columns, boxes and gaps must be for the arrows that run in them or end at them. ``cells`` is the room
    beside their lines that the words of some need within their band."""
    widths = list(widths)
    heights = [box.height for box in boxes]
    reach: Reserve = defaultdict(float)
    words: Reserve = defaultdict(float)
    for link, way, steps in zip(grid.links, ways, offsets, strict=True):
        for run, offset in zip(way.runs, steps, strict=True):
            upright, band = run.upright, run.band
            if band % 2 == 0:
                key = upright, band, offset < 0
                reach[key] = max(reach[key], abs(offset))
                reach.setdefault((upright, band, offset >= 0), 0.0)
            elif upright:
                widths[band // 2] = max(widths[band // 2], 2 * (abs(offset) + _PORT_ROOM))
        if way.out in "EW":
            heights[link.source] = max(heights[link.source], 2 * (abs(steps[0]) + _PORT_ROOM))
        if way.into in "EW":
            heights[link.target] = max(heights[link.target], 2 * (abs(steps[-1]) + _PORT_ROOM))
    for (number, index), sides in cells.items():
        run, offset = ways[number].runs[index], offsets[number][index]
        needed = words if run.band % 2 else reach
        for side, before in zip(sides, (True, False), strict=True):
            key = run.upright, run.band, before
            needed[key] = max(needed[key], side - offset if before else side + offset)
    return Needs(widths, heights, dict(reach), dict(words))


def loop_corners(grid: Grid, boxes: list[Box], widths: list[float], ways: list[Way]) -> Corners:
    """Where the arrows that lead back to their own box leave and reach it: near the corner that they run around."""
    corners: Corners = {}
    for number, (link, way) in enumerate(zip(grid.links, ways, strict=True)):
        if link.source == link.target:
            up = way.into == "N"
            high = max(1.0, boxes[link.source].height / 2 - _CORNER)
            wide = max(1.0, widths[way.runs[-1].band // 2] / 2 - _CORNER)
            corners[number, 0] = -high if up else high
            corners[number, len(way.runs) - 1] = wide if way.out == "E" else -wide
    return corners


def set_places(grid: Grid, needs: Needs, reserve: Reserve, least_rows: list[float]) -> Places:
    """Where every band lies, from 0, 0 on. ``least_rows`` is the least height of each row, ``reserve`` the room for
    labels."""
    rows = [max(_LEAST_ROW, least) for least in least_rows]
    for seat, height in zip(grid.seats, needs.heights, strict=True):
        rows[seat.row // 2] = max(rows[seat.row // 2], height)
    step_ends = {last + 1 for _, last in grid.step_columns}
    lane_ends = {last + 1 for _, last in grid.lane_rows}

    # What words in a cell have no room for in their column or row, the gaps beside it have.
    margins: Reserve = {}
    for (across, band, before), size in needs.words.items():
        own = (needs.widths if across else rows)[band // 2]
        margins[across, band - 1 if before else band + 1, not before] = max(0.0, size - own / 2)

    def half(across: bool, band: int, before: bool) -> float:
        last = 2 * (grid.columns if across else grid.rows)
        key = across, band, before
        if (band == 0 and before) or (band == last and not before):
            least, room = _OUTER_HALF, _OUTER_HALF + _EDGE_ROOM
        elif across:
            least, room = (_COLUMN_HALF if band in step_ends else _COLUMN_HALF - 2), HEAD_ROOM
        else:
            least, room = (_ROW_HALF if band in lane_ends or band == 0 else _STACK_HALF), HEAD_ROOM
        if key in needs.reach:
            least = max(least, needs.reach[key] + room)
        return least + reserve.get(key, 0.0) + margins.get(key, 0.0)

    x, left, right = _lay_out(0.0, needs.widths, lambda band, before: half(True, band, before))
    y, top, bottom = _lay_out(0.0, rows, lambda band, before: half(False, band, before))
    return Places(x, left, right, y, top, bottom)


def _lay_out(
    start: float, sizes: list[float], half: Callable[[int, bool], float]
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """The middles, beginnings and ends of gaps and columns (or rows) that follow each other from ``start``."""
    middles, begins, ends = [], [], []
    at = start
    for number in range(len(sizes) + 1):
        begins.append(at)
        middles.append(at + half(2 * number, True))
        at = middles[-1] + half(2 * number, False)
        ends.append(at)
        if number < len(sizes):
            begins.append(at)
            middles.append(at + sizes[number] / 2)
            at += sizes[number]
            ends.append(at)
    return tuple(middles), tuple(begins), tuple(ends)


def polyline(
    grid: Grid, number: int, way: Way, steps: list[float], places: Places, heights: list[float]
) -> list[Point]:
    """The corners of an arrow, from the edge of its first box to the edge of its last."""
    link = grid.links[number]
    source = places.box(grid, link.source, heights[link.source])
    target = places.box(grid, link.target, heights[link.target])
    lines = [
        (places.x if run.upright else places.y)[run.band] + offset for run, offset in zip(way.runs, steps, strict=True)
    ]
    begin, end = _edge(source, way.out), _edge(target, way.into)
    corners: list[Point] = []
    upright = way.runs[0].upright
    for one, other in zip([begin, *lines], [*lines, end], strict=True):
        # Between a run and the next the direction changes; the first and last values are the edges of the boxes.
        corners.append(Point(round(other, 2), round(one, 2)) if upright else Point(round(one, 2), round(other, 2)))
        upright = not upright
    return corners


def _edge(rect: Rect, side: str) -> float:
    if side == "N":
        return rect.y
    if side == "S":
        return rect.bottom
    return rect.x if side == "W" else rect.right
