"""A failure is rated as a high risk, and nothing is said to be done against it.

## What it does

It multiplies `severity`, `occurrence` and `detection` of every `fail` and `risk` that gives all three; of a range it
takes the lower number. From the threshold `risk` on (125, which is 5 × 5 × 5) it asks for a measure: a `ticket`, a
date (`by`) or a status of the card itself, or an `idea` at the same element. A `recovery` is no measure: it puts one
case right and makes the next one no rarer. What is retired is not judged.

## Why it matters

A rating that leads to nothing was a waste of everybody's afternoon. The few failures that are grave, frequent and
hard to notice at once are where work on a service pays most.

## Example that fails

```blueprint
blueprint "Repair" owner "Shop manager"

department shop "Shop" owner "Shop manager"
  may "Repair again for nothing"

step "Repair"
  evidence: "Repair slip" owner "Shop manager"
  customer: brings "Brings the bicycle"
    trigger
  frontstage shop: mends "Mends the brake"
    fail "The brake comes loose" severity 9 occurrence 3 detection 7 recovery "Fetches the bicycle"
  customer: rides "Rides away"
    outcome

brings -> mends -> rides
```

## Mended

```blueprint
blueprint "Repair" owner "Shop manager"

department shop "Shop" owner "Shop manager"
  may "Repair again for nothing"

step "Repair"
  evidence: "Repair slip" owner "Shop manager"
  customer: brings "Brings the bicycle"
    trigger
  frontstage shop: mends "Mends the brake"
    fail "The brake comes loose" severity 9 occurrence 3 detection 7 recovery "Fetches the bicycle" ticket "SHOP-7"
  customer: rides "Rides away"
    outcome

brings -> mends -> rides
```

## Source

Failure mode and effects analysis (IEC 60812): the risk priority number, and the action that a high one calls for.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Blueprint, Card

CODE = "FR02"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each fail point or risk above the threshold against which nothing is done."""
    threshold = index.settings.thresholds.risk
    for thing, card in index.cards:
        product = _product(card)
        if product < threshold or card.tickets or card.by is not None or card.status is not None:
            continue
        if any(other.kind == "idea" for other in thing.facts.cards) or index.doubtful(thing):
            continue
        if thing.facts.status is not None and thing.facts.status.text == "retired":
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"“{card.text}” is rated {product:g}, where {threshold} is already high, and nothing is done against it.",
            card.span,
            element="" if isinstance(thing, Blueprint) else thing.id,
            help="Write the ticket under which it is made rarer, milder or easier to notice, or add an idea.",
        )


def _product(card: Card) -> float:
    if card.kind not in ("fail", "risk") or card.severity is None or card.occurrence is None or card.detection is None:
        return 0
    return card.severity.low * card.occurrence.low * card.detection.low
