"""The circles in the flow of a service: those that never end, and those that nothing bounds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.findings.lookup.graph import LONGEST
from blueprint.findings.lookup.spread import circles
from blueprint.findings.lookup.stories import Leg, bounded
from blueprint.model.elements import Action

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph


class Loops:
    """The circles of one graph: its strongly connected parts of two nodes or more, and the exchanges that begin anew
    without bound."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def all(self) -> tuple[tuple[str, ...], ...]:
        """The circles that the journey can reach, each after all circles that it leads to."""
        reached = self._graph.walk.reached
        return tuple(part for part in self._parts if self._goes_round(part) and part[0] in reached)

    @cached_property
    def _parts(self) -> tuple[tuple[str, ...], ...]:
        """All strongly connected parts, each after those that it leads to; none where nothing goes back."""
        graph = self._graph
        if not graph.walk.back:
            return ()
        return tuple(circles({node: [leg.target for leg in graph.out.get(node, ())] for node in graph.members}))

    def _goes_round(self, part: tuple[str, ...]) -> bool:
        here = part[0]
        legs = self._graph.out.get(here, ())
        # What one exchange repeats with a bound comes to its end there, and is a part of it.
        return len(part) > 1 or any(leg.target == here and not bounded(leg.arrow) for leg in legs)

    @cached_property
    def traps(self) -> tuple[tuple[str, ...], ...]:
        """The circles that the journey cannot end after: nothing that leads away from them reaches an end.

        An end is an outcome. What another check judges counts as an end too: a customer's or front-stage action after
        which nothing follows, handed-over work that is dropped, and all that may lead further than can be seen. Of
        circles behind each other only the last is a trap, as the others end where it ends.
        """
        if not self.all:
            return ()
        graph = self._graph
        ending = {node for node in graph.members if node in graph.vague or self._ends(node)}
        for part in self._parts:
            if any(node in ending or any(leg.target in ending for leg in graph.out.get(node, ())) for node in part):
                ending.update(part)
        traps: list[tuple[str, ...]] = []
        caught: set[str] = set()
        for part in self._parts:
            behind = any(leg.target in caught for node in part for leg in graph.out.get(node, ()))
            if behind or (self._goes_round(part) and part[0] not in ending):
                caught.update(part)
                if not behind and part[0] in graph.walk.reached:
                    traps.append(part)
        return tuple(traps)

    def _ends(self, node: str) -> bool:
        graph = self._graph
        if node in graph.outcomes:
            return True
        if not graph.stops(node):
            return False
        if not graph.has_outcome:
            return True
        members = graph.members[node]
        if any(one.stage in ("customer", "frontstage") for one in members):
            return True
        return any(arrow.kind == "handoff" for one in members for arrow in graph.index.arrows_in.get(one.id, ()))

    @cached_property
    def endless(self) -> tuple[tuple[str, ...], ...]:
        """The circles through which a customer can go without bound: no arrow of theirs is bounded (``repeats up to``),
        and neither an arrow nor an action passes the case on (``escalates to``). Traps are left out."""
        if not self.all:
            return ()
        trapped = {node for part in self.traps for node in part}
        out = self._graph.out
        inside = [node for part in self.all for node in part if node not in trapped and not self._escalates(node)]
        among = frozenset(inside)
        following = {
            node: [leg.target for leg in out[node] if leg.target in among and not bounded(leg.arrow)] for node in inside
        }
        round_ = (part for part in circles(following) if len(part) > 1 or part[0] in following[part[0]])
        return tuple(part for part in round_ if any(map(self.has_customer, part)))

    @cached_property
    def closing(self) -> tuple[Leg, ...]:
        """The legs that close the endless circles, in order of the file."""
        circle = {node: number for number, part in enumerate(self.endless) for node in part}
        legs: list[Leg] = []
        others: dict[int, Leg] = {}
        for leg in self._graph.walk.back:
            number = circle.get(leg.source)
            if number is None or number != circle.get(leg.target) or bounded(leg.arrow):
                continue
            if self._customers_above[leg.source] > self._customers_above[leg.target] or self.has_customer(leg.target):
                legs.append(leg)
            else:
                others.setdefault(number, leg)
        told = {circle[leg.source] for leg in legs}
        legs += [leg for number, leg in others.items() if number not in told]
        return tuple(sorted(legs, key=lambda leg: leg.arrow.span))

    @cached_property
    def blamed(self) -> frozenset[str]:
        """The nodes in circles that are traps or endless."""
        return frozenset(node for parts in (self.traps, self.endless) for part in parts for node in part)

    def has_customer(self, node: str) -> bool:
        """Whether the customer acts at a node."""
        return any(one.stage == "customer" for one in self._graph.members[node])

    @cached_property
    def _customers_above(self) -> dict[str, int]:
        """How many nodes of customers lie on the walk down to a node, itself included."""
        count: dict[str, int] = {}
        walk = self._graph.walk
        # A node is entered only from one that stands later in the order.
        for node in reversed(walk.order):
            above = walk.before.get(node)
            count[node] = (0 if above is None else count[above.source]) + self.has_customer(node)
        return count

    def _escalates(self, node: str) -> bool:
        return any(one.facts.escalates_to for one in self._graph.members[node])

    def round(self, leg: Leg) -> list[Leg]:
        """One time round the circle that a leg closes: the walk from its target down to its source, then the leg. Of a
        very long one the end."""
        before = self._graph.walk.before
        way = [leg]
        while way[-1].source != leg.target and len(way) < LONGEST:
            way.append(before[way[-1].source])
        return way[::-1]

    def first_action(self, part: tuple[str, ...]) -> Action:
        """The action of a circle that the file gives first."""
        return min((self._graph.members[node][0] for node in part), key=lambda one: one.span)
