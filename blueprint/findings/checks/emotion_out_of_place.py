"""A feeling stands at something that cannot feel.

## What it does

It looks at every action with an `emotion`. It speaks where the action is evidence, where a declared system does it,
and at the stages `support`, `preparation` and `facility`, unless people are declared to do it there: a department, a
role, a partner or a persona. People at the front stage and back stage do have feelings.

## Why it matters

A feeling in the wrong lane is lost: the curve of the customer's experience leaves it out, and whoever felt it is not
asked. As a rule it belongs to the customer who meets the system.

## Example that fails

```blueprint
blueprint "Fault" owner "Head of care"

department care "Care" owner "Head of care"
system crm "CRM" part of care

step "Call"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls"
    trigger
  frontstage care: answers "Takes the call"
  support crm: "Keeps the fault ticket"
    emotion -1
    pain "Takes ages"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
```

## Mended

```blueprint
blueprint "Fault" owner "Head of care"

department care "Care" owner "Head of care"
system crm "CRM" part of care

step "Call"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls"
    trigger
    emotion -1
    pain "Takes ages"
  frontstage care: answers "Takes the call"
  support crm: "Keeps the fault ticket"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
```

## Source

The stages of the method: support processes are systems and processes, and the curve of feelings belongs to the
actions of people. Mary Jo Bitner, Amy Ostrom and Felicia Morgan, “Service Blueprinting: A Practical Technique for
Service Innovation”, 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

CODE = "EX04"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "sketch")

_THINGS = {
    "evidence": "is evidence",
    "support": "stands in a lane of systems and processes",
    "preparation": "stands in a lane of preparations",
    "facility": "stands in a lane of facilities",
}


def find(index: Index) -> Iterator[Finding]:
    """One finding for each feeling of something that cannot feel."""
    for action in index.blueprint.actions:
        if action.emotion is None:
            continue
        reason = _cannot_feel(index, action)
        if reason:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{index.label(action)} has an emotion, but {reason}, which has no feelings.",
                action.emotion.span,
                element=action.id,
                help="Move the emotion to the action of the customer or the employee who feels it.",
                places=_doer(index, action),
            )


def _cannot_feel(index: Index, action: Action) -> str:
    unit = index.unit_of(action)
    if action.stage == "evidence":
        return _THINGS[action.stage]
    if unit is not None and unit.kind == "system" and unit.declared:
        return f"{index.label(unit)} is a system"
    if action.stage not in _THINGS or (unit is not None and (unit.declared or index.doubtful(unit))):
        return ""
    return "" if index.doubtful(action) or index.include_failed else _THINGS[action.stage]


def _doer(index: Index, action: Action) -> tuple[Place, ...]:
    unit = index.unit_of(action)
    if unit is None or unit.kind != "system" or not unit.declared or action.stage == "evidence":
        return ()
    return (Place(unit.span, "declared as a system"),)
