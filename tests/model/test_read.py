"""From text to model: what is said arrives, where it belongs, with its place."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

import blueprint
from blueprint.model.details import Value
from blueprint.model.elements import Action, Arrow, Blueprint
from blueprint.model.load import load
from blueprint.text.span import Span

GOOD = sorted(Path("tests/corpus/good").rglob("*.blueprint")) + sorted(Path("examples").rglob("*.blueprint"))


def action(text: str) -> Action:
    found = blueprint.parse(f'step s "S"\n{text}')
    assert not found.problems, found.problems
    return found.actions[0]


def checks(text: str) -> list[str]:
    return [problem.check for problem in blueprint.parse(text).problems]


def told(value: Value, depth: int = 0) -> list[str]:
    """A model in lines: what is not said is left out, and so are the places."""
    lines: list[str] = []
    for name in (one.name for one in fields(value)):  # type: ignore[arg-type]
        item = getattr(value, name)
        if name in ("span", "steps", "actions") and not (name != "span" and isinstance(item, tuple) and depth < 9):
            continue
        if isinstance(value, Blueprint) and name in ("steps", "actions"):
            continue
        if item in (None, "", (), False):
            continue
        items = item if isinstance(item, tuple) and not isinstance(item, Span) else (item,)
        for one in items:
            if isinstance(one, Value):
                inner = told(one, depth + 1)
                lines.append(f"{'  ' * depth}{name}: {type(one).__name__}")
                lines.extend(inner)
            else:
                lines.append(f"{'  ' * depth}{name}: {'said' if isinstance(one, Span) else one}")
    return lines


@pytest.mark.parametrize("path", GOOD, ids=str)
def test_good_files_arrive_in_the_model(path: Path, snapshot: SnapshotAssertion) -> None:
    found = load(path)
    assert [problem for problem in found.problems if problem.check != "misleading-indentation"] == []
    assert "\n".join(told(found)) == snapshot


def test_a_detail_belongs_to_the_nearest_that_takes_it() -> None:
    found = action(
        'customer: a "A" promise "Soon" within 1 h kept by a owner "Boss" waits 5 min at most 9 min told "Soon"'
    )
    promise = found.facts.cards[0]
    assert promise.within is not None
    assert promise.within.high == 3600
    assert [name.kind for name in promise.kept_by] == ["action"]
    assert [name.name for name in promise.owners] == ["Boss"]
    assert found.facts.owners == ()
    assert found.waits is not None
    assert found.waits.at_most is not None
    assert found.waits.at_most.high == 540
    assert [text.text for text in found.waits.told] == ["Soon"]


def test_a_detail_that_begins_a_line_belongs_to_the_statement() -> None:
    found = action('customer: a "A"\n  fail "Breaks" severity 7\n  owner "Boss"\n')
    assert [name.name for name in found.facts.owners] == ["Boss"]
    assert found.facts.cards[0].owners == ()


def test_a_share_a_percentile_and_ranges() -> None:
    found = blueprint.parse(
        'customer: a "A" takes 4 to 6 min 90% under 12 min\ncustomer: b "B"\na -> b 30% when "cold"'
    )
    time = found.actions[0].takes
    assert time is not None
    assert (time.low, time.high, time.percentile, time.text) == (240, 360, (90, 720), "4 to 6 min")
    share = found.arrows[0].share
    assert share is not None
    assert (share.low, share.unit) == (30, "%")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("90 s", 90), ("5min", 300), ("1.5 h", 5400), ("1 h 30 min", 5400), ("2 days", 172800), ("1 Week", 604800)],
)
def test_times_are_seconds(written: str, seconds: float) -> None:
    time = action(f'customer: "A" takes {written}').takes
    assert time is not None
    assert time.low == time.high == seconds


@pytest.mark.parametrize(
    "line",
    [
        'customer: a "A" emotion 3',
        'customer: a "A" effort 0',
        'customer: a "A"\n  by 2026-02-30',
        'customer: a "A" takes 6 to 4 min',
        'customer: a "A" status adding',
        'customer: a "A" link "javascript:alert(1)"',
        'customer: a "A" link "https://x y"',
        'customer: a "A"\na -> a 130%',
    ],
)
def test_values_that_mean_nothing_are_reported(line: str) -> None:
    assert checks(line) == ["wrong-value"]


def test_names_are_compared_in_normal_form() -> None:
    found = blueprint.parse('customer: caf\u00e9 "A"\ncustomer: b "B"\ncafe\u0301 -> b')
    assert not found.problems
    assert found.arrows[0].source.kind == "action"


def test_spans_tell_where_it_stands() -> None:
    found = blueprint.parse('step "S"\n  customer: a "A" takes 5 min  # why\n', "x.blueprint")
    assert found.actions[0].span == Span(2, 3, 30, "x.blueprint")
    assert found.actions[0].takes is not None
    assert found.actions[0].takes.span == Span(2, 19, 30, "x.blueprint")


def test_a_bare_customer_is_the_only_persona() -> None:
    found = blueprint.parse('persona anna "Anna"\ncustomer: "A"')
    assert [lane.id for lane in found.lanes] == ["customer:anna"]
    found = blueprint.parse('persona anna "Anna"\npersona ben "Ben"\ncustomer: "A"')
    assert [lane.id for lane in found.lanes] == ["customer"]


def test_actions_outside_steps_and_phases_stand_in_order() -> None:
    found = blueprint.parse('customer: "A"\nphase "P"\ncustomer: "B"\nstep "S"\ncustomer: "C"\n')
    assert [[[a.label for a in step.actions] for step in phase.steps] for phase in found.phases] == [
        [["A"]],
        [["B"], ["C"]],
    ]


def test_a_handoff_may_end_at_a_department_other_arrows_not() -> None:
    text = 'department field "Field"\ncustomer: a "A"\na => field "Order"\na -> field\n'
    found = blueprint.parse(text)
    assert found.arrows[0].target.kind == "department"
    assert [(problem.check, problem.span.line) for problem in found.problems] == [("unknown-name", 4)]


def test_an_action_comes_before_a_department_of_its_name() -> None:
    found = blueprint.parse(
        'department field "F"\ncustomer: a "A"\nfrontstage field: field "Drives"\na => field "Order"\n'
    )
    assert found.arrows[0].target.kind == "action"


def test_ids_stay_apart() -> None:
    found = blueprint.parse('customer: "A"\ncustomer: "A"\ncustomer: a "A"\ncustomer: a "B"\na -> a\na -> a')
    assert [item.id for item in found.actions] == ["~a", "~a~2", "a", "a~2"]
    assert [arrow.id for arrow in found.arrows] == ["a flow a", "a flow a ~2"]
    assert "duplicate-name" in [problem.check for problem in found.problems]


def test_names_on_a_broken_line_count_as_possibly_declared() -> None:
    found = blueprint.parse('customer calls "Calls"\ncustomer: b "B"\ncalls -> b\n')
    assert [(problem.check, problem.span.line) for problem in found.problems] == [("syntax", 1)]


def test_silences_speak_of_their_line_or_the_next_statement() -> None:
    text = (
        'customer: "A" # allow some-check: known\n\n# allow other-check: known too\n# prose\ncustomer: "B"\n# allow x'
    )
    assert [(item.check, item.line, item.reason) for item in blueprint.parse(text).silences] == [
        ("some-check", 1, "known"),
        ("other-check", 5, "known too"),
        ("x", 6, ""),
    ]


def test_misleading_indentation_is_told() -> None:
    assert checks('step "S"\n  customer: a "A"\n  owner "X"\n') == ["misleading-indentation"]
    assert checks('step "S"\n  customer: a "A"\n    owner "X"\n') == []
    assert checks('step "S"\ncustomer: a "A"\nowner "X"\n') == []
    assert checks('step "S"\n  customer: a "A"\n    fail "F"\n      owner "X"\n') == ["misleading-indentation"]


def test_values_are_frozen_equal_and_hashable() -> None:
    first, second = (blueprint.parse('customer: a "A" takes 5 min') for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert first != blueprint.parse('customer: a "B" takes 5 min')
    with pytest.raises(FrozenInstanceError):
        first.label = "x"  # type: ignore[misc]
    assert (
        eval(repr(first.actions[0].takes), vars(__import__("blueprint.model.details", fromlist=["x"])))
        == first.actions[0].takes
    )
    assert isinstance(first, Blueprint)
    assert not isinstance(first, Arrow)


def test_a_version_may_be_said_of_everything() -> None:
    found = blueprint.parse(
        'blueprint "B" version "1"\ndepartment d "D" version "2"\nchannel c "C" version "3"\n'
        'phase p "P" version "4"\nstep s "S" version "5"\n  customer: a "A" version "6" policy "No" version "7"\n'
        '  backstage d: b "B" via c\na -> b version "8"\n'
    )
    assert not found.problems
    things = [found, *found.declarations, *found.phases, *found.steps, found.actions[0], *found.arrows]
    versions = [thing.facts.version for thing in things]
    assert [version and version.text for version in versions] == ["1", "2", "3", "4", "5", "6", "8"]
    policy = found.actions[0].facts.cards[0]
    assert policy.version is not None
    assert policy.version.text == "7"
    assert "Version: 6" in blueprint.render(found, "text").decode()


def test_an_empty_text_is_no_value() -> None:
    lines = ['blueprint "B"', "  goal „“", '  owner " "', 'step "S"', '  customer: "Asks" pain "" asks "a", "\u00a0"']
    read = blueprint.parse("\n".join(lines))
    assert [problem.message for problem in read.problems] == ["the quotes hold nothing"] * 4
    assert read.broken
    assert not read.facts.owners
    assert not read.facts.goal
    assert not read.actions[0].facts.cards
    assert not read.actions[0].asks
