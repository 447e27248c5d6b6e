"""The indentation suggests another owner than the one that a detail has.

## What it does

Indentation has no meaning in the language: a line that begins with a detail word belongs to the nearest statement
above it. This check reports a line that is indented as if it belonged to something else: under a detail of the
statement, or back at the depth of an earlier statement. It cannot be silenced; the formatter sets the indentation
right.

## Why it matters

Who reads the file sees the indentation first and believes it.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"
    outcome
  pain "The queue is long"

orders -> takes
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  pain "The queue is long"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"
    outcome

orders -> takes
```

## Source

The fourth promise of the language: indentation means nothing, and where it suggests something, we say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, passed_on
from blueprint.findings.lookup.index import Index

CODE = "SY05"
SEVERITY = Severity.INFO
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each line that looks as if it belonged elsewhere."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("misleading-indentation"))
