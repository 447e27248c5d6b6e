"""A handoff stays within one department.

## What it does

It looks at every arrow `=>` between two actions of the provider, or from one to a unit as a whole. It is a finding
where the responsibility cannot move: both ends are the same unit, or they belong to the same department (or partner).
The nearest department counts: two parts of one department are two departments.

Two roles of one department are two people who may well hand over to each other, and whoever is named by `escalates to`
takes over by design: neither is a finding.

## Why it matters

`=>` says that the responsibility moves to somebody else. Where it does not, readers look for a border that is not
there, and the count of handoffs, one of the wastes of lean work, comes out too high.

## Example that fails

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage shop: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures => grinds "Lens order"
grinds -> hands -> sees
```

## Mended

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage shop: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures -> grinds "Lens order"
grinds -> hands -> sees
```

## Source

Our own, from the meaning of the arrow. Handovers as a waste: Mary and Tom Poppendieck, “Implementing Lean Software
Development”, 2006.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "HO04"
SEVERITY = Severity.INFO
PROFILES: tuple[str, ...] = ()


def find(index: Index) -> Iterator[Finding]:
    """One finding for each handoff along which the responsibility stays where it is."""
    for arrow in index.flow.handoffs:
        source, target = index.action_at(arrow.source), index.action_at(arrow.target)
        if source is None or arrow.source.name == arrow.target.name or arrow.id in index.flow.orphans:
            continue
        if index.doubtful(arrow) or not index.departments.stays(arrow):
            continue
        unit = index.department_of(source) or index.unit_of(source)
        sign = arrow.source.span._replace(column=arrow.source.span.end, end=arrow.target.span.column)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(source)} hands over to {index.label(arrow.target)}, but both are the work of"
            f" {index.label(unit) if unit is not None else 'one unit'}.",
            arrow.span,
            element=arrow.id,
            help="Write -> if the work stays there, or put the action into the lane of the one who takes over.",
            places=(Place(source.span, "handed over here"),)
            + ((Place(target.span, "taken over here, by the same"),) if target is not None else ()),
            # A plain arrow cannot end at a department as a whole.
            fix=Fix("Write a plain arrow", (Edit(sign, " -> "),), safe=False) if target is not None else None,
        )
