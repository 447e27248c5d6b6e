"""Somebody who writes in a text, now here and now there, as people do; with the same seed always the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

OFTEN = {"letter": 10, "deletion": 3, "new line": 2, "joined lines": 1, "arrow": 1, "name": 1, "paste": 1, "undo": 3}
"""How often each kind of edit comes, beside the others."""

TAKEN_BACK = ("name", "paste", "joined lines")
"""What is taken back at once, since the rest of the text goes on without it."""

MOVES = 0.1
"""How often the typist goes to another place."""

_LABEL = re.compile(r'"([^"]*)"')
_NAME = re.compile(r"(?:persona|department|role|system|partner|channel|touchpoint) \w+")
_ACTION = re.compile(r'\s+\w[^":]*: *(\w+) "')


class Edit(NamedTuple):
    """One change as an editor tells it: its kind, the range that it replaces (in UTF-16 units), and the new text."""

    kind: str
    range: dict[str, Any]
    text: str


class Typist:
    """Writes in a text, of which the lines end with LF."""

    def __init__(self, text: str, seed: int | str) -> None:
        self._lines = text.split("\n")
        self._chance = random.Random(seed)
        self._line = len(self._lines) // 3
        self._column = -1
        self._undo: list[tuple[tuple[int, int], tuple[int, int, int, int, str]]] = []
        self._last = ""

    @property
    def text(self) -> str:
        """The text as it stands."""
        return "\n".join(self._lines)

    @property
    def place(self) -> dict[str, int]:
        """Where the cursor stands."""
        return self._position(self._line, max(self._column, 0))

    def edits(self, count: int) -> Iterator[Edit]:
        """Makes so many edits, one after the other."""
        for _ in range(count):
            if self._last in TAKEN_BACK:
                self._last = "undo"
            else:
                self._last = self._chance.choices([*OFTEN], [*OFTEN.values()])[0]
            yield self._made(self._last)

    def letters(self, count: int) -> Iterator[Edit]:
        """Types so many letters into one label."""
        for _ in range(count):
            self._find_label()
            yield self._letter()

    def _made(self, kind: str) -> Edit:
        chance, lines = self._chance, self._lines
        if kind == "undo" and self._undo:
            cursor, change = self._undo.pop()
            edit = self._replaced(kind, *change)
            self._line, self._column = cursor
            return edit
        if chance.random() < MOVES:
            self._line, self._column = chance.randrange(len(lines)), -1
        self._line = line = min(self._line, len(lines) - 1)
        if kind == "name":
            named = [(number, found.end()) for number, one in enumerate(lines) if (found := _NAME.match(one))]
            if named:
                number, column = chance.choice(named)
                return self._changed(kind, number, column, number, column, "x")
        if kind == "new line":
            return self._changed(kind, line, len(lines[line]), line, len(lines[line]), "\n")
        if kind == "joined lines" and line + 1 < len(lines):
            return self._changed(kind, line, len(lines[line]), line + 1, 0, "")
        if kind == "arrow":
            names = [found[1] for one in lines[max(line - 100, 0) : line + 100] if (found := _ACTION.match(one))]
            if names:
                return self._changed(kind, line, 0, line, 0, f"{chance.choice(names)} -> {chance.choice(names)}\n")
        if kind == "paste":
            first = chance.randrange(len(lines))
            block = lines[first : first + chance.randint(2, 40)]
            return self._changed(kind, line, 0, line, 0, "\n".join([*block, ""]))
        self._find_label()
        line, column = self._line, self._column
        if kind == "deletion" and column > 0:
            return self._changed(kind, line, column - 1, line, column, "")
        return self._letter()

    def _letter(self) -> Edit:
        letter = self._chance.choice("etaoin shrdlu")
        return self._changed("letter", self._line, self._column, self._line, self._column, letter)

    def _find_label(self) -> None:
        """Goes into the next label, unless it is in one; where there is none, into the middle of a line."""
        if 0 <= self._column <= len(self._lines[self._line]):
            return
        below = range(self._line, min(self._line + 50, len(self._lines)))
        labels = [(line, found) for line in below for found in _LABEL.finditer(self._lines[line])]
        if labels:
            self._line, found = labels[0]
            self._column = self._chance.randint(*found.span(1))
        else:
            self._column = self._chance.randint(0, len(self._lines[self._line]))

    def _changed(self, kind: str, line: int, column: int, to_line: int, to_column: int, new: str) -> Edit:
        cursor = self._line, self._column
        old = self._lines[line : to_line + 1]
        old[-1] = old[-1][:to_column]
        old[0] = old[0][column:]
        edit = self._replaced(kind, line, column, to_line, to_column, new)
        self._undo.append((cursor, (line, column, self._line, self._column, "\n".join(old))))
        if kind not in ("letter", "deletion"):
            self._column = -1
        return edit

    def _replaced(self, kind: str, line: int, column: int, to_line: int, to_column: int, new: str) -> Edit:
        """Replaces a run of characters; the cursor stands behind what is new."""
        place = {"start": self._position(line, column), "end": self._position(to_line, to_column)}
        cut = (self._lines[line][:column] + new + self._lines[to_line][to_column:]).split("\n")
        rest = len(self._lines[to_line]) - to_column
        self._lines[line : to_line + 1] = cut
        self._line = line + len(cut) - 1
        self._column = len(cut[-1]) - rest
        return Edit(kind, place, new)

    def _position(self, line: int, column: int) -> dict[str, int]:
        before = self._lines[line][:column]
        return {"line": line, "character": len(before.encode("utf-16-le")) // 2}
