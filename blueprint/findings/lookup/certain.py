"""What is bound to come: from where on every way that a case can take passes one of some nodes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from blueprint.findings.lookup.loops import bounded
from blueprint.findings.lookup.spread import circles

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph
    from blueprint.findings.lookup.stories import Leg


class Certain(NamedTuple):
    """``nodes`` are those from which the journey is bound to pass what was asked for; ``ending`` are the legs of
    repetitions with a bound, which come to their end and then go on by another leg."""

    nodes: frozenset[str]
    ending: frozenset[Leg]


def bound_to_pass(graph: Graph, wanted: Collection[str], start: str) -> Certain:
    """From which nodes the journey is bound to pass a wanted one, if it has just been at ``start``.

    Of a choice every branch has to lead there, of what runs in parallel one is enough. What goes round without a bound
    never gets there, nor what leads back to ``start``: there all is to be done again. A node from which more may lead
    away than can be seen is given the benefit of the doubt. The work is linear in the legs of the graph.
    """
    settled = graph.vague.union(wanted)
    out = {node: legs for node, legs in graph.out.items() if node not in settled}
    inside = {node: [leg.target for leg in legs if leg.target in out] for node, legs in out.items()}
    part_of = {node: number for number, part in enumerate(circles(inside)) for node in part}
    ending: set[Leg] = set()
    open_branches: dict[str, int] = {}
    leading: dict[str, list[Leg]] = {}
    waiting = list(settled)
    for node, legs in out.items():
        for leg in legs:
            part = part_of.get(leg.target)
            if bounded(leg.arrow) and part == part_of[node] and part != part_of.get(start):
                ending.add(leg)
            else:
                leading.setdefault(leg.target, []).append(leg)
                open_branches[node] = open_branches.get(node, 0) + leg.is_branch
        if node not in open_branches:
            waiting.append(node)
    certain = set(waiting)
    while waiting:
        for leg in leading.get(waiting.pop(), ()):
            if leg.is_branch:
                open_branches[leg.source] -= 1
            if leg.source not in certain and (not leg.is_branch or not open_branches[leg.source]):
                certain.add(leg.source)
                waiting.append(leg.source)
    return Certain(frozenset(certain), frozenset(ending))
