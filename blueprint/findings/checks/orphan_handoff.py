"""Work is handed over to nobody, or by an action that nothing reaches.

## What it does

It looks at every arrow `=>`. A handoff is an orphan in either of two cases:

- Nobody can take it. It goes to a department as a whole, and no action of that department, or of a part of it, stands
  in the same or a later step. (An action that began earlier and goes on `through` that step counts.) Or it goes to an
  action that nobody does. An action marked `nobody does it` never takes anything.
- Nothing reaches the action that hands over: no path leads to it from where the journey begins. The journey begins at
  its triggers, or, without one, at the actions with no arrow in of the first step that has any (evidence and unlinked
  support do not count). A path follows every kind of arrow but `..>`, and `<->` both ways. Of several such handoffs
  in a row, only the first is a finding.

## Why it matters

With a handoff the responsibility moves. Where nobody stands at the other end, the work has left one desk and lies on
none: each side believes that it is with the other. Where nothing sets the handoff going, it never happens.

## Example that fails

```blueprint
blueprint "Cable TV outage"

department care "Customer care" owner "Head of care"
department field "Field service" owner "Head of field service"

step "Call"
  customer: calls "Calls the hotline"
  frontstage care: answers "Takes the call"

step "Repair"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
answers => field "Visit order"
```

## Mended

```blueprint
blueprint "Cable TV outage"

department care "Customer care" owner "Head of care"
department field "Field service" owner "Head of field service"

step "Call"
  customer: calls "Calls the hotline"
  frontstage care: answers "Takes the call"

step "Repair"
  frontstage field: repairs "Repairs the connection"
  customer: watches "Watches television again"
    outcome

calls -> answers
answers => repairs "Visit order"
repairs -> watches
```

## Source

Handovers as the place where work is lost: Geary Rummler and Alan Brache, “Improving Performance: How to Manage the
White Space on the Organization Chart”, 1990; paths from a beginning as in the soundness of workflow nets: Wil van der
Aalst, 1998.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Arrow

CODE = "HO01"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each handoff that nobody takes or nothing sets going."""
    flow = index.flow
    for arrow in flow.handoffs:
        source = index.action_at(arrow.source)
        if source is None or index.doubtful(source):
            continue
        if arrow.id in flow.untaken:
            yield from _untaken(index, arrow, source)
        elif arrow.id in flow.unreached_handoffs:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{index.label(source)} hands over to {index.label(arrow.target)}, but nothing leads to"
                f" {index.label(source)}.",
                arrow.span,
                element=arrow.id,
                help=f"Draw the arrow that leads to {index.label(source)},"
                " or mark it trigger if the journey begins there.",
                places=(Place(source.span, "nothing leads here"),),
            )


def _untaken(index: Index, arrow: Arrow, source: Action) -> Iterator[Finding]:
    action, unit = index.action_at(arrow.target), index.unit_at(arrow.target)
    if action is not None:
        message = f"{index.label(source)} hands over to {index.label(action)}, which nobody does."
        help = f"Say who takes it over from {index.label(source)}."
        place = Place(action.span, "nobody does this")
    elif unit is not None and not index.doubtful(unit):
        name = index.label(unit)
        message = f"{index.label(source)} hands over to {name}, which has nothing to do in the same or a later step."
        help = f"Add the action with which {name} takes over, or hand over to somebody else."
        place = Place(unit.span, "takes nothing over")
    else:
        return
    yield found(__name__, CODE, SEVERITY, message, arrow.span, element=arrow.id, help=help, places=(place,))
