"""A detail stands at something that does not take it.

## What it does

Each detail word says something of certain things only: `trigger` of an action, `within` of an arrow or a promise. On
a line, a detail belongs to the nearest detail on its left that takes it, otherwise to the statement. This check
reports a detail that neither takes, and a detail at the beginning of a line with no statement above it. It cannot be
silenced.

## Why it matters

The fact is left out of the picture and of every figure, though its writer believes that it has been said.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"
    outcome

orders -> takes trigger
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
    trigger
  frontstage bar: takes "Takes the order"
    outcome

orders -> takes
```

## Source

The table of detail words in the reference page of the language.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, passed_on
from blueprint.findings.lookup.index import Index

CODE = "SY03"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each detail that nothing takes."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("misplaced-detail"))
