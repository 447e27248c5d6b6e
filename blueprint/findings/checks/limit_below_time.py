"""Something takes or waits longer than the blueprint allows there.

## What it does

It looks at every `takes` and `waits` with an `at most`, and compares the longest time that is said with the longest
that is acceptable. Of a range, as `5 to 12 min`, the longer time counts, and so do twelve minutes where the time is
said to be `90% under 12 min`. What is `unknown` is not compared. What nobody does is not judged.

## Why it matters

Either the limit is a wish that the service misses every day, and then that is the gap to work on, or one of the two
times is a slip. In both cases nobody can rely on the limit.

## Example that fails

```blueprint
blueprint "Parcel shop"
  goal "The parcel is on its way"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 8-20"

step "Drop"
  evidence shop: "Receipt"
  customer: brings "Brings a parcel" via counter waits 4 to 12 min at most 10 min told "The number on the ticket"
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
  customer: brings "Brings a parcel" via counter waits 4 to 8 min at most 10 min told "The number on the ticket"
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

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "TM08"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each time that is longer than its own limit."""
    for action in index.blueprint.actions:
        if action.nobody_does_it is not None or index.doubtful(action):
            continue
        for word, time in (("takes", action.takes), ("waits", action.waits)):
            if time is None or time.at_most is None or time.at_most.high is None:
                continue
            from blueprint.findings.lookup.times import in_words, longest

            if longest(time) > time.at_most.high:
                yield found(
                    __name__,
                    CODE,
                    SEVERITY,
                    f"{index.label(action)} {word} {in_words(time)}, and at most {time.at_most.text} is acceptable.",
                    time.span,
                    element=action.id,
                    help="Shorten it, or write the time after at most that is really acceptable.",
                    places=(Place(time.at_most.span, "the longest acceptable time"),),
                )
