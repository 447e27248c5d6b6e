"""Which column and which row of the page each action stands in.

The page is cut into *bands*. Across, band 0 is the gap before the first column, band 1 the first column, band 2 the
gap after it, and so on: columns have odd numbers, gaps even ones. Down the page it is the same with rows. A step
takes one column, or several where actions of one lane follow each other within the step; a lane takes as many rows
as it has actions above each other. Arrows run in gaps, and through columns and rows where nothing stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from blueprint.drawing.layout.order import Spot, choose_rows
from blueprint.model.elements import Action, Arrow, Blueprint, Declaration, Step

GHOST = "->"
"""Begins the id of a box that stands for a department as a whole."""

_UNITS = frozenset(("persona", "department", "role", "system", "partner"))
_MOST_COLUMNS = 4
_MOST_STACKED = 4


class Seat(NamedTuple):
    """The bands of one box: columns ``left`` to ``right`` and one ``row``, all odd. ``action`` is None for a ghost,
    the box of a department that an arrow hands over to and that has no action there."""

    id: str
    left: int
    right: int
    row: int
    lane: int
    step: int
    label: str
    action: Action | None

    @property
    def name(self) -> str:
        """What the box stands for, by the name it has in the file: an action, or a department as a whole."""
        return self.id.removeprefix(GHOST) if self.action else self.id.removeprefix(GHOST).rsplit("@", 1)[0]


class Link(NamedTuple):
    """An arrow between two seats, by their numbers, or from one to itself."""

    arrow: Arrow
    source: int
    target: int


class Grid(NamedTuple):
    """Where everything stands, in bands. ``step_columns`` and ``lane_rows`` hold the first and last odd band of each
    step and lane; ``columns`` and ``rows`` count the odd bands."""

    seats: tuple[Seat, ...]
    links: tuple[Link, ...]
    columns: int
    rows: int
    step_columns: tuple[tuple[int, int], ...]
    lane_rows: tuple[tuple[int, int], ...]
    in_column: dict[int, list[int]]
    in_row: dict[int, list[int]]

    def clear_column(self, column: int, low: float, high: float) -> bool:
        """Whether no box stands in the column in rows ``low`` to ``high``; so are gaps but for those
        that a box goes on across."""
        return _none_between(self.in_column.get(column), low, high)

    def clear_row(self, row: int, low: float, high: float) -> bool:
        """Whether no box stands in the row in columns ``low`` to ``high``."""
        return _none_between(self.in_row.get(row), low, high)


def _none_between(taken: list[int] | None, low: float, high: float) -> bool:
    if not taken:
        return True
    at = bisect_left(taken, low)
    return at == len(taken) or taken[at] > high


def build_grid(blueprint: Blueprint, *, as_written: bool = False) -> Grid:
    """Give every action of the blueprint its columns and its row. ``as_written`` leaves the actions of a cell in the
    order of the file, whatever their arrows."""
    lanes = {lane.id: number for number, lane in enumerate(blueprint.lanes)}
    ghosts, ends = _whole_units(blueprint, lanes)
    arrows_from: dict[str, list[Arrow]] = defaultdict(list)
    for arrow in blueprint.arrows:
        if arrow.kind != "inform":
            arrows_from[arrow.source.name].append(arrow)

    spans: list[tuple[int, int]] = []
    waiting: list[list[tuple[int, int, Seat]]] = [[] for _ in lanes]  # by lane: column, order, seat
    next_column = 0
    order = 0
    later: list[tuple[int, Seat, str]] = []
    for number, step in enumerate(blueprint.steps):
        columns, count = _columns_of(step, arrows_from)
        for action, column in zip(step.actions, columns, strict=True):
            if action.lane not in lanes:
                continue
            band = 2 * (next_column + column) + 1
            seat = Seat(action.id, band, band, 0, lanes[action.lane], number, action.label or action.name, action)
            if action.through:
                later.append((order, seat, action.through[0].name))
            else:
                waiting[seat.lane].append((band, order, seat))
            order += 1
        for ghost, lane, label in ghosts.get(number, ()):
            band = 2 * (next_column + count - 1) + 1
            waiting[lane].append((band, order, Seat(ghost, band, band, 0, lane, number, label, None)))
            order += 1
        spans.append((2 * next_column + 1, 2 * (next_column + count) - 1))
        next_column += count
    steps = {step.id: number for number, step in enumerate(blueprint.steps)}
    for order, seat, last in later:
        until = spans[steps[last]][1] if steps.get(last, -1) > seat.step else seat.left
        waiting[seat.lane].append((seat.left, order, seat._replace(right=until)))

    seats, lane_rows = _stack(waiting)
    number_of = {seat.id: number for number, seat in enumerate(seats)}
    links = []
    for arrow in blueprint.arrows:
        source, target = number_of.get(arrow.source.name), number_of.get(ends.get(arrow.id, arrow.target.name))
        if arrow.source.kind == "action" and source is not None and target is not None:
            links.append(Link(arrow, source, target))
    if not as_written:
        spots = [Spot(seat.left, seat.right, seat.row, seat.lane, seat.left == seat.right) for seat in seats]
        rows = choose_rows(spots, [(one, other) for _, one, other in links if one != other], lane_rows)
        seats = [seat._replace(row=row) for seat, row in zip(seats, rows, strict=True)]
    in_column: dict[int, list[int]] = defaultdict(list)
    in_row: dict[int, list[int]] = defaultdict(list)
    for seat in seats:
        for column in range(seat.left, seat.right + 1):
            in_row[seat.row].append(column)
            in_column[column].append(seat.row)
    for taken in (*in_column.values(), *in_row.values()):
        taken.sort()
    return Grid(
        tuple(seats),
        tuple(links),
        next_column,
        (lane_rows[-1][1] + 1) // 2 if lane_rows else 0,
        tuple(spans),
        tuple(lane_rows),
        dict(in_column),
        dict(in_row),
    )


def _whole_units(
    blueprint: Blueprint, lanes: dict[str, int]
) -> tuple[dict[int, list[tuple[str, int, str]]], dict[str, str]]:
    """Where the arrows to a department as a whole end.

    Such an arrow ends at the department's first action in the same or a later step. Where there is none it ends at a
    ghost, a dashed box with the department's name in the sender's step, in the department's first lane, or in the
    sender's lane if the department has none. Gives the ghosts by step (id, lane, label) and the ends by arrow.
    """
    whole = [arrow for arrow in blueprint.arrows if arrow.target.kind in _UNITS]
    if not whole:
        return {}, {}
    step_of = {action.id: number for number, step in enumerate(blueprint.steps) for action in step.actions}
    lane_of = {action.id: action.lane for action in blueprint.actions}
    declared: dict[str, Declaration] = {unit.id: unit for unit in blueprint.declarations}
    unit_lanes: dict[str, list[str]] = defaultdict(list)
    for lane in blueprint.lanes:
        unit_lanes[lane.unit].append(lane.id)
    ghosts: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    ends: dict[str, str] = {}
    for arrow in whole:
        unit, sender = arrow.target.name, arrow.source.name
        if sender not in step_of or lane_of[sender] not in lanes:
            continue
        number = step_of[sender]
        own = frozenset(unit_lanes[unit])
        receiver = next(
            (a.id for step in blueprint.steps[number:] for a in step.actions if a.lane in own and a.id != sender), ""
        )
        if not receiver:
            receiver = f"{GHOST}{unit}@{number}"
            place = lanes[unit_lanes[unit][0] if own else lane_of[sender]]
            ghost = (receiver, place, declared[unit].label if unit in declared else unit)
            if ghost not in ghosts[number]:
                ghosts[number].append(ghost)
        ends[arrow.id] = receiver
    return ghosts, ends


def _columns_of(step: Step, arrows_from: dict[str, list[Arrow]]) -> tuple[list[int], int]:
    """The column of each action within its step, and how many columns the step takes.

    An action stands to the right of those of its own lane that lead to it, whichever lanes the way goes through;
    actions that do not lead to each other stand in one column.
    """
    actions = step.actions
    place = {action.id: number for number, action in enumerate(actions)}
    column = [0] * len(actions)
    if len(actions) > 1 and len({action.lane for action in actions}) < len(actions):
        befores: list[set[int]] = [set() for _ in actions]
        targets: list[list[int]] = [[] for _ in actions]
        arrows_in = [0] * len(actions)
        for number, action in enumerate(actions):
            for arrow in arrows_from.get(action.id, ()):
                target = place.get(arrow.target.name)
                if target is not None and target != number and arrow.kind != "exchange":
                    targets[number].append(target)
                    arrows_in[target] += 1
        ready = [number for number, count in enumerate(arrows_in) if not count]
        done: set[int] = set()
        while len(done) < len(actions):
            if not ready:  # A circle: begin with the first action that stands in the file.
                ready = [min(number for number in range(len(actions)) if number not in done)]
            number = ready.pop(0)
            if number in done:
                continue
            done.add(number)
            for before in befores[number]:
                same = actions[before].lane == actions[number].lane
                column[number] = max(column[number], column[before] + same)
            for target in targets[number]:
                if target not in done:
                    befores[target] |= befores[number] | {number}
                    arrows_in[target] -= 1
                    if arrows_in[target] == 0:
                        ready.append(target)
    deepest = max(column, default=0) + 1
    if deepest > _MOST_COLUMNS:
        column = [number * _MOST_COLUMNS // deepest for number in column]
    return _spread(actions, column)


def _spread(actions: tuple[Action, ...], column: list[int]) -> tuple[list[int], int]:
    """Keep stacks low: where too many actions of a lane share one column, the surplus moves to further columns."""
    cells: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, action in enumerate(actions):
        cells[column[number], action.lane].append(number)
    extra: dict[int, int] = defaultdict(int)
    for (at, _), members in cells.items():
        extra[at] = max(extra[at], -(-len(members) // _MOST_STACKED) - 1)
    if any(extra.values()):
        for (at, _), members in cells.items():
            before = sum(more for other, more in extra.items() if other < at)
            parts = -(-len(members) // _MOST_STACKED)
            high = -(-len(members) // parts)
            for position, number in enumerate(members):
                column[number] = at + before + position // high
    return column, max(column, default=0) + 1


def _stack(waiting: list[list[tuple[int, int, Seat]]]) -> tuple[list[Seat], list[tuple[int, int]]]:
    """Give each seat the first row of its lane that is free over its columns."""
    seats: list[Seat] = []
    lane_rows: list[tuple[int, int]] = []
    top = 1
    for lane in waiting:
        lane.sort(key=lambda item: item[:2])
        free_from: list[int] = []  # by row: the first column that is free
        for _, _, seat in lane:
            row = next((row for row, column in enumerate(free_from) if column <= seat.left), len(free_from))
            if row == len(free_from):
                free_from.append(0)
            free_from[row] = seat.right + 2
            seats.append(seat._replace(row=top + 2 * row))
        rows = max(1, len(free_from))
        lane_rows.append((top, top + 2 * rows - 2))
        top += 2 * rows
    return seats, lane_rows
