"""An arrow leads back to an earlier step and is not marked as a repetition.

## What it does

Order is time: steps stand in the order in which they happen. An arrow `->` or `=>` from an action to one of an
earlier step goes against time. It is right where it says `repeats up to` or `repeated`, or hands the case on with
`escalates to`. An action that goes on `through` later steps ends with the last of them. Information (`..>`),
exchanges (`<->`) and handoffs to a department as a whole are not judged.

A circle in which the customer goes round without bound, or from which no end can be reached, is another check's
finding; its arrows are not judged again.

## Why it matters

Either the steps stand in the wrong order, or work is done again and nobody says how often. Work that comes back is
where time and money are lost, so a reader should see it.

## Example that fails

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter

step "Mend"
  backstage shop: mends "Mends the bicycle"

step "Check"
  backstage shop: checks "Checks the bicycle"
    choice "Does it run?"

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter
  customer: rides "Rides away"
    outcome

brings -> takes -> mends -> checks
checks -> mends when "no"
checks -> gives when "yes"
gives -> rides
```

## Mended

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter

step "Mend"
  backstage shop: mends "Mends the bicycle"

step "Check"
  backstage shop: checks "Checks the bicycle"
    choice "Does it run?"

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter
  customer: rides "Rides away"
    outcome

brings -> takes -> mends -> checks
checks -> mends when "no" repeats up to 2
checks -> gives when "yes"
gives -> rides
```

## Source

A blueprint is read from left to right along time: G. Lynn Shostack, “Designing Services That Deliver”, Harvard
Business Review, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "FL07"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each arrow against time."""
    blamed: frozenset[str] | None = None
    for arrow, source, target in index.arrow_ends:
        if source is None or target is None or arrow.kind not in ("flow", "handoff"):
            continue
        if index.last_position(target) >= index.position(source) or index.doubtful(arrow):
            continue
        if arrow.repeats_up_to is not None or arrow.repeated is not None or arrow.facts.escalates_to:
            continue
        if blamed is None:
            blamed = _in_circles(index)
        if arrow.id in blamed:
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The arrow from {index.label(source)} leads back in time to {index.label(target)}.",
            arrow.span,
            element=arrow.id,
            help="Write how often it may be followed, such as repeats up to 2, or put the steps in the order of time.",
            places=(Place(target.span, "an earlier step"),),
        )


def _in_circles(index: Index) -> frozenset[str]:
    """The ids of the arrows inside circles that other checks judge."""
    ids: set[str] = set()
    for graph in index.graphs:
        blamed = graph.loops.blamed
        for node in blamed:
            ids.update(leg.arrow.id for leg in graph.out.get(node, ()) if leg.target in blamed)
    return frozenset(ids)
