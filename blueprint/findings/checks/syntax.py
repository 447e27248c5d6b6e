"""A line cannot be read.

## What it does

It reports a line that is no sentence of the language: a quote that is not closed, a word that the language does not
know, an arrow of another tool. It says what was expected there and, where one is near, the right word.

A broken line costs this one message. The names on it count as possibly declared, and everything else in the file is
read, checked and drawn. It cannot be silenced.

## Why it matters

What a line says that cannot be read is missing from the picture and from every other check.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstaje bar: takes "Takes the order"
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

CODE = "SY01"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each line that could not be read."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("syntax"))
