"""The journey can reach its outcome while a parallel branch is left running.

## What it does

Arrows without `when` and share run in parallel from the action that they leave; arrows into an action join what ran
in parallel. It looks at every action at which two such branches of one action meet. It is a finding where one of the
branches holds a choice (`when`, or a share) by which the case can go past the meeting to an outcome: then the other
branch goes on and waits there for what never comes.

Branches that never meet end each for itself, and are none: goods and a reminder of the bill may both come to the
customer. Where one branch decides whether the other goes on, as a credit check beside the shipping, lead it there
(`->`): then they meet, and are judged. The two ends of an exchange are one action; arrows that go back are left aside;
each variant is judged for itself. The path that is shown leads from where the journey begins past the meeting to the
outcome.

## Why it matters

The customer has left, and the kitchen still cooks. Work that nobody calls off costs money, and sometimes reaches the
customer long after the matter is closed: the bill for the order that was cancelled.

## Example that fails

```blueprint
blueprint "Order"
  goal "A suit that fits"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Order"
  evidence shop: "Order slip"
  customer: orders "Orders a suit" via counter
    trigger
  frontstage shop: takes "Takes the order" via counter

step "Credit and cut"
  backstage shop: checks "Checks the credit"
  backstage shop: cuts "Cuts the cloth"

step "Answer"
  frontstage shop: refuses "Says that the credit is refused" via counter
  customer: leaves "Leaves without a suit"
    outcome
  frontstage shop: hands "Hands over the suit" via counter
  customer: wears "Wears the suit"
    outcome

orders -> takes
takes -> checks
takes -> cuts
checks -> refuses when "no credit"
checks -> hands when "credit is good"
cuts -> hands
refuses -> leaves
hands -> wears
```

## Mended

```blueprint
blueprint "Order"
  goal "A suit that fits"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Order"
  evidence shop: "Order slip"
  customer: orders "Orders a suit" via counter
    trigger
  frontstage shop: takes "Takes the order" via counter

step "Credit, then cut"
  backstage shop: checks "Checks the credit"
  backstage shop: cuts "Cuts the cloth"

step "Answer"
  frontstage shop: refuses "Says that the credit is refused" via counter
  customer: leaves "Leaves without a suit"
    outcome
  frontstage shop: hands "Hands over the suit" via counter
  customer: wears "Wears the suit"
    outcome

orders -> takes -> checks
checks -> refuses when "no credit"
checks -> cuts when "credit is good"
refuses -> leaves
cuts -> hands -> wears
```

## Source

Proper completion, one of the conditions of soundness: Wil van der Aalst, “The Application of Petri Nets to Workflow
Management”, 1998.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index

if TYPE_CHECKING:
    from blueprint.findings.lookup.dominators import Dominators
    from blueprint.findings.lookup.graph import Graph
    from blueprint.findings.lookup.stories import Leg

CODE = "FL10"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each choice by which the case goes past a meeting of parallel branches."""
    if all(one.when is None and one.share is None for one in index.blueprint.arrows):
        return
    from blueprint.findings.lookup.graph import by_variant

    for words, graph, (split, choice, join, way) in by_variant(index.graphs, _escapes):
        first, asked, meeting = (graph.members[node][0] for node in (split, choice, join))
        end = graph.members[way[-1].target][0]
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words}{index.label(asked)} can lead to {index.label(end)} while what runs in parallel goes on to"
            f" {index.label(meeting)}.",
            way[0].arrow.span,
            element=way[0].arrow.id,
            help=f"Choose at {index.label(asked)} before {index.label(first)} begins both branches,"
            " or lead the other branch to this end too.",
            places=(Place(first.span, "both branches begin here"), Place(meeting.span, "here they meet")),
            trail=graph.trail([*graph.path(choice), *way]),
        )


def _escapes(graph: Graph) -> Iterator[tuple[str, tuple[str, str, str, list[Leg]]]]:
    """The split, the choice, the meeting, and the way from the choice to an outcome past the meeting."""
    entering: dict[str, list[str]] = {}
    splits: set[str] = set()
    for node, legs in graph.ahead.items():
        for leg in legs:
            entering.setdefault(leg.target, []).append(node)
        if sum(not leg.is_branch for leg in legs) > 1:
            splits.add(node)
    if not splits or not any(len(set(sources)) > 1 for sources in entering.values()):
        return
    from blueprint.findings.lookup.dominators import Dominators

    forward = tuple(reversed(graph.walk.order))
    before = graph.dominators
    after = Dominators(graph.walk.order, _leaving(graph))
    branches = _Branches(graph, before)
    for join in forward:
        sources = sorted(dict.fromkeys(entering.get(join, ())), key=before.number.__getitem__)
        if len(sources) < 2 or join not in graph.walk.reached:
            continue
        branches.meet_at(join, sources)
        # Two branches part where the ways to the meeting part in the tree, and there two neighbours part.
        for pair in zip(sources, sources[1:], strict=False):
            split = before.common(*pair)
            if split not in splits or not branches.are_parallel(split, join, *pair):
                continue
            for source in pair:
                if source != split:
                    head = before.above(source, before.depth(split) + 1)
                    choice = _last_choice(before, after, source, head, join)
                    way = _way_past(graph, after, choice, join) if choice else []
                    if way:
                        yield choice, (split, choice, join, way)


class _Branches:
    """Which of the branches that begin at a split are under way where paths from it meet: up to two, which is enough
    to tell whether there is more than one."""

    def __init__(self, graph: Graph, before: Dominators) -> None:
        self._graph = graph
        self._before = before
        self._plain: dict[str, set[str]] = {}
        self._met: dict[str, frozenset[str]] = {}

    def meet_at(self, join: str, sources: list[str]) -> None:
        """Notes what meets at a node, after all that leads to it has been noted."""
        met: set[str] = set()
        for source in sources:
            met |= self._under_way(self._before.parent[join], join, source)
        self._met[join] = frozenset(sorted(met)[:2])

    def are_parallel(self, split: str, join: str, one: str, other: str) -> bool:
        """Whether what comes to a meeting by way of two nodes can come from two branches of a split."""
        first, second = self._under_way(split, join, one), self._under_way(split, join, other)
        return bool(first and second) and len(first | second) > 1

    def _under_way(self, split: str, join: str, source: str) -> frozenset[str]:
        plain = self._plain.get(split)
        if plain is None:
            legs = self._graph.ahead.get(split, ())
            plain = self._plain[split] = {leg.target for leg in legs if not leg.is_branch}
        if source == split:
            return frozenset((join,)) & plain
        head = self._before.above(source, self._before.depth(split) + 1)
        return frozenset((head,)) if head in plain else self._met.get(head, frozenset())


def _leaving(graph: Graph) -> dict[str, list[str]]:
    """Where each node leads to, for paths backwards from the end: ``""`` stands for the end of the journey."""
    leaving: dict[str, list[str]] = {}
    for node in graph.members:
        legs = graph.ahead.get(node, ())
        targets = [leg.target for leg in legs]
        if graph.stops(node) or (node in graph.outcomes and all(leg.is_branch for leg in legs)):
            targets.append("")
        leaving[node] = targets
    return leaving


def _last_choice(before: Dominators, after: Dominators, source: str, head: str, join: str) -> str:
    """The last node on the way from a branch's head that can avoid the meeting; ``""`` where none can.

    Where one can, all before it can, so that the way is halved again and again.
    """
    if after.dominates(join, head):
        return ""
    low, high = before.depth(head), before.depth(source)
    while low < high:
        middle = (low + high + 1) // 2
        if after.dominates(join, before.above(source, middle)):
            high = middle - 1
        else:
            low = middle
    return before.above(source, low)


def _way_past(graph: Graph, after: Dominators, choice: str, join: str) -> list[Leg]:
    """A way from a choice to an outcome past the meeting; empty where it is no choice, or the way ends elsewhere."""
    way: list[Leg] = []
    here = choice
    while here not in graph.outcomes or graph.ahead.get(here):
        legs = [leg for leg in graph.ahead.get(here, ()) if not after.dominates(join, leg.target)]
        if not legs or (here == choice and not legs[0].is_branch):
            break
        way.append(legs[0])
        here = legs[0].target
    return way if here in graph.outcomes else []
