"""The shared view of a blueprint that the checks look things up in."""

from __future__ import annotations

import pytest

from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.variants import together
from blueprint.model.read import parse


def index(text: str) -> Index:
    return Index(parse(text))


def test_a_chain_of_units_is_climbed_and_a_circle_walked_once() -> None:
    one = index(
        'department a part of b\ndepartment b part of c\ndepartment c part of a\nstep "S"\n backstage a: x "X"\n'
    )
    assert [unit.id for unit in one.chain(one.unit_of(one.actions["x"]))] == ["a", "b", "c"]
    assert one.chain(None) == ()


@pytest.mark.parametrize(
    ("who", "department"),
    [("care", "care"), ("clerk", "care"), ("bot", "care"), ("firm", "firm"), ("lonely", None), ("unknown", "unknown")],
)
def test_the_department_is_the_nearest_department_or_partner(who: str, department: str | None) -> None:
    one = index(
        "department care\nrole clerk part of care\nsystem bot part of clerk\npartner firm\nsystem lonely\n"
        f'step "S"\n frontstage {who}: x "X"\n'
    )
    found = one.department_of(one.actions["x"])
    assert (found.id if found else None) == department


@pytest.mark.parametrize(
    ("details", "owner", "said_at"),
    [
        ('owner "Own" uses till', "Own", "x"),
        ("uses till", "Till", "till"),
        ("", "Clerk", "clerk"),
    ],
)
def test_an_owner_is_found_from_near_to_far(details: str, owner: str, said_at: str) -> None:
    one = index(
        'department care owner "Care"\nrole clerk part of care owner "Clerk"\ntouchpoint till owner "Till"\n'
        f'step "S"\n frontstage clerk: x "X" {details}\n'
    )
    ownership = one.owners_of(one.actions["x"])
    assert [name.name for name in ownership.owners] == [owner]
    assert ownership.said_at is not None
    assert ownership.said_at.id == said_at


def test_contacts_are_arrows_or_where_neither_has_any_one_step() -> None:
    one = index(
        'step "S"\n customer: a "A"\n frontstage f: b "B"\n frontstage f: c "C"\n customer: d "D"\n'
        'step "T"\n customer: e "E"\n frontstage f: g "G"\na -> b\nd -> a\ng ..> e\n'
    )
    assert [(found.front.id, found.customer.id) for found in one.contacts] == [("b", "a"), ("g", "e")]
    alone = index('step "S"\n customer: a "A"\n frontstage f: b "B"\n evidence: v "V"\nstep "T"\n evidence: w "W"\n')
    assert [(found.front.id, found.customer.id, found.arrow) for found in alone.contacts] == [("b", "a", None)]
    assert [action.id for action in alone.touchpoints] == ["b", "v"]


@pytest.mark.parametrize(
    ("arrows", "starts", "reached"),
    [
        ("a -> b\nb -> c\n", "a", "abc"),
        ("b -> a\na -> b\n", "ab", "ab"),
        ("a <-> b\n", "ab", "ab"),
        ("a -> b\nb ..> c\n", "a", "ab"),
        ("b => field\n", "ab", "abc"),
    ],
)
def test_the_journey_begins_without_an_arrow_in_and_reaches_along_arrows(
    arrows: str, starts: str, reached: str
) -> None:
    one = index(
        'department field\nstep "O"\n evidence: z "Z"\nstep "S"\n customer: a "A"\n frontstage f: b "B"\n'
        f'step "T"\n backstage field: c "C"\nstep "U"\n backstage field: d "D"\n{arrows}'
    )
    assert "".join(action.id for action in one.flow.starts) == starts
    assert "".join(sorted(one.flow.reached)) == reached


def test_a_trigger_is_the_only_beginning() -> None:
    one = index('step "S"\n customer: a "A"\nstep "T"\n customer: b "B" trigger\nb -> a\n')
    assert [action.id for action in one.flow.starts] == ["b"]


def test_an_action_goes_on_through_steps() -> None:
    one = index('step s "S"\n customer: a "A" through u\n customer: b "B"\nstep "T"\nstep u "U"\n')
    assert (one.position(one.actions["a"]), one.last_position(one.actions["a"])) == (0, 2)
    assert one.last_position(one.actions["b"]) == 0


def test_arrows_of_different_variants_never_occur_together() -> None:
    one = index(
        'variant v\nvariant w\nstep "S"\n customer: a "A"\n customer: b "B"\n'
        "a -> b only in v\na -> b only in w\na -> b\na -> b only in v, w\n"
    )
    first, second, always, both = one.blueprint.arrows
    assert not together(first, second)
    assert together(first, always)
    assert together(second, both)


def test_labels_are_what_people_read() -> None:
    one = index(
        'blueprint "B"\ndepartment field\nstep "S"\n customer: a "Asks"\n customer: b\na => field\nb -> nobody\n'
    )
    assert one.label(one.blueprint) == "“B”"
    assert one.label(one.actions["a"]) == one.label(one.blueprint.arrows[0].source) == "“Asks”"
    assert one.label(one.actions["b"]) == "“b”"
    assert one.label(one.blueprint.arrows[0].target) == "“field”"
    assert one.label(one.blueprint.arrows[1].target) == "“nobody”"
