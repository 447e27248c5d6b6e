"""Makes room for the words of arrows where there is none: a gap that the arrow crosses is made wider.

The half of a gap is cut into strips, which lie side by side beyond the furthest line that runs along the gap. Words
stand in a strip where their arrow crosses it. So nothing runs along them; what else crosses the strip there is all that
can still be in their way. There are two sorts of room:

- *A place* in a strip that seems free, with the lines that run in the arrow's own band moved aside. It costs little,
  but other strips may cross it, and lines of other bands may come too near when the grid is laid out again.
- *A cell*, which the words have for themselves: besides, the arrow's band is made so wide that all of them stand within
  it. A cell is free whatever else stands on the page:

  - Lines of other bands do not come into the band, those of the same band keep away, and those across it run nearer to
    the middle of the gap.
  - In one strip no two cells lie in one band, and different bands do not overlap.
  - A cell that lies in the other direction, across a gap between columns where this one lies across a gap between rows,
    stands beyond the lines of its gap. This one, where it lies in the crossing of the same two gaps, is counted with
    the lines there, and so stands nearer to the middle.
  - Boxes stand in no gap but those that they go on across, and there no line runs through them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from blueprint.drawing.drawing import Point, Rect
from blueprint.drawing.layout.places import Needs, Places, Reserve
from blueprint.drawing.layout.tracks import Apart
from blueprint.drawing.layout.ways import Way

APART = 3.0
"""The least distance of words from boxes, lines and other words."""
EDGE = 8.0
"""How far within a plate's edge its line runs where the plate stands beside it."""
_STRIP_GAP = 6.0

_Key = tuple[bool, int, bool]
"""The half of a gap, as in ``Reserve``."""


class Plate(NamedTuple):
    """The extent of an arrow's words."""

    width: float
    height: float


class _Room(NamedTuple):
    """Room that was made for a plate: in which strip of which half of which gap, where the arrow's part ``run`` in
    ``band`` crosses it, and how far the plate's middle stands off that part. ``cell`` says that it is a cell."""

    key: _Key
    strip: int
    run: int
    band: int
    aside: float
    cell: bool


class Rooms:
    """The room made for plates so far.

    ``apart`` is how far other lines of their band keep away from arrows, ``cells`` the part of it that their band must
    hold.
    """

    def __init__(self, plates: dict[int, Plate]) -> None:
        self.apart: Apart = {}
        self.cells: Apart = {}
        self._plates = plates
        self._rooms: dict[int, _Room] = {}
        self._failed: set[int] = set()  # whose place was not free in the end
        self._strips: dict[_Key, list[list[int]]] = defaultdict(list)  # the arrows of each strip

    def __iter__(self) -> Iterator[tuple[int, bool]]:
        """The arrows for which there is room, those with a cell first, and whether it is a cell."""
        rooms = sorted(self._rooms.items(), key=lambda item: not item[1].cell)
        return iter([(number, room.cell) for number, room in rooms])

    def _thick(self, key: _Key, strip: int) -> float:
        """How thick a strip is: as its thickest plate."""
        return max((self._plates[number][0 if key[0] else 1] for number in self._strips[key][strip]), default=0.0)

    def reserve(self) -> Reserve:
        """What each half of a gap must be wider by."""
        return {
            key: sum(self._thick(key, strip) + _STRIP_GAP for strip in range(len(strips))) + _STRIP_GAP
            for key, strips in self._strips.items()
        }

    def make(
        self, number: int, way: Way, polylines: list[list[Point]], places: Places, lines: Lines, *, cell: bool
    ) -> None:
        """Make room for the plate of one arrow, where the page grows least: a place at first, a cell where its place
        was not free, or where ``cell`` asks for one. A cell is for good."""
        if number in self._rooms:
            if self._rooms[number].cell:
                return
            self.give_up(number)
        plate = self._plates[number]
        cell = cell or number in self._failed
        best: tuple[float, _Room, bool] | None = None
        for run, key, at in _crossings(way, polylines[number]):
            across, band = key[0], way.runs[run].band
            thick, long = plate if across else (plate.height, plate.width)
            size, other_size = places.right[-1], places.bottom[-1]
            if not across:
                size, other_size = other_size, size
            # Beside its line a plate may cover fewer other lines. In a cell it covers none.
            for aside in (0.0,) if cell else (0.0, long / 2 - EDGE, EDGE - long / 2):
                low, high = at + aside - long / 2 - APART, at + aside + long / 2 + APART
                if not cell and (low < 0 or high > other_size):
                    continue
                near, far = lines.crossing(key, low, high, at, band)
                strip = self._free_strip(key, low, high, polylines, band if cell else None)
                known = strip < len(self._strips.get(key, ()))
                more = max(0.0, thick - self._thick(key, strip)) if known else thick + _STRIP_GAP
                cost = more / size + (0.002 if aside else 0.0) + 0.0001 * run
                if near:  # They will be moved away.
                    cost += 0.02 + long / other_size
                if cell:
                    begin, end = (places.top, places.bottom) if across else (places.left, places.right)
                    cost += max(0.0, long - end[band] + begin[band]) / other_size
                else:
                    cost += far
                if best is None or cost < best[0] - 1e-9:
                    best = cost, _Room(key, strip, run, band, aside, cell), bool(near)
        if best is None:
            self._failed.add(number)
            return
        room = best[1]
        if best[2] or cell:
            long = plate.height if room.key[0] else plate.width
            keep = long / 2 + APART + 0.5
            if cell:
                self.cells[number, room.run] = keep, keep
            one, other = self.apart.get((number, room.run), (0.0, 0.0))
            self.apart[number, room.run] = max(one, keep - room.aside), max(other, keep + room.aside)
        strips = self._strips[room.key]
        if room.strip == len(strips):
            strips.append([])
        strips[room.strip].append(number)
        self._rooms[number] = room

    def give_up(self, number: int) -> None:
        """Take back the place of a plate that is not free: the next will be a cell."""
        room = self._rooms.pop(number)
        self._strips[room.key][room.strip].remove(number)
        self.apart.pop((number, room.run), None)
        self._failed.add(number)

    def _free_strip(self, key: _Key, low: float, high: float, polylines: list[list[Point]], cell_in: int | None) -> int:
        """The first strip of a gap's half that has nothing between ``low`` and ``high``, and no other cell in the band
        ``cell_in``, or else a new one."""
        strips = self._strips.get(key, [])
        for index, members in enumerate(strips):
            if any(self._rooms[number].cell and self._rooms[number].band == cell_in for number in members):
                continue
            taken = [self._taken(number, polylines) for number in members]
            if not any(low < end and begin < high for begin, end in taken):
                return index
        return len(strips)

    def _taken(self, number: int, polylines: list[list[Point]]) -> tuple[float, float]:
        """From where to where, along its strip, the plate of an arrow goes."""
        room = self._rooms[number]
        point = polylines[number][room.run]
        middle = (point.y if room.key[0] else point.x) + room.aside
        long = self._plates[number][1 if room.key[0] else 0]
        return middle - long / 2, middle + long / 2

    def place(self, number: int, points: list[Point], places: Places, needs: Needs) -> Rect:
        """The rectangle of a plate for which there is room."""
        room = self._rooms[number]
        across, band, before = room.key
        width, height = self._plates[number]
        depth = needs.reach.get(room.key, 0.0) + _STRIP_GAP
        depth += sum(self._thick(room.key, nearer) + _STRIP_GAP for nearer in range(room.strip))
        depth += self._thick(room.key, room.strip) / 2
        middle = (places.x if across else places.y)[band] + (-depth if before else depth)
        if across:
            return Rect(middle - width / 2, points[room.run].y + room.aside - height / 2, width, height)
        return Rect(points[room.run].x + room.aside - width / 2, middle - height / 2, width, height)


def _crossings(way: Way, points: list[Point]) -> Iterator[tuple[int, _Key, float]]:
    """The halves of gaps that an arrow crosses at a right angle, with the number of the run and where it crosses. There
    is one at least: every box has gaps around it."""
    for index, run in enumerate(way.runs):
        at = points[index].x if run.upright else points[index].y
        for band in range(int(run.low), int(run.high + 0.5) + 1):
            if band % 2 == 0:
                if run.low <= band - 0.5 and run.high >= band:
                    yield index, (not run.upright, band, True), at
                if run.high >= band + 0.5 and run.low <= band:
                    yield index, (not run.upright, band, False), at


class Lines:
    """Where lines cross gaps: to see which of them a plate in a gap would cover."""

    def __init__(self, ways: list[Way], polylines: list[list[Point]]) -> None:
        self._at: dict[_Key, list[tuple[float, int]]] = defaultdict(list)
        for way, points in zip(ways, polylines, strict=True):
            for run, key, at in _crossings(way, points):
                self._at[key].append((at, way.runs[run].band))
        for lines in self._at.values():
            lines.sort()

    def crossing(self, key: _Key, low: float, high: float, own: float, band: int) -> tuple[int, int]:
        """How many lines other than the one at ``own`` cross the half of a gap between ``low`` and ``high``: those that
        run in ``band`` and those that do not."""
        near = far = 0
        lines = self._at.get(key, [])
        for at, other in lines[bisect_right(lines, (low, -1)) : bisect_left(lines, (high, -1))]:
            if abs(at - own) > 0.01:
                near, far = near + (other == band), far + (other != band)
        return near, far
