"""Nothing behind the line of visibility supports a front-stage action.

## What it does

It judges every front-stage action that the customer meets and that a person does; a system is its own support. An
action is supported where any of this is there:

- an arrow of any kind joins it to an action of the stages `backstage`, `support`, `preparation` or `facility`;
- an action of those stages that no arrow joins to anything stands in its step, or goes on `through` it;
- the same unit, or one of its department, prepares something or keeps a facility that no arrow joins to anything: what
  is there beforehand is there all the time;
- information that it `asks`, `reads` or `writes` is kept in a system, or a system carries an arrow to or from it;
- another action of the same unit in the same step is supported in one of these ways.

Where nothing in the whole file stands behind the line of visibility, it is one finding at the first line.

## Why it matters

A blueprint differs from a customer journey by what it shows behind the line: who and what makes each contact
possible. Where nothing is drawn there, nobody can say what the contact needs, or what fails with it.

## Example that fails

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage shop: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well"

step "Care"
  evidence: "Cloth" owner "Shop manager"
  frontstage shop: cleans "Cleans the glasses" via counter
  customer: goes "Goes on with clean glasses" outcome

orders -> measures -> grinds -> hands -> sees -> cleans -> goes
```

## Mended

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage shop: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well"

step "Care"
  evidence: "Cloth" owner "Shop manager"
  frontstage shop: cleans "Cleans the glasses" via counter
  customer: goes "Goes on with clean glasses" outcome
  facility shop: "Keeps a basin for cleaning"

orders -> measures -> grinds -> hands -> sees -> cleans -> goes
```

## Source

The step “link contact activities to needed support functions”: Mary Jo Bitner, Amy Ostrom and Felicia Morgan, “Service
Blueprinting: A Practical Technique for Service Innovation”, 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

CODE = "LN02"
SEVERITY = Severity.INFO
PROFILES: tuple[str, ...] = ()

_BEHIND = ("backstage", "support", "preparation", "facility")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each contact without support, or one for the blueprint where nothing stands behind the line."""
    actions = index.blueprint.actions
    fronts = [one for one in index.touchpoints if one.stage == "frontstage" and not _is_machine(index, one)]
    supported = {one.id for one in actions if one.stage == "frontstage" and _has_support(index, one)}
    if not supported and all(one.stage not in _BEHIND for one in actions):
        if fronts and not index.unread:
            at = f" at any of the {len(fronts)} touchpoints" if fronts[1:] else ""
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"Nothing is said about what stands behind the line of visibility{at}.",
                index.blueprint.span,
                help="Add who and what makes the contacts possible, such as backstage or support actions.",
            )
        return
    if index.flow.astray:
        return
    kept, ready = _steps_with_support(index), _units_made_ready(index)
    shared = {(index.position(one), one.lane) for one in actions if one.id in supported}
    for action in fronts:
        position = index.position(action)
        if action.id in supported or (position, action.lane) in shared or index.doubtful(action):
            continue
        if index.lost_in(index.blueprint.steps[position]):
            continue
        if not ready.isdisjoint(_units(index, action)):
            continue
        if kept.isdisjoint(range(position, index.last_position(action) + 1)):
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"Nothing behind the line of visibility supports {index.label(action)}.",
                action.span,
                element=action.id,
                help=f"Add the back-stage or support action that makes {index.label(action)} possible, and join the two"
                " by an arrow.",
            )


def _is_machine(index: Index, action: Action) -> bool:
    unit = index.unit_of(action)
    return unit is not None and (unit.kind == "system" or (index.unread and not unit.declared))


def _has_support(index: Index, action: Action) -> bool:
    if any(one.kept_in for one in (*action.asks, *action.reads, *action.writes)):
        return True
    for arrow in (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ())):
        other = index.action_at(arrow.source if arrow.target.name == action.id else arrow.target)
        if other is not None and other.stage in _BEHIND:
            return True
        if any(name.kind == "system" for name in arrow.via) or any(one.kept_in for one in arrow.carries):
            return True
    return any(index.unit_at(arrow.target) is not None for arrow in index.arrows_out.get(action.id, ()))


def _steps_with_support(index: Index) -> set[int]:
    """The numbers of the steps in which work behind the line goes on that no arrow joins to anything."""
    steps: set[int] = set()
    for action in index.blueprint.actions:
        if action.stage in _BEHIND and not index.is_linked(action) and action.nobody_does_it is None:
            steps.update(range(index.position(action), index.last_position(action) + 1))
    return steps


def _units_made_ready(index: Index) -> set[str]:
    """The ids of the units, and their departments, that prepare something or keep a facility apart from the flow."""
    return {
        unit
        for action in index.blueprint.actions
        if action.stage in ("preparation", "facility") and not index.is_linked(action)
        for unit in _units(index, action)
    }


def _units(index: Index, action: Action) -> set[str]:
    """The ids of the unit of an action and of its nearest department."""
    return {unit.id for unit in (index.unit_of(action), index.department_of(action)) if unit is not None}
