"""The accountable owner of a complaint changes before it is settled.

## What it does

A complaint is taken by an action of the provider marked `complaint`, or by a front-stage action to which an arrow `->`
or `=>` leads, or which an exchange `<->` joins, from a customer's action marked `complaint`; not by a system. Where
the customer's complaint meets nobody at the front stage, a back-stage action to which its arrow leads takes it. From
there the check follows `->` and `=>` from one action to the next. It goes on through waits of the customer, support
and systems, and ends at an outcome and where the customer does something else: there the customer has an answer.

It is a finding where a front-stage or back-stage action on the way, done by people, has another owner than the one who
took the complaint. The owner is that of the action, else of its touchpoint, its unit, or what the unit is part of.
Where neither of the two has an owner, their departments are compared; where only one has, nothing is known and nothing
said. Whoever is named by `escalates to` may take over. An owner that is written at the action itself keeps the
complaint where it was, whatever department does the work.

## Why it matters

Who takes the complaint owns the solution. If the owner changes on the way, nobody can be asked how it stands, and the
customer tells it all again. Those who have complained once judge everything that follows by it.

## Example that fails

```blueprint
blueprint "Noise at night"
  owner "Hotel manager"
  goal "Sleep"
  reviewed 2026-10-01

department desk "Front desk" owner "Front office manager"
  may "Give another room"
department rooms "Housekeeping" owner "Head housekeeper"
channel phone "Room telephone" hours "Day and night"

step "Complain"
  evidence: "Name of the one who answers" owner "Front office manager"
  customer: complains "Complains about the noise" via phone trigger complaint
  frontstage desk: listens "Takes the complaint" via phone complaint
  backstage rooms: prepares "Prepares a quiet room"

step "Sleep"
  evidence: "Key of the quiet room" owner "Front office manager"
  frontstage desk: leads "Leads the guest to the new room" via phone
  customer: sleeps "Sleeps" outcome

complains -> listens
listens => prepares "Room change"
prepares => leads "Key"
leads -> sleeps
```

## Mended

```blueprint
blueprint "Noise at night"
  owner "Hotel manager"
  goal "Sleep"
  reviewed 2026-10-01

department desk "Front desk" owner "Front office manager"
  may "Give another room"
department rooms "Housekeeping" owner "Head housekeeper"
channel phone "Room telephone" hours "Day and night"

step "Complain"
  evidence: "Name of the one who answers" owner "Front office manager"
  customer: complains "Complains about the noise" via phone trigger complaint
  frontstage desk: listens "Takes the complaint" via phone complaint
  backstage rooms: prepares "Prepares a quiet room" owner "Front office manager"

step "Sleep"
  evidence: "Key of the quiet room" owner "Front office manager"
  frontstage desk: leads "Leads the guest to the new room" via phone
  customer: sleeps "Sleeps" outcome

complains -> listens
listens => prepares "Room change"
prepares => leads "Key"
leads -> sleeps
```

## Source

Complaint ownership: Bernd Stauss and Wolfgang Seidel, “Complaint Management”, 2004; as a rule of the house at
Ritz-Carlton, where whoever takes a complaint owns it.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Arrow, Declaration
from blueprint.text.vocabulary import UNITS

CODE = "HO09"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "service-excellence")

_WITH_BEGINNING = 20
"""How many findings show the way to the complaint, too: in a file with thousands, it would be as long each time."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each arrow along which a complaint gets another owner."""
    if not index.has_arrows or not any(one.complaint is not None for one in index.blueprint.actions):
        return
    seen: set[tuple[str, str]] = set()
    for variant in index.variants.all:
        for owners, takers in _takers(index, variant).items():
            for arrow, path in _changes(index, variant, owners, takers):
                action = path[-1]
                if (arrow.id, action.id) not in seen:
                    seen.add((arrow.id, action.id))
                    begin = index.flow.path_to(path[0])[:-1] if len(seen) <= _WITH_BEGINNING else ()
                    yield _finding(index, arrow, [*begin, *path], len(begin))


def _finding(index: Index, arrow: Arrow, path: list[Action], place: int) -> Finding:
    """The finding for a path on which the complaint is taken at a place and has another owner at the end."""
    taker, action = path[place], path[-1]
    before, after = (" and ".join(sorted(_accountable(index, one))) for one in (taker, action))
    return found(
        __name__,
        CODE,
        SEVERITY,
        f"{before} answers for the complaint that {index.label(taker)} takes, but {after} answers for"
        f" {index.label(action)}.",
        arrow.span,
        element=arrow.id,
        help=f"Leave the complaint with {before}: write that owner at {index.label(action)}, or inform with ..> and"
        f" let {before} settle it.",
        places=(Place(taker.span, f"owned by {before}"), Place(action.span, f"owned by {after}")),
        trail=tuple(Place(one.span, index.label(one)) for one in path),
    )


def _takers(index: Index, variant: Declaration | None) -> dict[frozenset[str], list[Action]]:
    """The actions that take a complaint in a variant, by who is accountable for it."""
    takers = {one.id: one for one in index.blueprint.actions if one.complaint is not None}
    for contact in index.contacts:
        arrow = contact.arrow
        if contact.customer.complaint is None or arrow is None or arrow.kind == "inform":
            continue
        if arrow.kind == "exchange" or arrow.source.name == contact.customer.id:
            takers[contact.front.id] = contact.front
    takers.update((one.id, one) for one in _behind_the_line(index))
    table: dict[frozenset[str], list[Action]] = {}
    for one in takers.values():
        owners = _accountable(index, one)
        if owners and _is_judged(index, one) and index.variants.occurs(one, variant):
            table.setdefault(owners, []).append(one)
    return table


def _behind_the_line(index: Index) -> Iterator[Action]:
    """The back-stage actions that a complaint reaches straight, as a letter does."""
    met = {contact.customer.id for contact in index.contacts}
    for action in index.blueprint.actions:
        if action.stage != "customer" or action.complaint is None or action.id in met:
            continue
        for arrow in index.arrows_out.get(action.id, ()):
            if arrow.kind in ("flow", "handoff"):
                yield from (one for one in index.flow.taken_over_by(arrow) if one.stage == "backstage")


def _changes(
    index: Index, variant: Declaration | None, owners: frozenset[str], takers: list[Action]
) -> Iterator[tuple[Arrow, list[Action]]]:
    """The arrows by which complaints of the same owners come to others, each with the actions on the way."""
    before: dict[str, Action | None] = {one.id: None for one in takers}
    waiting = list(takers)
    for here in waiting:
        for arrow, there in _next(index, here):
            if there.id in before or not index.variants.occurs(arrow, variant):
                continue
            before[there.id] = here
            # An exchange is no change of hands, and whom somebody escalates to takes over by design.
            if arrow.kind != "exchange" and not _is_escalated(index, arrow, here, there):
                others = _accountable(index, there) if _is_judged(index, there) else frozenset()
                if others and owners.isdisjoint(others) and _alike(index, takers[0], there):
                    yield arrow, _path(before, there)
                    continue
            if _goes_on(index, there):
                waiting.append(there)


def _next(index: Index, here: Action) -> Iterator[tuple[Arrow, Action]]:
    if here.outcome is not None:
        return
    for arrow in index.arrows_out.get(here.id, ()):
        if arrow.kind in ("flow", "handoff"):
            for there in index.flow.taken_over_by(arrow):
                yield arrow, there
    # The customer's part of an exchange is the same moment; that of another department is help, not a change of hands.
    for arrow in (*index.arrows_out.get(here.id, ()), *index.arrows_in.get(here.id, ())):
        other = index.action_at(arrow.source if arrow.target.name == here.id else arrow.target)
        if arrow.kind == "exchange" and other is not None and other.stage == "customer":
            yield arrow, other


def _goes_on(index: Index, action: Action) -> bool:
    """Whether the complaint is still open after an action, as far as one can see."""
    if index.doubtful(action) or action.outcome is not None:
        return False
    return action.stage != "customer" or action.waits is not None or action.complaint is not None


def _is_judged(index: Index, action: Action) -> bool:
    unit = index.unit_of(action)
    if action.stage not in ("frontstage", "backstage") or action.nobody_does_it is not None:
        return False
    return (unit is None or unit.kind != "system") and not index.latitude.in_doubt(action)


def _is_escalated(index: Index, arrow: Arrow, here: Action, there: Action) -> bool:
    said = (arrow.facts, here.facts, *(unit.facts for unit in index.chain(index.unit_of(here))))
    named = {name.name for facts in said for name in facts.escalates_to}
    owners = {name.name for name in index.owners_of(there).owners}
    return not named.isdisjoint(owners | {unit.id for unit in index.chain(index.unit_of(there))})


def _alike(index: Index, one: Action, other: Action) -> bool:
    """Whether the same is known of both: their owners, or, where neither has any, their departments."""
    return bool(index.owners_of(one).owners) == bool(index.owners_of(other).owners)


def _accountable(index: Index, action: Action) -> frozenset[str]:
    """Who is accountable for an action, in the words of the file; empty where that is not known."""
    owners = index.owners_of(action).owners
    if owners:
        units = ((index.units.get(name.name) if name.kind in UNITS else None, name) for name in owners)
        return frozenset(index.label(unit) if unit is not None else f"“{name.name}”" for unit, name in units)
    department = index.department_of(action)
    return frozenset((index.label(department),)) if department is not None and department.declared else frozenset()


def _path(before: dict[str, Action | None], end: Action) -> list[Action]:
    path = [end]
    above = before[end.id]
    while above is not None:
        path.append(above)
        above = before[above.id]
    return path[::-1]
