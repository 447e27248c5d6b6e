"""The promised time is shorter than the durations that it must cover.

## What it does

It looks at every `promise` that says `within` how long and which action it is `kept by`, and adds up the times along
the longest path from the promise to the end of that action (of several, the latest). The clock starts when the action
that makes the promise has ended; a promise on an arrow starts there, one on a step when its last action has ended.
Where the action keeps its own promise, its own time counts.

- Of a range, as `30 to 45 min`, the longest time counts: a promise holds for every customer. What is `unknown` or not
  said counts nothing.
- Both `takes` and `waits` count, but not at an action that `stops the clock`. A wait does not count where the action
  that goes on `meanwhile` says what it takes. What runs in parallel counts once, since a path takes one branch; of
  the two ends of an exchange `<->` the longer counts.
- A deadline, `within` on an arrow, counts in full: the work may lie so long. Where the work that the arrow brings
  takes no longer than the deadline, it is taken to be done within it; where it takes longer, the deadline can only be
  that of taking it up, and both count.
- Circles count as often as `repeats up to` allows, or `repeated` has seen. A circle back to before the promise makes
  the promise anew and does not count.

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
from blueprint.findings.index import Element, Index
from blueprint.model.elements import Action, Arrow, Card, Step

if TYPE_CHECKING:
    from blueprint.findings.graph import Graph, Trail
    from blueprint.findings.stories import Leg

CODE = "TM04"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each promise that is shorter than what it must cover."""
    promises = [(thing, card) for thing, card in index.cards if _is_promise(card) and not index.doubtful(thing)]
    if not promises or not index.has_arrows:
        return
    from blueprint.findings.graph import by_variant
    from blueprint.findings.times import longest, spoken

    def broken(graph: Graph) -> Iterator[tuple[str, tuple[Element, Card, float, Trail]]]:
        for thing, card in promises:
            seconds, legs = _longest(graph, thing, card)
            if seconds > longest(card.within) and not any(
                index.doubtful(one) for leg in legs for node in (leg.source, leg.target) for one in graph.members[node]
            ):
                keeper = graph.node_of.get(card.kept_by[0].name, "")
                yield str(card.span), (thing, card, seconds, _trail(graph, legs, keeper))

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
    from blueprint.findings.times import spoken

    within = {leg.target: leg.arrow.within.text for leg in legs if leg.arrow.within is not None}
    repeated = {leg.target: graph.times.of_service.repeated.get(leg.target) for leg in legs}

    def said(action: Action) -> str:
        node = graph.node_of[action.id]
        words = [graph.index.label(action), f"within {within.pop(node)}" if node in within else ""]
        for word, time in (("waits", action.waits), ("takes", action.takes)):
            words.append(f"{word} {time.text}" if time is not None and time.high is not None else "")
        more = repeated.pop(node, None)
        words.append(f"{spoken(more)} more for repetitions" if more else "")
        return ", ".join(filter(None, words))

    return graph.trail(legs, end, said)


def _longest(graph: Graph, thing: Element, card: Card) -> tuple[float, tuple[Leg, ...]]:
    """The longest time from a promise to its end, and the path."""
    index, clock = graph.index, graph.times.of_service
    keepers = [one for one in _keepers(index, card) if one.id in graph.node_of]
    targets = {graph.node_of[one.id] for one in keepers}
    if isinstance(thing, (Action, Arrow)):
        made_at = graph.node_of.get(thing.id if isinstance(thing, Action) else thing.source.name)
        sources = [] if made_at is None else [made_at]
    elif isinstance(thing, Step):
        sources = list(dict.fromkeys(graph.node_of[one.id] for one in thing.actions if one.id in graph.node_of))
    else:
        sources = []
    if not sources or not targets:
        return 0, ()
    own = [graph.times.counted(one) for one in keepers if graph.node_of[one.id] in sources]
    worst: tuple[float, tuple[Leg, ...]] = (max(own, default=0), ())
    course = clock.to(targets, max(sources, key=graph.walk.number.__getitem__))
    paths: list[tuple[float, tuple[Leg, ...]]] = []
    for source in sources:
        for leg in graph.ahead.get(source, ()):
            if (isinstance(thing, Arrow) and leg.arrow is not thing) or leg.target in sources:
                continue
            rest = course(leg.target)
            if rest is not None:
                paths.append((clock.on_the_way(leg) + rest.seconds, (leg, *rest.legs)))
    return max([worst, *paths], key=lambda one: one[0])
