"""Nothing happens in the whole blueprint.

## What it does

It looks for one action, or one piece of evidence, in any lane. Where there is none, that is one finding at the first
line, however many phases and steps stand in the file, and no other check speaks of what is missing in them. A file of
which a line or an included file could not be read is left alone. So is a file that only declares what other files
include.

## Why it matters

Phases and steps are headings. The service is what the customer and the provider do under them.

## Example that fails

```blueprint
blueprint "Coffee to go"

step "Order"

step "Enjoy"
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"

step "Enjoy"
  customer: "Drinks it"
```

## Source

G. Lynn Shostack, “Designing Services That Deliver”, Harvard Business Review, 1984: a blueprint begins with the
processes that make up the service.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST02"
SEVERITY = Severity.ERROR
PROFILES = ("sketch", "review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for a blueprint without any action."""
    blueprint = index.blueprint
    if blueprint.actions or index.unread:
        return
    if blueprint.declarations and not (blueprint.label or blueprint.phases):
        return
    title = f"In {index.label(blueprint)}" if blueprint.label else "In this blueprint"
    yield found(
        __name__,
        CODE,
        SEVERITY,
        f"{title} nothing happens.",
        blueprint.span,
        help='Add a step and say in it who does what, such as customer: "Orders a coffee".',
    )
