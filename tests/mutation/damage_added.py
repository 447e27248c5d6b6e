"""Damages by something new that is said of an action, and lacks what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model.elements import Action
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


def _customers(sheet: Sheet) -> Iterator[Action]:
    """The customer's own actions of which no time is said, where times are said at all."""
    if not sheet.takes:
        return
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        if action.stage == "customer" and not action.takes and not action.waits and not (unit and unit.acts_for):
            yield action


@breaks("wait-without-limit")
def waits_on_and_on(sheet: Sheet) -> Iterator[Damage]:
    """Lets the customer wait, and says no longest time."""
    for action in _customers(sheet):
        yield Damage(action.label, sheet.plus(action, 'waits 5 min told "Your turn will come"'))


@breaks("wait-in-the-dark")
def waits_untold(sheet: Sheet) -> Iterator[Damage]:
    """Lets the customer wait, and tells them nothing."""
    spoken_to = {
        end for one in sheet.blueprint.arrows if one.kind == "exchange" for end in (one.source.name, one.target.name)
    }
    spoken_to |= {one.target.name for one in sheet.blueprint.arrows if one.kind == "inform"}
    for action in _customers(sheet):
        if action.id not in spoken_to:
            yield Damage(action.label, sheet.plus(action, "waits 5 min at most 10 min"))


@breaks(
    "high-risk",
    "fail-without-recovery: the risk says nothing of what puts it right",
)
def great_risk(sheet: Sheet) -> Iterator[Damage]:
    """Adds a great risk against which nothing is done."""
    for action in sheet.blueprint.actions:
        if action.stage in ("customer", "frontstage", "backstage"):
            cards = action.facts.cards
            if not any(card.kind == "idea" for card in cards):
                risk = 'risk "The power fails" severity 9 occurrence 8 detection 8'
                yield Damage(action.label, sheet.plus(action, risk))


@breaks("fail-without-recovery")
def fails_for_good(sheet: Sheet) -> Iterator[Damage]:
    """Adds a failure that nothing puts right."""
    for action in sheet.blueprint.actions:
        if action.stage in ("customer", "backstage"):
            yield Damage(
                action.label, sheet.plus(action, 'fail "The form is lost" severity 2 occurrence 2 detection 2')
            )


@breaks("promise-without-step")
def promised_by_the_way(sheet: Sheet) -> Iterator[Damage]:
    """Promises something that no step does."""
    for action in sheet.blueprint.actions:
        if action.stage == "frontstage":
            yield Damage(action.label, sheet.plus(action, 'promise "We call you back" within 1 day'))


@breaks("promise-without-step")
def kept_before_it_is_made(sheet: Sheet) -> Iterator[Damage]:
    """Promises what was done long before."""
    for action in sheet.blueprint.actions:
        behind = sheet.index.flow.reach([action.id])
        earlier = [
            one
            for one in sheet.blueprint.actions
            if one.name and sheet.index.last_position(one) < sheet.index.position(action) and one.id not in behind
        ]
        if action.stage == "frontstage" and earlier and sheet.blueprint.arrows and not action.only_in:
            yield Damage(action.label, sheet.plus(action, f'promise "It is done" kept by {earlier[0].name}'))


@breaks("standard-without-tolerance")
def exact_standard(sheet: Sheet) -> Iterator[Damage]:
    """Sets a standard that may not be missed at all."""
    for action in sheet.blueprint.actions:
        if action.stage == "frontstage":
            yield Damage(action.label, sheet.plus(action, 'standard "The form is filled in"'))


@breaks("contact-without-frontstage")
def writes_to_nobody(sheet: Sheet) -> Iterator[Damage]:
    """Lets the customer reach out where nobody of the front stage is."""
    channels = [one.id for one in sheet.blueprint.declarations if one.kind == "channel" and one.hours]
    met = {one.customer.id for one in sheet.index.contacts}
    fronts = any(one.stage == "frontstage" for one in sheet.blueprint.actions)
    for action in sheet.blueprint.actions:
        step = sheet.blueprint.steps[sheet.index.position(action)]
        alone = not any(one.stage == "frontstage" or one.through for one in step.actions)
        if channels and fronts and action.stage == "customer" and alone and action.id not in met and not action.via:
            for said in sheet.details(action, "needs no provider"):
                yield Damage(
                    action.label, Sheet(sheet.name, sheet.without(said), sheet.path).plus(action, f"via {channels[0]}")
                )
            if action.needs_no_provider is None:
                yield Damage(action.label, sheet.plus(action, f"via {channels[0]}"))


@breaks(
    "complaint-changes-owner",
    "complaint-without-latitude: who takes a complaint needs latitude",
)
def complaint_on_the_way(sheet: Sheet) -> Iterator[Damage]:
    """Lets somebody take a complaint after whom others answer for the work."""
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        owners = {one.name for one in sheet.index.owners_of(action).owners}
        if action.stage != "frontstage" or action.complaint or action.outcome or unit is None or unit.kind == "system":
            continue
        named = {name.name for one in (action, *sheet.index.chain(unit)) for name in one.facts.escalates_to}
        for arrow in sheet.index.arrows_out.get(action.id, ()):
            then = sheet.index.action_at(arrow.target)
            if arrow.kind not in ("flow", "handoff") or then is None or then.stage not in ("frontstage", "backstage"):
                continue
            other = sheet.index.unit_of(then)
            others = {one.name for one in sheet.index.owners_of(then).owners}
            people = other is not None and other.kind != "system" and other.id not in named
            if owners and others and not owners & others and not named & others and people:
                yield Damage(f"{action.label} / {then.label}", sheet.plus(action, "complaint"))
                break


@breaks(
    "owner-overload",
    "complaint-changes-owner: the contacts have the new owner, the work behind them the old one",
)
def each_owner_of_all(sheet: Sheet) -> Iterator[Damage]:
    """Makes each owner in turn accountable for all that customers meet."""
    touched = sheet.index.touchpoints
    units = {(sheet.index.department_of(one) or sheet.index.unit_of(one)) for one in touched}
    if len(touched) < 7 or len({unit.id for unit in units if unit is not None}) < 2:
        return
    if any(one.uses for one in touched) or not all(sheet.own(one) for one in touched):
        return
    for role in sheet.blueprint.declarations:
        if role.kind != "role" or not sheet.own(role):
            continue
        text = sheet.text
        for action in sorted(touched, key=lambda one: one.span.line, reverse=True):
            now = Sheet(sheet.name, text, sheet.path)
            here = next(one for one in now.blueprint.actions if one.id == action.id)
            owners = now.details(here, "owner")
            text = now.valued(owners[0], role.id) if owners else now.plus(here, f"owner {role.id}")
        yield Damage(role.label, text)


@breaks(
    "jargon",
    "unused-declaration: the internal system is declared for its name alone",
    "forced-channel-switch: a machine that asks no longer only shows, so a concern has begun there",
)
def number_of_the_house(sheet: Sheet) -> Iterator[Damage]:
    """Asks the customer for a number with the name of an internal system."""
    place = sheet.blueprint.span.line
    while place < len(sheet.lines) and sheet.trees[place].kind in ("details", ""):
        place += 1
    for action in sheet.blueprint.actions:
        if action.stage == "frontstage":
            text = Sheet(sheet.name, sheet.plus(action, 'asks "number in ZX4 Archive"'), sheet.path)
            yield Damage(action.label, text.after(place, 'system inner_archive "ZX4 Archive"'))


@breaks("efficiency-only")
def length_of_the_call(sheet: Sheet) -> Iterator[Damage]:
    """Measures a front-stage action by its length, and by nothing else."""
    counted = [card for one in _measured(sheet) for card in one.facts.cards if card.kind == "metric"]
    for action in sheet.blueprint.actions:
        if action.stage == "frontstage" and not counted:
            two = 'metric "Length of the call" target 3 min counts efficiency'
            yield Damage(action.label, sheet.plus(action, two))


def _measured(sheet: Sheet) -> tuple[object, ...]:
    blueprint = sheet.blueprint
    return (blueprint, *blueprint.declarations, *blueprint.phases, *blueprint.steps, *blueprint.actions)
