"""A phase holds no step and no action.

## What it does

It looks at every phase that the file names. One is empty if no step and no action stands between it and the next
phase. A phase with steps that are themselves empty is not judged here. A phase whose status is `idea` or `retired`
is left alone, and so is one below which a line could not be read, and a file in which nothing happens at all.

## Why it matters

An empty phase promises a part of the journey that nobody has thought through. In a review it looks as if all were well.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

phase "Buying"
step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"

phase "Drinking"
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

phase "Buying"
step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"

phase "Drinking"
step "Enjoy"
  customer: "Drinks it"
```

## Source

Phases as groups of the customer's steps: Mary Jo Bitner, Amy Ostrom and Felicia Morgan, “Service Blueprinting”,
California Management Review, 2008. That a phase holds a step is a rule of this language.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST03"
SEVERITY = Severity.WARNING
PROFILES = ("sketch", "review")

NOT_THERE = ("idea", "retired")
"""What is only thought of, or no longer there, may be empty."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each phase in which nothing stands."""
    if not index.blueprint.actions:
        return
    for phase in index.blueprint.phases:
        if phase.steps or not (phase.label or phase.name) or index.doubtful(phase):
            continue
        if phase.facts.status is not None and phase.facts.status.text in NOT_THERE:
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The phase {index.label(phase)} has no steps.",
            phase.span,
            element=phase.id,
            help=f"Say in steps what happens in {index.label(phase)}, or remove the phase.",
        )
