"""Ids: unique among the elements of one kind, and the same as long as the name, or else the label, stays the same."""

from __future__ import annotations

import re
from functools import lru_cache

from blueprint.model.elements import Problem
from blueprint.text.span import Span

_GAP = re.compile(r"[\W_]+")


class Handles:
    """Gives out ids while a blueprint is assembled, and reports names that are given twice."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._first: dict[tuple[str, str], Span] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def any(self, scope: str, name: str, label: str, span: Span) -> str:
        """The id of an element that need not have a name: its name, or ``~`` and its label with hyphens."""
        if name:
            return self.named(scope, name, span)
        handle = _handle(label)
        count = self._counts[scope, handle] = self._counts.get((scope, handle), 0) + 1
        return handle if count == 1 else f"{handle}~{count}"

    def named(self, scope: str, name: str, span: Span) -> str:
        """The id of a named element: its name. A name given before is reported; its element is told apart by ``~2``."""
        first = self._first.setdefault((scope, name), span)
        count = self._counts[scope, name] = self._counts.get((scope, name), 0) + 1
        if count == 1:
            return name
        things = "of those who act" if scope == "unit" else f"{scope}s"
        self._problems.append(
            Problem(
                "duplicate-name",
                f"two {things} are called “{name}”",
                span,
                "give one of the two another name; labels may be the same, names may not",
                ((first, "given here first"),),
            )
        )
        return f"{name}~{count}"


@lru_cache(maxsize=16384)
def _handle(label: str) -> str:
    return "~" + _GAP.sub("-", label.replace("\u200b", "").casefold()).strip("-")
