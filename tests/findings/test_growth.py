"""What circles add to times, against every path tried out; and what more circles, promises and questions cost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import inf
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.findings.lookup.graph import Graph
from blueprint.findings.lookup.index import Index
from blueprint.findings.run import Check, checks
from blueprint.model.elements import Blueprint
from blueprint.model.read import parse

SIZE = 7
OFTEN = 3


def _text(ways: list[list[int]]) -> str:
    lines = ['step "All"', *(f'  customer: a{one} "A" takes {2**one} s' for one in range(len(ways)))]
    lines += [
        f"a{one} -> a{other}" + (f" repeats up to {OFTEN}" if other < one else "")
        for one, others in enumerate(ways)
        for other in others
        if one != other
    ]
    return "\n".join(lines)


def _paths(graph: Graph, node: str, end: str) -> Iterator[float]:
    """The seconds of every path ahead from a node to another, both included."""
    own = graph.times.of_service.seconds[node]
    if node == end:
        yield own
    for leg in graph.ahead.get(node, ()):
        for rest in _paths(graph, leg.target, end):
            yield own + rest


targets = st.lists(st.integers(0, SIZE - 1), max_size=3, unique=True)


@given(st.lists(targets, min_size=SIZE, max_size=SIZE))
def test_a_circle_takes_its_longest_way_round_as_often_as_it_may(ways: list[list[int]]) -> None:
    index = Index(parse(_text(ways)))
    for graph in index.graphs:
        expected: dict[str, float] = {}
        for leg in graph.walk.back:
            if leg.arrow.repeats_up_to is not None:
                around = OFTEN * max(_paths(graph, leg.target, leg.source))
                expected[leg.target] = expected.get(leg.target, 0) + around
        assert graph.times.of_service.repeated == expected


@cache
def _large(count: int) -> Blueprint:
    """A long journey in which every third action may lead far back, with a promise and a question now and then."""
    lines = ['blueprint "B" time budget 10 min', 'step "All"']
    for one in range(count):
        lines.append(f'  {"frontstage care" if one % 2 else "customer"}: a{one} "A" takes 1 min')
        if one % 20 == 5:
            lines.append(f'    promise "Soon" within 1 min kept by a{min(one + 10, count - 1)}')
            lines.append('    feedback "How was it?"')
    lines += ['  customer: end "E" outcome', f"a{count - 1} -> end"]
    for one in range(count - 1):
        choice = one % 3 == 0 and one > 0
        lines.append(f"a{one} -> a{one + 1}" + (' when "good"' if choice else ""))
        if choice:
            lines.append(f'a{one} -> a{one * 7919 % count % one} when "bad" repeats up to 2')
    return parse("\n".join(lines))


def _seconds(one: Check, blueprint: Blueprint) -> float:
    begin = process_time()
    assert list(one.find(Index(blueprint)))
    return process_time() - begin


@pytest.mark.parametrize("name", ["over-customer-time", "broken-promise", "survey-before-outcome"])
def test_four_times_as_much_takes_about_four_times_as_long(name: str) -> None:
    found = next(one for one in checks() if one.name == name)
    small, large = _large(750), _large(3000)
    # The best of three of each, as far as that many are needed. Once more for each of the circles would be sixteen
    # times as long.
    shorter = longer = inf
    for _ in range(3):
        shorter, longer = min(shorter, _seconds(found, small)), min(longer, _seconds(found, large))
        if longer < 10 * shorter:
            return
    assert longer < 10 * shorter
