"""Marks that spread along the arrows of a graph."""

from __future__ import annotations

import random

from blueprint.findings.lookup.spread import backwards, circles, shortest, spread


def test_marks_arrive_at_all_that_a_path_leads_to_and_in_a_circle_at_their_own_node() -> None:
    following = {"a": ["b"], "b": ["c", "d"], "c": ["b"], "e": ["d"]}
    assert spread(following, {"a": 1, "c": 2, "e": 4}) == {"b": 3, "c": 3, "d": 7}


def test_a_part_stands_after_all_parts_that_it_leads_to() -> None:
    assert [set(part) for part in circles({"a": ["b"], "b": ["c"], "c": ["b", "d"]})] == [{"d"}, {"b", "c"}, {"a"}]


def test_it_agrees_with_walking_from_each_node() -> None:
    chance = random.Random(3)
    for _ in range(200):
        nodes = [str(number) for number in range(chance.randint(1, 9))]
        following = {node: chance.choices(nodes, k=chance.randint(0, 2)) for node in nodes}
        arrived = spread(following, {node: 1 << place for place, node in enumerate(nodes)})
        for place, start in enumerate(nodes):
            for goal in nodes:
                path = shortest(backwards(following), [start], goal)
                assert bool(arrived.get(goal, 0) >> place & 1) == bool(path)
                assert not path or (path[0], path[-1]) == (start, goal)
                assert all(there in following[here] for here, there in zip(path, path[1:], strict=False))


def test_a_long_chain_needs_no_recursion() -> None:
    following = {str(number): [str(number + 1)] for number in range(20_000)}
    assert spread(following, {"0": 1})["20000"] == 1
    assert len(shortest(backwards(following), ["0"], "20000")) == 20_001
