"""Chooses the row of each action within its lane, so that arrows run straight and cross seldom.

A lane has as many rows as it has actions above each other anywhere. Which of them an action takes is free, but for
actions that go on through several steps. In sweeps over the columns, forwards and backwards in turns, the actions of a
cell are put into the rows nearest to the boxes that they are connected to (the barycentre heuristic of layered
drawings: Sugiyama, Tagawa and Toda, 1981). The order of the lanes themselves is the author's and is never changed.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations
from typing import NamedTuple

_SWEEPS = 4
_MOST_TRIES = 360  # permutations of one cell
_FAR = 6  # bands: what is farther away matters less
_STEADY = 0.02  # What speaks for the order of the file, so that equals keep it.


class Spot(NamedTuple):
    """Where a seat stands: its bands, and its lane. ``free`` says whether its row may be chosen."""

    left: int
    right: int
    row: int
    lane: int
    free: bool


def choose_rows(spots: list[Spot], links: list[tuple[int, int]], lane_rows: list[tuple[int, int]]) -> list[int]:
    """The row band of each spot. ``links`` are pairs of spots, ``lane_rows`` the first and last row of each lane.

    The outcome depends on nothing but the arguments, and spots of one column never share a row.
    """
    rows = [spot.row for spot in spots]
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    blocked: dict[tuple[int, int], set[int]] = defaultdict(set)
    for number, spot in enumerate(spots):
        first, last = lane_rows[spot.lane]
        if first == last:
            continue
        if spot.free:
            cells[spot.left, spot.lane].append(number)
        else:
            for column in range(spot.left, spot.right + 1, 2):
                blocked[column, spot.lane].add(spot.row)
    if not cells:
        return rows
    beside: list[list[tuple[int, float]]] = [[] for _ in spots]
    for one, other in links:
        distance = max(spots[one].left - spots[other].right, spots[other].left - spots[one].right, 0)
        weight = 1.0 if distance <= 2 else _FAR / (_FAR + distance)
        beside[one].append((other, weight))
        beside[other].append((one, weight))
    order = sorted(cells)
    for sweep in range(_SWEEPS):
        before = list(rows)
        for cell in order if sweep % 2 == 0 else reversed(order):
            first, last = lane_rows[cell[1]]
            open_rows = [row for row in range(first, last + 1, 2) if row not in blocked[cell]]
            _set_cell(cells[cell], open_rows, spots, rows, beside)
        if rows == before:
            break
    return rows


def _set_cell(
    members: list[int], open_rows: list[int], spots: list[Spot], rows: list[int], beside: list[list[tuple[int, float]]]
) -> None:
    """Give the members of a cell the rows that cost least, of all ways to do so, or else of those in order."""
    costs = [{row: _cost(number, row, spots, rows, beside[number]) for row in open_rows} for number in members]
    count = 1
    for factor in range(len(open_rows), len(open_rows) - len(members), -1):
        count *= factor
    if count > _MOST_TRIES:
        middle = [sum(rows[other] * weight for other, weight in beside[number]) for number in members]
        weights = [sum(weight for _, weight in beside[number]) for number in members]
        wanted = [
            total / weight if weight else rows[n] for total, weight, n in zip(middle, weights, members, strict=True)
        ]
        ordered = sorted(range(len(members)), key=lambda index: (wanted[index], spots[members[index]].row))
        for index, row in zip(ordered, sorted(rows[number] for number in members), strict=True):
            rows[members[index]] = row
        return
    chosen = min(
        permutations(open_rows, len(members)),
        key=lambda taken: (round(sum(cost[row] for cost, row in zip(costs, taken, strict=True)), 6), taken),
    )
    for number, row in zip(members, chosen, strict=True):
        rows[number] = row


def _cost(number: int, row: int, spots: list[Spot], rows: list[int], beside: list[tuple[int, float]]) -> float:
    """What a row costs a spot: its distance from the rows of the boxes that it is connected to, and a corner where a
    box beside it stands in another row."""
    spot = spots[number]
    cost = _STEADY * abs(row - spot.row)
    for other, weight in beside:
        away = abs(row - rows[other])
        cost += weight * away / 2
        if away and spots[other].lane == spot.lane and spots[other].left != spot.left:
            cost += weight
    return cost
