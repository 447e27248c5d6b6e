"""An arrow leads from an action to itself.

## What it does

It looks for arrows of any kind whose two ends are one action.

## Why it matters

An arrow says what comes next, and an action that comes after itself tells the reader nothing. Mostly one of the two
names is a slip. Where the work is really done again, the story has a reason to go back, and that reason is an action
of its own: a look at the result, a call, a complaint.

## Example that fails

```blueprint
blueprint "Shoeshine"

department stand "Shoeshine stand" owner "Shoeshiner"

step "Shine"
  customer: sits "Sits down"
  frontstage stand: polishes "Applies the polish"

step "Pay"
  customer: pays "Pays"
    outcome

sits -> polishes -> pays
polishes -> polishes
```

## Mended

```blueprint
blueprint "Shoeshine"

department stand "Shoeshine stand" owner "Shoeshiner"

step "Shine"
  customer: sits "Sits down"
  frontstage stand: polishes "Applies the polish"
  frontstage stand: looks "Looks at the shine"

step "Pay"
  customer: pays "Pays"
    outcome

sits -> polishes -> looks
looks -> polishes when "still dull" repeats up to 2
looks -> pays when "it shines"
```

## Source

Our own: the smallest loop, and always one from which nothing is learnt.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Edit, Finding, Fix, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "FL08"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each arrow from an action to itself."""
    for arrow, action, target in index.arrow_ends:
        if action is not None and action is target:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"An arrow leads from {index.label(action)} to itself.",
                arrow.span,
                element=arrow.id,
                help="Name the action that really comes next, or delete the arrow.",
                fix=Fix("Remove the arrow", (Edit(arrow.span, ""),), safe=False) if index.stands_alone(arrow) else None,
            )
