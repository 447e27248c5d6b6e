"""Which arrows run on one line where they leave one box, or where they reach one.

Arrows of one kind without words that end at one side of a box share the last parts of their ways, as far as these run
in the same bands; those that begin at one side of a box share the first. So a fan is a tree and not a comb. Arrows
with words keep a line of their own, so that it is plain what the words belong to; so do two arrows between the same
boxes, or one of them could not be seen, and one that leads back to its own box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from blueprint.drawing.layout.grid import Grid
from blueprint.drawing.layout.ways import Way

Bundles = dict[tuple[int, int], int]
"""By way and run, the number of the bundle; runs of one bundle run on one line. A run in none is missing."""

_Key = tuple[object, ...]


def find_bundles(grid: Grid, ways: list[Way], worded: Collection[int]) -> Bundles:
    """The bundles of the ways of a grid's links. ``worded`` are the numbers of those that carry words."""
    pairs: set[tuple[int, int]] = set()
    free: list[int] = []
    for number, link in enumerate(grid.links):
        ends = min(link.source, link.target), max(link.source, link.target)
        if number not in worded and ends not in pairs and link.source != link.target:
            free.append(number)
        pairs.add(ends)
    keys: dict[tuple[int, int], _Key] = {}
    for number in free:
        way, link = ways[number], grid.links[number]
        bands = tuple(run.band for run in way.runs)
        for run in range(len(bands)):
            keys[number, run] = ("in", link.target, way.into, link.arrow.kind, bands[run:])
    chosen = _shared(keys)
    keys = {}
    for number in free:
        way, link = ways[number], grid.links[number]
        bands = tuple(run.band for run in way.runs)
        for run in range(len(bands)):
            if (number, run) in chosen:
                break  # What comes behind would touch the others in the middle of its way.
            keys[number, run] = ("out", link.source, way.out, link.arrow.kind, bands[: run + 1])
    chosen |= _shared(keys)
    numbers: dict[_Key, int] = {}
    return {run: numbers.setdefault(key, len(numbers)) for run, key in sorted(chosen.items(), key=lambda item: item[0])}


def _shared(keys: dict[tuple[int, int], _Key]) -> dict[tuple[int, int], _Key]:
    """The runs whose key another run has too."""
    counts: dict[_Key, int] = defaultdict(int)
    for key in keys.values():
        counts[key] += 1
    return {run: key for run, key in keys.items() if counts[key] > 1}
