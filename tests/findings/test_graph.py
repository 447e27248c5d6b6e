"""The graphs of the checks: each algorithm against plain enumeration on small graphs, and long journeys in one walk."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.findings.lookup.dominators import Dominators
from blueprint.findings.lookup.graph import Graph
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import circles
from blueprint.findings.lookup.times import spoken
from blueprint.findings.run import check
from blueprint.findings.settings import Settings
from blueprint.model.read import parse

SIZE = 6
ARROWS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=12, unique=True)
Arrows = list[tuple[int, int]]


def journey(arrows: Arrows, details: str = "") -> str:
    actions = "".join(
        f'  customer: k{one} "K{one}" takes {2**one} min{" trigger" if one == 0 else ""}\n' for one in range(SIZE)
    )
    return f'step "S"\n{actions}' + "".join(f"k{one} -> k{other}{details}\n" for one, other in arrows if one != other)


def graph(text: str) -> Graph:
    (one,) = Index(parse(text)).graphs
    return one


def reach(arrows: Arrows, start: int, without: int = -1) -> set[int]:
    seen = {start} - {without}
    while True:
        more = {other for one, other in arrows if one in seen and other != without} - seen
        if not more:
            return seen
        seen |= more


@given(ARROWS)
def test_a_circle_is_all_that_reaches_each_other(arrows: Arrows) -> None:
    following = {str(one): [str(other) for here, other in arrows if here == one] for one in range(SIZE)}
    parts = circles(following)
    assert sorted(node for part in parts for node in part) == sorted(following)
    place = {node: number for number, part in enumerate(parts) for node in part}
    for one in range(SIZE):
        for other in range(SIZE):
            both = other in reach(arrows, one) and one in reach(arrows, other)
            assert both == (place[str(one)] == place[str(other)])
            if other in reach(arrows, one):
                assert place[str(other)] <= place[str(one)]


@given(ARROWS)
def test_a_dominator_cannot_be_gone_around(arrows: Arrows) -> None:
    arrows = [(min(arrow), max(arrow)) for arrow in arrows if arrow[0] != arrow[1]]
    entering = {str(one): [str(before) for before, here in arrows if here == one] for one in range(SIZE)}
    tree = Dominators(map(str, range(SIZE)), entering)
    sources = [one for one in range(SIZE) if not entering[str(one)]]
    for one in range(SIZE):
        for other in range(SIZE):
            avoided = any(other in reach(arrows, source, without=one) for source in sources)
            assert tree.dominates(str(one), str(other)) == (one == other or not avoided)


@given(ARROWS)
def test_the_walk_gives_each_node_after_all_it_leads_to(arrows: Arrows) -> None:
    one = graph(journey([*arrows, (0, 1)]))
    walk = one.walk
    assert sorted(walk.order) == sorted(one.members)
    assert all(walk.number[leg.target] < walk.number[node] for node, legs in one.ahead.items() for leg in legs)
    assert walk.reached == {f"k{number}" for number in reach([*arrows, (0, 1)], 0)}
    for leg in walk.back:
        around = one.loops.round(leg)
        assert around[0].source == around[-1].target == leg.target
        assert all(here.target == there.source for here, there in zip(around, around[1:], strict=False))


@given(ARROWS)
def test_the_longest_course_is_the_longest(arrows: Arrows) -> None:
    arrows = [(min(arrow), max(arrow)) for arrow in arrows if arrow[0] != arrow[1]] or [(0, 1)]
    one = graph(journey(arrows))

    @cache
    def longest(here: int, end: int) -> float:
        rest = [longest(other, end) for start, other in arrows if start == here]
        return 2**here * 60 + (max(rest, default=float("-inf")) if here != end else 0)

    for start in range(SIZE):
        for end in range(SIZE):
            course = one.times.of_service.to([f"k{end}"], f"k{start}")(f"k{start}")
            assert (course.seconds if course else float("-inf")) == longest(start, end)


@given(ARROWS)
def test_a_trap_has_no_way_out_and_all_that_is_stuck_is_seen(arrows: Arrows) -> None:
    # The last action is the outcome; what is stuck is stuck in a circle or before a dead end.
    arrows = [(one, other) for one, other in [*arrows, (0, 1)] if one != other]
    text = journey(arrows).replace(f'"K{SIZE - 1}"', f'"K{SIZE - 1}" outcome')
    seen = {(found.check) for found in check(parse(text)) if found.check in ("no-way-out", "dead-end")}
    stuck = [one for one in reach(arrows, 0) if SIZE - 1 not in reach(arrows, one)]
    assert bool(stuck) == bool(seen)
    for part in graph(text).loops.traps:
        assert {int(node[1:]) for node in part} <= set(stuck)


@given(ARROWS)
def test_an_unbounded_circle_is_seen_until_its_arrows_are_bounded(arrows: Arrows) -> None:
    arrows = [(one, other) for one, other in [*arrows, (0, 1)] if one != other]
    bounded: set[tuple[int, int]] = set()
    for _ in range(len(arrows) + 1):
        lines = "".join(
            f"k{one} -> k{other}{' repeats up to 2' if (one, other) in bounded else ''}\n" for one, other in arrows
        )
        text = journey([]).replace(" min", " min outcome") + lines
        found = [one for one in check(parse(text)) if one.check == "unbounded-repetition"]
        rest = [arrow for arrow in arrows if arrow not in bounded and arrow[0] in reach(arrows, 0)]
        assert bool(found) == any(one in reach(rest, other) for one, other in rest)
        if not found:
            break
        source, _, target = found[0].element.split()
        bounded.add((int(source[1:]), int(target[1:])))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "no time"), (1, "1 s"), (90, "1 min 30 s"), (3600, "1 h"), (93784, "1 day 2 h"), (864000, "10 days")],
)
def test_times_are_spoken(seconds: float, words: str) -> None:
    assert spoken(seconds) == words


def test_repetitions_add_the_way_round_as_often_as_they_may() -> None:
    text = journey([(0, 1), (1, 2), (2, 3)]) + "k2 -> k1 repeats up to 3 within 10 min\n"
    course = graph(text).times.of_service.to(["k3"], "k0")("k0")
    assert course is not None
    # Once through (1 + 2 + 4 + 8), and three times 2 and 4 again, with 8 more until K1 is done within its deadline.
    assert course.seconds / 60 == 15 + 3 * (6 + 8)


def test_a_long_journey_with_every_fault_is_judged_in_one_walk() -> None:
    count = 1200
    steps = "".join(
        f'step "S{n}"\n  customer: k{n} "K" takes 1 min waits 2 min\n  frontstage care: f{n} "F" choice "?"\n'
        f'    promise "P" within 1 min kept by k{min(n + 3, count - 1)}\n'
        for n in range(count)
    )
    arrows = "".join(
        f'k{n} -> f{n}\nf{n} -> k{n + 1} when "on" 60%\nf{n} -> k{n} when "again" 60%\n' for n in range(count - 1)
    )
    found = check(parse(f'blueprint "B" time budget 1 h\n{steps}{arrows}'), Settings())
    assert {"unbounded-repetition", "overlapping-shares", "broken-promise", "over-customer-time"} <= {
        one.check for one in found
    }
