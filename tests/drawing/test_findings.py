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
from blueprint.drawing.formats.dot import write_dot
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.looks.theme import default_theme
from blueprint.drawing.parts.finding_signs import Noted
from blueprint.drawing.parts.notes import draw_notes
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
    assert [mark.lines[0].text for mark in page.marks] == ["5 some-check ×2"]
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
    assert [mark.lines[0].text for mark in page.actions[0].marks] == [
        "1 check-error",
        "2 check-warning",
        "3 check-info",
    ]


def test_a_view_speaks_of_what_it_shows() -> None:
    whole = parse(TEXT)
    findings = [finding("calls"), finding("mends"), finding("", check="other-check")]
    page = draw(show(whole, read_view("customer")), findings, whole=whole)
    assert [mark.lines[0].text for mark in marks_of(page)] == ["1 some-check", "2 other-check"]


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


def listed(page: Drawing) -> list[tuple[str, str]]:
    """The list below the picture: number and words of each entry."""
    return [
        (note.mark.lines[0].text, " ".join(line.text for line in note.lines))
        for note in page.notes
        if note.mark is not None
    ]


def test_a_numbered_list_below_the_picture_says_what_the_marks_mean() -> None:
    page = drawn(parse(TEXT), finding("calls"), finding("two", Severity.ERROR, "other-check"))
    assert listed(page) == [("1", "Something is wrong with two."), ("2", "Something is wrong with calls.")]
    assert page.steps[0].marks[0].lines[0].text == "1 other-check"
    assert page.actions[0].marks[0].lines[0].text == "2 some-check"
    lowest = max(entry.rect.bottom for entry in page.legend)
    assert all(line.y > lowest and line.x + line.width <= page.width for note in page.notes for line in note.lines)
    svg = write_svg(page)
    assert '<g class="notes" role="group" aria-label="Findings">' in svg
    assert svg.index('class="legend"') < svg.index('class="notes"')
    assert "Something is wrong with two." in write_dot(page)


def test_without_findings_there_is_no_list() -> None:
    assert draw(parse(TEXT)).notes == ()


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.text("ab כ漢", min_size=1, max_size=200), max_size=40), width=st.floats(200, 4000))
def test_no_entry_leaves_its_column_or_lies_on_another(words: list[str], width: float) -> None:
    theme = default_theme()
    noted = [Noted(number, "warning", text) for number, text in enumerate(words, 1)]
    notes, bottom = draw_notes(noted, "en", 10.0, 20.0, width, theme)
    entries = [note for note in notes if note.mark is not None]
    assert len(entries) == len(words)
    seen: list[tuple[float, float, float, float]] = []
    for note in entries:
        assert note.mark is not None
        mark = note.mark.rect
        right = max([mark.right, *(line.x + line.width for line in note.lines)])
        low = max([mark.bottom, *(line.y + 3 for line in note.lines)])
        assert right <= 10 + width + 0.1
        assert mark.y > 20
        assert low <= bottom
        assert not any(x < right and mark.x < r and y < low and mark.y < b for x, y, r, b in seen)
        seen.append((mark.x, mark.y, right, low))
