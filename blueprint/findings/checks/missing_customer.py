"""The customer does nothing in the whole blueprint.

## What it does

It looks for an action in a lane of the stage `customer`. One is enough. A file of which a line or an included file
could not be read is left alone, since the customer may stand there. A file in which nobody does anything at all is
another finding.

## Why it matters

A service blueprint tells the service from the customer's side: what the customer does comes first, and everything
else is placed under it. Without the customer it is a process map, and nobody sees what the work is for.

## Example that fails

```blueprint
blueprint "Coffee to go"

step "Order"
  frontstage barista: "Takes the order"
  support till: "Prints the slip"
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"
system till "Till"

step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"
  support till: "Prints the slip"
```

## Source

G. Lynn Shostack, “Designing Services That Deliver”, Harvard Business Review, 1984; Mary Jo Bitner, Amy Ostrom and
Felicia Morgan, “Service Blueprinting”, California Management Review, 2008: name the customers, then draw the service
from their point of view.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST01"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for the blueprint where no action stands in a customer's lane."""
    blueprint = index.blueprint
    if not blueprint.actions or index.unread or any(action.stage == "customer" for action in blueprint.actions):
        return
    title = f"In {index.label(blueprint)}" if blueprint.label else "In this blueprint"
    yield found(
        __name__,
        CODE,
        SEVERITY,
        f"{title} the customer does nothing.",
        blueprint.span,
        help='Say in each step what the customer does, such as customer: "Orders a coffee".',
    )
