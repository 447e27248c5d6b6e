"""Damages where customer and provider meet: owners, evidence, machines, the lines."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model.elements import Action
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet

LATER = "2026-10-30"


@breaks(
    "touchpoint-without-owner",
    "change-without-owner: whose change is planned there has lost its owner too",
    "hands-tied: the owner was the one who may decide",
    "owner-overload: a contact more or less shifts the share that one owner has",
    anywhere="what is declared and has no owner is judged where the customer meets it",
)
def last_owner_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the only owner of something that the customer meets."""
    for action in sheet.index.touchpoints:
        said_at = sheet.index.owners_of(action).said_at
        above = sheet.index.chain(sheet.index.unit_of(action))
        places = sum(bool(one.facts.owners) for one in (action, *above)) + bool(action.uses)
        if said_at is not None and places == 1 and sheet.own(said_at):
            owners = sheet.details(said_at, "owner")
            if len(owners) == 1:
                yield Damage(action.label, sheet.without(owners[0]))


@breaks("more-than-one-owner")
def second_owner(sheet: Sheet) -> Iterator[Damage]:
    """Adds a second owner."""
    blueprint = sheet.blueprint
    for thing in (blueprint, *blueprint.declarations, *blueprint.actions, *blueprint.arrows):
        if thing.facts.owners and sheet.details(thing, "owner"):
            yield Damage(thing.id if hasattr(thing, "id") else "blueprint", sheet.plus(thing, 'owner "Somebody else"'))


@breaks(
    "contact-without-evidence",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "unused-declaration: its owner may have had nothing else",
    anywhere="it stands at the contact",
)
def evidence_taken_away(sheet: Sheet) -> Iterator[Damage]:
    """Takes away the only evidence of a contact."""
    pieces = [one for one in sheet.blueprint.actions if one.stage == "evidence"]
    for step in sheet.blueprint.steps:
        here = [one for one in step.actions if one.stage == "evidence"]
        fronts = [one.front for one in sheet.index.contacts if one.front in step.actions and not one.front.uses]
        if len(here) == 1 and fronts and not sheet.index.is_linked(here[0]) and len(pieces) > 1:
            met = [one for one in sheet.index.contacts if one.front in fronts]
            same = all(one.customer in step.actions and not one.customer.uses for one in met)
            truth = any(one.moment_of_truth for contact in met for one in (contact.front, contact.customer))
            if same and not truth and not any(one.through for one in pieces):
                yield Damage(here[0].label, sheet.without_thing(here[0]))


@breaks(
    "contact-without-frontstage",
    "missing-duration: the letter may be the first action with a time",
)
def letter_into_the_void(sheet: Sheet) -> Iterator[Damage]:
    """Lets the customer reach out in a step in which nobody is there."""
    channels = [one for one in sheet.blueprint.declarations if one.kind == "channel" and one.hours]
    if not channels or not any(one.stage == "frontstage" for one in sheet.blueprint.actions):
        return
    for arrow in sheet.blueprint.arrows:
        source, target = sheet.index.action_at(arrow.source), sheet.index.action_at(arrow.target)
        if arrow.kind != "flow" or source is None or target is None or source.stage != "customer":
            continue
        if target.stage == "customer" and sheet.index.position(source) < sheet.index.position(target):
            step = sheet.blueprint.steps[sheet.index.position(target)]
            new = ('step "In between"', f'  customer: in_between "Writes a letter" via {channels[0].id} takes 1 min')
            if step.label:
                text = sheet.led(arrow, target="in_between").rstrip() + f"\nin_between -> {target.name}\n"
                yield Damage(arrow.id, Sheet(sheet.name, text, sheet.path).after(step.span.line - 1, *new))


@breaks(
    "frontstage-without-customer",
    "backward-arrow: the new step may stand behind what follows it",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
    "missing-duration: the desk may be the first action with a time",
)
def desk_that_nobody_visits(sheet: Sheet) -> Iterator[Damage]:
    """Puts a front-stage action in a step where no customer is."""
    units = {one.unit for one in sheet.blueprint.lanes if one.stage == "frontstage" and one.unit}
    unit = min(units, default="")
    if not unit or sheet.index.units[unit].kind == "system":
        return
    for step in sheet.blueprint.steps:
        if step.label and not sheet.blueprint.arrows:
            new = ('step "Nobody there"', f'  frontstage {unit}: "Calls the next number"')
            yield Damage(f"before {step.label}", sheet.after(step.span.line - 1, *new))
    for arrow in sheet.blueprint.arrows:
        source, target = sheet.index.action_at(arrow.source), sheet.index.action_at(arrow.target)
        if source is None or target is None or arrow.kind != "flow" or source.only_in or target.only_in or arrow.when:
            continue
        here = sheet.blueprint.steps[sheet.index.position(target)]
        if here.label and source.stage == target.stage == "backstage" and source.lane == target.lane:
            own = source.lane.partition(":")[2]
            new = ('step "Nobody there"', f'  frontstage {own}: calls_out "Calls the next number" takes 1 min')
            text = sheet.led(arrow, target="calls_out").rstrip() + f"\ncalls_out -> {target.name}\n"
            yield Damage(arrow.id, Sheet(sheet.name, text, sheet.path).after(here.span.line - 1, *new))


@breaks("evidence-expired")
def evidence_out_of_date(sheet: Sheet) -> Iterator[Damage]:
    """Lets evidence expire."""
    for action in sheet.blueprint.actions:
        if action.stage == "evidence" and action.facts.until is None:
            yield Damage(action.label, sheet.plus(action, f"until {LATER}"))


@breaks("evidence-expired")
def touchpoint_retired(sheet: Sheet) -> Iterator[Damage]:
    """Retires a touchpoint of which evidence is still shown."""
    for one in sheet.blueprint.declarations:
        shown = [action for action in sheet.blueprint.actions if action.stage == "evidence"]
        if one.kind == "touchpoint" and any(one.id in {name.name for name in action.uses} for action in shown):
            yield Damage(one.label, sheet.plus(one, "status retired"))


@breaks(
    "bot-without-human-exit",
    "handoff-inside-department: all is the work of one machine now",
    "unused-declaration: the people have nothing left to do",
    "one-way-street: the answer came from the people",
)
def machine_instead_of_people(sheet: Sheet) -> Iterator[Damage]:
    """Puts machines that pass nothing on in the place of all people at the front stage."""
    blueprint = sheet.blueprint
    fronts = [one for one in blueprint.actions if one.stage == "frontstage"]
    asked = {one.front.id for one in sheet.index.contacts if sheet.turns_to(one.front, one.arrow)}
    if not asked & {one.id for one in fronts} or not blueprint.arrows:
        return
    text = sheet.text
    for action in fronts:
        if "escalates to" in "".join(sheet.lines[line - 1] for line in sheet.lines_of(action)):
            return
        lane = sheet.trees[action.span.line - 1].tokens
        who = next((one for one in lane[1:] if one.kind == "NAME"), None)
        if who is None or who.column > next(one.column for one in lane if one.kind == "COLON"):
            return
        text = Sheet(sheet.name, text, sheet.path).swapped(action.span.line, who.column, who.end, "robot")
    if any(name for one in blueprint.actions for card in one.facts.cards for name in card.recovery):
        return
    line = blueprint.span.line
    while sheet.trees[line].kind == "details":
        line += 1
    new = 'system robot "Robot" owner "Head of robots"'
    yield Damage("all of them", Sheet(sheet.name, text, sheet.path).after(line, new))


@breaks("unprepared-moment-of-truth")
def standard_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the standard of a moment of truth."""
    for action in sheet.blueprint.actions:
        standards = sheet.details(action, "standard")
        if action.moment_of_truth is not None and len(standards) == 1 and _standards_around(sheet, action) == 1:
            yield Damage(action.label, sheet.without(standards[0]))


def _standards_around(sheet: Sheet, action: Action) -> int:
    around = [action, *(sheet.index.around[action.id])]
    around += [one.customer for one in sheet.index.contacts if one.front is action]
    around += [one.front for one in sheet.index.contacts if one.customer is action]
    return sum(card.kind == "standard" for one in around for card in one.facts.cards)


@breaks("unprepared-moment-of-truth")
def truth_without_warning(sheet: Sheet) -> Iterator[Damage]:
    """Makes a moment of truth of a contact with no standard."""
    for action in sheet.blueprint.actions:
        if action.stage == "frontstage" and action.moment_of_truth is None and not _standards_around(sheet, action):
            yield Damage(action.label, sheet.plus(action, "moment of truth"))


@breaks(
    "skips-frontstage",
    "contact-without-frontstage: the customer who reaches out finds nobody at the front stage",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "unused-silence: the silenced contact is gone",
    "frontstage-unsupported: the neighbour in the step is supported no more",
    "bot-without-human-exit: the person behind the machine has gone out of sight",
)
def moved_out_of_sight(sheet: Sheet) -> Iterator[Damage]:
    """Moves a front-stage action across the line of visibility."""
    for contact in sheet.index.contacts:
        if contact.arrow is not None and contact.arrow.kind != "inform":
            stage = sheet.trees[contact.front.span.line - 1].tokens[0]
            text = sheet.swapped(contact.front.span.line, stage.column, stage.end, "backstage")
            yield Damage(contact.front.label, text)


@breaks("frontstage-unsupported")
def no_system_behind(sheet: Sheet) -> Iterator[Damage]:
    """Drops the only system that supports a contact."""
    for action in {one.front.id: one.front for one in sheet.index.contacts}.values():
        said = sheet.details(action, "asks", "reads", "writes")
        arrows = (*sheet.index.arrows_in.get(action.id, ()), *sheet.index.arrows_out.get(action.id, ()))
        ends = [sheet.index.action_at(end) for arrow in arrows for end in (arrow.source, arrow.target)]
        behind = any(one and one.stage in ("backstage", "support", "preparation", "facility") for one in ends)
        step = sheet.blueprint.steps[sheet.index.position(action)]
        alone = all(one is action or one.stage in ("evidence", "customer") for one in step.actions)
        kept = [one for one in said if one.part("kept in")]
        carried = any(arrow.via or arrow.carries for arrow in arrows)
        ready = any(one.stage in ("preparation", "facility") for one in sheet.blueprint.actions)
        unit = sheet.index.unit_of(action)
        if not behind and alone and len(kept) == 1 and not carried and not ready and unit and unit.kind != "system":
            part = kept[0].part("kept in")
            if part is not None:
                yield Damage(action.label, sheet.without(part))


@breaks(
    "backstage-without-effect",
    "unused-silence: the new work supports what was silenced",
    "missing-duration: it says a time, where only some do",
    "frontstage-unsupported: it is the first work behind the line, so that gaps are judged one by one",
    "handoff-without-deadline: it says a time, and deadlines are asked for where times are",
    "unsourced-fact: the figures without a source are counted, and are one more",
)
def filed_and_forgotten(sheet: Sheet) -> Iterator[Damage]:
    """Adds work behind the scenes that leads nowhere."""
    if not any(one.stage == "customer" for one in sheet.blueprint.actions):
        return
    for action in sheet.blueprint.actions:
        out = sheet.index.arrows_out.get(action.id, ())
        unit = action.lane.partition(":")[2]
        if action.stage == "frontstage" and out and not any(one.when or one.share for one in out) and unit:
            if sheet.index.units[unit].kind != "department" or not action.name:
                continue
            line = max(sheet.lines_of(action))
            text = sheet.after(line, f'  backstage {unit}: forgets "Files it and forgets it" takes 1 min')
            yield Damage(action.label, f"{text.rstrip()}\n{action.name} -> forgets\n")
