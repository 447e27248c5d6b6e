"""What the last reading of a text made of its lines, so that the next one makes anew only what a change touches.

An editor reads the same text at every key. A *piece* is a statement with the lines of details below it; it is taken
over where its lines, their numbers and the phase and step that it stands in are the same. So one key costs a statement;
a line more or less costs all below it, since everything that is read holds its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from blueprint.model.draft import Draft
    from blueprint.model.elements import Problem, Silence
    from blueprint.tree.nodes import LineTree


GOES_ON = ("", "details", "unclear")
"""The kinds of lines that may belong to the statement above."""


class Piece(NamedTuple):
    """The lines from ``first`` to before ``end`` (from 1), and what was read from them.

    ``around`` are the phase and the step before it, ``within`` those after it.
    """

    first: int
    end: int
    around: tuple[Draft | None, Draft | None]
    within: tuple[Draft | None, Draft | None]
    drafts: list[Draft]
    problems: list[Problem]
    silences: list[Silence]
    doubtful: list[str]


class Memory:
    """The last reading of one text. It begins empty, and is good for one text at one path."""

    def __init__(self) -> None:
        self.trees: Sequence[LineTree] = ()
        self.pieces: dict[int, Piece] = {}
        """The pieces by their first line."""
        self.known: Mapping[str, Mapping[str, None]] = {}
        """The names that there were, by kind."""
        self._above = 0
        self._below = 0

    def begin(self, trees: Sequence[LineTree]) -> dict[int, Piece]:
        """Notes the text that is read now; the pieces of the last one, to take over and to replace."""
        before, count = self.trees, len(trees)
        most = min(len(before), count)
        self._above = next((index for index in range(most) if before[index] is not trees[index]), most)
        self._below = count
        if len(before) == count:
            below = count
            while below > self._above and before[below - 1] is trees[below - 1]:
                below -= 1
            self._below = below
        self.trees = trees
        pieces, self.pieces = self.pieces, {}
        return pieces

    def holds(self, piece: Piece) -> bool:
        """Whether the lines of a piece are what they were, and the line behind it does not go on with it."""
        last = piece.end - 1
        if last > len(self.trees) or (last > self._above and piece.first <= self._below):
            return False
        return last == len(self.trees) or self.trees[last].kind not in GOES_ON

    def renamed(self, known: Mapping[str, Mapping[str, None]]) -> frozenset[str]:
        """Notes the names that there are now; those that mean something else than before."""
        before, self.known = self.known, known
        return frozenset(
            name for kind in {**before, **known} for name in before.get(kind, {}).keys() ^ known.get(kind, {}).keys()
        )
