"""Nobody owns the journey as a whole.

## What it does

It looks for `owner` at the blueprint. The owners of departments, phases and actions answer for parts. Nothing is said
about a file in which nothing happens, or which may have lost the line.

## Why it matters

Each department can do its part well while the journey fails between them. Only somebody who is accountable for the
whole has a reason to look there, and keeps the blueprint true.

## Example that fails

```blueprint
blueprint "Bicycle repair"
  goal "Ride again by the weekend"

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

The process owner, who answers for a whole process across departments: Geary Rummler and Alan Brache, “Improving
Performance: How to Manage the White Space on the Organization Chart”, 1990.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST13"
SEVERITY = Severity.INFO
PROFILES = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for a blueprint without an owner."""
    blueprint = index.blueprint
    if blueprint.facts.owners or not blueprint.actions or index.unread or index.doubtful(blueprint):
        return
    yield found(
        __name__,
        CODE,
        SEVERITY,
        "Nobody is said to own this journey as a whole.",
        blueprint.span,
        help='Name who is accountable below the blueprint line, such as owner "Journey manager".',
    )
