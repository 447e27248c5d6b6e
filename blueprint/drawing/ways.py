"""The ways that an arrow may take through the grid, and which of them is best.

A way is a list of bands: along row 3, then down gap 6, then along row 7. Bands alternate between rows and columns.
The engine's route is one of the ways; the plain ones (straight, one corner, two corners and so on) are others, because
the engine often takes a corner more than needed. Ways are compared by their length, their corners, the arrows they
cross and the arrows they run beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from blueprint.drawing.grid import Grid, Link, Seat

_CORNER = 60.0
_CROSSING = 22.0
_BESIDE = 14.0
_WRONG_SIDE = 45.0
_SHARED_SIDE = 18.0
_COLUMN, _COLUMN_GAP = 130.0, 40.0
_ROW, _ROW_GAP = 56.0, 32.0


class Run(NamedTuple):
    """One straight part of a way. ``band`` is the column it runs in where ``upright``, else the row; it goes from ``begin``
    to ``end`` in bands of the other direction. At a box these lie half a band away from it. ``low`` and ``high`` are the
    two in order."""

    upright: bool
    band: int
    begin: float
    end: float
    low: float
    high: float


class Way(NamedTuple):
    """A whole way. ``bands`` alternate in direction, the first is upright if ``upright``; ``start`` and ``end`` are the
    coordinates, in bands, at which it leaves and reaches its boxes; ``into`` and ``out`` are the sides: N, E, S, W."""

    upright: bool
    bands: tuple[int, ...]
    start: float
    end: float
    out: str
    into: str

    def runs(self) -> list[Run]:
        """The straight parts, in order. Each lies in its own band, between the bands of its neighbours."""
        bands = self.bands
        last = len(bands) - 1
        upright = self.upright
        found = []
        begin = self.start
        for index, band in enumerate(bands):
            end = self.end if index == last else bands[index + 1]
            found.append(Run(upright, band, begin, end, min(begin, end), max(begin, end)))
            begin = band
            upright = not upright
        return found


def make_way(source: Seat, target: Seat, upright: bool, bands: tuple[int, ...]) -> Way | None:
    """The way along ``bands`` from one box to another, or None where it does not lead from box to box."""
    first, last_upright = bands[0], upright if len(bands) % 2 else not upright
    last = bands[-1]
    if len(bands) == 1:
        after_first: float = target.row if upright else target.left if target.left > source.right else target.right
        before_last: float = source.row if last_upright else source.right if target.left > source.right else source.left
    else:
        after_first, before_last = bands[1], bands[-2]
    if upright:
        if not source.left <= first <= source.right or after_first == source.row:
            return None
        out, start = ("S", source.row + 0.5) if after_first > source.row else ("N", source.row - 0.5)
    else:
        if first != source.row or source.left <= after_first <= source.right:
            return None
        out, start = ("E", source.right + 0.5) if after_first > source.right else ("W", source.left - 0.5)
    if last_upright:
        if not target.left <= last <= target.right or before_last == target.row:
            return None
        into, end = ("S", target.row + 0.5) if before_last > target.row else ("N", target.row - 0.5)
    else:
        if last != target.row or target.left <= before_last <= target.right:
            return None
        into, end = ("E", target.right + 0.5) if before_last > target.right else ("W", target.left - 0.5)
    return Way(upright, bands, start, end, out, into)


def plain_ways(source: Seat, target: Seat) -> Iterator[tuple[bool, tuple[int, ...]]]:
    """The plain ways from one box to another, whether or not they are free; the last ones always are."""
    a, b = source.row, target.row
    forward = target.left > source.right
    shared = range(max(source.left, target.left), min(source.right, target.right) + 1, 2)
    if a == b:
        yield False, (a,)
    for column in shared:
        yield True, (column,)
    leave = source.right if target.left >= source.left else source.left
    reach = target.left if target.left >= source.left else target.right
    side_gaps = {source.right + 1, source.left - 1, target.left - 1, target.right + 1}
    row_gaps = {a - 1, a + 1, b - 1, b + 1}
    for gap in sorted(side_gaps):
        yield False, (a, gap, b)
    for gap in sorted(row_gaps):
        yield True, (leave, gap, reach)
    yield False, (a, reach)
    yield True, (leave, b)
    near = source.right + 1 if forward else source.left - 1
    for out in sorted({source.right + 1, source.left - 1}):
        for gap in sorted({b - 1, b + 1} | ({a - 1, a + 1} if out == near else set())):
            yield False, (a, out, gap, reach)
    for into in sorted({target.left - 1, target.right + 1}):
        for gap in (a - 1, a + 1):
            yield True, (leave, gap, into, b)
    for out, into in ((source.right + 1, target.left - 1), (source.left - 1, target.right + 1)):
        for gap in sorted(row_gaps):
            yield False, (a, out, gap, into, b)
    for gap in sorted({source.right + 1, source.left - 1}):
        yield True, (leave, a - 1, gap, b + 1, reach)
        yield True, (leave, a + 1, gap, b - 1, reach)


class Traffic:
    """Where arrows run so far: how many, by band and place, in each direction."""

    def __init__(self) -> None:
        self._runs: tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]] = (defaultdict(int), defaultdict(int))
        self._sides: dict[tuple[int, str, bool], int] = defaultdict(int)

    def add(self, link: Link, way: Way, count: int = 1) -> None:
        """Put an arrow on its way, or take it away with ``count`` -1."""
        for run in way.runs():
            counts = self._runs[run.upright]
            for place in range(round(run.low + 0.01), round(run.high - 0.01) + 1):
                counts[run.band, place] += count
        self._sides[link.source, way.out, False] += count
        self._sides[link.target, way.into, True] += count

    def cost(self, link: Link, way: Way) -> float:
        """What the arrows that are there add to the cost of a way."""
        cost = 0.0
        for run in way.runs():
            along, across = self._runs[run.upright], self._runs[not run.upright]
            beside = 0
            band = run.band
            for place in range(round(run.low + 0.01), round(run.high - 0.01) + 1):
                beside = max(beside, along.get((band, place), 0))
                if place > run.low and place < run.high:
                    cost += _CROSSING * across.get((place, band), 0)
            cost += _BESIDE * beside
        sides = self._sides
        cost += 3 * _SHARED_SIDE * sides.get((link.source, way.out, True), 0)
        cost += 3 * _SHARED_SIDE * sides.get((link.target, way.into, False), 0)
        cost += _SHARED_SIDE * sides.get((link.source, way.out, False), 0)
        cost += _SHARED_SIDE * sides.get((link.target, way.into, True), 0)
        return cost


def _length(low: float, high: float, upright: bool) -> float:
    wide, narrow = (_ROW, _ROW_GAP) if upright else (_COLUMN, _COLUMN_GAP)
    return (high - low) * (wide + narrow) / 2


def _own_cost(source: Seat, target: Seat, way: Way) -> float:
    """Length and corners of a way, and a charge for leaving or reaching a box on its far side."""
    cost = _CORNER * (len(way.bands) - 1)
    for run in way.runs():
        cost += _length(run.low, run.high, run.upright)
        if run.band % 2 and not run.upright and run.high - run.low > 2:
            cost += 6 * (run.high - run.low)  # Through a lane's empty cells: the gap would be calmer.
    if target.left > source.right:
        cost += _WRONG_SIDE * ((way.out == "W") + (way.into == "E"))
    elif target.right < source.left:
        # Back in time: around the boxes rather than straight into their faces.
        cost += _WRONG_SIDE * 0.5 * ((way.out == "E") + (way.into == "W"))
    return cost


def _free(grid: Grid, way: Way) -> bool:
    for run in way.runs():
        if run.upright:
            if run.band % 2 and not grid.clear_column(run.band, run.low, run.high):
                return False
        elif run.band % 2 and not grid.clear_row(run.band, run.low, run.high):
            return False
    return True


def choose_ways(grid: Grid, proposed: dict[int, tuple[bool, tuple[int, ...]]]) -> list[Way]:
    """The best way for each link of the grid. ``proposed`` holds the engine's, by the link's number."""
    seats = grid.seats
    candidates: list[list[tuple[float, Way]]] = []
    for number, link in enumerate(grid.links):
        source, target = seats[link.source], seats[link.target]
        found: dict[Way, float] = {}
        plans = list(plain_ways(source, target))
        if number in proposed:
            plans.insert(0, proposed[number])
        for upright, bands in plans:
            way = make_way(source, target, upright, bands)
            if way is not None and way not in found and _in_page(grid, way) and _free(grid, way):
                found[way] = _own_cost(source, target, way)
        candidates.append(sorted([(cost, way) for way, cost in found.items()]))
    traffic = Traffic()
    chosen: dict[int, Way] = {}
    # The plainest first: what can be straight shall be straight, and the others go around it.
    order = sorted(range(len(candidates)), key=lambda number: (candidates[number][0][0], number))
    for number in order:
        chosen[number] = _best(grid.links[number], candidates[number], traffic)
        traffic.add(grid.links[number], chosen[number])
    for number in order:  # Once more, now that every other arrow is known.
        traffic.add(grid.links[number], chosen[number], -1)
        chosen[number] = _best(grid.links[number], candidates[number], traffic)
        traffic.add(grid.links[number], chosen[number])
    return [chosen[number] for number in range(len(candidates))]


def _best(link: Link, candidates: list[tuple[float, Way]], traffic: Traffic) -> Way:
    best, least = candidates[0][1], float("inf")
    for own, way in candidates:
        if own >= least:
            break
        cost = own + traffic.cost(link, way)
        if cost < least:
            best, least = way, cost
    return best


def _in_page(grid: Grid, way: Way) -> bool:
    """Whether the way stays on the page: the gaps at its borders belong to it."""
    upright = way.upright
    for band in way.bands:
        if not 0 <= band <= 2 * (grid.columns if upright else grid.rows):
            return False
        upright = not upright
    return True
