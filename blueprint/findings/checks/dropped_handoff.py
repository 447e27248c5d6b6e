"""Work is handed over and received, and then nothing follows.

## What it does

It looks at what each arrow `=>` ends at. Work is dropped where the receiving action is no `outcome` and no arrow
other than `..>` leads away from it. Both ends of an exchange `<->` are one: what leads away from one of them leads
away from both. Where the handoff goes to a department as a whole, it is dropped if this holds for all actions of the
department in the same or a later step. An arrow from an action to itself leads nowhere.

It is one finding for each receiving action. A handoff that is already an orphan is not judged again.

## Why it matters

Work that was handed over and left lying looks done to the one who handed it over. Nobody notices until the customer
asks.

## Example that fails

```blueprint
blueprint "Complaint"

department desk "Front desk" owner "Front office manager"
department rooms "Housekeeping" owner "Head housekeeper"

step "Complain"
  customer: complains "Complains about the noise"
  frontstage desk: listens "Takes the complaint"
  backstage rooms: notes "Notes the complaint"

step "Sleep"
  customer: sleeps "Sleeps"
    outcome

complains -> listens -> sleeps
listens => notes "Complaint"
```

## Mended

```blueprint
blueprint "Complaint"

department desk "Front desk" owner "Front office manager"
department rooms "Housekeeping" owner "Head housekeeper"

step "Complain"
  customer: complains "Complains about the noise"
  frontstage desk: listens "Takes the complaint"
  backstage rooms: prepares "Prepares a quiet room"

step "Sleep"
  frontstage desk: leads "Leads the guest to the new room"
  customer: sleeps "Sleeps"
    outcome

complains -> listens
listens => prepares "Complaint"
prepares => leads "Key of the quiet room"
leads -> sleeps
```

## Source

Work left lying between departments: Geary Rummler and Alan Brache, “Improving Performance: How to Manage the White
Space on the Organization Chart”, 1990.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "HO02"
SEVERITY = Severity.ERROR
PROFILES = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each action, or department as a whole, at which handed-over work ends without an outcome."""
    flow = index.flow
    seen: set[str] = set()
    for arrow in flow.handoffs:
        # A handoff from an action to itself is a mistake of its own.
        if arrow.id in flow.orphans or arrow.target.name in seen or arrow.source.name == arrow.target.name:
            continue
        receiver = next(flow.receivers(arrow), None)
        if receiver is None or any(flow.goes_on(one) or index.doubtful(one) for one in flow.receivers(arrow)):
            continue
        seen.add(arrow.target.name)
        source, target = index.label(arrow.source), index.label(arrow.target)
        action = index.action_at(arrow.target)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{source} hands over to {target}, and then nothing follows.",
            arrow.span if action is None else action.span,
            element=arrow.id if action is None else action.id,
            help=f"Draw the arrow to what follows {target}, or mark the action outcome if the journey ends there.",
            places=(
                Place(receiver.span, "nothing follows this")
                if action is None
                else Place(arrow.span, "handed over here"),
            ),
        )
