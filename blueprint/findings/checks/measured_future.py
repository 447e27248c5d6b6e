"""A blueprint of the future claims that its feelings have been measured.

## What it does

In a blueprint that is `to-be` it looks at everything that is not there yet: without a status, or with the status
`idea` or `designed`. It speaks at an `emotion` or an `effort` with a source, and at an arrow that says how often it
was `repeated`, which is an observation. Feelings without a source are intentions, and right. What is prototyped,
implemented or live can be measured.

## Why it matters

Measured feelings in a to-be blueprint are as a rule left over from the copy of the as-is. Whoever compares the two
then compares a figure with itself and learns that the plan changes nothing, or, worse, takes a wish for a proof.

## Example that fails

```blueprint
blueprint "Fault" to-be owner "Head of care"

department care "Care" owner "Head of care"

step "Call"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls"
    trigger
    emotion +1 source "Twelve interviews, May 2026"
  frontstage care: answers "Takes the call at once"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
```

## Mended

```blueprint
blueprint "Fault" to-be owner "Head of care"

department care "Care" owner "Head of care"

step "Call"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls"
    trigger
    emotion +1
  frontstage care: answers "Takes the call at once"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
```

## Source

Diagrams of the current state and of the future state are told apart: James Kalbach, “Mapping Experiences”, 2016.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.details import Feeling

CODE = "EX05"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)

_THERE = ("prototyped", "implemented", "live", "retired")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each action or arrow of the future with something measured."""
    if index.blueprint.state != "to-be":
        return
    for action in index.blueprint.actions:
        status = action.facts.status or index.around[action.id][0].facts.status
        if status is not None and status.text in _THERE:
            continue
        measured = [(word, one) for word, one in _feelings(action.emotion, action.effort) if one.sources]
        for word, feeling in measured[:1]:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"The {word} of {index.label(action)} is said to be measured, but what it belongs to is only planned.",
                feeling.span,
                element=action.id,
                help=f"Leave out the source and write the {word} that is meant, or give the action the status live.",
                places=(Place(feeling.sources[0].span, "measured here"),),
            )
    for arrow in index.blueprint.arrows:
        if arrow.repeated is None or (arrow.facts.status is not None and arrow.facts.status.text in _THERE):
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"How often {index.label(arrow)} is repeated is said to be observed, but it is only planned.",
            arrow.repeated.span,
            element=arrow.id,
            help="Write repeats up to and the most that is meant to happen.",
        )


def _feelings(emotion: Feeling | None, effort: Feeling | None) -> list[tuple[str, Feeling]]:
    return [(word, one) for word, one in (("emotion", emotion), ("effort", effort)) if one is not None]
