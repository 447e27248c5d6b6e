"""The layout: whatever the blueprint, nothing lies on anything else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from faults import faults
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import story

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Drawing
from blueprint.drawing.layout.grid import build_grid
from blueprint.drawing.layout.limits import SizeError
from blueprint.model.elements import Blueprint
from blueprint.model.read import parse

CALL = """
blueprint "Call"
department care "Care"
department network "Network"
step "Calls"
  customer: calls "Calls" emotion -1
  frontstage care: answers "Answers"
  customer: waits "Waits" waits 20 min
  backstage network: looks "Looks into it" takes 1 h
step "Hears"
  customer: hears "Hears what it was" emotion +1
calls -> answers -> waits
answers => looks "Report" within 15 min
looks -> hears
"""


def drawn(text: str) -> tuple[Blueprint, Drawing]:
    blueprint = parse(text)
    return blueprint, draw(blueprint)


def check(text: str) -> None:
    blueprint, drawing = drawn(text)
    assert faults(drawing) == []
    assert [action.id for action in drawing.actions if action.shape != "ghost"].sort() == [
        action.id for action in blueprint.actions
    ].sort()
    ends = {action.id for action in blueprint.actions}
    there = [a for a in blueprint.arrows if {a.source.name, a.target.name} <= ends and a.source.name != a.target.name]
    assert {arrow.id for arrow in drawing.arrows} >= {arrow.id for arrow in there}


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10**6),
    steps=st.integers(1, 30),
    lanes=st.integers(2, 12),
    arrows=st.sampled_from((0.7, 1.3, 2.0)),
)
def test_random_stories_have_no_faults(seed: int, steps: int, lanes: int, arrows: float) -> None:
    check(story(seed, steps, lanes, arrows=arrows))


@pytest.mark.parametrize(("steps", "lanes"), [(60, 8), (2, 30), (1, 2)])
def test_long_and_tall_stories_have_no_faults(steps: int, lanes: int) -> None:
    check(story(7, steps, lanes))


@pytest.mark.parametrize(
    "text",
    [
        "",
        'blueprint "Only a title"',
        'step "Only a step"',
        'phase "Only a phase"',
        'blueprint "Steps" \nstep "One"\nstep "Two"',
        'step "One"\n  customer: "Only an action"',
        'step "One"\n  customer: a "A"\na -> a',
        'step "One"\n  customer: a "A"\na -> nobody',
    ],
)
def test_little_is_drawn_as_a_small_page(text: str) -> None:
    blueprint, drawing = drawn(text)
    assert faults(drawing) == []
    assert drawing.title
    assert len(drawing.actions) == len(blueprint.actions)
    assert drawing.width < 600
    assert drawing.height < 400


def test_twelve_actions_in_one_cell() -> None:
    actions = "\n".join(f'  customer: a{number} "Does thing number {number}"' for number in range(12))
    chain = " -> ".join(f"a{number}" for number in range(12))
    check(f'step "Much"\n{actions}')
    check(f'step "Much"\n{actions}\n{chain}')


def test_actions_of_a_lane_that_follow_each_other_stand_side_by_side() -> None:
    grid = build_grid(parse(CALL))
    seats = {seat.id: seat for seat in grid.seats}
    assert seats["calls"].row == seats["waits"].row
    assert seats["calls"].left < seats["waits"].left
    assert seats["answers"].left == seats["calls"].left
    assert grid.step_columns == ((1, 3), (5, 5))


def test_actions_that_do_not_follow_each_other_stand_above_each_other() -> None:
    grid = build_grid(parse('step "One"\n  customer: a "A"\n  customer: b "B"'))
    assert [(seat.left, seat.row) for seat in grid.seats] == [(1, 1), (1, 3)]


def test_an_action_goes_on_through_steps() -> None:
    text = 'step one "One"\n  customer: a "A" through three\nstep "Two"\n  customer: b "B"\nstep three "Three"\n'
    grid = build_grid(parse(text))
    seats = {seat.id: seat for seat in grid.seats}
    assert (seats["a"].left, seats["a"].right) == (1, 5)
    assert seats["b"].row != seats["a"].row
    check(text + "a -> b\nb -> a")


def test_a_handoff_to_a_department_ends_at_its_next_action() -> None:
    _, drawing = drawn(CALL + "waits => network")
    assert [arrow.target for arrow in drawing.arrows if arrow.source == "waits"] == ["looks"]


def test_a_handoff_to_a_department_without_action_ends_at_a_ghost() -> None:
    _, drawing = drawn(CALL + "department field\nhears => field")
    ghost = next(action for action in drawing.actions if action.shape == "ghost")
    assert [arrow.target for arrow in drawing.arrows if arrow.source == "hears"] == [ghost.id] == ["field"]
    assert faults(drawing) == []


def test_no_arrow_runs_through_the_words_of_another() -> None:
    text = """
step "One"
  backstage care: a "Writes the order"
  backstage net: b "Reads the order"
a -> b
a => b "Order form with everything that was said" within 2 days
"""
    check("department care\ndepartment net\n" + text)
    check("department care\ndepartment net\n" + text + 'b -> a\na ..> b\na => b "Another one"\nb => a "Back"')
    level = text.replace("  backstage net", 'step "Two"\n  backstage care')
    check("department care\ndepartment net\n" + level + 'b -> a\na ..> b\na => b "Another one"\nb => a "Back"')


def test_straight_arrows_are_straight() -> None:
    _, drawing = drawn(CALL)
    corners = {arrow.id: len(arrow.points) for arrow in drawing.arrows}
    assert corners["calls flow answers"] == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('step "One"\n' + 'customer: "A"\n' * 3001, "has 3,001 actions, and at most 3,000"),
        ('step "One"\ncustomer: a "A"\ncustomer: b "B"\n' + "a -> b\n" * 6001, "has 6,001 arrows, and at most 6,000"),
    ],
)
def test_a_page_beyond_reason_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(SizeError, match=words):
        draw(parse(text))


def test_the_same_text_gives_the_same_drawing() -> None:
    text = story(3, 12, 6)
    assert drawn(text)[1] == drawn(text)[1]


def test_words_of_arrows_are_on_their_plates() -> None:
    _, drawing = drawn(CALL)
    words = {arrow.id: [line.text for line in arrow.lines] for arrow in drawing.arrows if arrow.lines}
    assert words == {"answers handoff looks": ["Report", "within 15 min"]}


def test_feelings_and_times() -> None:
    _, drawing = drawn(CALL)
    assert drawing.emotion is not None
    assert drawing.emotion.values == (-1, 1)
    assert drawing.emotion.dots[0].y > drawing.emotion.zero > drawing.emotion.dots[1].y
    assert len(drawing.emotion.curve) == 4
    assert [mark.lines[0].text for mark in drawing.times] == ["1 h", "20 min"]


def test_lines_lie_between_their_lanes() -> None:
    _, drawing = drawn(CALL)
    borders = {round(above.rect.bottom, 1) for above, _ in pairwise(drawing.lanes)}
    assert {line.kind for line in drawing.lines} == {"interaction", "visibility"}
    assert all(round(line.start.y, 1) in borders for line in drawing.lines)


def test_headings_are_in_the_language_of_the_file() -> None:
    _, drawing = drawn("language de\n" + CALL)
    assert drawing.lanes[0].lines[0].text in ("Kunde", "Kundin", "Kundschaft")
