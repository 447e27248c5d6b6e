"""Views: what each of them shows of a blueprint, and what it says where it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from faults import faults
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import story

from blueprint.drawing.draw import draw
from blueprint.drawing.formats.outline import write_outline
from blueprint.drawing.render import render
from blueprint.drawing.views import ViewError, read_view, show
from blueprint.findings.lookup.index import Index
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


def joins(words: str, text: str = TEXT) -> list[tuple[str, str, str]]:
    """The joining arrows of a view: from, to, and under which condition."""
    arrows = [arrow for arrow in shown(words, text).arrows if arrow.kind == "joining"]
    return [(arrow.source.name, arrow.target.name, arrow.when.text if arrow.when else "") for arrow in arrows]


def journey(arrows: str, hidden: str = "h g k l") -> str:
    """Five steps with one customer each, hidden work in all of them, and some arrows."""
    steps = [f'step "{n}"\n  customer: c{n} "C{n}"\n' for n in range(5)]
    work = [f"  backstage: {name} {name!r}\n".replace("'", '"') for name in hidden.split()]
    return "".join([steps[0], *work, *steps[1:], arrows])


def test_what_is_not_shown_is_gone_around() -> None:
    assert joins("customer") == [("calls", "hears", "")]
    assert joins("visible") == [("answers", "tells", "")]
    arrows = [(arrow.source.name, arrow.kind, arrow.target.name) for arrow in shown("visible").arrows]
    assert arrows == [
        ("notices", "flow", "calls"),
        ("calls", "flow", "answers"),
        ("calls", "flow", "bot"),
        ("tells", "exchange", "hears"),
        ("answers", "handoff", "field"),
        ("answers", "joining", "tells"),
    ]


def test_the_journey_of_the_cable_story_is_one() -> None:
    path = Path(__file__).parents[2] / "examples" / "cable-tv-to-be.blueprint"
    text = path.read_text(encoding="utf-8").replace('include "shared/organisation.blueprint"', "")
    assert joins("visible", text) == [("answers", "calls_back", "")]
    assert joins("customer", text) == [
        ("calls", "waits", ""),
        ("waits", "explains", ""),
        ("explains", "looks", ""),
        ("looks", "chooses", "no"),
        ("chooses", "shows", ""),
        ("shows", "watches", ""),
        ("watches", "rates", ""),
    ]


HARD = """
blueprint "Cable TV outage" as-is
department care "Customer care"
department network "Network operations"
department field "Field service"
phase "Something is broken"
step "Television goes dark"
  customer: notices "Notices the black screen"
step "Calls for help"
  customer: calls "Calls the hotline"
  frontstage care: menu "Reads out a long menu"
  customer: queues "Waits in the queue"
phase "Trying to be heard"
step "Explains"
  frontstage care: answers "Takes the call"
  customer: explains "Explains the problem"
  backstage network: tries "Tries a remote repair" choice "Is it solved?"
step "Visit"
  frontstage field: visits "Repairs the connection"
  customer: watches "Watches television again"
notices -> calls -> menu -> queues -> answers
answers <-> explains
answers => tries "Fault report" within 15 min
tries -> calls when "still broken" repeated 2 times
tries => visits "Visit order" when "cannot be solved remotely"
visits -> watches
"""


def test_a_way_back_is_joined_once() -> None:
    assert joins("customer", HARD) == [
        ("calls", "queues", ""),
        ("queues", "explains", ""),
        ("explains", "calls", "still broken"),
        ("explains", "watches", "cannot be solved remotely"),
    ]
    assert joins("visible", HARD) == [
        ("answers", "calls", "still broken"),
        ("answers", "visits", "cannot be solved remotely"),
    ]


@pytest.mark.parametrize(
    ("arrows", "expected"),
    [
        # A chain, and a shown action that lies between.
        ("c0 -> h -> g -> c1 -> k -> c2", [("c0", "c1", ""), ("c1", "c2", "")]),
        ("c0 -> h -> c1\nh -> g -> c2\nc1 -> c2", [("c0", "c1", "")]),
        # An arrow that joins the two already; news joins nothing.
        ("c0 -> h -> c1\nc0 -> c1", []),
        ("c0 -> h ..> c1", []),
        ("c0 ..> c1\nc0 -> h -> c1", [("c0", "c1", "")]),
        # A choice carries the words of its branches, whether it is shown or not; two ways have what both have.
        ('c0 -> h when "a"\nc0 -> g when "b"\nh -> c1\ng -> c2', [("c0", "c1", "a"), ("c0", "c2", "b")]),
        ('c0 -> h\nh -> c1 when "a"\nh -> g when "b"\ng -> c2', [("c0", "c1", "a"), ("c0", "c2", "b")]),
        ('c0 -> h when "a"\nc0 -> g when "b"\nh -> c1\ng -> c1', [("c0", "c1", "")]),
        ('c0 -> h when "a"\nh -> c1 when "b"', [("c0", "c1", "")]),
        # A branch that leaves out a shown action stays; one that leads over it does not.
        ('c0 -> h\nh -> c2 when "urgent"\nh -> c1\nc1 -> c2', [("c0", "c1", ""), ("c0", "c2", "urgent")]),
        ('c0 -> h when "a"\nh <-> c1\nh -> g\ng -> c2', [("c0", "c1", "a"), ("c1", "c2", "")]),
        # An exchange leads on from both of its ends, but never back in time.
        ("c1 <-> h\nh <-> c2", [("c1", "c2", "")]),
        ("c3 <-> h\nh -> g -> c4\nc0 -> c1 -> h", [("c1", "c3", ""), ("c3", "c4", "")]),
        # Circles end, and a way back is a way.
        ("c0 -> h -> g -> h\ng -> c1\nc1 -> h", [("c0", "c1", "")]),
        ("c3 -> h\nh -> c1 repeats up to 3\nc1 -> c2 -> c3", [("c3", "c1", "")]),
        ("c0 -> h -> c0", []),
        # Of two ways back the farther stays, whatever leads from one to the other.
        ("c2 -> h -> c1\nc2 -> c3 -> h", [("c3", "c1", "")]),
        ("c3 -> h -> c0\nh -> c1\nc0 -> c1", [("c3", "c0", "")]),
        ("c3 -> c3\nc3 -> h -> c1", [("c3", "c1", "")]),
    ],
)
def test_ways_through_what_is_hidden(arrows: str, expected: list[tuple[str, str, str]]) -> None:
    assert joins("customer", journey(arrows)) == expected


def test_a_joining_arrow_is_in_the_variants_of_its_way_and_repeats_as_often() -> None:
    text = "variant day\nvariant night\n" + journey("", "h g").replace('"h"', '"h" only in day')
    (arrow,) = [each for each in shown("customer", text + "c0 -> h -> c1\n").arrows if each.kind == "joining"]
    assert [name.name for name in arrow.only_in] == ["day"]
    (arrow,) = shown("customer", text + "c0 -> h -> c1\nc0 -> g -> c1\n").arrows
    assert arrow.only_in == ()
    (arrow,) = shown("customer", text + "c3 -> g repeats up to 2\ng -> c1\n").arrows
    assert arrow.repeats_up_to is not None
    assert arrow.repeats_up_to.high == 2


def test_a_joining_arrow_stands_where_its_way_begins() -> None:
    text = journey("c0 -> h\ng -> c1\nh -> g\n")
    (arrow,) = shown("customer", text).arrows
    assert text.splitlines()[arrow.span.line - 1] == "c0 -> h"


def test_two_who_meet_one_action_are_not_joined_by_that() -> None:
    text = 'step "1"\n  customer: a "A"\n  customer: b "B"\n  frontstage: f "F"\nstep "2"\n  customer: c "C"\n'
    assert joins("customer", text + "a <-> f\nb <-> f\nf -> c") == [("a", "c", ""), ("b", "c", "")]


def test_a_joining_arrow_is_drawn_and_told_apart() -> None:
    view = shown("customer")
    drawing = draw(view, whole=parse(TEXT))
    assert [arrow.kind for arrow in drawing.arrows] == ["flow", "joining"]
    assert [entry.kind for entry in drawing.legend][:2] == ["arrow flow", "arrow joining"]
    assert faults(drawing) == []
    assert "Then, by way of what is not shown: Hears (on to step 4)" in write_outline(view, whole=parse(TEXT))
    assert [entry.kind for entry in draw(parse(TEXT)).legend if entry.kind == "arrow joining"] == []


def test_a_department_comes_with_its_parts_and_what_touches_it() -> None:
    assert actions("department care") == ["calls", "answers", "looks", "mends", "hears", "tells"]
    assert actions("department Field SERVICE") == ["answers", "mends", "tells"]
    arrows = {arrow.id for arrow in shown("department field").arrows}
    assert arrows == {"answers handoff mends", "mends flow tells", "answers handoff field"}


def test_a_department_comes_with_what_joins_those_around_it() -> None:
    text = """
department desk "Desk"
department shop "Shop"
department park "Park"
step "1"
  customer: c "C"
  frontstage desk: d1 "D1"
  backstage shop: s1 "S1"
  backstage park: p "P"
step "2"
  backstage shop: s2 "S2"
  frontstage desk: d2 "D2"
c -> d1
d1 => s1 => p => s2 => d2
c ..> s1
s1 => park
"""
    view = shown("department desk", text)
    # s1 and s2 each touch the desk; what lies between them does not, nor does the park, which s1 tells.
    assert [action.id for action in view.actions] == ["c", "d1", "s1", "s2", "d2"]
    assert {arrow.id for arrow in view.arrows} == {
        "c flow d1",
        "d1 handoff s1",
        "s2 handoff d2",
        "c inform s1",
        "s1 joining s2",
    }


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


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), steps=st.integers(2, 14), lanes=st.integers(2, 6))
def test_in_a_view_one_leads_to_another_as_in_the_whole(seed: int, steps: int, lanes: int) -> None:
    whole = parse(story(seed, steps, lanes).replace("<->", "->"))
    following = Index(whole).flow.following
    for words in ("customer", "visible"):
        try:
            view = show(whole, read_view(words))
        except ViewError:
            continue
        there = {action.id for action in view.actions}
        drawn = Index(view).flow.following
        for handle in there:
            assert reached(handle, drawn) == reached(handle, following) & there
        ends = [(arrow.source.name, arrow.target.name) for arrow in view.arrows if arrow.kind == "joining"]
        assert len(ends) == len(set(ends))
        for source, target in ends:
            hidden = {each: ends for each, ends in following.items() if each == source or each not in there}
            assert target in reached(source, hidden)
            assert target not in following[source]


def reached(handle: str, following: Mapping[str, Iterable[str]]) -> set[str]:
    """What an action leads to, but for itself."""
    seen: set[str] = set()
    waiting = [handle]
    while waiting:
        new = set(following.get(waiting.pop(), ())) - seen
        seen |= new
        waiting += new
    return seen - {handle}


def test_formats_show_the_view() -> None:
    assert b'data-id="looks"' not in render(parse(TEXT), view="visible")
    assert b'"Looks up"' not in render(parse(TEXT), "json", view="visible")
