"""The value of a detail is not one that it can have.

## What it does

It reports a value of the right form that makes no sense where it stands: an emotion beyond -2 to +2, a day that the
calendar does not have, quotes that hold nothing, as in `owner ""`. (A word that is none of those from which a detail
chooses is a line that cannot be read.) The detail is left out; the rest of the statement is kept. What is missing
because of it is no second finding. It cannot be silenced.

## Why it matters

A value out of its range says something else than its writer meant, and figures made from it would be wrong. An empty
text looks as if the question had been answered: an owner without a name is nobody.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: orders "Orders a flat white"
    emotion 3
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
    emotion 2
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

CODE = "SY02"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each value that is none."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("wrong-value"))
