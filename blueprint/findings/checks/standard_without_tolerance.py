"""A standard does not say how far it may be missed.

## What it does

It looks at every `standard` and asks for its `tolerance`. One that is retired (`status retired`) is not judged.

## Why it matters

People are not machines: no service hits its standard every time. Where nobody says what is still good enough, either
every miss is a failure or none is, and customers find the limit before the provider does.

## Example that fails

```blueprint
blueprint "Shoeshine"
  goal "Walk on in clean shoes"

department stand "Shoeshine stand" owner "Shoeshiner"
channel corner "On the corner" hours "Mo-Sa 8-18"

step "Shine"
  evidence stand: "Chair"
  customer: sits "Sits down" via corner
    trigger
  frontstage stand: shines "Shines the shoes" via corner takes 2 min
    standard "Two minutes"
  customer: walks "Walks on"
    outcome

sits -> shines -> walks
```

## Mended

```blueprint
blueprint "Shoeshine"
  goal "Walk on in clean shoes"

department stand "Shoeshine stand" owner "Shoeshiner"
channel corner "On the corner" hours "Mo-Sa 8-18"

step "Shine"
  evidence stand: "Chair"
  customer: sits "Sits down" via corner
    trigger
  frontstage stand: shines "Shines the shoes" via corner takes 2 min
    standard "Two minutes" tolerance 3 min
  customer: walks "Walks on"
    outcome

sits -> shines -> walks
```

## Source

Standard and tolerance for each step, with the shoeshine as the example: G. Lynn Shostack, “Designing Services That
Deliver”, Harvard Business Review, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "TM06"
SEVERITY = Severity.INFO
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each standard without a tolerance."""
    for thing, card in index.cards:
        if card.kind != "standard" or card.tolerance is not None or index.doubtful(thing):
            continue
        if card.status is not None and card.status.text == "retired":
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The standard “{card.text}” does not say how far it may be missed.",
            card.span,
            element=getattr(thing, "id", ""),
            help="Write tolerance after it, such as tolerance 1 min or tolerance 5%.",
        )
