"""Damages where customer and provider meet: owners, channels, evidence, machines, the lines."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.lookup.index import Contact
from blueprint.model.details import Name
from blueprint.model.elements import Action, Arrow
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
    "touchpoint-without-channel",
    "unused-declaration: the channel may have been used here only",
)
def channel_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the channel of a contact that has no other."""
    for contact in sheet.index.contacts:
        others = [one for one in sheet.index.contacts if one.front is contact.front]
        ends = [contact.front, *(one.customer for one in others)]
        arrows = [one.arrow for one in others if one.arrow]
        if contact.front.uses or any(one.uses for one in ends) or any(one.via for one in arrows):
            continue
        saids = {said for one in ends for said in sheet.details(one, "via")}
        if saids and sum(bool(one.via) for one in sheet.blueprint.actions) > len(saids):
            text = sheet.text
            for said in sorted(saids, key=lambda one: (one.line, one.begin), reverse=True):
                text = Sheet(sheet.name, text, sheet.path).without(said)
            yield Damage(contact.front.label, text)


@breaks("touchpoint-without-channel")
def channel_of_one_exchange_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the channel of an exchange, and keeps that of what the front stage tells the customer afterwards."""
    contacts = sheet.index.contacts
    customers = [one for one in sheet.blueprint.actions if one.stage == "customer" and one.name and one.via]
    for front, customer, arrow in contacts:
        if arrow is None or arrow.kind != "exchange" or arrow.via or front.uses or customer.uses:
            continue
        others = [one.arrow for one in contacts if one.front is front and one.customer is not customer]
        if not front.name or front.only_in or any(one is None or one.target.name == front.id for one in others):
            continue
        saids = [said for one in (front, customer) for said in sheet.details(one, "via")]
        here = sheet.index.position(customer)
        then = [one for one in customers if sheet.index.position(one) > here and one.lane == customer.lane]
        if saids and then and not then[0].only_in:
            text = sheet.text
            for said in sorted(saids, key=lambda one: (one.line, one.begin), reverse=True):
                text = Sheet(sheet.name, text, sheet.path).without(said)
            yield Damage(f"{front.label} / {customer.label}", f"{text.rstrip()}\n{front.name} ..> {then[0].name}\n")


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


@breaks("channel-without-hours")
def hours_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the hours of a channel that is used and has no others."""
    used = {name.name for one in sheet.blueprint.actions if one.stage in ("customer", "frontstage") for name in one.via}
    for one in sheet.blueprint.declarations:
        if one.kind == "channel" and one.id in used and not one.part_of:
            fronts = [action for action in sheet.blueprint.actions if one.id in {name.name for name in action.via}]
            units = [unit for action in fronts for unit in sheet.index.chain(sheet.index.unit_of(action))]
            for said in sheet.details(one, "hours") if not any(unit.hours for unit in units) else ():
                yield Damage(one.label, sheet.without(said))


@breaks("forced-channel-switch")
def sent_to_another_channel(sheet: Sheet) -> Iterator[Damage]:
    """Makes the customer go on by another channel."""
    channels = [one.id for one in sheet.blueprint.declarations if one.kind == "channel"]
    phases = {one.id: phase for phase in sheet.blueprint.phases for step in phase.steps for one in step.actions}
    for first in sheet.index.contacts:
        front, arrow = first.front, first.arrow
        if arrow is None or arrow.kind == "inform" or len(front.via) != 1 or not sheet.index.is_linked(front):
            continue
        if arrow.kind != "exchange" and arrow.source.name != first.customer.id:
            continue
        out = [one for one in sheet.index.arrows_out.get(front.id, ()) if one.kind in ("flow", "handoff")]
        if len(out) != 1 or front.outcome or any(name.name != front.via[0].name for name in first.customer.via):
            continue
        then = sheet.index.action_at(out[0].target)
        if then is None or then.stage != "customer" or phases[then.id] is not phases[front.id]:
            continue
        for second in sheet.index.contacts:
            if second.customer is not then or not then.via or second.arrow is None or second.arrow.kind == "inform":
                continue
            if second.front is front or (second.arrow.target.name == then.id and second.arrow.kind != "exchange"):
                continue
            other = next((one for one in channels if one != front.via[0].name), None)
            saids = [said for one in (second.front, then) for said in sheet.details(one, "via")]
            before = sheet.index.arrows_in.get(first.customer.id, ())
            if other is None or not saids or any(other in {n.name for n in _via(sheet, one)} for one in before):
                continue
            if phases[second.front.id] is not phases[front.id]:
                continue
            text = sheet.text
            for said in sorted(saids, key=lambda one: (one.line, one.begin), reverse=True):
                text = Sheet(sheet.name, text, sheet.path).valued(said, other)
            yield Damage(f"{front.label} / {then.label}", text)


@breaks(
    "forced-channel-switch",
    "contact-without-evidence: the new contact stands in a step without evidence",
    "frontstage-unsupported: the new contact has nothing behind it but what its neighbours have",
    "missing-duration: the call may be the first action with a time",
)
def told_to_call_instead(sheet: Sheet) -> Iterator[Damage]:
    """Tells the customer to ask again by another channel before the journey goes on."""
    channels = [one.id for one in sheet.blueprint.declarations if one.kind == "channel"]
    used = {name.name for one in sheet.blueprint.actions for name in one.via if one.stage != "support"}
    for contact in sheet.index.contacts:
        front, arrow = contact.front, contact.arrow
        if arrow is None or not _turns_to(front, arrow) or len(front.via) != 1 or front.only_in or not front.lane:
            continue
        out = [one for one in sheet.index.arrows_out.get(front.id, ()) if one.kind != "inform"]
        other = next((one for one in channels if one in used and one != front.via[0].name), None)
        unit = front.lane.partition(":")[2]
        theirs = {name.name for name in contact.customer.via}
        if len(out) != 1 or out[0].kind != "flow" or out[0].when or other is None or not unit or other in theirs:
            continue
        step, phase = sheet.index.around[front.id]
        if sheet.index.around[contact.customer.id][1] is not phase:
            continue
        then = sheet.index.action_at(out[0].target)
        if then is None or sheet.index.position(then) <= sheet.index.position(front):
            continue
        person = contact.customer.lane.partition(":")[2]
        before = [one for one in sheet.index.arrows_in.get(contact.customer.id, ()) if _channel(sheet, one) == other]
        if not step.label or front.outcome or before or (theirs and front.via[0].name not in theirs):
            continue
        line = max(line for one in (step, *step.actions) for line in sheet.lines_of(one))
        new = (
            'step "Once more"',
            f'  customer{" " + person if person else ""}: asks_once_more "Asks once more" via {other} takes 1 min',
            f'  frontstage {unit}: hears_it_again "Hears it again" via {other} takes 1 min',
        )
        text = sheet.led(out[0], target="asks_once_more").rstrip()
        text += f"\nasks_once_more -> hears_it_again -> {out[0].target}\n"
        lines = _below(sheet, text, line, out[0].span.line)
        yield Damage(front.label, Sheet(sheet.name, text, sheet.path).after(lines, *new))


def _below(sheet: Sheet, text: str, line: int, changed: int) -> int:
    """Where a line of the sheet stands in a text of which one line has become several, or none."""
    return line + (text.rstrip().count("\n") - 1 - sheet.text.rstrip().count("\n") if changed < line else 0)


def _channel(sheet: Sheet, arrow: Arrow) -> str:
    source = sheet.index.action_at(arrow.source)
    return source.via[0].name if source is not None and source.via else ""


def _via(sheet: Sheet, arrow: Arrow) -> tuple[Name, ...]:
    source = sheet.index.action_at(arrow.source)
    return source.via if source is not None else ()


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


@breaks("touchpoint-without-channel")
def channel_retired(sheet: Sheet) -> Iterator[Damage]:
    """Retires a channel that is the only one of a contact."""
    for channel in sheet.blueprint.declarations:
        if channel.kind != "channel" or channel.facts.status is not None or not sheet.own(channel):
            continue
        if any(_meets_by(contact) == {channel.id} and _meets_once(sheet, contact) for contact in sheet.index.contacts):
            yield Damage(channel.label, sheet.plus(channel, "status retired"))


def _meets_by(contact: Contact) -> set[str]:
    """The channels of a contact that does not take place at a touchpoint."""
    if contact.front.uses or contact.customer.uses:
        return set()
    return {name.name for thing in contact if thing is not None for name in thing.via if name.kind == "channel"}


def _meets_once(sheet: Sheet, contact: Contact) -> bool:
    return sum(one.front.id == contact.front.id for one in sheet.index.contacts) == 1


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
    asked = {one.front.id for one in sheet.index.contacts if _turns_to(one.front, one.arrow)}
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


def _turns_to(front: Action, arrow: Arrow | None) -> bool:
    if arrow is None:
        return False
    return arrow.kind == "exchange" or (arrow.kind in ("flow", "handoff") and arrow.target.name == front.id)


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
