"""The customer waits and is told nothing.

## What it does

It looks at every action of the stage `customer` that `waits`. The customer is told something where the wait says
`told "…"`, or where an arrow `..>` or `<->` from the provider ends at the action. It is a finding where the wait says
`told nothing`, or where nothing says what the customer is told. A known wait of less than a minute is not judged.

## Why it matters

An uncertain wait feels longer than a known one, and an unexplained wait longer than an explained one. A place in the
queue or a time costs little, and changes more than a shorter wait.

## Example that fails

```blueprint
blueprint "Parcel shop"
  goal "The parcel is on its way"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 8-20"

step "Drop"
  evidence shop: "Receipt"
  customer: brings "Brings a parcel" via counter waits 4 min at most 10 min told nothing
    trigger
  frontstage shop: takes "Takes the parcel" via counter takes 1 min
  customer: leaves "Leaves with the receipt"
    outcome

brings -> takes -> leaves
```

## Mended

```blueprint
blueprint "Parcel shop"
  goal "The parcel is on its way"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 8-20"

step "Drop"
  evidence shop: "Receipt"
  customer: brings "Brings a parcel" via counter waits 4 min at most 10 min told "The number on the ticket"
    trigger
  frontstage shop: takes "Takes the parcel" via counter takes 1 min
  customer: leaves "Leaves with the receipt"
    outcome

brings -> takes -> leaves
```

## Source

Uncertain and unexplained waits are longer than known and explained ones: David Maister, “The Psychology of Waiting
Lines”, 1985.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

CODE = "TM03"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")

SHORT = 60
"""Seconds: nobody needs to be told anything in a shorter wait."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each wait of the customer in which nothing is told."""
    for action in index.blueprint.actions:
        waits = action.waits
        if waits is None or action.stage != "customer" or action.nobody_does_it is not None or waits.told:
            continue
        if (waits.high is not None and waits.high < SHORT) or index.doubtful(action):
            continue
        if waits.told_nothing is None and _is_informed(index, action):
            continue
        label = index.label(action)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The customer waits at {label} and is told nothing."
            if waits.told_nothing is not None
            else f"The customer waits at {label}, and nothing says what they are told meanwhile.",
            waits.told_nothing or waits.span,
            element=action.id,
            help='Tell them what happens and how long it takes, such as told "Your place in the queue".',
        )


def _is_informed(index: Index, action: Action) -> bool:
    for arrow in (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ())):
        inward = arrow.kind == "inform" and arrow.target.name == action.id
        other = index.action_at(arrow.source if arrow.target.name == action.id else arrow.target)
        if (inward or arrow.kind == "exchange") and other is not None and other.stage != "customer":
            return True
    return False
