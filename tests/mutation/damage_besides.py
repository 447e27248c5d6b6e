"""Damages by something that happens besides: a form, a copy, a new way in, a machine at the door."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


def _head_end(sheet: Sheet) -> int:
    """The last line of the title and its details, or 0 where there is no title."""
    if not sheet.blueprint.label:
        return 0
    return max(sheet.lines_of(sheet.blueprint))


@breaks("asked-twice")
def asked_on_a_form(sheet: Sheet) -> Iterator[Damage]:
    """Lets the customer write on a form what they have said before."""
    for action in sheet.blueprint.actions:
        for item in [item.text for one in action.asks for item in one.items][:1]:
            for there in sheet.blueprint.actions:
                later = sheet.index.position(there) > sheet.index.position(action)
                whole = not there.only_in and not action.only_in
                if there.stage == "customer" and later and whole and there.id in sheet.index.flow.reach([action.id]):
                    yield Damage(f"{item}: {there.label}", sheet.plus(there, f'asks "{item}"'))


@breaks(
    "media-break",
    "frontstage-unsupported: the lists are the first systems, so that gaps are judged one by one",
    "unused-silence: the lists support what was silenced",
)
def typed_over(sheet: Sheet) -> Iterator[Damage]:
    """Lets people read in one system what they type into another."""
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        if action.stage in ("frontstage", "backstage") and unit is not None and unit.kind != "system":
            text = sheet.plus(action, 'reads "size of the hat" kept in old_list')
            text = Sheet(sheet.name, text, sheet.path).plus(action, 'writes "size of the hat" kept in new_list')
            lists = ('system old_list "Old list"', 'system new_list "New list"')
            yield Damage(action.label, Sheet(sheet.name, text, sheet.path).after(_head_end(sheet), *lists))


@breaks("channel-without-hours")
def new_way_in(sheet: Sheet) -> Iterator[Damage]:
    """Opens one more channel and does not say when it can be reached."""
    timed = any(one.kind == "channel" and one.hours for one in sheet.blueprint.declarations)
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        free = not any(one.hours for one in sheet.index.chain(unit))
        for said in sheet.details(action, "via") if timed and free and action.stage == "frontstage" else ():
            if len(action.via) == 1:
                words = f"{said.values[0].text} or pigeon"
                text = Sheet(sheet.name, sheet.valued(said, words), sheet.path)
                yield Damage(action.label, text.after(_head_end(sheet), 'channel pigeon "Carrier pigeon"'))


@breaks("hands-tied", anywhere="it stands at the action that the unit can no longer mend")
def latitude_at_a_fail_point_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Takes away what those may decide who stand at a fail point."""
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        fails = [card for card in action.facts.cards if card.kind == "fail"]
        if action.stage != "frontstage" or not fails or any(card.recovery for card in fails if _is_name(card.recovery)):
            continue
        above = (action, *sheet.index.chain(unit))
        places = [one for one in above if one.facts.may]
        arrows = sheet.index.arrows_out.get(action.id, ())
        passed = any(one.facts.escalates_to for one in (*above, *arrows))
        owners = {name.name for name in sheet.index.owners_of(action).owners}
        if len(places) == 1 and not passed and unit is not None and unit.id not in owners and sheet.own(places[0]):
            for said in sheet.details(places[0], "may"):
                yield Damage(action.label, sheet.without(said))


def _is_name(recovery: tuple[object, ...]) -> bool:
    return any(getattr(one, "kind", "") == "action" for one in recovery)


@breaks(
    "bot-without-human-exit",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "contact-without-evidence: it is the first evidence, so that gaps are judged one by one",
)
def machine_at_the_end(sheet: Sheet) -> Iterator[Damage]:
    """Lets a machine answer the last questions, from which no way leads to a person."""
    channel = next((one.via[0].name for one in sheet.blueprint.actions if one.stage == "frontstage" and one.via), "")
    if not channel or not sheet.blueprint.steps[-1].label:
        return
    step = sheet.blueprint.steps[-1]
    for action in sheet.blueprint.actions:
        if action.stage != "customer" or not action.outcome or not action.name or action.only_in:
            continue
        if sheet.index.arrows_out.get(action.id) or action.id not in sheet.index.flow.reached:
            continue
        person = action.lane.partition(":")[2]
        lane = f"customer {person}".rstrip()
        new = (
            'step "Another question"',
            '  evidence: "Machine with a slot" owner "Porter"',
            f'  {lane}: asks_machine "Asks the machine" via {channel}{sheet.takes}',
            f'  frontstage slot: speaks "Speaks from a tape" via {channel}{sheet.takes}{sheet.serves}',
            f'  {lane}: shrugs "Shrugs and goes"{sheet.takes} needs no provider outcome',
        )
        last = max(line for one in (step, *step.actions) for line in sheet.lines_of(one))
        text = f"{sheet.text.rstrip()}\n{action.name} -> asks_machine -> speaks -> shrugs\n"
        below = Sheet(sheet.name, Sheet(sheet.name, text, sheet.path).after(last, *new), sheet.path)
        yield Damage(action.label, below.after(_head_end(sheet), 'system slot "Machine" owner "Porter"'))


@breaks("bitter-end")
def bitter_afterwards(sheet: Sheet) -> Iterator[Damage]:
    """Adds an end at which the customer is left with a bad feeling."""
    step = sheet.blueprint.steps[-1]
    for action in sheet.blueprint.actions:
        if action.stage != "customer" or not action.outcome or not action.name or action.only_in:
            continue
        if sheet.index.arrows_out.get(action.id) or action.id not in sheet.index.flow.reached or not step.label:
            continue
        person = action.lane.partition(":")[2]
        lane = f"customer {person}".rstrip()
        last = max(line for one in (step, *step.actions) for line in sheet.lines_of(one))
        source = ' source "Letters"' if sheet.blueprint.state == "as-is" else ""
        new = f'  {lane}: pays_more "Finds a fee on the bill"{sheet.takes} needs no provider outcome'
        text = Sheet(sheet.name, f"{sheet.text.rstrip()}\n{action.name} -> pays_more\n", sheet.path)
        yield Damage(action.label, text.after(last, new, f"    emotion -2{source}", '    pain "Nobody had said so"'))


@breaks("include-failed")
def includes_a_folder(sheet: Sheet) -> Iterator[Damage]:
    """Includes a folder instead of a file."""
    yield Damage("head", sheet.after(_head_end(sheet), 'include "."'))
