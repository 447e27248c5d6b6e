"""Two are accountable for one thing.

## What it does

It looks for two different names behind `owner` at one thing: the blueprint, a phase, a step, an action, an arrow, a
card, or a declaration, one of an included file, too. The same name twice counts once. Owners of a thing and of what it
is part of are not two: the nearer one counts.

## Why it matters

Where two are accountable, each can believe that the other does it, and nobody can be asked. The others who take part
can be named, too: as those responsible, consulted or informed.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager", "Master mechanic"

step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager" responsible "Master mechanic"

step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"
```

## Source

The RACI matrix: exactly one is accountable for each piece of work.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Element, Index
from blueprint.model.details import Name
from blueprint.model.elements import Blueprint

CODE = "TP02"
SEVERITY = Severity.ERROR
PROFILES = ("sketch", "review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each thing with several owners."""
    blueprint = index.blueprint
    things: tuple[Element, ...] = (
        blueprint,
        *blueprint.declarations,
        *blueprint.phases,
        *blueprint.steps,
        *blueprint.actions,
        *blueprint.arrows,
    )
    for thing in things:
        element = "" if isinstance(thing, Blueprint) else thing.id
        if len(thing.facts.owners) > 1:
            label = "This blueprint" if thing is blueprint and not blueprint.label else index.label(thing)
            yield from _several(index, label, thing.facts.owners, element)
        for card in thing.facts.cards:
            if len(card.owners) > 1:
                yield from _several(index, f"“{card.text}”", card.owners, element)


def _several(index: Index, label: str, owners: tuple[Name, ...], element: str) -> Iterator[Finding]:
    different = list({owner.name: owner for owner in reversed(owners)}.values())[::-1]
    if len(different) < 2:
        return
    first, second = different[0], different[1]
    more = f" and {len(different) - 2} more" if len(different) > 2 else ""
    names = f"{index.label(first)} and {index.label(second)}{more}"
    yield found(
        __name__,
        CODE,
        SEVERITY,
        f"{label[:1].upper()}{label[1:]} has {len(different)} owners, {names}.",
        second.span,
        element=element,
        help="Leave the one who is accountable, and name the others behind responsible, consulted or informed.",
        places=(Place(first.span, "the first owner"),),
    )
