"""No path leads to an action from where the journey begins.

## What it does

It walks along every arrow from the triggers, or, without one, from the actions with no arrow in of the first step
that has any. A path follows `->`, `=>` and, both ways, `<->`; what reached work informs by `..>` counts as reached
too. An action is unreachable where no path leads to it in any variant.

- Of actions in a row that nothing reaches, only the first is a finding; of a circle that nothing enters, the one that
  the file gives first.
- Where actions without any arrow are more than those with one, the arrows are only begun: that is one finding for all
  of them, at the first.
- Evidence, preparation, facilities, and support that no `->` or `=>` touches stand outside the flow. What nobody does
  is not judged, and nothing before a handoff that is an orphan already.

## Why it matters

What nothing sets going never happens, or it happens by luck: somebody remembers. Mostly an arrow was forgotten, and
with it the answer to the question who starts this work.

## Example that fails

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter

step "Fetch"
  backstage shop: calls "Notes that it is ready"
  frontstage shop: gives "Gives the bicycle back" via counter
  customer: rides "Rides away"
    outcome

brings -> takes -> gives -> rides
calls -> gives
```

## Mended

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter

step "Fetch"
  backstage shop: calls "Notes that it is ready"
  frontstage shop: gives "Gives the bicycle back" via counter
  customer: rides "Rides away"
    outcome

brings -> takes -> calls -> gives -> rides
```

## Source

No dead tasks, one of the conditions of soundness: Wil van der Aalst, “The Application of Petri Nets to Workflow
Management”, 1998.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import reached
from blueprint.model.elements import Action, Arrow

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

CODE = "FL01"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)

OUTSIDE = ("evidence", "preparation", "facility")
SHOWN = 3


def find(index: Index) -> Iterator[Finding]:
    """One finding for each beginning of a part that nothing reaches, or one where the arrows are only begun."""
    if not index.has_arrows or index.flow.astray:
        return
    reached = _reached(index)
    lost = [one for one in index.blueprint.actions if one.id not in reached and one.nobody_does_it is None]
    lost = [one for one in lost if _in_flow(index, one) and not index.doubtful(one)]
    if not lost:
        return
    bare = [one for one in lost if not index.is_linked(one)]
    if len(bare) > sum(index.is_linked(one) for one in index.blueprint.actions):
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"No arrow leads to {index.label(bare[0])} and {len(bare) - 1} more actions.",
            bare[0].span,
            element=bare[0].id,
            help="Draw the arrows of the whole story, from the trigger to the outcome.",
            places=tuple(Place(one.span, "no arrow leads here either") for one in bare[1 : SHOWN + 1]),
        )
        bare = []
    linked = [one for one in lost if index.is_linked(one)]
    for action in (*bare, *_first(index, linked)):
        label = index.label(action)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"No path leads to {label} from where the journey begins.",
            action.span,
            element=action.id,
            help=f"Draw the arrow that leads to {label}, or mark it trigger if the journey can begin there.",
            places=tuple(Place(one.span, "the journey begins here") for one in index.flow.starts[:1]),
        )


def _in_flow(index: Index, action: Action) -> bool:
    if action.stage in OUTSIDE:
        return False
    if action.stage != "support":
        return True
    arrows = (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ()))
    return any(arrow.kind in ("flow", "handoff") for arrow in arrows)


def _reached(index: Index) -> set[str]:
    """The actions reached in any variant, also by information."""
    informing = [arrow for arrow in index.blueprint.arrows if arrow.kind == "inform"]
    reached: set[str] = set()
    for graph in index.graphs:
        nodes = set(graph.walk.reached)
        if len(nodes) < len(graph.members) and informing:
            _inform(graph, nodes, informing)
        reached.update(action.id for node in nodes for action in graph.members[node])
        if len(reached) == len(index.actions):
            break
    return reached


def _inform(graph: Graph, nodes: set[str], informing: list[Arrow]) -> None:
    """Adds the nodes that the given ones inform, and all to which these lead."""
    heirs: dict[str, list[str]] = {}
    for arrow in informing:
        source, target = graph.node_of.get(arrow.source.name), graph.node_of.get(arrow.target.name)
        if source is not None and target is not None and graph.index.variants.occurs(arrow, graph.story.variant):
            heirs.setdefault(source, []).append(target)
    waiting = [node for node in heirs if node in nodes]
    while waiting:
        here = waiting.pop()
        for heir in (*heirs.get(here, ()), *(leg.target for leg in graph.out.get(here, ()))):
            if heir not in nodes:
                nodes.add(heir)
                waiting.append(heir)


def _first(index: Index, lost: list[Action]) -> Iterator[Action]:
    """The actions with which the lost parts begin, without those in front of an orphan."""
    if not lost:
        return
    following = index.flow.following
    ids = {one.id for one in lost}
    leading: dict[str, list[str]] = {}
    for action in lost:
        for target in following.get(action.id, ()):
            leading.setdefault(target, []).append(action.id)
    orphaned = {arrow.source.name for arrow in index.flow.handoffs if arrow.id in index.flow.unreached_handoffs}
    told = reached(leading, orphaned) | index.flow.reach(orphaned)
    for alone in (True, False):
        # First what nothing leads to; then, of circles, the action that the file gives first.
        for action in lost:
            if action.id in told or (alone and any(one in ids for one in leading.get(action.id, ()))):
                continue
            told |= index.flow.reach([action.id])
            yield action
