"""Views: what each of them shows of a blueprint, and what it says where it cannot."""

from __future__ import annotations

import pytest
from faults import faults
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import story

from blueprint.drawing.draw import draw
from blueprint.drawing.render import render
from blueprint.drawing.views import ViewError, read_view, show
from blueprint.model.elements import Blueprint
from blueprint.model.read import parse

TEXT = """
blueprint "Repair"
department field "Field service"
department care "Customer care"
role agent "Agent" part of care
system crm "CRM"
variant day "By day"
variant night "By night"
phase one "Trouble"
step "Notices"
  evidence: screen "Black screen"
  customer: notices "Notices"
step "Calls"
  customer: calls "Calls"
  frontstage agent: answers "Answers" only in day
  frontstage: bot "Bot answers" only in night
  support crm: looks "Looks up"
phase two "Mending"
step "Mends" only in day
  backstage field: mends "Mends"
step "Hears"
  customer: hears "Hears"
  frontstage care: tells "Tells"
notices -> calls -> answers -> looks
calls -> bot
answers => mends "Order"
mends -> tells
tells <-> hears
answers => field
"""


def shown(words: str, text: str = TEXT) -> Blueprint:
    return show(parse(text), read_view(words))


def actions(words: str) -> list[str]:
    return [action.id for action in shown(words).actions]


def test_customer_and_visible_are_cut_by_stage() -> None:
    assert actions("customer") == ["screen", "notices", "calls", "hears"]
    assert {lane.stage for lane in shown("visible").lanes} == {"evidence", "customer", "frontstage"}
    lines = shown("visible").lines
    assert [(line.kind, line.above) for line in lines][-1] == ("visibility", shown("visible").lanes[-1].id)
    assert shown("customer").lines == ()


def test_a_department_comes_with_its_parts_and_what_touches_it() -> None:
    assert actions("department care") == ["calls", "answers", "looks", "mends", "hears", "tells"]
    assert actions("department Field SERVICE") == ["answers", "mends", "tells"]
    arrows = {arrow.id for arrow in shown("department field").arrows}
    assert arrows == {"answers handoff mends", "mends flow tells", "answers handoff field"}


def test_a_phase_ends_at_dashed_boxes() -> None:
    view = shown("phase mending")
    assert [action.id for action in view.actions] == ["->answers", "mends", "hears", "tells"]
    drawing = draw(view, whole=parse(TEXT))
    assert {action.id: action.shape for action in drawing.actions}["answers"] == "outside"
    assert [step.number for step in drawing.steps] == [3, 4]
    assert ("answers", "mends") in [(arrow.source, arrow.target) for arrow in drawing.arrows]
    assert "shape outside" in [entry.kind for entry in drawing.legend]
    assert faults(drawing) == []


def test_behind_follows_the_work_of_the_provider() -> None:
    assert actions("behind hears") == ["answers", "looks", "mends", "hears", "tells"]
    assert actions("behind calls") == ["calls"]


def test_a_variant_leaves_out_what_is_only_in_others() -> None:
    assert "bot" not in actions("variant day")
    assert actions("variant By night") == ["screen", "notices", "calls", "bot", "looks", "hears", "tells"]


def test_the_title_names_the_view() -> None:
    assert shown("department care").label == "Repair: Customer care and what touches it"
    assert "“Mending”" in shown("phase:two").label
    assert shown("customer", "language de\n" + TEXT).label.endswith("der Weg des Kunden")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("custmer", "there is no view “custmer”. Did you mean “customer”? The views are customer, visible, department"),
        ("", "there is no view “”"),
        ("department", "needs a name"),
        ("customer x", "takes no name"),
        ("department caer", "there is no department “caer”. Did you mean “care”?"),
        ("phase three", "there is no phase “three”"),
        ("behind nothing", "there is no action “nothing”"),
        ("variant dusk", "There are “By day”, “By night”"),
    ],
)
def test_what_is_not_there_is_said(words: str, message: str) -> None:
    with pytest.raises(ViewError) as caught:
        shown(words)
    assert message in str(caught.value)


def test_a_view_of_nothing_is_said() -> None:
    with pytest.raises(ViewError, match="nothing to show"):
        shown("customer", 'step "One"\n  support: "Runs"')
    with pytest.raises(ViewError, match="none at all"):
        shown("variant x", 'step "One"\n  support: "Runs"')


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), steps=st.integers(1, 12), lanes=st.integers(2, 8))
def test_every_view_of_a_random_story_is_a_whole_blueprint(seed: int, steps: int, lanes: int) -> None:
    whole = parse(story(seed, steps, lanes))
    words = ["customer", "visible", *(f"department u{lane}" for lane in range(lanes))]
    words += [f"phase {phase.label}" for phase in whole.phases] + [
        f"behind {action.id}" for action in whole.actions[:5]
    ]
    for each in words:
        try:
            view = show(whole, read_view(each))
        except ViewError:
            continue
        there = {action.id for action in view.actions}
        assert {action.lane for action in view.actions} == {lane.id for lane in view.lanes}
        for arrow in view.arrows:
            assert arrow.source.name in there
            assert arrow.target.name in there or arrow.target.kind == "department"
        assert faults(draw(view, whole=whole)) == []


def test_formats_show_the_view() -> None:
    assert b'data-id="looks"' not in render(parse(TEXT), view="visible")
    assert b'"Looks up"' not in render(parse(TEXT), "json", view="visible")
