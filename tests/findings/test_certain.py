"""What is bound to come, against a play with every set of decisions that somebody could make."""

from __future__ import annotations

from itertools import product
from time import process_time

from hypothesis import assume, given
from hypothesis import strategies as st

from blueprint.findings.lookup.certain import Bound
from blueprint.findings.lookup.index import Index
from blueprint.model.read import parse

SIZE = 6
Ways = list[tuple[bool, list[int]]]
"""For each action whether it is a choice, and where it leads."""


def _index(ways: Ways) -> Index:
    lines = ['step "All"', *(f'  customer: a{number} "A"' for number in range(len(ways)))]
    for number, (is_choice, targets) in enumerate(ways):
        when = ' when "{}"' if is_choice else ""
        lines += [f"a{number} -> a{one}{when.format(one)}" for one in targets]
    return Index(parse("\n".join(lines)))


def _comes(ways: Ways, wanted: int, start: int) -> bool:
    """Whether the wanted one is reached from the start, whatever is chosen at the choices."""
    choices = [number for number, (is_choice, targets) in enumerate(ways) if is_choice and targets]
    for chosen in product(*(ways[one][1] for one in choices)):
        decided = dict(zip(choices, chosen, strict=True))
        seen = {start}
        waiting = [start]
        for here in waiting:
            targets = [decided[here]] if here in decided else ways[here][1]
            fresh = [one for one in dict.fromkeys(targets) if one not in seen]
            seen.update(fresh)
            waiting += fresh
        if wanted not in seen:
            return False
    return True


targets = st.lists(st.integers(0, SIZE - 1), max_size=3, unique=True)


@given(st.lists(st.tuples(st.booleans(), targets), min_size=SIZE, max_size=SIZE), st.integers(1, SIZE - 1))
def test_it_is_certain_where_no_decision_can_avoid_it(ways: Ways, wanted: int) -> None:
    # An arrow from an action to itself leads nowhere.
    ways = [(choice, [one for one in ends if one != number]) for number, (choice, ends) in enumerate(ways)]
    assume(any(ends for _, ends in ways))
    graph = _index(ways).graphs[0]
    certain = Bound(graph, {f"a{wanted}"}).after("a0")
    for one in range(SIZE):
        assert certain.comes_from(f"a{one}") == _comes(ways, wanted, one), one
    assert not certain.ending


def test_a_bounded_repetition_ends_unless_it_leads_back_to_the_start() -> None:
    text = 'step "S"\n  customer: a "A"\n  customer: b "B"\n  customer: c "C"\n  customer: d "D"\n'
    text += 'a -> b -> c\nc -> d when "good"\nc -> {} when "not good" repeats up to 2'
    inside, around = (Index(parse(text.format(one))).graphs[0] for one in ("b", "a"))
    assert Bound(inside, {"d"}).after("a").comes_from("a")
    assert not Bound(around, {"d"}).after("a").comes_from("a")


def test_a_large_graph_costs_one_walk() -> None:
    count = 4_000
    ways: Ways = [(number % 3 == 0, [number + 1, min(number + 2, count)]) for number in range(count)]
    graph = _index([*ways, (False, [])]).graphs[0]
    graph.out  # noqa: B018 - made beforehand, since only the walk is measured
    begin = process_time()
    assert Bound(graph, {f"a{count}"}).after("a0").comes_from("a0")
    assert process_time() - begin < 1
