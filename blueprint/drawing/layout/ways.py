"""The ways that an arrow may take through the grid, and which of them is best.

A way is a list of bands: along row 3, then down gap 6, then along row 7. Bands alternate between rows and columns.
The engine's route is one of the ways; the plain ones (straight, one corner, two corners and so on) are others, because
the engine often takes a corner more than needed. Ways are compared by their length, their corners, the arrows they
cross and the arrows they run beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from blueprint.drawing.layout.grid import Grid, Link, Seat

_CORNER = 200.0
_CROSSING = 80.0
_BESIDE = 8.0
_WRONG_SIDE = 45.0
_SHARED_SIDE = 10.0
_ABOVE_LANE = 150.0  # Back in time an arrow runs under its lane unless that crosses two arrows more.
_PER_COLUMN, _PER_ROW = 60.0, 30.0  # points a band, gaps and columns alike
_ENOUGH = 5


class Run(NamedTuple):
    """One straight part of a way. ``band`` is the column it runs in where ``upright``, else the row.

    It goes from ``begin`` to ``end`` in bands of the other direction; at a box these lie half a band away from it.
    ``low`` and ``high`` are the two in order.
    """

    upright: bool
    band: int
    begin: float
    end: float
    low: float
    high: float


class Way(NamedTuple):
    """A whole way: its straight parts, which alternate in direction, and the sides (N, E, S, W) at which it leaves its
    first box and reaches its last."""

    runs: tuple[Run, ...]
    out: str
    into: str


Plan = tuple[bool, tuple[int, ...]]
"""A way in short: whether its first part is upright, and the bands of its parts."""


def make_way(grid: Grid, source: Seat, target: Seat, plan: Plan) -> Way | None:
    """The way of a plan from one box to another, or None where it leaves the page, runs through a box or does not lead
    from the one to the other."""
    upright, bands = plan
    last = len(bands) - 1
    last_upright = upright if last % 2 == 0 else not upright
    if last == 0:
        forward = target.left > source.right
        after_first = target.row if upright else target.left if forward else target.right
        before_last = source.row if upright else source.right if forward else source.left
    else:
        after_first, before_last = bands[1], bands[-2]
    leaving = _port(source, upright, bands[0], after_first)
    reaching = _port(target, last_upright, bands[-1], before_last)
    if leaving is None or reaching is None:
        return None
    most_columns, most_rows = 2 * grid.columns, 2 * grid.rows
    runs = []
    begin = leaving[1]
    for index, band in enumerate(bands):
        if not 0 <= band <= (most_columns if upright else most_rows):
            return None
        end = reaching[1] if index == last else bands[index + 1]
        low, high = (begin, end) if begin < end else (end, begin)
        if not (grid.clear_column if upright else grid.clear_row)(band, low, high):
            return None
        runs.append(Run(upright, band, begin, end, low, high))
        begin = band
        upright = not upright
    return Way(tuple(runs), leaving[0], reaching[0])


def _port(seat: Seat, upright: bool, band: int, beyond: int) -> tuple[str, float] | None:
    """The side of a box at which an arrow in ``band`` leaves it for the band ``beyond``, and the place of that side."""
    if upright:
        if not seat.left <= band <= seat.right or beyond == seat.row:
            return None
        return ("S", seat.row + 0.5) if beyond > seat.row else ("N", seat.row - 0.5)
    if band != seat.row or seat.left <= beyond <= seat.right:
        return None
    return ("E", seat.right + 0.5) if beyond > seat.right else ("W", seat.left - 0.5)


def plain_ways(source: Seat, target: Seat, last: int) -> Iterator[list[Plan]]:
    """The plain ways from one box to another, whether or not they are free: first those with two corners at most, then
    those with three, then those with four; at last those around all columns, which are always free.

    An arrow from a box to itself runs around one of its corners, which is free too."""
    a, b = source.row, target.row
    if source == target:
        yield [
            (False, (a, out, gap, into))
            for out, into in ((source.right + 1, source.right), (source.left - 1, source.left))
            for gap in (a - 1, a + 1)
        ]
        return
    shared = range(max(source.left, target.left), min(source.right, target.right) + 1, 2)
    leave = source.right if target.left >= source.left else source.left
    reach = target.left if target.left >= source.left else target.right
    around_source = (source.left - 1, source.right + 1)
    around_target = (target.left - 1, target.right + 1)
    row_gaps = sorted({a - 1, a + 1, b - 1, b + 1})
    plans: list[Plan] = [(False, (a,))] if a == b else []
    plans += [(True, (column,)) for column in shared]
    plans += [(False, (a, reach)), (True, (leave, b))]
    plans += [(False, (a, gap, b)) for gap in sorted({*around_source, *around_target})]
    plans += [(True, (leave, gap, reach)) for gap in row_gaps]
    yield plans
    near = around_source[1] if target.left > source.right else around_source[0]
    yield [
        *(
            (False, (a, out, gap, reach))
            for out in around_source
            for gap in (row_gaps if out == near else (b - 1, b + 1))
        ),
        *((True, (leave, gap, into, b)) for into in around_target for gap in (a - 1, a + 1)),
    ]
    yield [
        *((False, (a, around_source[1], gap, around_target[0], b)) for gap in row_gaps),
        *((False, (a, around_source[0], gap, around_target[1], b)) for gap in row_gaps),
        *((True, (leave, a - 1, gap, b + 1, reach)) for gap in around_source),
        *((True, (leave, a + 1, gap, b - 1, reach)) for gap in around_source),
    ]
    yield [
        (True, (leave, out, gap, into, reach)) for gap in (0, last) for out in (a - 1, a + 1) for into in (b - 1, b + 1)
    ]


class Traffic:
    """Where arrows run so far: how many, by band and place, in each direction."""

    def __init__(self, grid: Grid) -> None:
        # Twice for each direction, by band and by place, since sums over parts of lists are quick and this is the
        # innermost loop of the layout. ``_along[upright][band][place]`` is ``_across[upright][place][band]``.
        columns, rows = 2 * grid.columns + 2, 2 * grid.rows + 2
        self._along = (_Counts(columns), _Counts(rows))
        self._across = (_Counts(rows), _Counts(columns))
        self._sides: dict[tuple[int, str, bool], int] = defaultdict(int)

    def add(self, link: Link, way: Way, count: int = 1) -> None:
        """Put an arrow on its way, or take it away with ``count`` -1."""
        for upright, band, _, _, low, high in way.runs:
            along, across = self._along[upright][band], self._across[upright]
            for place in range(ceil(low), int(high) + 1):
                along[place] += count
                across[place][band] += count
        self._sides[link.source, way.out, False] += count
        self._sides[link.target, way.into, True] += count

    def cost(self, link: Link, way: Way, most: float) -> float:
        """What the arrows that are there add to the cost of a way, or something above ``most``."""
        sides = self._sides
        shared = 3 * sides.get((link.source, way.out, True), 0) + sides.get((link.source, way.out, False), 0)
        shared += 3 * sides.get((link.target, way.into, False), 0) + sides.get((link.target, way.into, True), 0)
        cost = _SHARED_SIDE * shared
        for upright, band, _, _, low, high in way.runs:
            if cost > most:
                break
            first, last = ceil(low), int(high)
            near = self._along[upright].get(band)
            if near is not None:
                cost += _BESIDE * max(near[first : last + 1], default=0)
            over = self._across[not upright].get(band)
            if over is not None:  # An arrow that ends where this one turns does not cross it.
                cost += _CROSSING * sum(over[first + (first == low) : last + (last != high)])
        return cost


class _Counts(dict[int, list[int]]):
    """Lists of ``size`` counts, each made when it is first counted in."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __missing__(self, key: int) -> list[int]:
        counts = self[key] = [0] * self._size
        return counts


def _own_cost(source: Seat, target: Seat, way: Way) -> float:
    """Length and corners of a way, and a charge for leaving or reaching a box on its far side."""
    cost = _CORNER * (len(way.runs) - 1)
    for run in way.runs:
        length = run.high - run.low
        cost += length * (_PER_ROW if run.upright else _PER_COLUMN)
        if run.band % 2 and not run.upright and length > 2:
            cost += 6 * length  # Through a lane's empty cells: the gap would be calmer.
    if target.left > source.right:
        cost += _WRONG_SIDE * ((way.out == "W") + (way.into == "E"))
    elif source == target:
        cost += _WRONG_SIDE * (way.out == "W")
    elif target.right < source.left:
        # Back in time: around the boxes rather than straight into their faces.
        cost += _WRONG_SIDE * 0.5 * ((way.out == "E") + (way.into == "W"))
        if source.lane == target.lane and way.out == way.into == "N":
            cost += _ABOVE_LANE
    return cost


def free_ways(grid: Grid) -> list[list[tuple[float, Plan, Way]]]:
    """The plain ways of each link of the grid that are free, with their costs. More corners are only tried where
    fewer leave little choice."""
    found = []
    for link in grid.links:
        source, target = grid.seats[link.source], grid.seats[link.target]
        ways: list[tuple[float, Plan, Way]] = []
        for plans in plain_ways(source, target, 2 * grid.columns):
            for plan in plans:
                way = make_way(grid, source, target, plan)
                if way is not None:
                    ways.append((_own_cost(source, target, way), plan, way))
            if len(ways) >= _ENOUGH:
                break
        found.append(ways)
    return found


def choose_ways(grid: Grid, free: list[list[tuple[float, Plan, Way]]], proposed: dict[int, Plan]) -> list[Way]:
    """The best way for each link, of the ``free`` ones and the engine's, ``proposed`` by the link's number."""
    candidates: list[list[tuple[float, Plan, Way]]] = []
    for number, (link, ways) in enumerate(zip(grid.links, free, strict=True)):
        plan = proposed.get(number)
        found = list(ways)
        if plan is not None and all(plan != other for _, other, _ in ways):
            source, target = grid.seats[link.source], grid.seats[link.target]
            way = make_way(grid, source, target, plan)
            if way is not None:
                found.append((_own_cost(source, target, way), plan, way))
        candidates.append(sorted(found, key=lambda item: (item[0], item[1] != plan, item[1])))
    traffic = Traffic(grid)
    chosen: dict[int, Way] = {}
    # The plainest first: what can be straight shall be straight, and the others go around it.
    order = sorted(range(len(candidates)), key=lambda number: (candidates[number][0][0], number))
    for number in order:
        chosen[number] = _best(grid.links[number], candidates[number], traffic)
        traffic.add(grid.links[number], chosen[number])
    for number in order:  # Once more, now that every other arrow is known.
        if len(candidates[number]) > 1:
            traffic.add(grid.links[number], chosen[number], -1)
            chosen[number] = _best(grid.links[number], candidates[number], traffic)
            traffic.add(grid.links[number], chosen[number])
    return [chosen[number] for number in range(len(candidates))]


def whole_cost(grid: Grid) -> float:
    """What the ways of all arrows cost together, as far as they are known without the engine: to compare grids."""
    ways = choose_ways(grid, free_ways(grid), {})
    traffic = Traffic(grid)
    cost = 0.0
    for link, way in zip(grid.links, ways, strict=True):
        cost += _own_cost(grid.seats[link.source], grid.seats[link.target], way)
        cost += traffic.cost(link, way, float("inf"))
        traffic.add(link, way)
    return cost


def _best(link: Link, candidates: list[tuple[float, Plan, Way]], traffic: Traffic) -> Way:
    best, least = candidates[0][2], float("inf")
    for own, _, way in candidates:
        if own >= least:
            break
        cost = own + traffic.cost(link, way, least - own)
        if cost < least:
            best, least = way, cost
    return best
