"""Where a drawing may be cut into sheets, and the cuts that make the fewest and best ones.

Both axes are cut alike: along time at phases and steps, across it between lanes. A cut never goes through a box, unless
the box spans several steps; it may go through arrows, which then carry a sign on both sheets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from blueprint.drawing.drawing import Drawing, DrawnAction, Point, Rect

SIGN = 15.0
"""The height of the sign where an arrow goes on, and the width of a short one."""
SIGN_ROOM = 24.0
SIGN_EDGE = 6.0
_EDGE = 0.05
_HARD = 2  # The rank of cuts that are made only where there is no other way.


class Cut(NamedTuple):
    """A place for a cut. ``rank`` is 0 at a border of phases (or lanes), 1 at one of steps, 2 anywhere else between
    boxes; ``before`` and ``after`` are the room that signs and labels need beyond the cut, on either sheet."""

    at: float
    rank: int
    before: float = 0.0
    after: float = 0.0


class Part(NamedTuple):
    """What stands on one sheet along one axis: from ``low`` to ``high``, with the room for signs and labels at either
    end. ``first`` and ``last`` say whether the drawing begins or ends there."""

    low: float
    high: float
    before: float
    after: float
    first: bool
    last: bool

    @property
    def length(self) -> float:
        return self.before + self.high - self.low + self.after

    def holds(self, at: float) -> bool:
        """Whether something whose middle is at ``at`` belongs to this sheet."""
        return (self.first or at >= self.low) and (self.last or at < self.high)


class Split(NamedTuple):
    """One axis in parts, and how many cuts go through a phase (or a lane)."""

    parts: tuple[Part, ...]
    broken: int


def spans(action: DrawnAction, borders: Sequence[float]) -> bool:
    """Whether a box stretches over several steps, so that a cut may go through it; ``borders`` are sorted."""
    rect = action.rect
    after = bisect_right(borders, rect.x + 1)
    return rect.width > 400 or (after < len(borders) and borders[after] < rect.right - 1)


def touched(lows: Sequence[float], highs: Sequence[float], low: float, high: float) -> range:
    """Which of some stretches, sorted and apart, something from ``low`` to ``high`` touches."""
    return range(bisect_left(highs, low), bisect_right(lows, high))


def clipped(rect: Rect, part: Part) -> tuple[float, float]:
    """What of a rectangle is on the sheet of a part, along time; where it goes on, up to the edge of the lanes."""
    begin, end = rect.x, rect.right
    if not part.first and begin < part.low:
        begin = part.low - part.before
    if not part.last and end > part.high:
        end = part.high + part.after
    return begin, end


def step_borders(drawing: Drawing) -> list[float]:
    """Where one step ends and another begins."""
    ends = {round(end, 1) for step in drawing.steps for end in (step.rect.x, step.rect.right)}
    return sorted(ends)


def phase_borders(drawing: Drawing) -> list[float]:
    """The middle of the gap between neighbouring phases."""
    bands = sorted((phase.rect for phase in drawing.phases), key=lambda rect: rect.x)
    return [(one.right + other.x) / 2 for one, other in zip(bands, bands[1:], strict=False)]


class _Ground(NamedTuple):
    """What lies in the way of cuts: the straight parts of the arrows, and what is not divided and yet no box."""

    parts: tuple[tuple[Point, Point], ...]
    plates: tuple[Rect, ...]

    def within(self, stretches: Sequence[tuple[float, float]], axis: int) -> list[_Ground]:
        """For each of some stretches of an axis, sorted and apart, only what reaches into it."""
        lows, highs = [low for low, _ in stretches], [high for _, high in stretches]
        parts: list[list[tuple[Point, Point]]] = [[] for _ in stretches]
        plates: list[list[Rect]] = [[] for _ in stretches]
        for part in self.parts:
            one, other = part[0][axis], part[1][axis]
            for number in touched(lows, highs, min(one, other), max(one, other)):
                parts[number].append(part)
        for rect in self.plates:
            for number in touched(lows, highs, rect[axis], rect[axis] + rect[axis + 2]):
                plates[number].append(rect)
        return [_Ground(tuple(some), tuple(rects)) for some, rects in zip(parts, plates, strict=True)]

    def straddled(self, at: float, axis: int) -> int:
        """How many labels and marks a cut would divide; they go wholly to one sheet."""
        return sum(rect[axis] < at < rect[axis] + rect[axis + 2] for rect in self.plates)

    def crossings(self, at: float, axis: int) -> list[float]:
        """Where on the cut arrows cross it, sorted; arrows that lie on one another cross once."""
        return sorted(
            {
                round(one[1 - axis], 1)
                for one, other in self.parts
                if min(one[axis], other[axis]) < at < max(one[axis], other[axis])
            }
        )

    def tracks(self, begin: float, end: float, axis: int) -> list[float]:
        """Places in a gap that lie on no arrow: the middles between neighbouring ones that run along it."""
        along = {begin, end}
        for one, other in self.parts:
            if begin < one[axis] < end and abs(one[axis] - other[axis]) < _EDGE:
                along.add(one[axis])
        stops = sorted(along)
        return [round((one + other) / 2, 2) for one, other in zip(stops, stops[1:], strict=False)]

    def cut(self, at: float, rank: int, axis: int) -> Cut:
        """The cut with the room that it needs on both sheets."""
        places = self.crossings(at, axis)
        signs = SIGN_ROOM * (max(columns(places, axis)) + 1) + SIGN_EDGE if places else 0.0
        before = after = 0.0
        for rect in self.plates:
            low, length = rect[axis], rect[axis + 2]
            if low < at < low + length:
                if low + length / 2 < at:
                    before = max(before, low + length - at)
                else:
                    after = max(after, at - low)
        return Cut(at, rank, before + signs, after + signs)


def _ground(drawing: Drawing) -> _Ground:
    plates = [arrow.label for arrow in drawing.arrows if arrow.label is not None]
    plates += [mark.rect for arrow in drawing.arrows for mark in arrow.marks]
    plates += [mark.rect for mark in drawing.times]
    parts = [part for arrow in drawing.arrows for part in zip(arrow.points, arrow.points[1:], strict=False)]
    return _Ground(tuple(parts), tuple(plates))


def time_cuts(drawing: Drawing, low: float, high: float) -> tuple[Cut, ...]:
    """The places for cuts along time, from left to right: one in each gap between columns of boxes."""
    steps = step_borders(drawing)
    phases = phase_borders(drawing)
    ground = _ground(drawing)
    boxes = [(action.rect.x, action.rect.right) for action in drawing.actions if not spans(action, steps)]
    found = []
    gaps = _gaps(boxes, low, high)
    for (begin, end), near in zip(gaps, ground.within(gaps, 0), strict=True):
        here = _between(phases, begin, end)
        rank = 0 if here else 1
        here = here or _between(steps, begin, end)
        if not here:
            rank, here = _HARD, [(begin + end) / 2]
        scored = [
            (near.straddled(x, 0), len(near.crossings(x, 0)), abs(x - here[0]), x) for x in near.tracks(begin, end, 0)
        ]
        found.append(near.cut(min(scored)[-1], rank, 0))
    return tuple(found)


def _between(places: Sequence[float], begin: float, end: float) -> Sequence[float]:
    return places[bisect_right(places, begin) : bisect_left(places, end)]


def lane_cuts(drawing: Drawing, low: float, high: float) -> tuple[Cut, ...]:
    """The places for cuts across time, downwards: the borders of the lanes, and the gaps between rows in a lane."""
    ground = _ground(drawing)
    found = [ground.cut(lane.rect.bottom, 0, 1) for lane in drawing.lanes[:-1]]
    boxes = [(action.rect.y, action.rect.bottom) for action in drawing.actions]
    for lane in drawing.lanes:
        head = max(40.0, 14.0 * len(lane.lines) + 20.0 * len(lane.marks)) + 16
        gaps = [
            (begin, end)
            for begin, end in _gaps(boxes, lane.rect.y, lane.rect.bottom)
            if begin - lane.rect.y >= head and lane.rect.bottom - end >= head
        ]
        for (begin, end), near in zip(gaps, ground.within(gaps, 1), strict=True):
            scored = [(len(near.crossings(y, 1)), abs(y - (begin + end) / 2), y) for y in near.tracks(begin, end, 1)]
            found.append(near.cut(min(scored)[-1], _HARD, 1))
    return tuple(sorted(cut for cut in found if low < cut.at < high))


def split(cuts: Sequence[Cut], low: float, high: float, room: float, last_room: float) -> Split | None:
    """Cut ``low`` to ``high`` so that each part fits into ``room``, the last one into ``last_room``; None where no
    choice of cuts does that.

    A step (or a lane) that fits on one sheet is never torn apart. Then the fewest sheets win, then the fewest torn
    phases, then the evenest sheets.
    """
    stops = [Cut(low, 0), *cuts, Cut(high, 0)]
    best: list[tuple[tuple[int, int, int, int, float], int] | None] = [None] * len(stops)
    best[0] = ((0, 0, 0, 0, 0.0), -1)
    for end in range(1, len(stops)):
        limit = last_room if end == len(stops) - 1 else room
        hard, torn = int(stops[end].rank == _HARD), int(stops[end].rank > 0)
        needless = int(bool(hard) and not _must(stops, end, room))
        for begin in range(end - 1, -1, -1):
            if stops[end].at - stops[begin].at > limit:
                break
            before = best[begin]
            length = _length(stops, begin, end)
            if before is None or length > limit:
                continue
            was, slack = before[0], ((limit - length) / limit) ** 2
            cost = (was[0] + needless, was[1] + 1, was[2] + hard, was[3] + torn, was[4] + slack)
            standing = best[end]
            if standing is None or cost < standing[0]:
                best[end] = (cost, begin)
    if best[-1] is None:
        return None
    chosen: list[int] = []
    at = len(stops) - 1
    while at >= 0:
        chosen.append(at)
        found = best[at]
        assert found is not None
        at = found[1]
    chosen.reverse()
    parts = [
        Part(
            stops[one].at,
            stops[other].at,
            stops[one].after,
            stops[other].before,
            one == 0,
            other == len(stops) - 1,
        )
        for one, other in zip(chosen, chosen[1:], strict=False)
    ]
    return Split(tuple(parts), sum(stops[index].rank > 0 for index in chosen))


def _length(stops: Sequence[Cut], begin: int, end: int) -> float:
    return stops[begin].after + stops[end].at - stops[begin].at + stops[end].before


def _must(stops: Sequence[Cut], index: int, room: float) -> bool:
    """Whether what lies around a cut inside a step or a lane, up to the next borders, is longer than a sheet."""
    one = index - 1
    while stops[one].rank == _HARD:
        one -= 1
    other = index + 1
    while stops[other].rank == _HARD:
        other += 1
    return _length(stops, one, other) > room


def _gaps(taken: Iterable[tuple[float, float]], low: float, high: float) -> list[tuple[float, float]]:
    """The stretches between ``low`` and ``high`` that nothing takes and that have something on either side."""
    gaps = []
    reach = low
    first = True
    for begin, end in sorted(taken):
        if end <= low or begin >= high:
            continue
        if not first and begin - reach > 6:
            gaps.append((reach, begin))
        first = False
        reach = max(reach, end)
    return gaps


def columns(places: Sequence[float], axis: int) -> list[int]:
    """For crossings in their order along a cut the column of their signs: one, or more where they are close."""
    need = SIGN + 1 if axis == 0 else SIGN_ROOM  # Signs are wider than high.
    ends: list[float] = []
    found = []
    for place in places:
        column = next((index for index, end in enumerate(ends) if place - end >= need), len(ends))
        if column == len(ends):
            ends.append(place)
        ends[column] = place
        found.append(column)
    return found


def pieces(points: Sequence[Point], across: Part, down: Part) -> list[tuple[Point, ...]]:
    """The pieces of a right-angled way that lie on the sheet of two parts."""
    low_x = -1e9 if across.first else across.low
    high_x = 1e9 if across.last else across.high
    low_y = -1e9 if down.first else down.low
    high_y = 1e9 if down.last else down.high
    found: list[list[Point]] = []
    for one, other in zip(points, points[1:], strict=False):
        if not (max(one.x, other.x) >= low_x and min(one.x, other.x) < high_x):
            continue
        if not (max(one.y, other.y) >= low_y and min(one.y, other.y) < high_y):
            continue
        start = Point(min(max(one.x, low_x), high_x), min(max(one.y, low_y), high_y))
        end = Point(min(max(other.x, low_x), high_x), min(max(other.y, low_y), high_y))
        if found and found[-1][-1] == start:
            found[-1].append(end)
        elif start != end:
            found.append([start, end])
    return [tuple(piece) for piece in found]
