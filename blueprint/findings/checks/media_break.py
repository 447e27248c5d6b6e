"""The same information is kept in two systems, and a person carries it across.

## What it does

It looks at information by its words (great and small letters aside) that is kept in a system: what an action `asks`,
`reads` or `writes` with `kept in`. It is a finding where people `write` it into one system, although it is already
kept in another: the same action reads it there, or a path of arrows of any kind leads there from an action at which it
is asked, read or written. Both places have to occur in one variant of the service. The two places must not share a
system: one statement that names two systems (`kept in crm, billing`) says that both keep it, not that somebody copies.

What a system writes itself has come by machine and is no break. It is one finding for each piece of information and
each system that it is carried into.

## Why it matters

Whoever copies by hand makes mistakes and loses time, and soon the two systems say different things. The customer
notices, because each department knows something else.

## Example that fails

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
system till "Till" part of shop
system archive "Archive of customers" part of shop
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
    writes "values of the eyes" kept in till
  backstage shop: copies "Keeps the values"
    writes "values of the eyes" kept in archive

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures -> copies -> hands -> sees
```

## Mended

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
system till "Till" part of shop
system archive "Archive of customers" part of shop
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
    writes "values of the eyes" kept in till
  support archive: copies "Takes the values over"
    reads "values of the eyes" kept in till
    writes "values of the eyes" kept in archive

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures -> copies -> hands -> sees
```

## Source

Media breaks (Medienbruch) as a weak point of processes: Jörg Becker, Martin Kugeler and Michael Rosemann (eds.),
“Process Management”, 2003.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import shortest, spread
from blueprint.model.details import Information
from blueprint.model.elements import Action

CODE = "HO10"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


class _Kept(NamedTuple):
    """One piece of information at an action, and the systems in which it is kept there."""

    item: str
    words: str
    systems: frozenset[str]
    action: Action
    said: Information
    is_written: bool


def find(index: Index) -> Iterator[Finding]:
    """One finding for each piece of information that people write into a second system."""
    by_item: dict[str, list[_Kept]] = {}
    for action in index.blueprint.actions:
        for one in _kept_at(action):
            by_item.setdefault(one.item, []).append(one)
    doubled = [kept for kept in by_item.values() if len({system for one in kept for system in one.systems}) > 1]
    if not doubled:
        return
    # One mark for each piece of information in each system; what arrives at an action is already kept somewhere.
    bits: dict[tuple[str, frozenset[str]], int] = {}
    marks: dict[str, int] = {}
    for one in (one for kept in doubled for one in kept):
        bit = bits.setdefault((one.item, one.systems), 1 << len(bits))
        marks[one.action.id] = marks.get(one.action.id, 0) | bit
    arrived = spread(index.departments.paths, marks)
    for kept in doubled:
        reported: set[frozenset[str]] = set()
        places: dict[frozenset[str], list[_Kept]] = {}
        for one in kept:
            places.setdefault(one.systems, []).append(one)
        for one in kept:
            if not one.is_written or one.systems in reported or not _is_by_people(index, one.action):
                continue
            for systems, others in places.items():
                if not systems.isdisjoint(one.systems) or systems | one.systems in reported:
                    continue
                comes = bool(arrived.get(one.action.id, 0) & bits[one.item, systems])
                way = _way(index, others, one, comes)
                if way is not None:
                    # Into one system it is carried once, however many others have it, and not back again.
                    reported |= {one.systems, systems | one.systems}
                    yield _finding(index, others, one, way)
                    break


def _way(index: Index, others: list[_Kept], one: _Kept, comes: bool) -> tuple[str, ...] | None:
    """The ids of the actions by which a piece of information comes from another system to where people write it again;
    None where it does not."""
    own = {said.systems for said in _kept_at(one.action) if said.item == one.item and not said.is_written}
    if others[0].systems in own:
        return (one.action.id,)
    if not comes:
        return None
    starts = [other.action.id for other in others if index.departments.in_one_case(other.action, one.action)]
    return shortest(index.departments.sources, starts, one.action.id) or None


def _finding(index: Index, others: list[_Kept], second: _Kept, way: tuple[str, ...]) -> Finding:
    first = next(other for other in others if other.action.id == way[0])
    here, there = _systems(index, first), _systems(index, second)
    return found(
        __name__,
        CODE,
        SEVERITY,
        f"“{second.words}” is kept in {here}, and at {index.label(second.action)} people write it into {there} again.",
        second.said.span,
        element=second.action.id,
        help=f"Let {there} take it from {here} by itself, or keep it in one of them only.",
        places=(Place(first.said.span, f"kept in {here} here"),),
        trail=tuple(Place(index.actions[action].span, index.label(index.actions[action])) for action in way),
    )


def _kept_at(action: Action) -> Iterator[_Kept]:
    for informations, is_written in ((action.asks, False), (action.reads, False), (action.writes, True)):
        for said in informations:
            systems = frozenset(name.name for name in said.kept_in if name.kind)
            if systems:
                for text in said.items:
                    item = " ".join(text.text.casefold().split())
                    yield _Kept(item, text.text, systems, action, said, is_written)


def _is_by_people(index: Index, action: Action) -> bool:
    if index.doubtful(action) or action.nobody_does_it is not None:
        return False
    unit = index.unit_of(action)
    # Without a unit, or with one that nothing declares, only the stage tells people and machines apart.
    if unit is None or not unit.declared:
        return action.stage in ("frontstage", "backstage")
    return index.departments.by_people(action)


def _systems(index: Index, kept: _Kept) -> str:
    units = (index.units.get(name) for name in sorted(kept.systems))
    return " and ".join(index.label(unit) for unit in units if unit is not None) or "another system"
