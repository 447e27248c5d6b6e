"""An included file cannot be taken in.

## What it does

It reports an `include` of a file that is missing, that is no text, that lies outside the folder of the project, that
is included twice, or that includes itself by a detour. Names that the file may have declared are then not reported as
unknown. It cannot be silenced.

## Why it matters

The declarations that many blueprints share are not there, so that their owners and channels are missing from this
one.

## Example that fails

```blueprint
include "organisation.blueprint"

blueprint "Coffee to go"

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

CODE = "SY06"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each include that failed."""
    return passed_on(__name__, CODE, SEVERITY, index.reported("include-failed"))
