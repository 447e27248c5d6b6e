"""The journey can take more of the customer's own time than the blueprint allows.

## What it does

Where the blueprint sets a `time budget`, it adds up what customers' actions take and wait along the path on which
that is most, from where the journey begins. Each persona is counted alone, and one who `acts for` another not at all.
What the provider does counts nothing.

- Of a range, as `5 to 30 min`, the longest time counts: the budget is the most that the journey may take. So do 12
  minutes where the time is said to be `90% under 12 min`. What is `unknown` or not said counts nothing.
- A wait during which the customer does something else (`meanwhile` with an action of the customer) counts once.
- Circles count as often as `repeats up to` allows, or `repeated` has seen, also those from one end of an exchange
  back to the other.
- In a file without arrows all actions of the customer follow each other, without those that are `optional`.

Each variant is judged for itself. The path that is shown is the one that takes most time.

## Why it matters

The time of customers costs the provider nothing, so nobody counts it. A budget makes it count: every form, queue and
second call has to fit in.

## Example that fails

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"
  time budget 20 min

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter takes 15 min
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter takes 5 min

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter takes 2 min
  customer: fetches "Fetches the bicycle" takes 15 min
  customer: rides "Rides away"
    outcome

brings -> takes -> gives -> fetches -> rides
```

## Mended

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"
  time budget 20 min

department shop "Shop" owner "Shop manager"
channel street "In front of the house" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: waits "Brings the bicycle to the door" via street takes 2 min
    trigger
  frontstage shop: takes "Collects the bicycle" via street takes 5 min

step "Fetch"
  frontstage shop: gives "Brings the bicycle back" via street takes 2 min
  customer: fetches "Takes the bicycle in" takes 2 min
  customer: rides "Rides away"
    outcome

waits -> takes -> gives -> fetches -> rides
```

## Source

The customer's time as part of the price: Leonard Berry, Kathleen Seiders and Dhruv Grewal, “Understanding Service
Convenience”, Journal of Marketing, 2002.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph, Trail

CODE = "TM07"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each persona whose time is over the budget."""
    budget = index.blueprint.time_budget
    if budget is None or budget.high is None:
        return
    from blueprint.findings.lookup.graph import by_variant
    from blueprint.findings.lookup.times import longest, spoken

    customers = [one for one in index.blueprint.actions if one.stage == "customer"]
    timed = [one for one in customers if longest(one.takes) or longest(one.waits)]
    units = dict.fromkeys(index.lanes[one.lane].unit for one in timed)
    own = [unit for unit in units if unit not in index.units or not index.units[unit].acts_for]
    over: list[tuple[str, str, float, Trail]] = []
    for unit in own:

        def spent(graph: Graph, unit: str = unit) -> Iterator[tuple[str, tuple[float, Trail]]]:
            clock = graph.times.of_customer(unit)
            starts = graph.starts
            if not starts:
                return
            course = clock.to(graph.walk.reached, max(starts, key=graph.walk.number.__getitem__))
            courses = [(one, start) for start in starts if (one := course(start)) is not None]
            worst, start = max(courses, key=lambda one: one[0].seconds)
            trail = graph.trail(worst.legs, start, lambda one: _said(index, one))
            if worst.seconds > longest(budget):
                yield unit, (worst.seconds, trail)

        if index.has_arrows:
            over += [(words, unit, *what) for words, _, what in by_variant(index.graphs, spent)]
        else:
            does = [one for one in timed if index.lanes[one.lane].unit == unit and one.optional is None]
            seconds = sum(longest(one.takes) + (0 if _meanwhile(one, does) else longest(one.waits)) for one in does)
            if seconds > longest(budget):
                over.append(("", unit, seconds, tuple(Place(one.span, _said(index, one)) for one in does)))
    for words, unit, seconds, trail in over:
        who = index.label(index.units[unit]) if unit in index.units else "The customer"
        if words and unit not in index.units:
            who = "the customer"
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words}{who} can spend {spoken(seconds)} on the journey, and the budget is {budget.text}.",
            budget.span,
            help="Take waiting and work away from the customer, or allow more time.",
            trail=trail,
        )


def _meanwhile(action: Action, others: list[Action]) -> bool:
    names = action.waits.meanwhile if action.waits is not None else ()
    return any(one.id == name.name for name in names for one in others)


def _said(index: Index, action: Action) -> str:
    from blueprint.findings.lookup.times import in_words, longest

    times = [
        f"{word} {in_words(time)}"
        for word, time in (("waits", action.waits), ("takes", action.takes))
        if action.stage == "customer" and time is not None and longest(time)
    ]
    return ", ".join([index.label(action), *times])
