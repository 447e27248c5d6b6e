"""The parts of a file as they lie one within the other: phases, their steps, the steps' actions, other statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from blueprint.tree.nodes import LineTree

_DEPTH = {"phase": 1, "step": 2, "action": 3}


@dataclass
class Part:
    """A statement with its lines of details and, for a phase or a step, with all that stands in it.

    ``kind`` is that of the tree of its first line. ``first`` and ``last`` are line numbers from 1, both included:
    blank lines and comments behind the last detail belong to nothing.
    """

    kind: str
    first: int
    last: int
    parts: list[Part] = field(default_factory=list)

    def around(self, line: int) -> Iterator[Part]:
        """The part and those inside it that hold a line, the innermost last."""
        if self.first <= line <= self.last:
            yield self
            for part in self.parts:
                yield from part.around(line)

    def all(self) -> Iterator[Part]:
        """The part and all those inside it, in order of the file."""
        yield self
        for part in self.parts:
            yield from part.all()


def parts_of(trees: Sequence[LineTree]) -> list[Part]:
    """The outermost parts of a file, in order. An arrow or a declaration amid the actions of a step is none of its
    parts, though it lies between them."""
    outer: list[Part] = []
    around: list[Part] = []
    current: Part | None = None
    for line, tree in enumerate(trees, start=1):
        if tree.kind == "unclear" and current is not None and tree.indent <= trees[current.first - 1].indent:
            current = None
        if tree.kind in ("details", "unclear"):
            if current is None:
                continue
        elif tree.kind:
            depth = _DEPTH.get(tree.kind)
            around = [part for part in around if _DEPTH[part.kind] < (depth or _DEPTH["action"])]
            current = Part(tree.kind, line, line)
            (around[-1].parts if around and depth else outer).append(current)
            if depth:
                around.append(current)
        else:
            if tree.fault is not None:
                current = None
            continue
        current.last = line
        if around and around[-1] is current:
            for part in around:
                part.last = line
    return outer
