"""Work passes to another department by a plain arrow, and nothing says that the responsibility moves.

## What it does

It looks at every arrow `->` between two actions of the provider, at any stage but `evidence`. It is a finding where
both are done by people of declared departments or partners (or by roles in them) and the two departments differ. A
department and a part of it do not count as different. What a system does, and a lane whose unit is not declared or
belongs to no department, is not judged: there nobody can say whether another department takes over. An arrow that
only repeats an earlier one is left to the check of duplicates.

## Why it matters

Where work changes hands, somebody gives the responsibility away and somebody takes it. A plain arrow leaves open who
has it: the checks of handoffs, and the people at both ends, overlook it.

## Example that fails

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
department lab "Laboratory" owner "Head of laboratory"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage lab: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures -> grinds
grinds => hands "Finished glasses"
hands -> sees
```

## Mended

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
department lab "Laboratory" owner "Head of laboratory"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage lab: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures => grinds "Lens order"
grinds => hands "Finished glasses"
hands -> sees
```

## Source

Handovers as the place where work is lost: Geary Rummler and Alan Brache, “Improving Performance: How to Manage the
White Space on the Organization Chart”, 1990.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "HO03"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each plain arrow from the people of one department to those of another."""
    people = index.departments.of_people
    plain = [one for one in index.departments.crossings if one.arrow.kind == "flow"]
    twice = {arrow.id for arrow, _ in index.repeated} if plain else frozenset()
    for crossing in plain:
        arrow, end = crossing.arrow, crossing.end
        if end is None or crossing.source.id not in people or end.id not in people or arrow.id in twice:
            continue
        # In a chain the arrow's own span may hold more; the sign stands between the two names.
        sign = arrow.source.span._replace(column=arrow.source.span.end, end=arrow.target.span.column)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The work passes from {index.label(crossing.giver)} to {index.label(crossing.taker)} by a plain arrow,"
            f" from {index.label(crossing.source)} to {index.label(end)}.",
            arrow.span,
            element=arrow.id,
            help="Write => and what is handed over, or ..> if it only informs.",
            places=(
                Place(crossing.source.span, f"done by {index.label(crossing.giver)}"),
                Place(end.span, f"done by {index.label(crossing.taker)}"),
            ),
            fix=Fix("Mark the handoff with =>", (Edit(sign, " => "),), safe=False),
        )
