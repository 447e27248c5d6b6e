"""The journey has no goal.

## What it does

It looks for `goal` at the blueprint, or at a persona: what the customer wants to reach. The goal of a phase is that of
a part only. Nothing is said about a file in which nothing happens, or which may have lost the line.

## Why it matters

Without a goal nobody can say whether a step helps the customer on or only the provider, and when the service has
succeeded.

## Example that fails

```blueprint
blueprint "Bicycle repair"
  owner "Shop manager"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"
```

## Mended

```blueprint
blueprint "Bicycle repair"
  goal "Ride again by the weekend"
  owner "Shop manager"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"
```

## Source

DIN SPEC 77224:2011, “Achieving customer delight through service excellence”: the service is judged by what the customer
wants to reach with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST10"
SEVERITY = Severity.INFO
PROFILES = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for a blueprint that says nowhere what is to be reached."""
    blueprint = index.blueprint
    if blueprint.facts.goal or not blueprint.actions or index.unread or index.doubtful(blueprint):
        return
    if any(one.kind == "persona" and one.facts.goal for one in blueprint.declarations):
        return
    yield found(
        __name__,
        CODE,
        SEVERITY,
        "It is not said what the customer wants to reach on this journey.",
        blueprint.span,
        help='Say it below the blueprint line, such as goal "Watch television again".',
    )
