"""A customer or the front stage comes to a place after which nothing follows, and which is no outcome.

## What it does

It looks at every action of the stages `customer` and `frontstage` to which an arrow `->`, `=>` or `<->` leads from
where the journey begins. It is a dead end where it is no `outcome` and no arrow other than `..>` leads away from it.
The two ends of an exchange `<->` are one: what leads away from either leads away from both, and what repeats the
exchange, with a bound, does not. Where the front stage informs the customer (`..>`) at an action from which the journey
goes on, or at which it ends, that is a way out too: the customer has heard it, and nothing waits. Where the service has
variants, each of them is judged for itself.

Not judged are: a file in which nothing is marked `outcome`; an action at which a handoff is dropped; a question
(`choice`) without answers; an action of which a line could not be read.

## Why it matters

The customer stands there and waits for something that nobody does, or an employee has done a part and the rest falls
under the table. Nobody sees it in the files, since nothing in them is wrong.

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
  frontstage shop: looks "Looks at the bicycle" via counter

step "Fetch"
  frontstage shop: refuses "Says that it cannot be mended" via counter
  frontstage shop: mends "Mends it on the spot" via counter
  customer: rides "Rides away"
    outcome

brings -> looks
looks -> mends when "it can be mended"
looks -> refuses when "it cannot be mended"
mends -> rides
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
  frontstage shop: looks "Looks at the bicycle" via counter

step "Fetch"
  frontstage shop: refuses "Says that it cannot be mended" via counter
  customer: leaves "Takes it to the maker"
    outcome
  frontstage shop: mends "Mends it on the spot" via counter
  customer: rides "Rides away"
    outcome

brings -> looks
looks -> mends when "it can be mended"
looks -> refuses when "it cannot be mended"
refuses -> leaves
mends -> rides
```

## Source

The option to complete, one of the conditions of soundness: Wil van der Aalst, “The Application of Petri Nets to
Workflow Management”, 1998.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

CODE = "FL02"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)

MET = ("customer", "frontstage")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each action, or exchange, at which the journey stops without an outcome."""
    if not index.graphs or not index.graphs[0].has_outcome:
        return
    from blueprint.findings.lookup.graph import by_variant

    for words, graph, node in by_variant(index.graphs, _dead_ends):
        action = next(one for one in reversed(graph.members[node]) if one.stage in MET)
        label = index.label(action)
        path = graph.path(node)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words}{label} leads nowhere, and it is no outcome.",
            action.span,
            element=action.id,
            help=f"Draw the arrow to what follows {label}, or mark it outcome if the journey ends there.",
            trail=graph.trail(path, node),
        )


def _dead_ends(graph: Graph) -> Iterator[tuple[str, str]]:
    arrows_in = graph.index.arrows_in
    entered = {leg.target for legs in graph.out.values() for leg in legs if leg.source != leg.target}
    for node in graph.walk.reached:
        if not graph.stops(node) or node in graph.outcomes or node in graph.vague:
            continue
        members = graph.members[node]
        if node not in entered and len(members) == 1 and members[0].trigger is None:
            continue
        if not any(one.stage in MET and one.nobody_does_it is None for one in members):
            continue
        handed = any(arrow.kind == "handoff" for one in members for arrow in arrows_in.get(one.id, ()))
        if not handed and not any(one.choice for one in members) and not any(_informs(graph, one) for one in members):
            yield node, node


def _informs(graph: Graph, action: Action) -> bool:
    """Whether a front-stage action informs the customer at an action after which something follows."""
    index = graph.index
    for arrow in index.arrows_out.get(action.id, ()) if action.stage == "frontstage" else ():
        told = graph.story.actions.get(arrow.target.name)
        here = arrow.kind == "inform" and index.variants.occurs(arrow, graph.story.variant)
        if here and told is not None and told.stage == "customer" and index.flow.goes_on(told):
            return True
    return False
