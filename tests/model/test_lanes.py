"""Lanes and lines follow from what acts where."""

from __future__ import annotations

import itertools

import blueprint
from blueprint.text.vocabulary import LINES, STAGES
from tests.generate import Story


def lanes(text: str) -> list[str]:
    return [lane.id for lane in blueprint.parse(text).lanes]


def lines(text: str) -> list[tuple[str, str, str]]:
    return [(line.kind, line.above, line.below) for line in blueprint.parse(text).lines]


def test_lanes_stand_by_stage_then_declaration_then_use() -> None:
    text = """
        department b "B"
        department a "A"
        support crm: "S"
        frontstage c: "1"
        frontstage a: "2"
        frontstage b: "3"
        frontstage: "4"
        customer: "5"
        backstage a: "6"
    """
    assert lanes(text) == [
        "customer", "frontstage", "frontstage:b", "frontstage:a", "frontstage:c", "backstage:a", "support:crm",
    ]  # fmt: skip


def test_lane_statements_fix_order_and_heading() -> None:
    text = 'lane frontstage b "Desk"\nlane frontstage a\nfrontstage a: "1"\nfrontstage b: "2"\n'
    assert lanes(text) == ["frontstage:b", "frontstage:a"]
    assert [lane.label for lane in blueprint.parse(text).lanes] == ["Desk", "a"]


def test_a_lane_is_placed_once() -> None:
    problems = blueprint.parse('lane customer\nlane customer\ncustomer: "A"').problems
    assert [(problem.check, problem.span.line) for problem in problems] == [("repeated-detail", 2)]


def test_the_owner_comes_from_the_unit_or_what_it_is_part_of() -> None:
    text = 'department d "D" owner "Head"\nsystem s "S" part of d\nsystem t "T" part of t\nsupport s: "A"\nsupport t: "B"\n'
    assert [lane.owner for lane in blueprint.parse(text).lanes] == ["Head", ""]


def test_lines_lie_between_the_lanes_that_are_there() -> None:
    assert lines('evidence: "E"\ncustomer: "A"\nfrontstage: "B"\nbackstage: "C"\nsupport: "D"') == [
        ("interaction", "customer", "frontstage"),
        ("visibility", "frontstage", "backstage"),
        ("internal interaction", "backstage", "support"),
    ]


def test_where_lines_coincide_the_line_of_visibility_goes_first() -> None:
    assert [kind for kind, _, _ in lines('customer: "A"\nsupport: "B"\n')] == [
        "visibility", "interaction", "internal interaction",
    ]  # fmt: skip


def test_a_line_can_be_renamed_and_hidden() -> None:
    found = blueprint.parse(
        'customer: "A"\nfrontstage: "B"\nbackstage: "C"\nline of visibility "Glass"\nline of interaction hidden'
    )
    assert [(line.label, line.hidden) for line in found.lines] == [("", True), ("Glass", False)]


def test_evidence_alone_has_no_line_below_it() -> None:
    assert lines('evidence: "E"\nfrontstage: "B"\n') == []


def test_every_mixture_of_stages_has_its_lines_in_order() -> None:
    order = list(STAGES)
    for size in range(1, len(order) + 1):
        for stages in itertools.combinations(order, size):
            found = blueprint.parse("\n".join(f'{stage}: "A"' for stage in reversed(stages)))
            assert [lane.stage for lane in found.lanes] == list(stages)
            for line in found.lines:
                last = order.index(LINES[line.kind][0])
                assert order.index(line.above) <= last < order.index(line.below)
                assert stages.index(line.below) == stages.index(line.above) + 1


def test_every_action_stands_in_a_lane_of_its_stage(proof: bool) -> None:
    for seed in range(1000 if proof else 60):
        found = blueprint.parse(Story(seed).text())
        by_id = {lane.id: lane for lane in found.lanes}
        assert {action.lane for action in found.actions} == set(by_id)
        assert all(by_id[action.lane].stage == action.stage for action in found.actions)
