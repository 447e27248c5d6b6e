"""Where a drawing may be cut into sheets, and the cuts that make the fewest and best ones.

Both axes are cut alike: along time at phases and steps, across it between lanes. A cut never goes through a box, unless
the box spans several steps; it may go through arrows, which then carry a sign on both sheets.
"""

from __future__ import annotations

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
    """Whether a box stretches over several steps, so that a cut may go through it."""
    rect = action.rect
    return rect.width > 400 or any(rect.x + 1 < border < rect.right - 1 for border in borders)


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

    def within(self, begin: float, end: float, axis: int) -> _Ground:
        """Only what reaches between two places on an axis."""
        return _Ground(
            tuple(
                (one, other)
                for one, other in self.parts
                if (one[axis] < end or other[axis] < end) and (one[axis] > begin or other[axis] > begin)
            ),
            tuple(rect for rect in self.plates if rect[axis] < end and rect[axis] + rect[axis + 2] > begin),
        )

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
    for begin, end in _gaps(boxes, low, high):
        here = [border for border in phases if begin < border < end]
        rank = 0 if here else 1
        here = here or [border for border in steps if begin < border < end]
        if not here:
            rank, here = _HARD, [(begin + end) / 2]
        near = ground.within(begin, end, 0)
        scored = [
            (near.straddled(x, 0), len(near.crossings(x, 0)), abs(x - here[0]), x) for x in near.tracks(begin, end, 0)
        ]
        found.append(near.cut(min(scored)[-1], rank, 0))
    return tuple(found)


def lane_cuts(drawing: Drawing, low: float, high: float) -> tuple[Cut, ...]:
    """The places for cuts across time, downwards: the borders of the lanes, and the gaps between rows in a lane."""
    ground = _ground(drawing)
    found = [ground.cut(lane.rect.bottom, 0, 1) for lane in drawing.lanes[:-1]]
    boxes = [(action.rect.y, action.rect.bottom) for action in drawing.actions]
    for lane in drawing.lanes:
        head = max(40.0, 14.0 * len(lane.lines) + 20.0 * len(lane.marks)) + 16
        for begin, end in _gaps(boxes, lane.rect.y, lane.rect.bottom):
            if begin - lane.rect.y < head or lane.rect.bottom - end < head:
                continue
            near = ground.within(begin, end, 1)
            scored = [(len(near.crossings(y, 1)), abs(y - (begin + end) / 2), y) for y in near.tracks(begin, end, 1)]
            found.append(near.cut(min(scored)[-1], _HARD, 1))
    return tuple(sorted(cut for cut in found if low < cut.at < high))


def split(cuts: Sequence[Cut], low: float, high: float, room: float, last_room: float) -> Split | None:
    """Cut ``low`` to ``high`` so that each part fits into ``room``, the last one into ``last_room``; None where no
    choice of cuts does that.

    What fits on one sheet is not torn apart: cuts of a worse rank are made only inside what is longer than a sheet.
    Then the fewest sheets win, then the evenest.
    """
    stops = [Cut(low, 0), *cuts, Cut(high, 0)]
    best: list[tuple[tuple[int, int, int, float], int] | None] = [None] * len(stops)
    best[0] = ((0, 0, 0, 0.0), -1)
    for end in range(1, len(stops)):
        for begin in range(end - 1, -1, -1):
            before = best[begin]
            length = _length(stops, begin, end)
            limit = last_room if end == len(stops) - 1 else room
            if stops[end].at - stops[begin].at > max(room, last_room):
                break
            if before is None or length > limit:
                continue
            rank = stops[end].rank
            needless = int(rank > 0 and not _must(stops, end, rank, room))
            hard = int(rank == _HARD)
            slack = ((limit - length) / limit) ** 2
            cost = (
                before[0][0] + needless + 8 * hard,
                before[0][1] + 1,
                before[0][2] + int(rank > 0),
                before[0][3] + slack,
            )
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


def _must(stops: Sequence[Cut], index: int, rank: int, room: float) -> bool:
    """Whether what lies around a cut, up to the next cuts of a better rank, is longer than a sheet."""
    one = index - 1
    while stops[one].rank >= rank:
        one -= 1
    other = index + 1
    while stops[other].rank >= rank:
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
