"""The promised time is shorter than the durations that it must cover.

## What it does

It looks at every `promise` that says `within` how long and which action it is `kept by`, and adds up the times along
the longest path from the promise to the end of that action (of several, the latest). The clock starts when the action
that makes the promise has ended; a promise on an arrow starts there, one on a step when its last action has ended.
Where the action keeps its own promise, its own time counts.

- Of a range, as `30 to 45 min`, the longest time counts: a promise holds for every customer. So do three days where
  the time is said to be `90% under 3 days`. What is `unknown` or not said counts nothing.
- Both `takes` and `waits` count, but not at an action that `stops the clock`. A wait does not count where the action
  that goes on `meanwhile` says what it takes. What runs in parallel counts once, since a path takes one branch; of
  the two ends of an exchange `<->` the longer counts.
- A deadline, `within` on an arrow, counts in full: the work may lie so long. Where the work that the arrow brings
  takes no longer than the deadline, it is taken to be done within it; where it takes longer, the deadline can only be
  that of taking it up, and both count.
- Circles count as often as `repeats up to` allows, or `repeated` has seen, also those from one end of an exchange
  back to the other. A circle back to before the promise makes the promise anew and does not count.

Each variant is judged for itself. The path that is shown is the longest.

## Why it matters

The promise is broken on paper already. Customers remember a broken promise longer than a slow service, and the one
who has to make it knows that it is not true.

## Example that fails

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter takes 2 min
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter takes 5 min
    promise "Ready in an hour" within 1 h kept by mends

step "Mend"
  backstage shop: looks "Looks for the fault" takes 15 to 30 min
  backstage shop: mends "Mends the bicycle" takes 20 to 40 min

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter takes 2 min
  customer: rides "Rides away"
    outcome

brings -> takes -> looks -> mends -> gives -> rides
```

## Mended

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter takes 2 min
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter takes 5 min
    promise "Ready in two hours" within 2 h kept by mends

step "Mend"
  backstage shop: looks "Looks for the fault" takes 15 to 30 min
  backstage shop: mends "Mends the bicycle" takes 20 to 40 min

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter takes 2 min
  customer: rides "Rides away"
    outcome

brings -> takes -> looks -> mends -> gives -> rides
```

## Source

Delivery that falls short of what was promised, the fourth gap: A. Parasuraman, Valarie Zeithaml and Leonard Berry, “A
Conceptual Model of Service Quality”, Journal of Marketing, 1985.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Element, Index
from blueprint.model.elements import Action, Arrow, Card, Step

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph, Trail
    from blueprint.findings.lookup.stories import Leg

CODE = "TM04"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each promise that is shorter than what it must cover."""
    promises = [(thing, card) for thing, card in index.cards if _is_promise(card) and not index.doubtful(thing)]
    if not promises or not index.has_arrows:
        return
    from blueprint.findings.lookup.graph import by_variant
    from blueprint.findings.lookup.times import longest, spoken

    def broken(graph: Graph) -> Iterator[tuple[str, tuple[Element, Card, float, Trail]]]:
        made = [(thing, card, _made_at(graph, thing)) for thing, card in promises]
        made = [(thing, card, nodes) for thing, card, nodes in made if nodes]
        # The earliest promise comes first, so that what leads on to its end is worked out once for all with that end.
        for thing, card, nodes in sorted(made, key=lambda one: -graph.walk.number[one[2][0]]):
            seconds, legs = _longest(graph, thing, card, nodes)
            if seconds <= longest(card.within):
                continue
            keepers = _keepers(index, card)
            along = (one for leg in legs for node in (leg.source, leg.target) for one in graph.members[node])
            if not any(index.doubtful(one) for one in (*along, *keepers)):
                yield str(card.span), (thing, card, seconds, _trail(graph, legs, keepers[0].id))

    for words, _, (thing, card, seconds, trail) in by_variant(index.graphs, broken):
        assert card.within is not None
        keepers = " and ".join(index.label(name) for name in card.kept_by)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words}“{card.text}” is promised within {card.within.text}, but until {keepers} is done it can take"
            f" {spoken(seconds)}.",
            card.within.span,
            element=getattr(thing, "id", ""),
            help="Promise the time that it takes at the longest, or shorten the path.",
            places=tuple(Place(one.span, "to keep the promise") for one in _keepers(index, card)),
            trail=trail,
        )


def _is_promise(card: Card) -> bool:
    return card.kind == "promise" and card.within is not None and card.within.high is not None and bool(card.kept_by)


def _keepers(index: Index, card: Card) -> list[Action]:
    return [index.actions[name.name] for name in card.kept_by if name.name in index.actions]


def _trail(graph: Graph, legs: tuple[Leg, ...], end: str) -> Trail:
    """The path with its times, the deadlines of its arrows included, and with what repetitions add."""
    from blueprint.findings.lookup.times import in_words, longest, spoken

    within = {leg.target: leg.arrow.within.text for leg in legs if leg.arrow.within is not None}
    repeated = {leg.target: graph.times.of_service.repeated.get(leg.target) for leg in legs}

    def said(action: Action) -> str:
        node = graph.node_of[action.id]
        if legs and node == legs[0].source:
            return f"{graph.index.label(action)}, where the clock starts"
        words = [graph.index.label(action), f"within {within.pop(node)}" if node in within else ""]
        for word, time in (("waits", action.waits), ("takes", action.takes)):
            words.append(f"{word} {in_words(time)}" if time is not None and longest(time) else "")
        more = repeated.pop(node, None)
        words.append(f"{spoken(more)} more for repetitions" if more else "")
        return ", ".join(filter(None, words))

    return graph.trail(legs, end, said)


def _made_at(graph: Graph, thing: Element) -> list[str]:
    """The nodes at which a promise is made, the earliest first."""
    if isinstance(thing, Step):
        actions = [one.id for one in thing.actions]
    else:
        actions = [thing.source.name if isinstance(thing, Arrow) else getattr(thing, "id", "")]
    nodes = dict.fromkeys(graph.node_of[one] for one in actions if one in graph.node_of)
    return sorted(nodes, key=lambda node: -graph.walk.number[node])


def _longest(graph: Graph, thing: Element, card: Card, nodes: list[str]) -> tuple[float, tuple[Leg, ...]]:
    """The longest time from a promise made at the given nodes to its end, and the path."""
    clock = graph.times.of_service
    keepers = [one for one in _keepers(graph.index, card) if one.id in graph.node_of]
    if not keepers:
        return 0, ()
    own = [graph.times.counted(one) for one in keepers if graph.node_of[one.id] in nodes]
    best: tuple[float, tuple[Leg, ...]] = (max(own, default=0), ())
    course = clock.to((graph.node_of[one.id] for one in keepers), nodes[0])
    for node in nodes:
        for leg in graph.ahead.get(node, ()):
            if (isinstance(thing, Arrow) and leg.arrow is not thing) or leg.target in nodes:
                continue
            rest = course(leg.target)
            if rest is not None and clock.on_the_way(leg) + rest.seconds > best[0]:
                best = clock.on_the_way(leg) + rest.seconds, (leg, *rest.legs)
    return best
