"""A step holds no action.

## What it does

It looks at every step that the file names. One is empty if no action and no evidence stands in it, and none that began
in an earlier step goes on `through` it. A step whose status is `idea` or `retired` is left alone, and so is one below
which a line could not be read, and a file in which nothing happens at all.

## Why it matters

A step in which nobody does anything is a heading without a text: either something is forgotten there, or the step
belongs to its neighbour.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"

step "Wait"

step "Enjoy"
  customer: "Drinks it"
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"

step "Wait"
  customer: "Watches the foam"

step "Enjoy"
  customer: "Drinks it"
```

## Source

G. Lynn Shostack, “Designing Services That Deliver”, Harvard Business Review, 1984: a step is something that is done.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST04"
SEVERITY = Severity.WARNING
PROFILES = ("sketch", "review")

NOT_THERE = ("idea", "retired")
"""What is only thought of, or no longer there, may be empty."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each step in which nothing is done."""
    if not index.blueprint.actions:
        return
    goes_on = -1
    for number, step in enumerate(index.blueprint.steps):
        goes_on = max((goes_on, *(index.last_position(action) for action in step.actions)))
        if step.actions or goes_on >= number or not (step.label or step.name) or index.doubtful(step):
            continue
        if step.facts.status is not None and step.facts.status.text in NOT_THERE:
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"In the step {index.label(step)} nobody does anything.",
            step.span,
            element=step.id,
            help=f"Say who does what in {index.label(step)}, or remove the step.",
        )
