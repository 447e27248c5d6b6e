"""Findings drawn in: each at its element, none lost, nothing on anything else."""

from __future__ import annotations

from itertools import chain
from random import Random

import pytest
from faults import faults, within
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import story

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Drawing, Mark
from blueprint.drawing.svg import write_svg
from blueprint.drawing.views import read_view, show
from blueprint.findings.finding import Finding, Severity
from blueprint.model.elements import Blueprint
from blueprint.model.read import parse

TEXT = """
blueprint "Repair"
department care "Care"
department field "Field"
phase one "Trouble"
step two "Calls"
  customer: calls "Calls"
  frontstage care: answers "Answers"
  backstage field: mends "Mends"
calls -> answers => mends "Order"
"""


def finding(element: str, severity: Severity = Severity.WARNING, check: str = "some-check") -> Finding:
    blueprint = parse(TEXT)
    return Finding(check, "BP001", severity, f"Something is wrong with {element}.", blueprint.span, element, "Mend it.")


def marks_of(drawing: Drawing) -> list[Mark]:
    things = (drawing.actions, drawing.arrows, drawing.steps, drawing.phases, drawing.lanes, (drawing,))
    found = chain.from_iterable(thing.marks for group in things for thing in group)
    return [mark for mark in found if mark.kind.startswith("finding")]


def drawn(blueprint: Blueprint, *findings: Finding) -> Drawing:
    drawing = draw(blueprint, findings)
    assert faults(drawing) == []
    return drawing


@pytest.mark.parametrize("severity", list(Severity))
def test_a_finding_stands_at_its_element(severity: Severity) -> None:
    page = drawn(parse(TEXT), *(finding(each, severity) for each in ("calls", "two", "one", "field", "", "nothing")))
    assert [len(action.marks) for action in page.actions] == [1, 0, 0]
    assert [len(step.marks) for step in page.steps] == [1]
    assert [len(phase.marks) for phase in page.phases] == [1]
    assert [len(lane.marks) for lane in page.lanes] == [0, 0, 1]
    assert [mark.lines[0].text for mark in page.marks] == ["some-check ×2"]
    assert {mark.kind for mark in marks_of(page)} == {f"finding {severity.word}"}
    assert f"mark finding {severity.word}" in [entry.kind for entry in page.legend]
    assert f'class="mark finding {severity.word}"' in write_svg(page)
    assert "Something is wrong with calls. Mend it." in page.actions[0].marks[0].tip


def test_an_arrow_carries_its_findings_on_its_plate() -> None:
    page = drawn(parse(TEXT), finding("answers handoff mends"), finding("calls flow answers", check="another-check"))
    for arrow in page.arrows:
        assert arrow.label is not None
        assert len(arrow.marks) == 1
        assert within(arrow.marks[0].rect, arrow.label)


def test_several_are_stacked_with_the_worst_first() -> None:
    kinds = (Severity.INFO, Severity.ERROR, Severity.WARNING)
    page = drawn(parse(TEXT), *(finding("calls", kind, f"check-{kind.word}") for kind in kinds))
    assert [mark.lines[0].text for mark in page.actions[0].marks] == ["check-error", "check-warning", "check-info"]


def test_a_view_speaks_of_what_it_shows() -> None:
    whole = parse(TEXT)
    findings = [finding("calls"), finding("mends"), finding("", check="other-check")]
    page = draw(show(whole, read_view("customer")), findings, whole=whole)
    assert [mark.lines[0].text for mark in marks_of(page)] == ["some-check", "other-check"]


def test_without_findings_nothing_changes() -> None:
    assert draw(parse(TEXT)) == draw(parse(TEXT), ())


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), steps=st.integers(1, 10), lanes=st.integers(2, 8))
def test_no_finding_of_a_random_story_is_lost(seed: int, steps: int, lanes: int) -> None:
    blueprint = parse(story(seed, steps, lanes))
    random = Random(seed)
    there = [thing.id for things in (blueprint.actions, blueprint.arrows, blueprint.steps) for thing in things]
    there += [*(phase.id for phase in blueprint.phases), *(unit.id for unit in blueprint.declarations), ""]
    findings = [
        finding(random.choice(there), random.choice(list(Severity)), f"check-number-{number}") for number in range(20)
    ]
    page = drawn(blueprint, *findings)
    said = sorted(mark.tip.split(", ", 1)[1].split(":")[0] for mark in marks_of(page))
    assert said == sorted(finding.check for finding in findings)
