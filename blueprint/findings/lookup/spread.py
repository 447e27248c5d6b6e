"""Walks along the arrows of a graph: what is reached, and marks spread in one sweep, circles included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def reached(following: Mapping[str, Iterable[str]], sources: Iterable[str]) -> set[str]:
    """The given nodes and all to which a path leads from them."""
    seen = set(sources)
    waiting = list(seen)
    while waiting:
        for target in following.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def spread(
    following: Mapping[str, Sequence[str]], marks: Mapping[str, int], parts: Sequence[tuple[str, ...]] = ()
) -> dict[str, int]:
    """What arrives at each node: the marks (bits of a number) of all nodes from which a path of one arrow or more leads
    to it. Nodes at which nothing arrives are left out. ``parts`` are the graph's ``circles``, for who has them.
    """
    arrived: dict[str, int] = {}
    for circle in reversed(parts or circles(following)):
        # Inside a circle everything reaches everything; what comes in from outside has already arrived here.
        inside = 0
        for node in circle:
            inside |= arrived.get(node, 0)
        if len(circle) > 1 or circle[0] in following.get(circle[0], ()):
            for node in circle:
                inside |= marks.get(node, 0)
        for node in circle:
            if inside:
                arrived[node] = inside
            given = inside | marks.get(node, 0)
            if given:
                for target in following.get(node, ()):
                    arrived[target] = arrived.get(target, 0) | given
    return arrived


def circles(following: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """The strongly connected parts of a graph, each after all parts that it leads to (Tarjan 1972, without recursion).

    A node that is in no circle is a part of its own.
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    parts: list[tuple[str, ...]] = []
    for root in following:
        if root in number:
            continue
        way = [(root, iter(following[root]))]
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        is_open.add(root)
        while way:
            node, rest = way[-1]
            for target in rest:
                if target not in number:
                    number[target] = lowest[target] = len(number)
                    open_nodes.append(target)
                    is_open.add(target)
                    way.append((target, iter(following.get(target, ()))))
                    break
                if target in is_open:
                    lowest[node] = min(lowest[node], number[target])
            else:
                way.pop()
                if way:
                    above = way[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    place = len(open_nodes) - 1
                    while open_nodes[place] != node:
                        place -= 1
                    part = tuple(open_nodes[place:])
                    del open_nodes[place:]
                    is_open.difference_update(part)
                    parts.append(part)
    return parts


def backwards(following: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The same graph with all arrows turned round."""
    leading: dict[str, list[str]] = {}
    for source, targets in following.items():
        for target in targets:
            leading.setdefault(target, []).append(source)
    return leading


def shortest(leading: Mapping[str, Sequence[str]], starts: Iterable[str], goal: str) -> tuple[str, ...]:
    """The nodes of a shortest path of one arrow or more from one of some nodes to another; empty if there is none.

    ``leading`` is the graph backwards: what is looked for is mostly near, and the walk from the goal ends there.
    """
    wanted = set(starts)
    after: dict[str, str] = {}
    waiting = [goal]
    for here in waiting:
        for source in leading.get(here, ()):
            if source in after:
                continue
            after[source] = here
            if source in wanted:
                path = [source, here]
                while path[-1] != goal:
                    path.append(after[path[-1]])
                return tuple(path)
            if source != goal:
                waiting.append(source)
    return ()
