"""Puts the words of arrows on plates where they cover no box, no other words and no other arrow.

A plate is looked for along the arrow's own way. Where there is no free place, a gap that the arrow crosses is made
wider for it, and the lines beside it are moved away: then the grid is laid out again, and all plates are placed again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from blueprint.drawing.drawing import Point, Rect
from blueprint.drawing.layout.places import HEAD_ROOM, Needs, Places, Reserve
from blueprint.drawing.layout.tracks import Apart
from blueprint.drawing.layout.ways import Way

_CELL = 128.0
_LEVEL_CELL = 640.0, 24.0
_UPRIGHT_CELL = 48.0, 320.0
_LONGER = 16  # times as long are the squares for lines that would lie in more than so many
_APART = 3.0
_OVER_LINE = 12.0
_OVER_BORDER = 5.0
_NEAR_LINE = 2.0
_NEAR = 7.0  # Words so close to another arrow look as though they were its own.
_GOOD = 11.0
_STRIP_GAP = 6.0
_EDGE = 8.0  # How far within a plate's edge its line runs where the plate stands beside it.


class Plate(NamedTuple):
    """The extent of an arrow's words."""

    width: float
    height: float


class _Hold(NamedTuple):
    """Room that was made for a plate: in which strip of which half of which gap, where the arrow's part ``run`` crosses
    it, and how far the plate's middle stands off that part."""

    key: tuple[bool, int, bool]
    strip: int
    run: int
    aside: float


class Rooms:
    """The room made for plates so far, in strips along the halves of gaps."""

    def __init__(self, plates: dict[int, Plate]) -> None:
        self.holds: dict[int, _Hold] = {}
        self.alone: set[int] = set()  # those that gave up all places once: the next is theirs alone, lines or not
        self.apart: Apart = {}
        self._plates = plates
        self._refused: set[tuple[int, tuple[bool, int, bool]]] = set()
        self._strips: dict[tuple[bool, int, bool], list[list[int]]] = defaultdict(list)  # the arrows of each strip

    def _thick(self, key: tuple[bool, int, bool], strip: int) -> float:
        """How thick a strip is: as its thickest plate."""
        return max((self._plates[number][0 if key[0] else 1] for number in self._strips[key][strip]), default=0.0)

    def reserve(self) -> Reserve:
        """What each half of a gap must be wider by."""
        return {
            key: sum(self._thick(key, strip) + _STRIP_GAP for strip in range(len(strips))) + _STRIP_GAP
            for key, strips in self._strips.items()
        }

    def _taken(self, number: int, polylines: list[list[Point]]) -> tuple[float, float]:
        """From where to where, along its strip, the plate of an arrow goes."""
        key, _, run, aside = self.holds[number]
        point = polylines[number][run]
        middle = (point.y if key[0] else point.x) + aside
        long = self._plates[number][1 if key[0] else 0]
        return middle - long / 2, middle + long / 2

    def make(self, number: int, way: Way, polylines: list[list[Point]], page: Rect, lines: _Lines) -> None:
        """Make room for the plate of one arrow, where the page grows least. One that had to give up every place gets
        a strip of its own."""
        plate = self._plates[number]
        best: tuple[float, _Hold, bool] | None = None
        for run, key, at in _crossings(way, polylines[number]):
            if (number, key) in self._refused:
                continue
            across = key[0]
            thick, long = plate if across else (plate.height, plate.width)
            size, other_size = (page.width, page.height) if across else (page.height, page.width)
            # Beside its line a plate may cover fewer other lines.
            for aside in (0.0, long / 2 - _EDGE, _EDGE - long / 2):
                low, high = at + aside - long / 2 - _APART, at + aside + long / 2 + _APART
                if low < 0 or high > other_size:
                    continue
                near, far = lines.crossing(key, low, high, at, way.runs[run].band)
                there = len(self._strips.get(key, ()))
                strip = there if number in self.alone else self._free_strip(key, low, high, polylines)
                known = strip < there
                more = max(0.0, thick - self._thick(key, strip)) if known else thick + _STRIP_GAP
                cost = more / size + far + (0.002 if aside else 0.0) + 0.0001 * run
                if near:  # They will be moved away.
                    cost += 0.02 + long / other_size
                if best is None or cost < best[0] - 1e-9:
                    best = cost, _Hold(key, strip, run, aside), bool(near)
        if best is None:
            refused = {entry for entry in self._refused if entry[0] == number}
            if refused and number not in self.alone:
                self.alone.add(number)
                self._refused -= refused
                self.make(number, way, polylines, page, lines)
            return
        hold = best[1]
        if best[2]:
            long = plate.height if hold.key[0] else plate.width
            one, other = self.apart.get((number, hold.run), (0.0, 0.0))
            keep = long / 2 + _APART + 0.5
            self.apart[number, hold.run] = max(one, keep - hold.aside), max(other, keep + hold.aside)
        strips = self._strips[hold.key]
        if hold.strip == len(strips):
            strips.append([])
        strips[hold.strip].append(number)
        self.holds[number] = hold

    def give_up(self, number: int) -> None:
        """Take back the room of a plate that another one covers, and do not make room for it there again."""
        hold = self.holds.pop(number)
        self._strips[hold.key][hold.strip].remove(number)
        self._refused.add((number, hold.key))

    def _free_strip(self, key: tuple[bool, int, bool], low: float, high: float, polylines: list[list[Point]]) -> int:
        """The first strip of a gap's half that has nothing between ``low`` and ``high``, or else a new one."""
        strips = self._strips.get(key, [])
        for index, members in enumerate(strips):
            taken = [self._taken(number, polylines) for number in members]
            if not any(low < end and begin < high for begin, end in taken):
                return index
        return len(strips)

    def place(self, number: int, points: list[Point], places: Places, needs: Needs) -> Rect:
        """The rectangle of a plate for which room was made."""
        key, strip, run, aside = self.holds[number]
        across, band, before = key
        width, height = self._plates[number]
        depth = needs.reach.get(key, 0.0) + _STRIP_GAP
        depth += sum(self._thick(key, nearer) + _STRIP_GAP for nearer in range(strip))
        depth += self._thick(key, strip) / 2
        middle = (places.x if across else places.y)[band] + (-depth if before else depth)
        if across:
            return Rect(middle - width / 2, points[run].y + aside - height / 2, width, height)
        return Rect(points[run].x + aside - width / 2, middle - height / 2, width, height)


def _crossings(way: Way, points: list[Point]) -> Iterator[tuple[int, tuple[bool, int, bool], float]]:
    """The halves of gaps that an arrow crosses at a right angle, with the number of the run and where it crosses."""
    for index, run in enumerate(way.runs):
        at = points[index].x if run.upright else points[index].y
        for band in range(int(run.low), int(run.high + 0.5) + 1):
            if band % 2 == 0:
                if run.low <= band - 0.5 and run.high >= band:
                    yield index, (not run.upright, band, True), at
                if run.high >= band + 0.5 and run.low <= band:
                    yield index, (not run.upright, band, False), at


class _Lines:
    """Where lines cross gaps: to see which of them a plate in a gap would cover."""

    def __init__(self, ways: list[Way], polylines: list[list[Point]]) -> None:
        self._at: dict[tuple[bool, int, bool], list[tuple[float, int]]] = defaultdict(list)
        for way, points in zip(ways, polylines, strict=True):
            for run, key, at in _crossings(way, points):
                self._at[key].append((at, way.runs[run].band))
        for lines in self._at.values():
            lines.sort()

    def crossing(self, key: tuple[bool, int, bool], low: float, high: float, own: float, band: int) -> tuple[int, int]:
        """How many lines other than the one at ``own`` cross the half of a gap between ``low`` and ``high``: those that
        run in ``band`` and those that do not."""
        near = far = 0
        lines = self._at.get(key, [])
        for at, other in lines[bisect_right(lines, (low, -1)) : bisect_left(lines, (high, -1))]:
            if abs(at - own) > 0.01:
                near, far = near + (other == band), far + (other != band)
        return near, far


class _Field:
    """What stands on the page, in squares, so that a plate need not be compared with all of it. The squares of level
    lines are long, those of upright lines are high, and those of long lines are longer still, so that each line lies in
    few."""

    def __init__(self) -> None:
        self._solid: dict[tuple[int, int], list[Rect]] = defaultdict(list)
        self._lines: dict[tuple[float, float], dict[tuple[int, int], list[tuple[int, Rect]]]] = {}

    def add(self, rect: Rect) -> None:
        for square in _squares(rect, _CELL, _CELL):
            self._solid[square].append(rect)

    def add_line(self, number: int, one: Point, other: Point) -> None:
        rect = Rect(min(one.x, other.x), min(one.y, other.y), abs(one.x - other.x), abs(one.y - other.y))
        wide, high = _UPRIGHT_CELL if rect.height else _LEVEL_CELL
        while rect.width > _LONGER * wide:
            wide *= _LONGER
        while rect.height > _LONGER * high:
            high *= _LONGER
        squares = self._lines.setdefault((wide, high), defaultdict(list))
        for square in _squares(rect, wide, high):
            squares[square].append((number, rect))

    def free(self, rect: Rect) -> bool:
        for square in _squares(rect, _CELL, _CELL):
            for other in self._solid.get(square, ()):
                if overlap(rect, other, _APART):
                    return False
        return True

    def covered(self, rect: Rect, number: int) -> int:
        """How many lines of other arrows the rectangle would cover."""
        return self.beside(rect, number)[0]

    def beside(self, rect: Rect, number: int) -> tuple[int, int]:
        """How many lines of other arrows the rectangle would cover, and how many it would be near to."""
        covered: set[tuple[int, Rect]] = set()
        near: set[tuple[int, Rect]] = set()
        for size, squares in self._lines.items():
            for square in _squares(rect, *size, _NEAR):
                for other, line in squares.get(square, ()):
                    if other != number and overlap(rect, line, _NEAR):
                        (covered if overlap(rect, line, 1.0) else near).add((other, line))
        return len(covered), len(near)


def _squares(rect: Rect, width: float, height: float, apart: float = _APART) -> list[tuple[int, int]]:
    x, y, wide, high = rect
    return [
        (column, row)
        for column in range(int((x - apart) // width), int((x + wide + apart) // width) + 1)
        for row in range(int((y - apart) // height), int((y + high + apart) // height) + 1)
    ]


def overlap(one: Rect, other: Rect, apart: float = 0.0) -> bool:
    """Whether two rectangles lie on each other or are closer than ``apart``."""
    return (
        one.x < other.right + apart
        and other.x < one.right + apart
        and one.y < other.bottom + apart
        and other.y < one.bottom + apart
    )


def place_labels(
    plates: dict[int, Plate],
    ways: list[Way],
    polylines: list[list[Point]],
    boxes: list[Rect],
    borders: list[tuple[float, bool]],
    page: Rect,
    rooms: Rooms,
    places: Places,
    needs: Needs,
    *,
    last: bool,
) -> dict[int, Rect] | None:
    """Where each arrow's words stand, by the arrow's number.

    ``page`` is the field of the lanes; ``borders`` says where they meet, and whether a named line is drawn there.

    None where there was no free place for some: then ``rooms`` has been told to make room, and the grid must be laid
    out again. With ``last`` those that found no place stand over lines rather than nowhere.
    """
    field = _Field()
    for rect in boxes:
        field.add(rect)
    for number, points in enumerate(polylines):
        for one, other in zip(points, points[1:], strict=False):
            field.add_line(number, one, other)
    placed: dict[int, Rect] = {}
    for number in list(rooms.holds):
        rect = rooms.place(number, polylines[number], places, needs)
        if field.free(rect) and (last or number in rooms.alone or not field.covered(rect, number)):
            placed[number] = rect
            field.add(rect)
        else:  # Two strips cross here, or lines that could not move away.
            rooms.give_up(number)
    missing: list[int] = []
    for number, plate in plates.items():
        if number in placed:
            continue
        found = _best_place(number, plate, polylines[number], field, borders, page, last)
        if found is None:
            missing.append(number)
        else:
            placed[number] = found
            field.add(found)
    if not missing:
        return placed
    if last:
        return placed
    lines = _Lines(ways, polylines)
    for number in missing:
        rooms.make(number, ways[number], polylines, page, lines)
    return None


def _best_place(
    number: int,
    plate: Plate,
    points: list[Point],
    field: _Field,
    borders: list[tuple[float, bool]],
    page: Rect,
    last: bool,
) -> Rect | None:
    best: Rect | None = None
    least = float("inf") if last else _GOOD
    for rect, cost in _along(points, plate):
        if cost >= least:
            continue
        if rect.x < page.x + 2 or rect.right > page.right - 2 or rect.y < page.y + 2 or rect.bottom > page.bottom - 2:
            continue
        if not field.free(rect):
            continue
        covered, near = field.beside(rect, number)
        cost += _OVER_LINE * covered + _NEAR_LINE * near
        cost += sum(_OVER_LINE if named else _OVER_BORDER for y, named in borders if rect.y < y < rect.bottom)
        if cost < least:
            best, least = rect, cost
    return best


def _along(points: list[Point], plate: Plate) -> Iterator[tuple[Rect, float]]:
    """Places along an arrow with what speaks against each: how far from its beginning and its line's middle."""
    width, height = plate
    final = len(points) - 2
    for index, (one, other) in enumerate(zip(points, points[1:], strict=False)):
        tail = HEAD_ROOM if index == final else 5.0
        begin = 7.0 if index == 0 else 5.0
        upright = one.x == other.x
        length = abs(other.y - one.y) if upright else abs(other.x - one.x)
        need = height if upright else width
        room = length - begin - tail - need
        if room < 0:
            continue
        sign = 1 if (other.y > one.y or other.x > one.x) else -1
        tries = 1 if room < 6 else min(9, 3 + int(room // 40))
        for step in range(tries):
            part = 0.5 if tries == 1 else step / (tries - 1)
            middle = begin + need / 2 + room * part
            cost = 0.8 * index + 2.0 * abs(part - 0.5)
            if upright:
                y = one.y + sign * middle - height / 2
                for aside in (0.0, width / 2 - _EDGE, _EDGE - width / 2):
                    yield Rect(one.x - width / 2 + aside, y, width, height), cost + (1.0 if aside else 0.0)
            else:
                yield Rect(one.x + sign * middle - width / 2, one.y - height / 2, width, height), cost
