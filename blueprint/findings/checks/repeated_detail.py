"""A detail that can be said once is said twice.

## What it does

It reports the second of two details of one kind at one thing, where the thing can have one only, such as two times
`takes` at one action. The first one counts. Details of which there can be many, such as `pain` or `note`, may be
repeated. It cannot be silenced.

## Why it matters

Two answers to one question are none: a reader picks one, a program another.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order" takes 1 min
    takes 2 min
    outcome

orders -> takes
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order" takes 1 to 2 min
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

CODE = "SY04"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each detail that was said before."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("repeated-detail"))
