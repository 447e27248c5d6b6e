"""Nobody is accountable for something that the customer meets.

## What it does

It judges every touchpoint: each front-stage action that a customer meets, and each piece of evidence that a customer
sees where customer and provider meet.

A *contact* is a front-stage action joined by an arrow of any kind to a customer action, or, where neither has arrows,
standing in one step with it. Evidence is met where an arrow joins it to either end of a contact, or, where it has no
arrows, where either end of a contact stands in its step.

A touchpoint has an owner where one is said at the action itself, at a touchpoint that it `uses`, at the unit of its
lane, or at a unit that this one is `part of`. The owner of the blueprint, a phase or a step is accountable for
something else and does not count.

Where no owner of this kind stands in the whole file, it is one finding at the first line. An action is left alone
where a part of its line or of its unit could not be read, where its unit is part of something that nothing declares,
or where nobody does it.

## Why it matters

What nobody is accountable for, nobody mends. At a touchpoint the customer is the one who notices.

## Example that fails

```blueprint
blueprint "Parcel shop"

department shop "Shop" owner "Shop manager"
department night "Night desk"

step "Drop"
  customer: brings "Brings a parcel"
  frontstage shop: takes "Takes the parcel"

step "Collect"
  customer: asks "Asks for the parcel"
  frontstage night: hands "Hands the parcel out"

brings -> takes -> asks -> hands
```

## Mended

```blueprint
blueprint "Parcel shop"

department shop "Shop" owner "Shop manager"
department night "Night desk" part of shop

step "Drop"
  customer: brings "Brings a parcel"
  frontstage shop: takes "Takes the parcel"

step "Collect"
  customer: asks "Asks for the parcel"
  frontstage night: hands "Hands the parcel out"
    outcome

brings -> takes -> asks -> hands
```

## Source

Accountability as in the RACI matrix: exactly one is accountable for each piece of work. Contacts as the moments at
which customers judge a service: Jan Carlzon, “Moments of Truth”, 1987.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Declaration

CODE = "TP01"
SEVERITY = Severity.ERROR
PROFILES = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each touchpoint without an owner, or one for the blueprint where there is no owner at all."""
    gaps = [one for one in index.touchpoints if not index.owners_of(one).owners and not _in_doubt(index, one)]
    if not gaps:
        return
    if not _has_owners(index):
        if not index.unread:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"Nobody is said to own any of the {len(gaps)} touchpoints."
                if gaps[1:]
                else "Nobody is said to own what the customer meets.",
                index.blueprint.span,
                help='Name who is accountable, at a department or an action, such as owner "Head of care".',
                places=tuple(Place(one.span, "the customer meets this") for one in gaps[:1]),
            )
        return
    for action in gaps:
        unit = index.unit_of(action)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            _message(index, action, unit),
            action.span,
            element=action.id,
            help=_help(index, unit),
            places=(Place(unit.span, "has no owner either"),) if unit is not None and unit.declared else (),
        )


def _message(index: Index, action: Action, unit: Declaration | None) -> str:
    if unit is None:
        return f"The customer meets {index.label(action)}, and nobody owns it."
    return f"The customer meets {index.label(action)}, and neither it nor {index.label(unit)} has an owner."


def _help(index: Index, unit: Declaration | None) -> str:
    if unit is None:
        return 'Write owner and a name after it, such as owner "Head of care".'
    if not unit.declared:
        return f'Declare {index.label(unit)} with its owner, such as department {unit.id} owner "Head of care".'
    return f"Write owner and a name after {index.label(unit)}, or after the action alone."


def _has_owners(index: Index) -> bool:
    return any(one.facts.owners for one in index.blueprint.actions) or any(
        one.facts.owners for one in index.blueprint.declarations
    )


def _in_doubt(index: Index, action: Action) -> bool:
    if index.doubtful(action) or any(("touchpoint", name.name) not in index.declarations for name in action.uses):
        return True
    unit = index.unit_of(action)
    if index.unread and (unit is None or not unit.declared):
        return True
    chain = index.chain(unit)
    return any(index.doubtful(one) or any(name.name not in index.units for name in one.part_of) for one in chain)
