"""Ids: unique among the elements of one kind, and the same as long as the name, or else the label, stays the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from blueprint.model.elements import Problem
from blueprint.text.span import Span

_GAP = re.compile(r"[\W_]+")


class Handles:
    """Gives out ids while a blueprint is assembled, and reports names that are given twice."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._given: defaultdict[str, dict[str, Callable[[], Span]]] = defaultdict(dict)
        """Where each id was given first, by scope. Nearly always nobody asks where."""
        self._counts: dict[tuple[str, str], int] = {}

    def any(self, scope: str, name: str, label: str, place: Callable[[], Span]) -> str:
        """The id of an element that need not have a name: its name, or ``~`` and its label with hyphens."""
        if name:
            return self.named(scope, name, place)
        handle = _handle(label)
        count = self._count(scope, handle, place)
        return handle if count == 1 else f"{handle}~{count}"

    def named(self, scope: str, name: str, place: Callable[[], Span]) -> str:
        """The id of a named element: its name. A name given before is reported; its element is told apart by ``~2``.
        ``place`` tells where the name stands."""
        count = self._count(scope, name, place)
        if count == 1:
            return name
        things = "of those who act" if scope == "unit" else f"{scope}s"
        self._problems.append(
            Problem(
                "duplicate-name",
                f"two {things} are called “{name}”",
                place(),
                "give one of the two another name; labels may be the same, names may not",
                ((self._given[scope][name](), "given here first"),),
            )
        )
        return f"{name}~{count}"

    def _count(self, scope: str, handle: str, place: Callable[[], Span]) -> int:
        """How often a handle was given in a scope, this time included."""
        given = self._given[scope]
        if handle not in given:
            given[handle] = place
            return 1
        count = self._counts[scope, handle] = self._counts.get((scope, handle), 1) + 1
        return count


@lru_cache(maxsize=16384)
def _handle(label: str) -> str:
    return "~" + _GAP.sub("-", label.replace("\u200b", "").casefold()).strip("-")
