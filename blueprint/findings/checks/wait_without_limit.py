"""Somebody waits, and nothing says how long at the longest.

## What it does

It looks at every action that `waits`. The wait has a limit where it says `at most`, or where each action that goes on
`meanwhile` says `at most` of its own time or keeps a promise that says `within` how long. A range such as `2 to 5 min`
is what happens, not what is allowed, and `waits unknown` is no limit either. What nobody does is not judged.

## Why it matters

A wait without a limit is never too long, so nobody acts. The limit is what lets a queue be staffed, an alarm be set
and a customer be told the truth.

## Example that fails

```blueprint
blueprint "Parcel shop"
  goal "The parcel is on its way"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 8-20"

step "Drop"
  evidence shop: "Receipt"
  customer: brings "Brings a parcel" via counter waits 4 min told "The number on the ticket"
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

The longest time that customers accept, beside the standard time: G. Lynn Shostack, “Designing Services That Deliver”,
Harvard Business Review, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.details import Time
from blueprint.model.elements import Action

CODE = "TM02"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each wait without a longest time."""
    for action in index.blueprint.actions:
        waits = action.waits
        if waits is None or action.nobody_does_it is not None or _limited(index, waits) or index.doubtful(action):
            continue
        long = "for an unknown time" if waits.high is None else waits.text
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(action)} waits {long}, and nothing says how long at the longest.",
            waits.span,
            element=action.id,
            help="Write the longest acceptable time after the wait, such as at most 10 min.",
        )


def _limited(index: Index, waits: Time) -> bool:
    if waits.at_most is not None:
        return True
    others = [index.actions.get(name.name) for name in waits.meanwhile]
    return bool(others) and all(one is not None and _ends_in_time(index, one) for one in others)


def _ends_in_time(index: Index, action: Action) -> bool:
    if action.takes is not None and action.takes.at_most is not None:
        return True
    promises = (card for _, card in index.cards if card.kind == "promise" and card.within is not None)
    return any(name.name == action.name for card in promises for name in card.kept_by)
