"""What the last reading of a text made of its lines, so that the next one makes anew only what a change touches.

An editor reads the same text at every key. A *piece* is a statement with the lines of details below it; it is taken
over where its lines and the phase and step that it stands in are the same. So one key costs a statement. Below a line
more or less the pieces are moved, since everything that is read holds its place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from blueprint.model.moved import moved

if TYPE_CHECKING:
    from blueprint.model.draft import Draft
    from blueprint.model.elements import Problem, Silence
    from blueprint.tree.nodes import LineTree

    Around = tuple[Draft | None, Draft | None]
    """The phase and the step that a statement stands in."""

GOES_ON = ("", "details", "unclear")
"""The kinds of lines that may belong to the statement above."""

_first = attrgetter("first")


class Piece(NamedTuple):
    """The lines from ``first`` to before ``end`` (from 1), and what was read from them.

    ``around`` are the phase and the step before it, ``within`` those after it.
    """

    first: int
    end: int
    around: Around
    within: Around
    drafts: list[Draft]
    problems: list[Problem]
    silences: list[Silence]
    doubtful: list[str]

    def moved(self, by: int) -> Piece:
        """The piece so many lines further down. Its statements move with it, and stand no longer where they stood."""
        for draft in self.drafts:
            draft.move(by)
        problems = [moved(problem, by) for problem in self.problems]
        silences = [moved(silence, by) for silence in self.silences]
        return Piece(
            self.first + by,
            self.end + by,
            self.around,
            self.within,
            self.drafts,
            problems,
            silences,
            self.doubtful,
        )


class Memory:
    """The last reading of one text. It begins empty, and is good for one text at one path."""

    def __init__(self) -> None:
        self.turn = 0
        """How often the text has been read."""
        self.trees: Sequence[LineTree] = ()
        self.pieces: list[Piece] = []
        """The pieces, in order."""
        self.known: Mapping[str, Mapping[str, None]] = {}
        """The names that there were, by kind."""
        self._old: list[Piece] = []
        self._above = 0
        self._below = 0
        self._by = 0

    def begin(self, trees: Sequence[LineTree]) -> None:
        """Notes the text that is read now: the pieces of the last one are to be taken over or replaced."""
        self.turn += 1
        before, count = self.trees, len(trees)
        most = min(len(before), count)
        self._above = next((index for index in range(most) if before[index] is not trees[index]), most)
        most -= self._above
        same = next((index for index in range(most) if before[-1 - index] is not trees[-1 - index]), most)
        self._below = count - same
        self._by = count - len(before)
        self.trees = trees
        self._old, self.pieces = self.pieces, []

    def taken(self, line: int, around: Around) -> Sequence[Piece]:
        """The pieces from a line on, one behind the other, that are taken over, with the phase and the step ``around``
        the first; none where the line is to be read."""
        by = self._by if line > self._below else 0
        old = self._old
        begin = end = bisect_left(old, line - by, key=_first)
        if begin == len(old) or old[begin].first != line - by or not _same(old[begin].around, around):
            return ()
        # What stands in between was changed; what a piece stands in is said by the one before it.
        last = len(self.trees) if line > self._below else self._above
        while end < len(old) and old[end].end - 1 + by <= last and (end == begin or old[end].first == old[end - 1].end):
            end += 1
        if end > begin and self._goes_on(old[end - 1].end - 1 + by):
            end -= 1
        taken = [piece.moved(by) for piece in old[begin:end]] if by else old[begin:end]
        self.pieces += taken
        return taken

    def _goes_on(self, last: int) -> bool:
        """Whether the line behind a line may belong to the same statement."""
        return last < len(self.trees) and self.trees[last].kind in GOES_ON

    def renamed(self, known: Mapping[str, Mapping[str, None]]) -> frozenset[str]:
        """Notes the names that there are now; those that mean something else than before."""
        before, self.known = self.known, known
        return frozenset(
            name for kind in {**before, **known} for name in before.get(kind, {}).keys() ^ known.get(kind, {}).keys()
        )


def _same(one: Around, other: Around) -> bool:
    """Whether what a statement stands in reads the same."""
    if one is other:
        return True
    (phase, step), (other_phase, other_step) = one, other
    return (phase and phase.tree) is (other_phase and other_phase.tree) and (step and step.tree) is (
        other_step and other_step.tree
    )
