"""Puts the words of arrows on plates where they cover no box, no other words and no other arrow.

A plate is looked for along the arrow's own way. Where there is no free place, room is made for it (``rooms.py``): then
the grid is laid out again, and all plates are placed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from blueprint.drawing.drawing import Point, Rect
from blueprint.drawing.layout.places import HEAD_ROOM, Needs, Places
from blueprint.drawing.layout.rooms import APART, EDGE, Plate, Rooms

_CELL = 128.0
_LEVEL_CELL = 640.0, 24.0
_UPRIGHT_CELL = 48.0, 320.0
_LONGER = 16  # times as long are the squares for lines that would lie in more than so many
_OVER_LINE = 12.0
_OVER_BORDER = 5.0
_NEAR_LINE = 2.0
_NEAR = 7.0  # Words so close to another arrow look as though they were its own.
_GOOD = 11.0


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
                if overlap(rect, other, APART):
                    return False
        return True

    def near(self, rect: Rect, number: int) -> int | None:
        """How many lines of other arrows the rectangle would be near to, or None where it would cover one."""
        near: set[tuple[int, Rect]] = set()
        for size, squares in self._lines.items():
            for square in _squares(rect, *size, _NEAR):
                for other, line in squares.get(square, ()):
                    if other != number and overlap(rect, line, _NEAR):
                        if overlap(rect, line, 1.0):
                            return None
                        near.add((other, line))
        return len(near)


def _squares(rect: Rect, width: float, height: float, apart: float = APART) -> list[tuple[int, int]]:
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
    polylines: list[list[Point]],
    boxes: list[Rect],
    borders: list[tuple[float, bool]],
    rooms: Rooms,
    places: Places,
    needs: Needs,
) -> tuple[dict[int, Rect], list[int]]:
    """Where each arrow's words stand, by the arrow's number, and the arrows whose words found no free place.

    ``borders`` says where lanes meet, and whether a named line is drawn there. ``rooms`` loses the places that are not
    free.
    """
    field = _Field()
    for rect in boxes:
        field.add(rect)
    for number, points in enumerate(polylines):
        for one, other in zip(points, points[1:], strict=False):
            field.add_line(number, one, other)
    page = Rect(0, 0, places.right[-1], places.bottom[-1])
    placed: dict[int, Rect] = {}
    for number, cell in rooms:
        rect = rooms.place(number, polylines[number], places, needs)
        if cell or (field.free(rect) and field.near(rect, number) is not None):
            placed[number] = rect
            field.add(rect)
        else:  # Two strips cross here, or lines that could not move away.
            rooms.give_up(number)
    missing: list[int] = []
    for number, plate in plates.items():
        if number in placed:
            continue
        found = _best_place(number, plate, polylines[number], field, borders, page)
        if found is None:
            missing.append(number)
        else:
            placed[number] = found
            field.add(found)
    return placed, missing


def _best_place(
    number: int,
    plate: Plate,
    points: list[Point],
    field: _Field,
    borders: list[tuple[float, bool]],
    page: Rect,
) -> Rect | None:
    """The place along an arrow that least speaks against, or None where there is no good one."""
    best, least, first = None, _GOOD, 0
    # The cheapest first: most others need not be looked at.
    for cost, order, rect in sorted((cost, order, rect) for order, (rect, cost) in enumerate(_along(points, plate))):
        if cost > least:
            break
        if rect.x < page.x + 2 or rect.right > page.right - 2 or rect.y < page.y + 2 or rect.bottom > page.bottom - 2:
            continue
        if not field.free(rect):
            continue
        near = field.near(rect, number)
        if near is None:
            continue
        cost += _NEAR_LINE * near
        cost += sum(_OVER_LINE if named else _OVER_BORDER for y, named in borders if rect.y < y < rect.bottom)
        if (cost, order) < (least, first):
            best, least, first = rect, cost, order
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
                for aside in (0.0, width / 2 - EDGE, EDGE - width / 2):
                    yield Rect(one.x - width / 2 + aside, y, width, height), cost + (1.0 if aside else 0.0)
            else:
                yield Rect(one.x + sign * middle - width / 2, one.y - height / 2, width, height), cost
