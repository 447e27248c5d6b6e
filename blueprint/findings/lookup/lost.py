"""What a file meant to state and lost, since a line could not be read."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.model.elements import Blueprint

if TYPE_CHECKING:
    from blueprint.findings.lookup.index import Element, Index

_LOSSES = ("syntax", "wrong-value", "misplaced-detail", "unknown-name")
"""The problems by which a fact is lost that the file meant to state."""


class Lost:
    """Of which things a part was lost, in a file with problems."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, thing: Element) -> bool:
        """Whether part of what the file says of a thing was lost."""
        if thing.broken or (thing.span.path, thing.span.line) in self._lines:
            return True
        return not isinstance(thing, Blueprint) and thing.id in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        """Names on lines that could not be read, and of the actions from or to which an arrow lacks its other end, or
        the variant in which it is followed."""
        index = self._index
        names = set(index.blueprint.doubtful)
        for arrow, source, target in index.arrow_ends:
            if source is None or target is None or arrow.only_in:
                lost = source is None or (target is None and index.unit_at(arrow.target) is None)
                if lost or any(not name.kind for name in arrow.only_in):
                    names.update(end.id for end in (source, target) if end is not None)
        return frozenset(names)

    @cached_property
    def _lines(self) -> frozenset[tuple[str, int]]:
        """Where the statements begin that may have lost something: those at or nearest above what could not be read."""
        blueprint = self._index.blueprint
        lost = [problem.span for problem in blueprint.problems if problem.check in _LOSSES]
        if not lost:
            return frozenset()
        lines: dict[str, list[int]] = {}
        for thing in (blueprint, *self._index.elements):
            lines.setdefault(thing.span.path, []).append(thing.span.line)
        for begins in lines.values():
            begins.sort()
        spoilt: set[tuple[str, int]] = set()
        for span in lost:
            begins = lines.get(span.path, [])
            place = bisect_right(begins, span.line)
            if place:
                spoilt.add((span.path, begins[place - 1]))
        return frozenset(spoilt)
