"""The same arrow is there twice.

## What it does

It compares arrows of one kind between the same two ends; an exchange `<->` has no direction, so its ends may be
swapped. The later arrow is a duplicate if all of this holds:

- both have the same condition (`when`), or both have none;
- they do not say different things: of two labels, two `via` or two `carries`, either they are equal or one is not
  there;
- they can occur together: they are not `only in` variants of which they share none.

Two handoffs of different things, or branches with different conditions that lead to one action, are no duplicates. An
arrow from an action to itself is not judged again.

## Why it matters

The second arrow tells nothing new, and the two drift apart: the next change will be made at one of them only.

## Example that fails

```blueprint
blueprint "Parcel shop"

department shop "Shop" owner "Shop manager"

step "Drop"
  customer: brings "Brings a parcel"
  frontstage shop: takes "Takes the parcel"
    outcome

brings -> takes
brings -> takes
```

## Mended

```blueprint
blueprint "Parcel shop"

department shop "Shop" owner "Shop manager"

step "Drop"
  customer: brings "Brings a parcel"
  frontstage shop: takes "Takes the parcel"
    outcome

brings -> takes
```

## Source

Our own.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "FL09"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each arrow that repeats an earlier one."""
    for arrow, first in index.repeated:
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The arrow from {index.label(arrow.source)} to {index.label(arrow.target)} is there twice.",
            arrow.span,
            element=arrow.id,
            help="Delete one of the two, or say in what they differ.",
            places=(Place(first.span, "the first one"),),
            fix=Fix("Remove the second arrow", (Edit(arrow.span, ""),), safe=True)
            if index.stands_alone(arrow)
            else None,
        )
