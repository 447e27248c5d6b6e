"""The file holds a second blueprint line.

## What it does

A file holds one blueprint, so the line `blueprint "…"` may stand in it once. The first one counts. It cannot be
silenced.

## Why it matters

The title, the state and the owner of a drawing must not depend on which line somebody reads.

## Example that fails

```blueprint
blueprint "Coffee to go"

blueprint "Coffee to stay"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"
    outcome

orders -> takes
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

The reference page of the language.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, passed_on
from blueprint.findings.lookup.index import Index

CODE = "SY07"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each `blueprint` line after the first."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("second-blueprint"))
