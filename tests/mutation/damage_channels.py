"""Damages to the channels by which customer and provider meet: one dropped, retired, without hours, or another one."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.lookup.index import Contact
from blueprint.model.details import Name
from blueprint.model.elements import Arrow
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


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
        if arrow is None or not sheet.turns_to(front, arrow) or len(front.via) != 1 or front.only_in or not front.lane:
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
