"""Damages to handoffs, and to what one department does for another."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model.elements import Action, Arrow
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet

WORK = ("frontstage", "backstage", "support", "preparation", "facility")


def _departments(sheet: Sheet, arrow: Arrow) -> tuple[str, str]:
    """The ids of the declared departments at the two ends of an arrow between people at work; ``""`` elsewhere."""
    found = []
    for end in sheet.ends(arrow):
        unit = sheet.index.unit_of(end) if end is not None and end.stage in WORK else None
        department = sheet.index.department_of(end) if end is not None else None
        people = unit is not None and unit.declared and unit.kind != "system"
        found.append(department.id if people and department is not None and department.declared else "")
    return found[0], found[1]


@breaks(
    "orphan-handoff",
    "unreachable-action: what stood behind the cut is no longer reached",
    "backstage-without-effect: it was the way by which the work met the customer",
    "frontstage-unsupported: it was the arrow to what supports the contact",
    "one-way-street: the answer came from those who had the work",
    "missing-trigger: what it led to stands in the first step, and may be a beginning",
)
def handed_to_nobody(sheet: Sheet) -> Iterator[Damage]:
    """Redirects a handoff to a department that does nothing any more."""
    for arrow in sheet.blueprint.arrows:
        source, target = sheet.ends(arrow)
        if arrow.kind != "handoff" or source is None or target is None or source.stage == "customer":
            continue
        line = sheet.blueprint.span.line
        while sheet.trees[line].kind == "details":
            line += 1
        text = Sheet(sheet.name, sheet.led(arrow, target="nobody"), sheet.path)
        yield Damage(arrow.id, text.after(line, 'department nobody "Department of nothing" owner "Nobody"'))


@breaks(
    "orphan-handoff",
    "dead-end: the arrow was the only way on for where it came from",
    "dropped-handoff: it was the only way on for what was handed over",
    "one-way-street: the answer went this way",
    "bitter-end: a complaint's path stops there",
    "choice-of-one: it was one of two branches",
    "backstage-without-effect: it was the way by which the work met the customer",
    "no-way-out: it was the way out of a circle",
    "frontstage-unsupported: it was the arrow to what supports the contact",
)
def nothing_leads_to_the_handoff(sheet: Sheet) -> Iterator[Damage]:
    """Cuts the only arrow to an action that hands over."""
    for arrow in sheet.blueprint.arrows:
        source, _ = sheet.ends(arrow)
        if arrow.kind != "handoff" or source is None or source.trigger is not None or source.only_in:
            continue
        into = sheet.into(source)
        begins = any(one.trigger is not None for one in sheet.joined(source))
        if len(into) == 1 and into[0].kind in ("flow", "handoff") and not begins:
            before = sheet.index.action_at(into[0].source)
            earlier = before is not None and sheet.index.position(before) < sheet.index.position(source)
            if earlier or any(one.trigger for one in sheet.blueprint.actions):
                yield Damage(arrow.id, sheet.without_arrow(into[0]))


@breaks(
    "dropped-handoff",
    "unreachable-action: what stood behind the cut is no longer reached",
    "orphan-handoff: what stood behind the cut handed over",
    "one-way-street: the answer went this way",
    "frontstage-unsupported: it was the arrow to what supports the contact",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "bitter-end: a complaint's path stops there",
)
def left_lying(sheet: Sheet) -> Iterator[Damage]:
    """Cuts the only arrow out of what takes over handed-over work."""
    for arrow in sheet.blueprint.arrows:
        _, target = sheet.ends(arrow)
        if arrow.kind != "handoff" or target is None or target.only_in:
            continue
        out = sheet.out_of(target)
        ends = any(one.outcome is not None for one in sheet.joined(target))
        reached = arrow.source.name in sheet.index.flow.reached
        if not ends and len(out) == 1 and out[0].kind in ("flow", "handoff") and reached:
            yield Damage(target.label, sheet.without_arrow(out[0]))


@breaks(
    "unmarked-handoff",
    "one-way-street: of the pair only another handoff is left, and that one is not answered",
)
def handoff_as_a_plain_arrow(sheet: Sheet) -> Iterator[Damage]:
    """Draws a handoff as a plain arrow."""
    for arrow in sheet.blueprint.arrows:
        giver, taker = _departments(sheet, arrow)
        if arrow.kind == "handoff" and giver and taker and giver != taker:
            yield Damage(arrow.id, sheet.led(arrow, sign="->"))


@breaks("handoff-inside-department")
def handoff_to_oneself(sheet: Sheet) -> Iterator[Damage]:
    """Draws a plain arrow inside a department as a handoff."""
    for arrow in sheet.blueprint.arrows:
        giver, taker = _departments(sheet, arrow)
        source, target = sheet.ends(arrow)
        if source and target and arrow.kind == "flow" and giver and giver == taker and source.lane == target.lane:
            yield Damage(arrow.id, sheet.led(arrow, sign="=>"))


@breaks("handoff-without-content")
def nothing_handed_over(sheet: Sheet) -> Iterator[Damage]:
    """Drops what is handed over."""
    for arrow in sheet.blueprint.arrows:
        source, target = sheet.ends(arrow)
        if arrow.kind != "handoff" or arrow.label is None or source is None or source.stage not in WORK:
            continue
        if target is not None and {i.text for w in source.writes for i in w.items} & {
            i.text for r in target.reads for i in r.items
        }:
            continue
        carried = sheet.details(arrow, "carries")
        if len(carried) <= 1 and not sheet.is_chain(arrow):
            text = sheet.without(carried[0]) if carried else sheet.text
            words = arrow.label.span
            lined = Sheet(sheet.name, text, sheet.path)
            yield Damage(arrow.id, lined.swapped(words.line, words.column, words.end, ""))


@breaks("handoff-without-deadline")
def deadline_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the deadline of a handoff."""
    timed = any(one.takes or one.waits for one in sheet.blueprint.actions)
    others = sum(one.within is not None for one in sheet.blueprint.arrows)
    for arrow in sheet.blueprint.arrows:
        source, target = sheet.ends(arrow)
        dated = target is not None and (target.moment or sheet.index.around[target.id][0].moment)
        if arrow.kind == "handoff" and source and source.stage in WORK and not dated and (timed or others > 1):
            for said in sheet.details(arrow, "within"):
                yield Damage(arrow.id, sheet.without(said))


@breaks("one-way-street", anywhere="it stands at the handoff that is not answered")
def nothing_comes_back(sheet: Sheet) -> Iterator[Damage]:
    """Cuts the only arrow by which one department hears from another."""
    for arrow in sheet.blueprint.arrows:
        if arrow.kind != "inform":
            continue
        given = [one for one in sheet.blueprint.arrows if one.kind == "handoff" and all(_departments(sheet, one))]
        if any(_returns(sheet, None, one) and not _returns(sheet, arrow, one) for one in given):
            yield Damage(arrow.id, sheet.without_arrow(arrow))


def _returns(sheet: Sheet, without: Arrow | None, given: Arrow) -> bool:
    """Whether another path leads from what takes over back to the department that gave."""
    giver, taker = _departments(sheet, given)
    mine = [one for one in sheet.blueprint.actions if _of(sheet, one) == giver]
    theirs = [one for one in sheet.blueprint.actions if _of(sheet, one) == taker]
    written = {item.text for one in theirs for what in one.writes for item in what.items}
    read = {item.text for one in mine for what in one.reads for item in what.items}
    others = [one for one in sheet.blueprint.arrows if one is not without]
    if written & read or any(_departments(sheet, one) == (taker, giver) for one in others):
        return True
    seen = {given.target.name}
    waiting = list(seen)
    for here in waiting:
        for arrow in others:
            ends = [(arrow.source.name, arrow.target.name)]
            if arrow.kind == "exchange":
                ends.append(ends[0][::-1])
            for source, target in ends:
                if source == here and target not in seen:
                    seen.add(target)
                    waiting.append(target)
    return any(one.id in seen for one in mine)


def _of(sheet: Sheet, action: Action) -> str:
    department = sheet.index.department_of(action)
    return department.id if department is not None and action.stage in WORK else ""


@breaks(
    "ping-pong",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "complaint-changes-owner: where the case is a complaint, others now answer for the work",
    "handoff-without-deadline: the others have none, and now one has",
    "missing-duration: it says a time, where only some do",
)
def there_and_back_again(sheet: Sheet) -> Iterator[Damage]:
    """Sends handed-over work back, and over once more."""
    for arrow in sheet.blueprint.arrows:
        giver, taker = _departments(sheet, arrow)
        source, target = sheet.ends(arrow)
        if arrow.kind != "handoff" or not giver or not taker or giver == taker or arrow.when or arrow.only_in:
            continue
        if source is None or target is None or sheet.index.position(source) >= sheet.index.position(target):
            continue
        step = sheet.blueprint.steps[sheet.index.position(target)]
        kinds = [sheet.index.units[one].kind for one in (giver, taker)]
        if not step.label or any(kind not in ("department", "partner") for kind in kinds) or sheet.is_chain(arrow):
            continue
        new = (
            'step "There and back"',
            f'  backstage {taker}: over "Looks at it first" takes 1 min',
            f'  backstage {giver}: back "Looks at it again" takes 1 min',
        )
        text = sheet.led(arrow, target="over").rstrip()
        text += f'\nover => back "The case" within 1 min\nback => {target.name} "The case again" within 1 min\n'
        yield Damage(arrow.id, Sheet(sheet.name, text, sheet.path).after(step.span.line - 1, *new))


@breaks("complaint-changes-owner")
def complaint_to_another_owner(sheet: Sheet) -> Iterator[Damage]:
    """Gives the action after a complaint another owner."""
    for action in sheet.blueprint.actions:
        if action.complaint is None or action.stage != "frontstage" or not sheet.index.owners_of(action).owners:
            continue
        for arrow in sheet.index.arrows_out.get(action.id, ()):
            then = sheet.index.action_at(arrow.target)
            if arrow.kind not in ("flow", "handoff") or then is None or then.stage not in ("frontstage", "backstage"):
                continue
            unit = sheet.index.unit_of(then)
            named = {n.name for one in sheet.index.chain(sheet.index.unit_of(action)) for n in one.facts.escalates_to}
            if unit is None or unit.kind == "system" or unit.id in named:
                continue
            own = sheet.details(then, "owner")
            new = 'owner "Somebody else"'
            yield Damage(then.label, sheet.valued(own[0], '"Somebody else"') if own else sheet.plus(then, new))


@breaks("media-break")
def copied_by_hand(sheet: Sheet) -> Iterator[Damage]:
    """Lets a person write what one system keeps into another."""
    for action in sheet.blueprint.actions:
        for item in _kept(action):
            for there in sheet.blueprint.actions:
                unit = sheet.index.unit_of(there)
                if there.stage not in ("frontstage", "backstage") or unit is None or unit.kind == "system":
                    continue
                # Straight after it, so that the way there is beyond doubt.
                out = sheet.index.arrows_out.get(action.id, ())
                if not any(arrow.target.name == there.id for arrow in out) or there.only_in or action.only_in:
                    continue
                line = sheet.blueprint.span.line
                while sheet.trees[line].kind == "details":
                    line += 1
                text = sheet.plus(there, f'writes "{item}" kept in other_system')
                yield Damage(
                    f"{item}: {there.label}",
                    Sheet(sheet.name, text, sheet.path).after(line, 'system other_system "Other system"'),
                )


def _kept(action: Action) -> list[str]:
    said = (*action.asks, *action.reads, *action.writes)
    return [item.text for one in said if one.kept_in for item in one.items]


@breaks("duplicate-work")
def the_same_work_elsewhere(sheet: Sheet) -> Iterator[Damage]:
    """Lets one department do what another has done before."""
    for arrow in sheet.blueprint.arrows:
        giver, taker = _departments(sheet, arrow)
        source, target = sheet.ends(arrow)
        if arrow.kind != "handoff" or source is None or target is None or not giver or not taker or giver == taker:
            continue
        kinds = [sheet.index.units[one].kind for one in (giver, taker)]
        plain = not (source.when or target.when or source.optional or target.optional)
        if all(kind in ("department", "partner") for kind in kinds) and plain:
            for token in sheet.trees[target.span.line - 1].tokens:
                if token.kind == "STRING":
                    text = sheet.swapped(target.span.line, token.column, token.end, f'"{source.label}"')
                    yield Damage(f"{target.label} as {source.label}", text)
