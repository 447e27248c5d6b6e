"""A fail point does not say how the service recovers, or how the failure is noticed.

## What it does

It looks at every `fail`, wherever it stands. It asks for a `recovery`: the action, or in quotes the words, by which
the failure is put right. Where any fail point or risk of the file says how hard it is to notice (`detection`), it
asks every fail point for that too. What is retired is not judged. Where no fail point of the file says anything of
the kind, that is one finding: at the fail point, or, where there are several, at the beginning.

## Why it matters

To mark where a service may fail is half of the work. Customers forgive a failure that is noticed and put right at
once; they do not forgive one that nobody had thought of. What is not planned is made up by whoever stands there.

## Example that fails

```blueprint
blueprint "Shoeshine" owner "Shoeshine"

department stand "Stand" owner "Shoeshine"
  may "Shine again for nothing"

step "Polish"
  customer: sits "Sits down"
    trigger
  frontstage stand: polishes "Applies the wax"
    fail "Wrong colour of wax"
  evidence: "Shining shoes" owner "Shoeshine"
  customer: walks "Walks on"
    outcome

sits -> polishes -> walks
```

## Mended

```blueprint
blueprint "Shoeshine" owner "Shoeshine"

department stand "Stand" owner "Shoeshine"
  may "Shine again for nothing"

step "Polish"
  customer: sits "Sits down"
    trigger
  frontstage stand: polishes "Applies the wax"
    fail "Wrong colour of wax" recovery "Cleans the shoe and begins again"
  evidence: "Shining shoes" owner "Shoeshine"
  customer: walks "Walks on"
    outcome

sits -> polishes -> walks
```

## Source

Fail points and the fail-safe processes for them, with this very example: G. Lynn Shostack, “Designing Services That
Deliver”, Harvard Business Review, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Blueprint

CODE = "FR01"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each fail point with a gap, or one for the file where none says how it recovers."""
    rated = any(card.detection is not None for _, card in index.cards)
    fails = [(thing, card) for thing, card in index.cards if card.kind == "fail"]
    gaps = [
        (thing, card)
        for thing, card in fails
        if (not card.recovery or (rated and card.detection is None))
        and not index.doubtful(thing)
        and (thing.facts.status is None or thing.facts.status.text != "retired")
    ]
    if len(gaps) > 1 and not rated and not any(card.recovery for _, card in fails):
        if not index.unread:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"The blueprint has {len(gaps)} fail points, and no recovery from any of them.",
                index.blueprint.span,
                help="Write recovery after each of them, and the action that puts it right, or what is done in quotes.",
                places=tuple(Place(card.span, "can fail here") for _, card in gaps[:3]),
            )
        return
    for thing, card in gaps:
        unnoticed = rated and card.detection is None
        lacks = ["nobody says how it is put right"] if not card.recovery else []
        lacks += ["nobody says how hard it is to notice"] if unnoticed else []
        write = ["recovery and the action that puts it right"] if not card.recovery else []
        write += ["detection and a number from 1 (at once) to 10 (never)"] if unnoticed else []
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"“{card.text}” can go wrong, and {' and '.join(lacks)}.",
            card.span,
            element="" if isinstance(thing, Blueprint) else thing.id,
            help=f"Write {', and '.join(write)} after it.",
        )
