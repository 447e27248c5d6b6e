"""Two things of one kind have the same name.

## What it does

It reports the second of two actions, steps, phases or declarations of one kind with the same name, and shows the
first. A department and a channel may share a name, since it is always clear which of them is meant. It cannot be
silenced.

## Why it matters

Arrows and details speak of things by their names. With two of one name nobody knows which is meant.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"
    outcome

step "Drink"
  customer: orders "Drinks it"

orders -> takes
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
  frontstage bar: takes "Takes the order"

step "Drink"
  customer: drinks "Drinks it"
    outcome

orders -> takes -> drinks
```

## Source

The sixth promise of the language: names are stable handles.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, passed_on
from blueprint.findings.lookup.index import Index

CODE = "ST06"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each name that was given before."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("duplicate-name"))
