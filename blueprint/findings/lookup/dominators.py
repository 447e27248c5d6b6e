"""What cannot be gone around: the nodes that lie on every path to a node, as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property


class Dominators:
    """A tree in which above each node stand those that lie on every path from the root to it.

    The graph has no circles, and its nodes are given in an order in which each comes after all that lead to it. Each
    node knows its parent and a node further up to jump to, so that any climb takes logarithmic time (Myers 1983).
    """

    def __init__(self, order: Iterable[str], entering: Mapping[str, Iterable[str]]) -> None:
        self.parent: dict[str, str] = {"": ""}
        self._jump: dict[str, str] = {"": ""}
        self._depth: dict[str, int] = {"": 0}
        for node in order:
            above: str | None = None
            for one in entering.get(node, ()):
                if one in self._depth:
                    above = one if above is None else self.common(above, one)
            self._add(node, above or "")

    def _add(self, node: str, above: str) -> None:
        far, further = self._jump[above], self._jump[self._jump[above]]
        even = self._depth[above] - self._depth[far] == self._depth[far] - self._depth[further]
        self.parent[node] = above
        self._jump[node] = further if even else above
        self._depth[node] = self._depth[above] + 1

    def above(self, node: str, depth: int) -> str:
        """The node at a depth on the way from a node up to the root, which has depth 0."""
        while self._depth[node] > depth:
            jump = self._jump[node]
            node = jump if self._depth[jump] >= depth else self.parent[node]
        return node

    @cached_property
    def number(self) -> dict[str, int]:
        """The place of each node in a walk down the tree: what stands below one node has numbers that follow it."""
        below: dict[str, list[str]] = {}
        for node, above in self.parent.items():
            if node:
                below.setdefault(above, []).append(node)
        number: dict[str, int] = {}
        waiting = [""]
        while waiting:
            node = waiting.pop()
            number[node] = len(number)
            waiting += below.get(node, ())
        return number

    def depth(self, node: str) -> int:
        """How many nodes stand above a node."""
        return self._depth[node]

    def dominates(self, one: str, other: str) -> bool:
        """Whether every path from the root to ``other`` goes through ``one``."""
        return self._depth[one] <= self._depth[other] and self.above(other, self._depth[one]) == one

    def common(self, one: str, other: str) -> str:
        """The lowest node that stands above both, or is one of them."""
        depth = min(self._depth[one], self._depth[other])
        one, other = self.above(one, depth), self.above(other, depth)
        while one != other:
            if self._jump[one] != self._jump[other]:
                one, other = self._jump[one], self._jump[other]
            else:
                one, other = self.parent[one], self.parent[other]
        return one
