"""Damages by a new contact at the end of a journey, which lacks one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from blueprint.model.elements import Action
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet

BEHIND = ("backstage", "support", "preparation", "facility")
EVIDENCE = '  evidence: "Flag at the door" owner "Porter"'
WAVES = '  {front}: waves "Waves goodbye"{via}{takes}{serves}'
BACK = '  {customer}: waves_back "Waves back"{via}{takes} outcome'
MEET = ("{end} -> waves_back", "waves_back <-> waves")


class Goodbye(NamedTuple):
    """Where somebody could say goodbye: who, by which channel, behind which outcome, and to whom."""

    unit: str
    via: str
    end: Action
    person: str


def _farewells(sheet: Sheet) -> Iterator[Goodbye]:
    """One for each lane of people at the front stage, behind the last outcome."""
    ends = [
        one
        for one in sheet.blueprint.actions
        if one.outcome
        and one.name
        and one.stage == "customer"
        and not one.only_in
        and one.id in sheet.index.flow.reached
    ]
    ends = [one for one in ends if not sheet.index.arrows_out.get(one.id)]
    if not ends or not sheet.blueprint.steps[-1].label:
        return
    lanes: set[str] = set()
    for contact in sheet.index.contacts:
        unit = contact.front.lane.partition(":")[2]
        people = bool(unit) and sheet.index.units[unit].kind in ("department", "partner")
        if (
            people
            and contact.front.via
            and contact.front.lane not in lanes
            and sheet.index.owners_of(contact.front).owners
        ):
            lanes.add(contact.front.lane)
            person = contact.customer.lane.partition(":")[2]
            yield Goodbye(unit, contact.front.via[0].name, ends[-1], person)


def _farewell(
    sheet: Sheet,
    at: Goodbye,
    lines: tuple[str, ...],
    arrows: tuple[str, ...],
    *,
    supported: bool = True,
) -> str:
    """The text with one more step at the end."""
    step = sheet.blueprint.steps[-1]
    last = max(line for one in (step, *step.actions) for line in sheet.lines_of(one))
    words = {
        "front": f"frontstage {at.unit}",
        "customer": f"customer {at.person}".rstrip(),
        "via": f" via {at.via}",
        "takes": sheet.takes,
        "serves": sheet.serves,
        "end": at.end.name,
    }
    behind = any(one.stage in BEHIND for one in sheet.blueprint.actions)
    support = ['  support: "Switches the light on"'] if behind and supported else []
    new = ['step "Goodbye"', *support, *(one.format(**words) for one in lines)]
    text = Sheet(sheet.name, "\n".join([sheet.text.rstrip(), *(one.format(**words) for one in arrows), ""]), sheet.path)
    return text.after(last, *new)


@breaks("frontstage-unsupported")
def nothing_behind_it(sheet: Sheet) -> Iterator[Damage]:
    """Adds a contact with nothing behind it."""
    ready = {one.lane.partition(":")[2] for one in sheet.blueprint.actions if one.stage in BEHIND[2:]}
    kept = any(w.kept_in for one in sheet.blueprint.actions for w in (*one.asks, *one.reads, *one.writes))
    if kept or any(one.stage in BEHIND for one in sheet.blueprint.actions):
        for at in _farewells(sheet):
            if at.unit not in ready:
                yield Damage(at.unit, _farewell(sheet, at, (EVIDENCE, WAVES, BACK), MEET, supported=False))


@breaks(
    "touchpoint-without-channel",
    "contact-without-evidence: it is the first evidence, so that gaps are judged one by one",
)
def contact_by_no_channel(sheet: Sheet) -> Iterator[Damage]:
    """Adds a contact by no channel."""
    for at in _farewells(sheet):
        lines = (EVIDENCE, WAVES.replace("{via}", ""), BACK.replace("{via}", ""))
        yield Damage(at.unit, _farewell(sheet, at, lines, MEET))


@breaks(
    "contact-without-evidence",
    "owner-overload: a contact more or less shifts the share that one owner has",
)
def contact_that_leaves_nothing(sheet: Sheet) -> Iterator[Damage]:
    """Adds a contact of which nothing is left to see."""
    if any(one.stage == "evidence" for one in sheet.blueprint.actions):
        for at in _farewells(sheet):
            yield Damage(at.unit, _farewell(sheet, at, (WAVES, BACK), MEET))


@breaks(
    "touchpoint-without-owner",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "contact-without-evidence: it is the first evidence, so that gaps are judged one by one",
)
def evidence_of_nobody(sheet: Sheet) -> Iterator[Damage]:
    """Adds evidence that nobody owns."""
    for at in _farewells(sheet):
        lines = (EVIDENCE.replace(' owner "Porter"', ""), WAVES, BACK)
        yield Damage(at.unit, _farewell(sheet, at, lines, MEET))


@breaks(
    "contact-without-benefit",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
)
def advertisement(sheet: Sheet) -> Iterator[Damage]:
    """Adds a contact that the provider begins and that is good for nothing."""
    for at in _farewells(sheet) if sheet.serves else ():
        for action in sheet.blueprint.actions:
            out = sheet.index.arrows_out.get(action.id, ())
            mine = action.stage == "frontstage" and action.lane.partition(":")[2] == at.unit and action.name
            if mine and out and not action.only_in and not any(one.when or one.share for one in out):
                lines = (EVIDENCE, WAVES.replace("{serves}", ""), BACK)
                yield Damage(action.label, _farewell(sheet, at, lines, (f"{action.name} -> waves -> waves_back",)))


@breaks("missing-duration")
def contact_of_unknown_length(sheet: Sheet) -> Iterator[Damage]:
    """Adds a contact of which nobody says how long it takes."""
    untimed = sum(one.takes is None and one.waits is None for one in sheet.blueprint.actions)
    timed = sum(one.takes is not None for one in sheet.blueprint.actions)
    if sheet.takes and untimed + 2 < timed:
        for at in _farewells(sheet):
            lines = (EVIDENCE, WAVES.replace("{takes}", ""), BACK.replace("{takes}", ""))
            yield Damage(at.unit, _farewell(sheet, at, lines, MEET))


@breaks(
    "unreachable-action",
    "contact-without-evidence: it is the first evidence, so that gaps are judged one by one",
)
def contact_that_nothing_leads_to(sheet: Sheet) -> Iterator[Damage]:
    """Adds a contact to which nothing leads."""
    if any(one.trigger for one in sheet.blueprint.actions):
        for at in _farewells(sheet):
            yield Damage(at.unit, _farewell(sheet, at, (EVIDENCE, WAVES, BACK), ("waves_back <-> waves",)))


@breaks(
    "one-way-street",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "complaint-changes-owner: the outsider answers for the copy",
    "improper-completion: the copy goes past a meeting to an end of its own",
    "contact-without-evidence: it is the first evidence, so that gaps are judged one by one",
    "owner-overload: a contact more or less shifts the share that one owner has",
)
def copy_to_an_outsider(sheet: Sheet) -> Iterator[Damage]:
    """Hands a copy over to somebody from whom nothing comes back."""
    outsider = 'partner outsider "Printer" owner "Master printer"'
    place = sheet.blueprint.span.line
    while place < len(sheet.lines) and sheet.trees[place].kind in ("details", ""):
        place += 1
    for at in _farewells(sheet):
        for action in sheet.blueprint.actions:
            out = sheet.index.arrows_out.get(action.id, ())
            mine = action.lane.partition(":")[2] == at.unit and action.stage in ("frontstage", "backstage")
            if not mine or not action.name or action.only_in or any(one.when or one.share for one in out):
                continue
            if action.id not in sheet.index.flow.reached or not out:
                continue
            lines = (
                EVIDENCE,
                '  frontstage outsider: copies_it "Prints and sends a copy"{via}{takes}{serves}',
                '  {customer}: files_it "Files the copy"{via}{takes} outcome',
            )
            arrows = (f'{action.name} => copies_it "Copy"{sheet.within}', "copies_it -> files_it")
            text = Sheet(sheet.name, _farewell(sheet, at, lines, arrows), sheet.path)
            yield Damage(action.label, text.after(place, outsider))
