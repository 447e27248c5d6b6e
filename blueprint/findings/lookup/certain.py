"""What is bound to come: from where on every way that a case can take passes one of some nodes."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blueprint.findings.lookup.spread import circles
from blueprint.findings.lookup.stories import bounded

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph
    from blueprint.findings.lookup.stories import Leg


class Certain(NamedTuple):
    """From where the journey is bound to pass what was asked for, if it has just been at some node: ``circle`` is the
    circle of that node, in which it is certain from the nodes ``inside``, and elsewhere from those ``outside``."""

    outside: frozenset[str]
    circle: frozenset[str]
    inside: frozenset[str]
    ending: frozenset[Leg]

    def comes_from(self, node: str) -> bool:
        """Whether the journey is bound to pass what was asked for, from a node on."""
        return node in (self.inside if node in self.circle else self.outside)

    def ends(self, leg: Leg) -> bool:
        """Whether a leg is a repetition with a bound, which comes to its end and then goes on by another leg."""
        return leg in self.ending and (leg.source == leg.target or leg.source not in self.circle)


class Bound:
    """From which nodes the journey is bound to pass a wanted one, for any node at which it has just been.

    Of a choice every branch has to lead there, of what runs in parallel one is enough. What goes round without a bound
    never gets there, nor what leads back to before where it has just been: there all is to be done again. A node from
    which more may lead away than can be seen is given the benefit of the doubt. The work is linear in the legs of the
    graph, for however many nodes it is asked: the start only tells for the circle in which it stands.
    """

    def __init__(self, graph: Graph, wanted: Collection[str]) -> None:
        self._settled = graph.vague.union(wanted)
        self._out = {node: legs for node, legs in graph.out.items() if node not in self._settled}
        inside = {node: [leg.target for leg in legs if leg.target in self._out] for node, legs in self._out.items()}
        self._circles = circles(inside)
        self._circle_of = {node: number for number, part in enumerate(self._circles) for node in part}
        self._found: dict[int, Certain] = {}

    def after(self, start: str) -> Certain:
        """What is certain for a journey that has just been at a node."""
        number = self._circle_of.get(start)
        if number is None or number not in self._repeating:
            return self._anywhere
        if number not in self._found:
            circle = frozenset(self._circles[number])
            outside, ending = self._anywhere.outside, self._anywhere.ending
            own = frozenset(leg for leg in ending if leg.source == leg.target)
            self._found[number] = Certain(outside, circle, self._spread(circle, outside - circle, own), ending)
        return self._found[number]

    @cached_property
    def _anywhere(self) -> Certain:
        """What is certain where every repetition with a bound comes to its end."""
        circle = self._circle_of
        ending = frozenset(
            leg
            for node, legs in self._out.items()
            for leg in legs
            if bounded(leg.arrow) and circle.get(leg.target) == circle[node]
        )
        certain = self._spread(self._out, self._settled, ending)
        return Certain(certain | self._settled, frozenset(), frozenset(), ending)

    @cached_property
    def _repeating(self) -> frozenset[int]:
        """The circles of two nodes or more in which something is repeated with a bound."""
        return frozenset(self._circle_of[leg.source] for leg in self._anywhere.ending if leg.source != leg.target)

    def _spread(self, nodes: Collection[str], known: Collection[str], ending: Collection[Leg]) -> frozenset[str]:
        """Those of some nodes from which it is certain, where of all others it is from the known ones."""
        open_branches: dict[str, int] = {}
        leading: dict[str, list[Leg]] = {}
        certain: set[str] = set()
        for node in nodes:
            going_on = [leg for leg in self._out[node] if leg not in ending]
            branches = 0
            for leg in going_on:
                arrived = leg.target in known
                branches += leg.is_branch and not arrived
                if arrived and not leg.is_branch:
                    certain.add(node)
                elif leg.target in nodes:
                    leading.setdefault(leg.target, []).append(leg)
            open_branches[node] = branches
            if not branches and (not going_on or any(leg.is_branch for leg in going_on)):
                certain.add(node)
        waiting = list(certain)
        while waiting:
            for leg in leading.get(waiting.pop(), ()):
                open_branches[leg.source] -= leg.is_branch
                if leg.source not in certain and (not leg.is_branch or not open_branches[leg.source]):
                    certain.add(leg.source)
                    waiting.append(leg.source)
        return frozenset(certain)
