"""The flow of one variant as a graph: its nodes are actions, with all that exchanges join as one node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from blueprint.findings.finding import Place
from blueprint.findings.lookup.stories import Leg, Story, bounded
from blueprint.model.elements import Action, Arrow

if TYPE_CHECKING:
    from blueprint.findings.lookup.dominators import Dominators
    from blueprint.findings.lookup.index import Index
    from blueprint.findings.lookup.loops import Loops
    from blueprint.findings.lookup.times import Times


T = TypeVar("T")
Trail = tuple[Place, ...]

LONGEST = 50
"""So many legs of a path are shown at most: thousands tell nobody more, and would have to be made for each finding."""


class Seen(NamedTuple, Generic[T]):
    """Something seen in the graph of one variant, with the words that name the variant where it is not so in all."""

    words: str
    graph: Graph
    what: T


class Walk(NamedTuple):
    """A walk through the whole graph in depth, from where the journey begins.

    ``order`` holds each node after all nodes that it leads to, those aside to which a leg goes ``back``, and
    ``number`` the place of each node in it. ``reached`` are the nodes to which a path leads from the beginning;
    ``before`` is the leg by which each was entered.
    """

    order: tuple[str, ...]
    number: dict[str, int]
    back: tuple[Leg, ...]
    reached: frozenset[str]
    before: dict[str, Leg]


class Graph:
    """What follows what in one variant, along every kind of arrow but ``..>``.

    A node is named by the first of its actions in the file. An exchange is one node, so an arrow ``->`` or ``=>``
    between two of its actions is left out, unless it begins it anew: then it leads from the node to itself.
    """

    def __init__(self, index: Index, story: Story) -> None:
        self.index = index
        self.story = story

    @cached_property
    def node_of(self) -> dict[str, str]:
        """The node that an action belongs to, by the ids of both."""
        node = {one: one for one in self.story.actions}
        if all(one.kind != "exchange" for one in self.index.blueprint.arrows):
            return node
        beside: dict[str, list[str]] = {}
        for leg in self.story.legs:
            if leg.arrow.kind == "exchange":
                beside.setdefault(leg.source, []).append(leg.target)
        if not beside:
            return node
        done: set[str] = set()
        for first in node:
            if first in beside and first not in done:
                done.add(first)
                waiting = [first]
                for here in waiting:
                    node[here] = first
                    for other in beside[here]:
                        if other not in done:
                            done.add(other)
                            waiting.append(other)
        return node

    @cached_property
    def members(self) -> dict[str, tuple[Action, ...]]:
        """The actions of each node, in order of the file."""
        members: dict[str, tuple[Action, ...]] = {}
        for action in self.story.actions.values():
            node = self.node_of[action.id]
            members[node] = (*members[node], action) if node in members else (action,)
        return members

    @cached_property
    def inner(self) -> dict[str, tuple[Leg, ...]]:
        """The branches and repetitions from one action of a node to another, by the node; nodes with none are left out.

        What is neither adds nothing to the exchange, which has led there already."""
        table: dict[str, list[Leg]] = {}
        for leg in self.story.legs:
            arrow, node = leg.arrow, self.node_of[leg.source]
            inside = node == self.node_of[leg.target] and leg.source != leg.target and arrow.kind != "exchange"
            if inside and (arrow.is_branch or _is_marked(arrow)):
                table.setdefault(node, []).append(leg)
        return {node: tuple(legs) for node, legs in table.items()}

    @cached_property
    def _going_round(self) -> frozenset[Leg]:
        """Of the inner legs those that do what their node does once more: they are marked as a repetition, or lead to
        one with whom the action is in exchange, or to what the file gives before."""
        if not self.inner:
            return frozenset()
        place = {action: number for number, action in enumerate(self.story.actions)}
        return frozenset(
            leg
            for legs in self.inner.values()
            for leg in legs
            if _is_marked(leg.arrow)
            or (
                leg.arrow.target.name == leg.target
                and (place[leg.target] < place[leg.source] or leg.target in self.story.partners(leg.source))
            )
        )

    @cached_property
    def out(self) -> dict[str, tuple[Leg, ...]]:
        """The legs that leave a node for another, and those with which it begins anew, in order of the arrows; nodes
        with none are left out."""
        table: dict[str, list[Leg]] = {}
        node_of, going_round = self.node_of, self._going_round
        for leg in self.story.legs:
            source, target = node_of[leg.source], node_of[leg.target]
            if source != target or leg in going_round:
                # Most nodes are one action; then the leg is the same, and need not be made again.
                same = source == leg.source and target == leg.target
                table.setdefault(source, []).append(leg if same else Leg(source, target, leg.arrow))
        return {node: tuple(legs) for node, legs in table.items()}

    def stops(self, node: str) -> bool:
        """Whether nothing leads on from a node, repetitions of itself with a bound aside."""
        return all(leg.target == node and bounded(leg.arrow) for leg in self.out.get(node, ()))

    @cached_property
    def vague(self) -> frozenset[str]:
        """The nodes from which more may lead away than can be seen: part of what the file says of them was lost, or one
        of their arrows ends at nothing known."""
        index = self.index
        vague: set[str] = set()
        if index.blueprint.problems:
            vague.update(node for node, actions in self.members.items() if any(index.doubtful(one) for one in actions))
        for arrow, _, target in index.arrow_ends:
            if target is None and arrow.kind != "inform" and not index.flow.taken_over_by(arrow):
                node = self.node_of.get(arrow.source.name)
                if node is not None and index.variants.occurs(arrow, self.story.variant):
                    vague.add(node)
        return frozenset(vague)

    @cached_property
    def has_outcome(self) -> bool:
        """Whether the file says of anything that the journey ends there, be it in another variant."""
        return any(one.outcome is not None for one in self.index.blueprint.actions)

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """The nodes at which the journey ends."""
        return frozenset(self.node_of[one.id] for one in self.story.outcomes)

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """The nodes at which the journey begins."""
        return tuple(dict.fromkeys(self.node_of[one.id] for one in self.story.starts))

    @cached_property
    def walk(self) -> Walk:
        """The walk in depth. A node of which the file lost a part counts as reached: its arrow may be what was lost."""
        out = self.out
        seen: set[str] = set()
        ahead: set[str] = set()
        order: list[str] = []
        back: list[Leg] = []
        before: dict[str, Leg] = {}

        def explore(roots: Iterable[str]) -> None:
            for root in roots:
                if root in seen:
                    continue
                seen.add(root)
                ahead.add(root)
                way = [(root, iter(out.get(root, ())))]
                while way:
                    here, legs = way[-1]
                    for leg in legs:
                        target = leg.target
                        if target in ahead:
                            back.append(leg)
                        elif target not in seen:
                            seen.add(target)
                            ahead.add(target)
                            before[target] = leg
                            way.append((target, iter(out.get(target, ()))))
                            break
                    else:
                        way.pop()
                        ahead.discard(here)
                        order.append(here)

        explore(self.starts)
        explore(node for node in self.members if node in self.vague)
        reached = frozenset(seen)
        explore(self.members)
        return Walk(tuple(order), {node: place for place, node in enumerate(order)}, tuple(back), reached, before)

    @cached_property
    def ahead(self) -> dict[str, tuple[Leg, ...]]:
        """The legs that leave a node without those that go back, so that there are no circles."""
        back = {id(leg) for leg in self.walk.back}
        if not back:
            return self.out
        return {node: tuple(leg for leg in legs if id(leg) not in back) for node, legs in self.out.items()}

    @cached_property
    def entering(self) -> dict[str, tuple[Leg, ...]]:
        """The legs that lead ahead to a node."""
        table: dict[str, list[Leg]] = {}
        for legs in self.ahead.values():
            for leg in legs:
                table.setdefault(leg.target, []).append(leg)
        return {node: tuple(legs) for node, legs in table.items()}

    @cached_property
    def dominators(self) -> Dominators:
        """Which nodes lie on every path to a node, where nothing goes back."""
        from blueprint.findings.lookup.dominators import Dominators

        sources = {node: [leg.source for leg in legs] for node, legs in self.entering.items()}
        return Dominators(reversed(self.walk.order), sources)

    @cached_property
    def loops(self) -> Loops:
        """The circles of the graph."""
        from blueprint.findings.lookup.loops import Loops

        return Loops(self)

    @cached_property
    def times(self) -> Times:
        """How long the nodes and the ways between them take."""
        from blueprint.findings.lookup.times import Times

        return Times(self)

    @cached_property
    def _came(self) -> dict[str, Leg | None]:
        """The last leg of a shortest path to each node from where the journey begins; None where it begins."""
        came: dict[str, Leg | None] = dict.fromkeys(self.starts)
        waiting = list(came)
        for here in waiting:
            for leg in self.out.get(here, ()):
                if leg.target not in came:
                    came[leg.target] = leg
                    waiting.append(leg.target)
        return came

    def path(self, node: str) -> list[Leg]:
        """A shortest path to a node from where the journey begins, of a very long one the end; empty where there is
        none."""
        path: list[Leg] = []
        last = self._came.get(node)
        while last is not None and len(path) < LONGEST:
            path.append(last)
            last = self._came[last.source]
        return path[::-1]

    def trail(self, path: Sequence[Leg], begin: str = "", say: Callable[[Action], str] | None = None) -> Trail:
        """A path as places: the actions along it, each with its label, or with what is said of it. ``begin`` is the
        action that an empty path begins and ends at."""
        actions = self.story.actions
        ids = [begin] if begin and not path else []
        for leg in path:
            end = leg.arrow.target.name if leg.arrow.target.name in actions else leg.target
            # Of what begins anew the beginning is shown as well.
            anew = (end,) if leg.source == leg.target else ()
            for one in (*anew, leg.arrow.source.name, end):
                if not ids or ids[-1] != one:
                    ids.append(one)
        label = self.index.label
        return tuple(Place(actions[one].span, say(actions[one]) if say else label(actions[one])) for one in ids)


def _is_marked(arrow: Arrow) -> bool:
    return arrow.repeats_up_to is not None or arrow.repeated is not None


def by_variant(graphs: tuple[Graph, ...], find: Callable[[Graph], Iterable[tuple[str, T]]]) -> Iterator[Seen[T]]:
    """What ``find`` sees in each graph, as keys and values, each key once: the graph where it was seen first, and how a
    sentence begins that speaks of it: with the variant, where it was not seen in all of them."""
    seen: dict[str, tuple[Graph, T]] = {}
    often: dict[str, int] = {}
    for graph in graphs:
        for key, value in dict(find(graph)).items():
            seen.setdefault(key, (graph, value))
            often[key] = often.get(key, 0) + 1
    for key, (graph, value) in seen.items():
        variant = graph.story.variant
        words = "" if often[key] == len(graphs) or variant is None else f"In {graph.index.label(variant)}, "
        yield Seen(words, graph, value)
