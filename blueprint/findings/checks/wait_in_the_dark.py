"""The customer waits and is told nothing.

## What it does

It looks at every action of the stage `customer` that `waits`. The customer is told something where the wait says
`told "…"`, or where an arrow `..>` or `<->` from the provider ends at the action. They were told as well where a
contact on the way to the wait made a `promise` with `within` that ends it: `kept by` what goes on `meanwhile`, by what
follows the wait, or by what leads there beside it. It is a finding where the wait says `told nothing`, or where nothing
says what the customer is told. A known wait of less than a minute is not judged.

## Why it matters

An uncertain wait feels longer than a known one, and an unexplained wait longer than an explained one. A place in the
queue or a time costs little, and changes more than a shorter wait.

## Example that fails

```blueprint
blueprint "Parcel shop"
  goal "The parcel is on its way"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 8-20"

step "Drop"
  evidence shop: "Receipt"
  customer: brings "Brings a parcel" via counter waits 4 min at most 10 min told nothing
    trigger
  frontstage shop: takes "Takes the parcel" via counter takes 1 min
  customer: leaves "Leaves with the receipt"
    outcome

brings -> takes -> leaves
```

## Mended

```blueprint
blueprint "Parcel shop"
  goal "The parcel is on its way"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 8-20"

step "Drop"
  evidence shop: "Receipt"
  customer: brings "Brings a parcel" via counter waits 4 min at most 10 min told "The number on the ticket"
    trigger
  frontstage shop: takes "Takes the parcel" via counter takes 1 min
  customer: leaves "Leaves with the receipt"
    outcome

brings -> takes -> leaves
```

## Source

Uncertain and unexplained waits are longer than known and explained ones: David Maister, “The Psychology of Waiting
Lines”, 1985.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Element, Index
from blueprint.model.details import Time
from blueprint.model.elements import Action, Arrow, Card, Step

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

CODE = "TM03"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")

SHORT = 60
"""Seconds: nobody needs to be told anything in a shorter wait."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each wait of the customer in which nothing is told."""
    silent = list(_silent(index))
    promised = _promised(index, [action for action, _ in silent])
    for action, waits in silent:
        if waits.told_nothing is None and action.id in promised:
            continue
        label = index.label(action)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The customer waits at {label} and is told nothing."
            if waits.told_nothing is not None
            else f"The customer waits at {label}, and nothing says what they are told meanwhile.",
            waits.told_nothing or waits.span,
            element=action.id,
            help='Tell them what happens and how long it takes, such as told "Your place in the queue".',
        )


def _silent(index: Index) -> Iterator[tuple[Action, Time]]:
    """The waits of the customer at which nothing is told."""
    for action in index.blueprint.actions:
        waits = action.waits
        if waits is None or action.stage != "customer" or action.nobody_does_it is not None or waits.told:
            continue
        if (waits.high is not None and waits.high < SHORT) or index.doubtful(action):
            continue
        if waits.told_nothing is not None or not _is_informed(index, action):
            yield action, waits


def _is_informed(index: Index, action: Action) -> bool:
    for arrow in (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ())):
        inward = arrow.kind == "inform" and arrow.target.name == action.id
        other = index.action_at(arrow.source if arrow.target.name == action.id else arrow.target)
        if (inward or arrow.kind == "exchange") and other is not None and other.stage != "customer":
            return True
    return False


def _promised(index: Index, waiting: list[Action]) -> frozenset[str]:
    """The ids of the actions for which the end of the wait was promised, in every variant in which they occur."""
    met = {contact.front.id for contact in index.contacts}
    promises = [
        ([one for one in _made_at(thing) if one in met], card)
        for thing, card in index.cards
        if card.kind == "promise" and card.within is not None
    ]
    if not promises or not waiting:
        return frozenset()
    still_open = {one for graph in index.graphs for one in _not_promised(graph, promises, waiting)}
    return frozenset(one.id for one in waiting if index.graphs and one.id not in still_open)


def _made_at(thing: Element) -> list[str]:
    """The ids of the actions at which something is promised."""
    if isinstance(thing, Step):
        return [one.id for one in thing.actions]
    return [thing.source.name if isinstance(thing, Arrow) else getattr(thing, "id", "")]


def _not_promised(graph: Graph, promises: list[tuple[list[str], Card]], waiting: list[Action]) -> Iterator[str]:
    """The ids of the actions at which a customer waits whom nobody has promised when the wait ends."""
    from blueprint.findings.lookup.spread import circles, spread

    # Each promise is a bit: spread along the arrows, it says where it has been heard, and where it has been kept.
    node_of = graph.node_of
    made: dict[str, int] = {}
    kept: dict[str, int] = {}
    for number, (fronts, card) in enumerate(promises):
        for marks, ids in ((made, fronts), (kept, [name.name for name in card.kept_by])):
            for node in (node_of[one] for one in ids if one in node_of):
                marks[node] = marks.get(node, 0) | 1 << number
    following = {node: [leg.target for leg in legs] for node, legs in graph.ahead.items()}
    parts = circles(following)
    heard, done = spread(following, made, parts), spread(following, kept, parts)
    for action in waiting:
        here = node_of.get(action.id)
        if here is None or action.waits is None:
            continue
        ends = 0
        for node in following.get(here, ()):
            ends |= kept.get(node, 0) | done.get(node, 0)
        # What was kept on the way to the wait says nothing of it.
        ends &= ~(kept.get(here, 0) | done.get(here, 0))
        for name in action.waits.meanwhile:
            ends |= kept.get(node_of.get(name.name, ""), 0)
        if not ends & heard.get(here, 0):
            yield action.id
