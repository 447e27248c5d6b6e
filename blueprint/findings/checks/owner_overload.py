"""One owner is accountable for too many of the touchpoints.

## What it does

It counts the touchpoints (the front-stage actions that a customer meets, and the evidence that a customer sees where
the two meet) that have an owner: their own, that of the touchpoint that they use, or that of their unit or of what the
unit is part of. It is a finding where one owner is accountable for more than `owner-share` (half) of them and for more
than `owner-touchpoints` (5); it stands at the first line.

A department or a partner as an owner is many people and does not count. Neither does anything in a file in which all
touchpoints belong to one department: its head cannot but own them.

## Why it matters

Who owns nearly everything owns nothing well, and the service stands still when that person is away: the bus factor is
one.

## Example that fails

```blueprint
blueprint "Tour"
  owner "Tour manager"
  goal "A good day out"
  reviewed 2026-10-01

department office "Office" owner "Tour manager"
department bus "Bus" owner "Tour manager"
channel phone "Phone" hours "Mo-Sa 9-18"
channel coach "In the coach" hours "Day and night"

phase "Before"

step "Book"
  evidence: "Ticket" owner "Tour manager"
  customer: books "Books a tour" via phone trigger
  frontstage office: sells "Sells the tour" via phone

phase "On the way"

step "Go"
  evidence: "Coach" owner "Tour manager"
  customer: boards "Boards the coach" via coach
  frontstage bus: greets "Greets the guests" via coach

step "Arrive"
  evidence: "Goodbye card" owner "Tour manager"
  frontstage bus: stops "Stops at home" via coach
  customer: leaves "Leaves the coach" via coach outcome

books -> sells -> boards -> greets -> stops -> leaves
```

## Mended

```blueprint
blueprint "Tour"
  owner "Tour manager"
  goal "A good day out"
  reviewed 2026-10-01

department office "Office" owner "Tour manager"
department bus "Bus" owner "Head of drivers"
channel phone "Phone" hours "Mo-Sa 9-18"
channel coach "In the coach" hours "Day and night"

phase "Before"

step "Book"
  evidence: "Ticket" owner "Tour manager"
  customer: books "Books a tour" via phone trigger
  frontstage office: sells "Sells the tour" via phone

phase "On the way"

step "Go"
  evidence: "Coach" owner "Head of drivers"
  customer: boards "Boards the coach" via coach
  frontstage bus: greets "Greets the guests" via coach

step "Arrive"
  evidence: "Goodbye card" owner "Tour manager"
  frontstage bus: stops "Stops at home" via coach
  customer: leaves "Leaves the coach" via coach outcome

books -> sells -> boards -> greets -> stops -> leaves
```

## Source

Accountability as in the RACI matrix, which is to be spread; the bus factor of software projects. The thresholds are our
own.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.details import Name
from blueprint.model.elements import Action

CODE = "GV05"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each owner of too many touchpoints."""
    limits = index.settings.thresholds
    if len(index.touchpoints) <= limits.owner_touchpoints or index.unread or index.flow.astray:
        return
    if any(map(index.doubtful, index.touchpoints)) or any(map(index.doubtful, index.units.values())):
        return
    owned: dict[str, tuple[Name, list[Action]]] = {}
    total = 0
    for action in index.touchpoints:
        owners = index.owners_of(action).owners
        total += bool(owners)
        for name in {owner.name: owner for owner in owners if owner.kind not in ("department", "partner")}.values():
            # An owner in quotes and a declared one of the same label are the same person.
            owned.setdefault(_words(index, name), (name, []))[1].append(action)
    for name, actions in owned.values():
        if len(actions) <= limits.owner_touchpoints or len(actions) <= limits.owner_share * total:
            continue
        if len(_units(index)) < 2:
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"“{_label(index, name)}” is accountable for {len(actions)} of the {total} touchpoints that have an owner.",
            index.blueprint.span,
            help=f"Give some of them to those who are nearer to them than “{_label(index, name)}”.",
            places=tuple(Place(one.span, "one of them") for one in actions[:3]),
        )


def _units(index: Index) -> set[str]:
    """The ids of the departments that touchpoints belong to; a unit without one stands for itself."""
    units: set[str] = set()
    for action in index.touchpoints:
        unit = index.department_of(action) or index.unit_of(action)
        if unit is not None:
            units.add(unit.id)
    return units


def _label(index: Index, name: Name) -> str:
    unit = index.units.get(name.name) if name.kind != "text" else None
    return name.name if unit is None else unit.label or unit.id


def _words(index: Index, name: Name) -> str:
    return " ".join(_label(index, name).casefold().split())
