"""One department hands over to another, and nothing ever comes back.

## What it does

It looks at every pair of declared departments or partners A and B of which A hands over to B (`=>`), or of which an
arrow of any kind from A to B says `nothing comes back`. It is one finding for the pair if nothing returns. Something
returns where any of this is there:

- an arrow of any kind from the work of B to that of A, an exchange `<->` between them included;
- a path from what takes over in B to any action of A, along arrows of every kind, `..>` and the way through the
  customer included;
- something that an action of B `writes` and one of A `reads`.

What a part of a department does, and what its systems do, is done by the department. A handoff that is an orphan, or
after which nothing follows at all, has another cause and is not judged again, unless it says `nothing comes back`.
Where an arrow ends at a name that nothing has, it waits, since that arrow may be the answer.

It is a warning where A has given the customer a `promise` or has taken a `complaint`, and otherwise an info.

## Why it matters

Who has made a promise has to know whether it was kept. Without an answer the first department tells the customer what
it hopes, and learns nothing for the next time.

## Example that fails

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
department lab "Laboratory" owner "Head of laboratory"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
    promise "Ready on Friday" kept by grinds

step "Delivery"
  evidence: "Parcel" owner "Head of laboratory"
  backstage lab: grinds "Grinds the lenses"
  frontstage lab: sends "Sends the glasses" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures => grinds "Lens order"
grinds -> sends -> sees
```

## Mended

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
department lab "Laboratory" owner "Head of laboratory"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
    promise "Ready on Friday" kept by grinds

step "Delivery"
  evidence: "Parcel" owner "Shop manager"
  backstage lab: grinds "Grinds the lenses"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures => grinds "Lens order"
grinds => hands "Finished glasses"
hands -> sees
```

## Source

Horizontal communication between departments as a condition of keeping what was promised (gap 4): Valarie Zeithaml,
Leonard Berry and A. Parasuraman, “Communication and Control Processes in the Delivery of Service Quality”, 1988.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.departments import Crossing
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import spread
from blueprint.model.details import Information
from blueprint.model.elements import Action, Arrow, Declaration

CODE = "HO07"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each pair of departments of which one gives and never hears again."""
    given = _given(index)
    if not given or index.unread or index.flow.astray or any(map(index.doubtful, index.units.values())):
        return
    if any(_informs_nobody(index, one) for one in index.blueprint.arrows):
        return
    coming_back = _coming_back(index)
    reached = _Reached(index)
    doubted = _departments_that(index, index.doubtful)
    bound = _departments_that(index, lambda action: _is_bound(index, action))
    for pair, crossings in given.items():
        if pair in coming_back or not doubted.isdisjoint(pair):
            continue
        if any(reached.leads(end, pair[0]) for one in crossings for end in index.flow.taken_over_by(one.arrow)):
            continue
        if any(_is_judged(index, one) for one in crossings):
            yield _finding(index, crossings, pair[0] in bound)


def _informs_nobody(index: Index, arrow: Arrow) -> bool:
    """Whether it is unknown who learns something by an arrow; it may be the answer."""
    return arrow.kind == "inform" and index.action_at(arrow.target) is None and index.unit_at(arrow.target) is None


def _finding(index: Index, crossings: list[Crossing], is_bound: bool) -> Finding:
    first = crossings[0]
    giver, taker = index.label(first.giver), index.label(first.taker)
    passes = "hands over to" if first.arrow.kind == "handoff" else "passes on to"
    reason = f", though {giver} has made a promise or taken a complaint" if is_bound else ""
    return found(
        __name__,
        CODE,
        SEVERITY if is_bound else Severity.INFO,
        f"{giver} {passes} {taker}, and nothing ever comes back{reason}.",
        first.arrow.span,
        element=first.arrow.id,
        help=f"Draw the arrow, ..> at least, by which {giver} learns from {taker} how it ended.",
        places=tuple(Place(end.span, f"nothing leads from here back to {giver}") for end in (first.end,) if end),
    )


def _given(index: Index) -> dict[tuple[str, str], list[Crossing]]:
    """What one department passes on to another, by their ids."""
    pairs: dict[tuple[str, str], list[Crossing]] = {}
    for one in index.departments.crossings:
        if one.arrow.kind == "handoff" or one.arrow.nothing_comes_back is not None:
            pairs.setdefault((one.giver.id, one.taker.id), []).append(one)
    return pairs


def _is_judged(index: Index, one: Crossing) -> bool:
    """Whether the silence after an arrow is not already another check's finding: that nothing follows at all."""
    return one.arrow.nothing_comes_back is not None or any(
        index.flow.goes_on(end) or index.departments.paths.get(end.id) for end in index.flow.taken_over_by(one.arrow)
    )


def _coming_back(index: Index) -> set[tuple[str, str]]:
    """The pairs of departments of which the second one passes something to the first directly or in writing."""
    pairs = {(one.taker.id, one.giver.id) for one in index.departments.crossings}
    pairs |= {(one.giver.id, one.taker.id) for one in index.departments.crossings if one.arrow.kind == "exchange"}
    written: dict[str, set[str]] = {}
    readers: dict[str, set[str]] = {}
    for action, department in index.departments.of.items():
        for item in _items(index.actions[action].writes):
            written.setdefault(item, set()).add(department.id)
        for item in _items(index.actions[action].reads):
            readers.setdefault(item, set()).add(department.id)
    for item, writers in written.items():
        pairs |= {(reader, writer) for reader in readers.get(item, ()) for writer in writers}
    return pairs


def _items(information: tuple[Information, ...]) -> set[str]:
    return {" ".join(item.text.casefold().split()) for one in information for item in one.items}


class _Reached:
    """The departments to which some path leads from an action."""

    def __init__(self, index: Index) -> None:
        self._bits: dict[str, int] = {}
        marks = {action: self._mark(index, unit) for action, unit in index.departments.of.items()}
        self._arrived = spread(index.departments.sources, marks)

    def leads(self, action: Action, department: str) -> bool:
        """Whether a path leads from an action to any of a department."""
        return bool(self._arrived.get(action.id, 0) & self._bits.get(department, 0))

    def _mark(self, index: Index, unit: Declaration) -> int:
        mark = 0
        for one in index.chain(unit):
            mark |= self._bits.setdefault(one.id, 1 << len(self._bits))
        return mark


def _departments_that(index: Index, has: Callable[[Action], bool]) -> set[str]:
    """The ids of the departments with an action of which something holds, and of those that they are part of."""
    found_ones: set[str] = set()
    for action, department in index.departments.of.items():
        if department.id not in found_ones and has(index.actions[action]):
            found_ones |= {unit.id for unit in index.chain(department)}
    return found_ones


def _is_bound(index: Index, action: Action) -> bool:
    """Whether the customer was promised something by an action, or complained at it."""
    arrows = index.arrows_out.get(action.id, ())
    said = (action.facts, *(arrow.facts for arrow in arrows))
    return action.complaint is not None or any(card.kind == "promise" for facts in said for card in facts.cards)
