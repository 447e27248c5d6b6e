"""In a whole phase the customer does nothing.

## What it does

It looks at every phase that the file names and in which something stands. One action of the stage `customer` is
enough, one that began earlier and goes on `through` a step of the phase included; to wait is to do something, too. A
phase of nothing but `preparation` and `facility` is left alone, since it lies before any order. So are a phase with a
line that could not be read, and a file in which the customer does nothing at all.

## Why it matters

The customer's actions are the spine of a service blueprint. Where a phase has none, the customer is still there: they
wait, wonder and call. The blueprint has only stopped looking at them.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

phase "Bringing"
step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"

phase "Repair"
step "Mend"
  backstage shop: "Mends the bicycle"
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

phase "Bringing"
step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"

phase "Repair"
step "Mend"
  backstage shop: "Mends the bicycle"
  customer: "Goes to work by bus"
```

## Source

Mary Jo Bitner, Amy Ostrom and Felicia Morgan, “Service Blueprinting”, California Management Review, 2008: everything
in a blueprint is placed under what the customer does.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST05"
SEVERITY = Severity.WARNING
PROFILES = ("sketch", "review", "service-excellence")

BEFORE_ANY_ORDER = ("preparation", "facility")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each phase in which the customer does nothing."""
    if not any(action.stage == "customer" for action in index.blueprint.actions):
        return
    number, goes_on = 0, -1
    for phase in index.blueprint.phases:
        first = number
        number += len(phase.steps)
        actions = [action for step in phase.steps for action in step.actions]
        customers = [action for action in actions if action.stage == "customer"]
        is_there = bool(customers) or goes_on >= first
        goes_on = max((goes_on, *(index.last_position(action) for action in customers)))
        if is_there or not (phase.label or phase.name):
            continue
        if all(action.stage in BEFORE_ANY_ORDER for action in actions):
            continue
        if index.doubtful(phase) or any(index.lost_in(step) for step in phase.steps):
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"In the phase {index.label(phase)} the customer does nothing.",
            phase.span,
            element=phase.id,
            help="Say what the customer does in this phase; to wait is also something.",
        )
