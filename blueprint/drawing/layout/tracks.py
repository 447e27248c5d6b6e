"""Gives every straight part of every arrow a line of its own within its band, so that no two lie on each other.

A part's *offset* is its distance from the middle of its band, in points. Parts that are never beside each other may
have the same offset. Beside each other they are ordered so that their ends cross as little as can be.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from blueprint.drawing.layout.bundles import Bundles
from blueprint.drawing.layout.ways import Run, Way

SPACING = 11.0
"""The distance of neighbouring arrows, in points."""
_AT_BOXES = {True: 20.0, False: 16.0}
"""Their distance in columns and in rows, where their heads stand side by side, as long as they are few."""
_FEW = 3
_BAND = 1_000_000.0  # One band in the fine scale: no offset is as large.
_BORDER_ROOM = 3.0
_ROOM = 12.0  # Parts on one line keep this distance, in points.


class _Part(NamedTuple):
    """A run of one way in the scale of one axis. ``at_low`` and ``at_high`` say where the way goes on at either end:
    -1 to lower bands, 1 to higher ones, 0 into a box."""

    way: int
    run: int
    low: float
    high: float
    at_low: int
    at_high: int


Offsets = list[list[float]]
"""By way, the offset of each of its runs."""

Apart = dict[tuple[int, int], tuple[float, float]]
"""By way and run: how far other lines in the band keep away before it and behind it, in points, since words stand on
it."""


Corners = dict[tuple[int, int], float]
"""By way and run: the least offset of a run that had better lie near the corner of a box, to the side of its sign."""


def set_offsets(
    ways: list[Way], borders: frozenset[int], apart: Apart, bundles: Bundles, corners: Corners | None = None
) -> Offsets:
    """The offset of every run of every way.

    ``borders`` holds the row bands in whose middle a border between lanes lies; no arrow may run on it. ``apart`` is
    the room that some runs need. Runs of one of the ``bundles`` have one offset. Those of the ``corners`` lie beyond
    all others of their band.
    """
    runs = [way.runs for way in ways]
    offsets: Offsets = [[0.0] * len(found) for found in runs]
    # Upright parts first, by whole bands; then the others, which know where exactly the upright ones are.
    for upright in (True, False):
        bands: dict[int, list[_Part]] = defaultdict(list)
        for number, found in enumerate(runs):
            for index, run in enumerate(found):
                if run.upright == upright:
                    bands[run.band].append(_part(number, index, found, offsets[number], not upright))
        for band in sorted(bands):
            parts, followers = _bundled(bands[band], bundles)
            spacing = _AT_BOXES[upright] if band % 2 else SPACING
            _set_band(parts, offsets, not upright and band in borders, apart, spacing)
            for part, leader in followers:
                offsets[part.way][part.run] = offsets[leader.way][leader.run]
        for (number, index), least in (corners or {}).items():
            if runs[number][index].upright == upright:
                _to_corner(number, index, least, bands[runs[number][index].band], offsets, apart)
    return offsets


def _to_corner(number: int, index: int, least: float, parts: list[_Part], offsets: Offsets, apart: Apart) -> None:
    """Move a run off the middle of its band, beyond the parts beside it and the room that they need."""
    side = 1 if least > 0 else -1
    inner, outer = (0, 1) if side > 0 else (1, 0)
    room = max(SPACING, apart.get((number, index), (0.0, 0.0))[inner])
    (own,) = [part for part in parts if (part.way, part.run) == (number, index)]
    beside = [
        side * offsets[part.way][part.run] + max(room, apart.get((part.way, part.run), (0.0, 0.0))[outer])
        for part in parts
        if part is not own and part.low < own.high and own.low < part.high
    ]
    offsets[number][index] = round(side * max(abs(least), max(beside, default=SPACING)), 2)


def _bundled(parts: list[_Part], bundles: Bundles) -> tuple[list[_Part], list[tuple[_Part, _Part]]]:
    """The parts with one for each bundle, which reaches as far as all of it, and the other parts with that one."""
    found: list[_Part] = []
    members: dict[int, list[_Part]] = defaultdict(list)
    for part in parts:
        bundle = bundles.get((part.way, part.run))
        if bundle is None:
            found.append(part)
        else:
            members[bundle].append(part)
    followers = []
    for group in members.values():
        low, high = min(part.low for part in group), max(part.high for part in group)
        # Where the bundle begins and ends its ways go on to the side that most of them go to.
        at_low, at_high = sum(part.at_low for part in group), sum(part.at_high for part in group)
        leader = group[0]._replace(low=low, high=high, at_low=_sign(at_low), at_high=_sign(at_high))
        found.append(leader)
        followers += [(part, leader) for part in group[1:]]
    return found, followers


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _part(way: int, index: int, runs: tuple[Run, ...], offsets: list[float], fine: bool) -> _Part:
    """The part for one run: by whole bands, or, where ``fine``, by the exact offsets of the neighbouring runs."""
    run = runs[index]
    reach = _ROOM / 2 if fine else 0.45 * _BAND
    ends: list[tuple[float, float, int]] = []  # where it ends, how far beyond it takes room, where the way goes on
    for neighbour in (index - 1, index + 1):
        if not 0 <= neighbour < len(runs):
            ends.append(((run.begin if neighbour < index else run.end) * _BAND, 0.0, 0))
            continue
        beyond = runs[neighbour].begin if neighbour < index else runs[neighbour].end
        at = runs[neighbour].band * _BAND + (offsets[neighbour] if fine else 0.0)
        ends.append((at, reach, 1 if beyond > run.band else -1))
    low, high = (ends[0], ends[1]) if ends[0][0] <= ends[1][0] else (ends[1], ends[0])
    return _Part(way, index, low[0] - low[1], high[0] + high[1], low[2], high[2])


def _set_band(parts: list[_Part], offsets: Offsets, border: bool, apart: Apart, spacing: float) -> None:
    """Spread the parts of one band, group by group: a group is a set of parts that are beside each other in a chain.
    They lie ``spacing`` from each other where they are few."""
    parts.sort(key=lambda part: (part.low, part.high, part.way, part.run))
    group: list[_Part] = []
    until = float("-inf")
    for part in parts:
        if group and part.low >= until:
            _set_group(group, offsets, border, apart, spacing)
            group = []
            until = float("-inf")
        group.append(part)
        until = max(until, part.high)
    if group:
        _set_group(group, offsets, border, apart, spacing)


def _set_group(group: list[_Part], offsets: Offsets, border: bool, apart: Apart, spacing: float) -> None:
    tracks = [0] if len(group) == 1 else _order(group)
    count = max(tracks) + 1
    if count > _FEW:
        spacing = SPACING if count <= 12 else max(4.0, SPACING * 12 / count)
    at = [track * spacing for track in range(count)]
    wanted = [apart.get((part.way, part.run)) for part in group] if apart else []
    if any(wanted):
        before, after = [0.0] * count, [0.0] * count
        for track, room in zip(tracks, wanted, strict=True):
            if room is not None:
                before[track], after[track] = max(before[track], room[0]), max(after[track], room[1])
        for track in range(1, count):
            at[track] = at[track - 1] + max(spacing, after[track - 1], before[track])
    # On a border the tracks lie on both sides of it, a single one below, and not too near.
    upper = count // 2
    middle = (at[upper - 1] + at[upper]) / 2 if border and count > 1 else at[0] - spacing / 2 if border else at[-1] / 2
    for part, track in zip(group, tracks, strict=True):
        offset = at[track] - middle
        if border:
            offset += _BORDER_ROOM if offset > 0 else -_BORDER_ROOM
        offsets[part.way][part.run] = round(offset, 2)


def _order(group: list[_Part]) -> list[int]:
    """The track of each part. A part stands behind all parts beside it that had better come before it."""
    count = len(group)
    befores: list[set[int]] = [set() for _ in range(count)]
    beside: list[list[int]] = [[] for _ in range(count)]
    open_parts: list[int] = []
    for number, part in enumerate(group):  # They are sorted by their low end.
        open_parts = [other for other in open_parts if group[other].high > part.low]
        for other in open_parts:
            beside[number].append(other)
            beside[other].append(number)
            vote = _vote(group[other], part)
            if vote < 0:
                befores[number].add(other)
            elif vote > 0:
                befores[other].add(number)
        open_parts.append(number)
    tracks = [-1] * count
    blocked = [len(before) for before in befores]
    waiting = [(votes, number) for number, votes in enumerate(blocked)]
    heapify(waiting)
    while waiting:
        # Where the votes go in a circle, the part with the fewest votes against it goes first.
        votes, number = heappop(waiting)
        if tracks[number] >= 0 or votes != blocked[number]:
            continue
        taken = [tracks[other] for other in beside[number] if tracks[other] >= 0]
        tracks[number] = max(taken, default=-1) + 1
        for other in beside[number]:
            if number in befores[other]:
                blocked[other] -= 1
                heappush(waiting, (blocked[other], other))
    return tracks


def _vote(one: _Part, other: _Part) -> int:
    """Negative where ``one`` had better have the smaller offset, positive where ``other`` had."""
    vote = 0
    # The end that lies beside the other part decides: it leads away on its own side without crossing.
    if one.low > other.low:
        vote += one.at_low
    elif one.low < other.low:
        vote -= other.at_low
    elif one.at_low != other.at_low:
        vote += one.at_low - other.at_low
    if one.high < other.high:
        vote += one.at_high
    elif one.high > other.high:
        vote -= other.at_high
    elif one.at_high != other.at_high:
        vote += one.at_high - other.at_high
    return vote
