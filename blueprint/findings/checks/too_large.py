"""Too much stands in one part of the blueprint.

## What it does

It counts actions and pieces of evidence. More than 50 of them, and no phases, is a finding at the first line. With
phases, each phase that holds more than 50 is a finding, and so is the rest that stands in no phase. What is `only in`
some variants counts for those, and the largest variant is taken. The number is the setting `actions`.

## Why it matters

A drawing that fits on no wall is not looked at, and mistakes hide in it: in process models they become far more
likely beyond 50 elements. Phases split a journey into parts that can each be read at a glance.

## Example that fails

The setting `actions` is 50; this example is long because it must be.

```blueprint
blueprint "City tour"

department bus "Bus" owner "Head of tours"

step "Ride"
  frontstage bus: "Drives to the town hall"
  frontstage bus: "Drives to the first bridge"
  customer: "Looks at sight 1"
  customer: "Looks at sight 2"
  customer: "Looks at sight 3"
  customer: "Looks at sight 4"
  customer: "Looks at sight 5"
  customer: "Looks at sight 6"
  customer: "Looks at sight 7"
  customer: "Looks at sight 8"
  customer: "Looks at sight 9"
  customer: "Looks at sight 10"
  customer: "Looks at sight 11"
  customer: "Looks at sight 12"
  customer: "Looks at sight 13"
  customer: "Looks at sight 14"
  customer: "Looks at sight 15"
  customer: "Looks at sight 16"
  customer: "Looks at sight 17"
  customer: "Looks at sight 18"
  customer: "Looks at sight 19"
  customer: "Looks at sight 20"
  customer: "Looks at sight 21"
  customer: "Looks at sight 22"
  customer: "Looks at sight 23"
  customer: "Looks at sight 24"
  customer: "Looks at sight 25"
  customer: "Looks at sight 26"
  customer: "Looks at sight 27"
  customer: "Looks at sight 28"
  customer: "Looks at sight 29"
  customer: "Looks at sight 30"
  customer: "Looks at sight 31"
  customer: "Looks at sight 32"
  customer: "Looks at sight 33"
  customer: "Looks at sight 34"
  customer: "Looks at sight 35"
  customer: "Looks at sight 36"
  customer: "Looks at sight 37"
  customer: "Looks at sight 38"
  customer: "Looks at sight 39"
  customer: "Looks at sight 40"
  customer: "Looks at sight 41"
  customer: "Looks at sight 42"
  customer: "Looks at sight 43"
  customer: "Looks at sight 44"
  customer: "Looks at sight 45"
  customer: "Looks at sight 46"
  customer: "Looks at sight 47"
  customer: "Looks at sight 48"
  customer: "Looks at sight 49"
```

## Mended

The tour in parts, of which the first is shown.

```blueprint
blueprint "City tour"

department bus "Bus" owner "Head of tours"

phase "Old town"
step "Ride to the town hall"
  frontstage bus: "Drives to the town hall"
  customer: "Looks at sight 1"
  customer: "Looks at sight 2"

phase "River"
step "Ride to the bridge"
  frontstage bus: "Drives to the first bridge"
  customer: "Looks at sight 3"
```

## Source

Jan Mendling, Hajo Reijers and Wil van der Aalst, “Seven process modeling guidelines (7PMG)”, Information and Software
Technology, 2010: errors become likely beyond 50 elements; decompose the model.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Phase

CODE = "ST15"
SEVERITY = Severity.WARNING
PROFILES = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each part of the journey that holds too much."""
    most = index.settings.thresholds.actions
    if len(index.blueprint.actions) <= most:
        return
    for phase in index.blueprint.phases:
        count = _largest(index, [action for step in phase.steps for action in step.actions])
        if count > most:
            yield _finding(index, phase, count, most)


def _largest(index: Index, actions: list[Action]) -> int:
    """How many of the actions the largest variant holds."""
    variants = index.variants
    return max(sum(variants.occurs(action, variant) for action in actions) for variant in variants.all)


def _finding(index: Index, phase: Phase, count: int, most: int) -> Finding:
    if phase.label or phase.name:
        message = f"The phase {index.label(phase)} holds {count} actions, more than {most}."
        help = f"Split it into phases of {most} actions or fewer."
        return found(__name__, CODE, SEVERITY, message, phase.span, element=phase.id, help=help)
    where = "These" if len(index.blueprint.phases) == 1 else "Before the first phase these"
    message = f"{where} are {count} actions in one piece, more than {most}."
    help = f"Group the steps into phases of {most} actions or fewer, such as phase “Arrival”."
    return found(__name__, CODE, SEVERITY, message, index.blueprint.span, help=help)
