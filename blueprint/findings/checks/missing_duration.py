"""Times are given, and an action on the path has none.

## What it does

It asks whether any action of the file says how long it `takes` or `waits`. If so, each action that the journey
reaches should say it too. “Unknown” is an answer.

- Judged are actions of the stages `customer`, `frontstage` and `backstage`, and support that an arrow `->` or `=>`
  touches. What an exchange `<->` joins goes on at once, so one time is enough for both.
- A `trigger` and an `outcome` are moments and need no time, and what nobody does has none.
- In a file without arrows every action of these stages but support is on the path.
- Where more than half of the actions have no time, the times are only begun: that is one finding, at the first line.

## Why it matters

How long the journey takes, and whether a promise can be kept, is the sum along the path. One missing time makes it a
guess.

## Example that fails

```blueprint
blueprint "Shoeshine"
  goal "Walk on in clean shoes"

department stand "Shoeshine stand" owner "Shoeshiner"
channel corner "On the corner" hours "Mo-Sa 8-18"

step "Shine"
  evidence stand: "Chair"
  customer: sits "Sits down" via corner
    trigger
  frontstage stand: brushes "Brushes the shoes" via corner takes 30 s
  frontstage stand: polishes "Applies the polish" via corner
  frontstage stand: buffs "Buffs the shoes" via corner takes 45 s
  customer: walks "Walks on"
    outcome

sits -> brushes -> polishes -> buffs -> walks
```

## Mended

```blueprint
blueprint "Shoeshine"
  goal "Walk on in clean shoes"

department stand "Shoeshine stand" owner "Shoeshiner"
channel corner "On the corner" hours "Mo-Sa 8-18"

step "Shine"
  evidence stand: "Chair"
  customer: sits "Sits down" via corner
    trigger
  frontstage stand: brushes "Brushes the shoes" via corner takes 30 s
  frontstage stand: polishes "Applies the polish" via corner takes 30 s
  frontstage stand: buffs "Buffs the shoes" via corner takes 45 s
  customer: walks "Walks on"
    outcome

sits -> brushes -> polishes -> buffs -> walks
```

## Source

A time for each step of the blueprint, and the sum against what customers tolerate: G. Lynn Shostack, “Designing
Services That Deliver”, Harvard Business Review, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

CODE = "TM01"
SEVERITY = Severity.INFO
PROFILES: tuple[str, ...] = ()

WORK = ("customer", "frontstage", "backstage")
SHOWN = 3


def find(index: Index) -> Iterator[Finding]:
    """One finding for each action without a time, or one where the times are only begun."""
    if not any(_known(one) for one in index.blueprint.actions):
        return
    path = [
        one
        for one in index.blueprint.actions
        if (one.stage in WORK or _carries(index, one)) and not any((one.trigger, one.outcome, one.nobody_does_it))
    ]
    timed = _timed(index)
    if index.has_arrows:
        reached = {one.id for graph in index.graphs for node in graph.walk.reached for one in graph.members[node]}
        path = [one for one in path if one.id in reached]
    gaps = [one for one in path if one.id not in timed and not index.doubtful(one)]
    if len(gaps) * 2 > len(path):
        if index.unread:
            return
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"Of {len(path)} actions on the path, {len(gaps)} do not say how long they take.",
            index.blueprint.span,
            help="Write takes and a time, such as takes 5 min, or takes unknown, after each of them.",
            places=tuple(Place(one.span, "has no time") for one in gaps[:SHOWN]),
        )
        return
    for action in gaps:
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(action)} does not say how long it takes.",
            action.span,
            element=action.id,
            help="Write takes and a time after it, such as takes 5 min, or takes unknown.",
        )


def _known(action: Action) -> bool:
    return any(time is not None and time.high is not None for time in (action.takes, action.waits))


def _carries(index: Index, action: Action) -> bool:
    if action.stage != "support":
        return False
    arrows = (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ()))
    return any(arrow.kind in ("flow", "handoff") for arrow in arrows)


def _timed(index: Index) -> set[str]:
    """The actions that say a time, or whose partner in an exchange does."""
    timed = {one.id for one in index.blueprint.actions if one.takes or one.waits or index.doubtful(one)}
    for graph in index.graphs:
        for members in graph.members.values():
            if len(members) > 1 and any(one.id in timed for one in members):
                timed.update(one.id for one in members)
    return timed
