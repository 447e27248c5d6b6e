"""Damages by a detour through another department, which lacks one thing or is one too many."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model.elements import Action, Arrow, Declaration
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


def _detours(sheet: Sheet) -> Iterator[tuple[Action, Arrow, Declaration]]:
    """The plain arrows inside one department at which another could come between, and that other."""
    departments = [one for one in sheet.blueprint.declarations if one.kind == "department" and not one.part_of]
    for arrow in sheet.blueprint.arrows:
        source, target = sheet.ends(arrow)
        if arrow.kind != "flow" or arrow.when or arrow.share or arrow.only_in or source is None or target is None:
            continue
        giver, taker = sheet.index.department_of(source), sheet.index.department_of(target)
        at_work = all(one.stage in ("frontstage", "backstage") and not one.only_in for one in (source, target))
        if not at_work or giver is None or giver is not taker or not sheet.index.is_linked(source):
            continue
        system = [sheet.index.unit_of(one) for one in (source, target)]
        other = next((one for one in departments if one.id != giver.id and sheet.own(one)), None)
        if other is not None and all(one is not None and one.kind != "system" for one in system):
            yield source, arrow, other


def _through(sheet: Sheet, at: tuple[Action, Arrow, Declaration], there: str, back: str) -> str:
    """The text in which the work goes to the other department and back."""
    source, arrow, other = at
    text = sheet.without_arrow(arrow, f"{source.name} {there}")
    text = f"{text.rstrip()}\nlooks_over {back}\n"
    new = f'  backstage {other.id}: looks_over "Looks it over"{sheet.takes}'
    return Sheet(sheet.name, text, sheet.path).after(max(sheet.lines_of(source)), new)


@breaks(
    "handoff-without-content",
    "ping-pong: the next department may be the one that the work goes to anyway",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
)
def detour_with_nothing(sheet: Sheet) -> Iterator[Damage]:
    """Sends work through another department, and does not say what is handed over."""
    said = [one for one in sheet.blueprint.arrows if one.kind == "handoff" and (one.label or one.carries)]
    for at in _detours(sheet) if said else ():
        there = f"=> looks_over{sheet.within}"
        yield Damage(at[1].id, _through(sheet, at, there, f'=> {at[1].target.name} "Checked"{sheet.within}'))


@breaks(
    "handoff-without-deadline",
    "ping-pong: the next department may be the one that the work goes to anyway",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
)
def detour_without_a_day(sheet: Sheet) -> Iterator[Damage]:
    """Sends work through another department, and says no deadline."""
    dated = any(one.within is not None for one in sheet.blueprint.arrows)
    for at in _detours(sheet) if dated else ():
        back = f'=> {at[1].target.name} "Checked"{sheet.within}'
        yield Damage(at[1].id, _through(sheet, at, '=> looks_over "To check"', back))


@breaks(
    "unmarked-handoff",
    "ping-pong: the next department may be the one that the work goes to anyway",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
)
def detour_unmarked(sheet: Sheet) -> Iterator[Damage]:
    """Sends work through another department by a plain arrow."""
    for at in _detours(sheet):
        back = f'=> {at[1].target.name} "Checked"{sheet.within}'
        yield Damage(at[1].id, _through(sheet, at, "-> looks_over", back))


@breaks(
    "orphan-handoff",
    "frontstage-unsupported: the arrow to a department as a whole supports nothing, and gaps are judged one by one",
)
def detour_to_nobody(sheet: Sheet) -> Iterator[Damage]:
    """Hands work over besides to a department that does nothing after that."""
    for source, _, _ in _detours(sheet):
        place = sheet.blueprint.span.line
        while place < len(sheet.lines) and sheet.trees[place].kind in ("details", ""):
            place += 1
        text = f'{sheet.text.rstrip()}\n{source.name} => archive "Copy"{sheet.within}\n'
        new = 'department archive "Archive" owner "Archivist"'
        yield Damage(source.label, Sheet(sheet.name, text, sheet.path).after(place, new))


@breaks(
    "dropped-handoff",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
    "frontstage-unsupported: it is the first work behind the line, so that gaps are judged one by one",
)
def detour_that_stops(sheet: Sheet) -> Iterator[Damage]:
    """Hands work over besides to another department, where it is left lying."""
    for source, _, other in _detours(sheet):
        text = f'{sheet.text.rstrip()}\n{source.name} => leaves_lying "Copy"{sheet.within}\n'
        new = f'  backstage {other.id}: leaves_lying "Puts it on the pile"{sheet.takes}'
        yield Damage(source.label, Sheet(sheet.name, text, sheet.path).after(max(sheet.lines_of(source)), new))


@breaks(
    "ping-pong",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
)
def detour_taken_twice(sheet: Sheet) -> Iterator[Damage]:
    """Sends work through another department, and once more."""
    for source, arrow, other in _detours(sheet):
        unit = source.lane.partition(":")[2]
        text = sheet.without_arrow(arrow, f'{source.name} => asks_1 "Question"{sheet.within}')
        arrows = (
            f'asks_1 => says_1 "Question back"{sheet.within}',
            f'says_1 => asks_2 "Answer"{sheet.within}',
            f'asks_2 => {arrow.target.name} "Answer"{sheet.within}',
        )
        new = (
            f'  backstage {other.id}: asks_1 "Asks what is meant"{sheet.takes}',
            f'  backstage {unit}: says_1 "Says what is meant"{sheet.takes}',
            f'  backstage {other.id}: asks_2 "Does what was meant"{sheet.takes}',
        )
        below = Sheet(sheet.name, "\n".join([text.rstrip(), *arrows, ""]), sheet.path)
        yield Damage(arrow.id, below.after(max(sheet.lines_of(source)), *new))


@breaks(
    "duplicate-work",
    "ping-pong: the next department may be the one that the work goes to anyway",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
)
def detour_that_does_the_same(sheet: Sheet) -> Iterator[Damage]:
    """Sends work through another department, which does it over again."""
    for at in _detours(sheet):
        source, arrow, other = at
        kinds = [sheet.index.department_of(source), other]
        if source.when or source.optional or any(one is None or one.kind != "department" for one in kinds):
            continue
        there, back = f'=> looks_over "Once more"{sheet.within}', f'=> {arrow.target.name} "Done"{sheet.within}'
        text = _through(sheet, at, there, back).replace('looks_over "Looks it over"', f'looks_over "{source.label}"')
        yield Damage(source.label, text)


@breaks(
    "backstage-without-effect",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
    "frontstage-unsupported: it is the first work behind the line, so that gaps are judged one by one",
)
def detour_into_a_drawer(sheet: Sheet) -> Iterator[Damage]:
    """Lets the next table keep a list besides."""
    for source, _, _ in _detours(sheet):
        unit = source.lane.partition(":")[2]
        new = f'  backstage {unit}: keeps_list "Keeps a list besides"{sheet.takes}'
        text = Sheet(sheet.name, f"{sheet.text.rstrip()}\n{source.name} -> keeps_list\n", sheet.path)
        yield Damage(source.label, text.after(max(sheet.lines_of(source)), new))
