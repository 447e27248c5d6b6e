"""A name is used that nothing declares.

## What it does

It reports the end of an arrow that no action has as its name, and an owner, a channel, a touchpoint, a system or a
variant without quotes that is not declared. Where a declared name is near, it is offered. A name on a line that could
not be read counts as possibly declared. Who a lane belongs to need not be declared. It cannot be silenced.

## Why it matters

An arrow to nothing is not drawn. An owner whose quotes were forgotten would otherwise quietly become something else.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"
    outcome

orders -> tales
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"
    outcome

orders -> takes
```

## Source

The promise of the language that an unquoted owner must be declared.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, passed_on
from blueprint.findings.lookup.index import Index

CODE = "ST07"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each name that stands for nothing."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("unknown-name"))
