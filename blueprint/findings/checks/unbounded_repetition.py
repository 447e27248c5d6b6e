"""The customer can be sent round in a circle for ever.

## What it does

It looks for circles of arrows (`->`, `=>`, `<->`, not `..>`) that the journey can enter and in which the customer
acts. A circle is bounded where one of its arrows says `repeats up to`, or where an arrow or an action in it says
`escalates to`: then it is not followed for ever. What was observed, `repeated 2 times`, is no bound. What the unit of
a lane says of escalation does not count, as it speaks of no circle.

The finding stands at each arrow that closes such a circle. The two ends of an exchange are one action, which begins
anew where an arrow with `when` or a share, or one that was `repeated`, leads from one end back to the other. Each
variant is judged for itself. A circle without any way out is another check's finding. The path that is shown leads
from where the journey begins once around.

## Why it matters

“That happened three times”: each time the customer explains, waits and hopes anew, and each department has done its
part. Repeated contact for one concern is what makes customers leave. A bound with somebody who then takes over ends
it.

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
  frontstage shop: mends "Mends it on the spot" via counter

step "Ride"
  customer: tries "Rides around the block"
    choice "Does it run?"
  customer: rides "Rides away"
    outcome

brings -> mends -> tries
tries -> brings when "no" repeated 2 times
tries -> rides when "yes"
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
  frontstage shop: mends "Mends it on the spot" via counter

step "Ride"
  customer: tries "Rides around the block"
    choice "Does it run?"
  customer: rides "Rides away"
    outcome

brings -> mends -> tries
tries -> brings when "no" repeats up to 1 escalates to "Master mechanic"
tries -> rides when "yes"
```

## Source

Repeated contacts as the largest driver of customer effort: Matthew Dixon, Karen Freeman and Nicholas Toman, “Stop
Trying to Delight Your Customers”, Harvard Business Review, 2010.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.stories import Leg

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

CODE = "FL06"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each arrow that closes a circle without bound."""
    if not index.graphs:
        return
    from blueprint.findings.lookup.graph import by_variant

    for words, graph, leg in by_variant(index.graphs, _closing):
        arrow = leg.arrow
        if index.doubtful(arrow):
            continue
        around = graph.loops.round(leg)
        begin = index.actions[leg.target if arrow.target.name not in index.actions else arrow.target.name]
        often = f"; it happened {_times(arrow.repeated.high)}" if arrow.repeated is not None else ""
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words}{index.label(arrow.source)} can send the customer back to {index.label(begin)}"
            f" without end{often}.",
            arrow.span,
            element=arrow.id,
            help="Write how often at most, such as repeats up to 2, and after it who takes over with escalates to.",
            places=(Place(begin.span, "here it begins anew"),),
            trail=graph.trail([*graph.path(leg.target), *around]),
        )


def _closing(graph: Graph) -> Iterator[tuple[str, Leg]]:
    for leg in graph.loops.closing:
        yield leg.arrow.id, leg


def _times(count: float) -> str:
    return "once" if count == 1 else f"{count:g} times"
