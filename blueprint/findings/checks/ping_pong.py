"""Work goes from one department to another, back, and there again.

## What it does

It looks for a path on which the work passes from department A to department B, back to A, and to B again, along `->`
and `=>` from one action of the provider to the next; inside A and B an exchange `<->` carries it on, too. Departments
and partners that the file declares count. The path ends at the customer: who comes back with a new wish begins anew.

A repetition counts as well if the file says that it was `repeated`. One with a bound (`repeats up to`) is planned and
is not followed, and neither is an arrow back to an earlier step that does not say that it repeats. In a file with
variants, the whole path has to occur in one of them. It is one finding for each pair of departments.

## Why it matters

Each pass waits for somebody, and neither side feels that the matter is its own. It mostly means that something was
missing at the first handover, or that the border between the two departments lies in the wrong place.

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
  backstage lab: doubts "Finds a value missing"
  backstage shop: adds "Adds the value"
  backstage lab: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures => doubts "Lens order"
doubts => adds "Question"
adds => grinds "Complete lens order"
grinds => hands "Finished glasses"
hands -> sees
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
  frontstage shop: checks "Checks the order with the customer" via counter
  backstage lab: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures -> checks
checks => grinds "Complete lens order"
grinds => hands "Finished glasses"
hands -> sees
```

## Source

Ping-pong between the teams of a help desk, as looked for in the Business Process Intelligence Challenge 2013; handovers
to be avoided by one case manager: Hajo Reijers and Selma Limam Mansar, “Best Practices in Business Process Redesign”,
2005.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.departments import Crossing
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import circles, spread
from blueprint.model.elements import Arrow, Declaration

CODE = "HO08"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)

_PASSES = 3
"""How often work changes sides before it counts: there, back and there again."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each pair of departments between which work goes there, back and there again."""
    if len(index.departments.crossings) < _PASSES - 1:
        return
    seen: set[frozenset[str]] = set()
    for variant in index.variants.all:
        game = _Game(index, variant)
        for last in game.last_passes():
            pair = frozenset((last.giver.id, last.taker.id))
            if pair not in seen:
                seen.add(pair)
                yield _finding(index, game.trail(last))


def _finding(index: Index, passes: list[tuple[Crossing | None, str]]) -> Finding:
    """The finding for a path: the actions on it, each with the pass by which the work came to it."""
    first, back, last = (crossing for crossing, _ in passes if crossing is not None)
    giver, taker = index.label(first.giver), index.label(first.taker)
    places = (Place(first.arrow.span, f"first from {giver} to {taker}"), Place(back.arrow.span, f"back to {giver}"))
    actions = [index.actions[action] for _, action in passes]
    way = (*index.flow.path_to(actions[0])[:-1], *actions)
    return found(
        __name__,
        CODE,
        SEVERITY,
        f"The work goes from {giver} to {taker}, back to {giver}, and to {taker} again.",
        last.arrow.span,
        element=last.arrow.id,
        help=f"Give {taker} at the first time all that it needs, or leave the whole matter with one of the two.",
        places=tuple(place for place in places if place.span != last.arrow.span),
        trail=tuple(Place(action.span, index.label(action)) for action in way),
    )


class _Game:
    """The ways of work between departments in one variant, for a search that never follows a path twice.

    What is kept of an action is a set of departments, as bits: those from which the work can have come into the
    action's own department (the first pass), and those with which it has then gone there and back (the second pass).
    """

    def __init__(self, index: Index, variant: Declaration | None) -> None:
        def counts(arrow: Arrow) -> bool:
            return index.variants.occurs(arrow, variant) and _is_followed(index, arrow)

        of = index.departments.of
        self.passes = [
            one
            for one in index.departments.crossings
            if one.arrow.kind in ("flow", "handoff") and one.end is not None and counts(one.arrow)
        ]
        self.inside: dict[str, list[str]] = {}
        for arrow in index.blueprint.arrows:
            source, target = arrow.source.name, arrow.target.name
            if source not in of or target not in of or of[source].id != of[target].id or arrow.kind == "inform":
                continue
            if counts(arrow):
                self.inside.setdefault(source, []).append(target)
                if arrow.kind == "exchange":
                    self.inside.setdefault(target, []).append(source)
        self._bits: dict[str, int] = {}

    def last_passes(self) -> list[Crossing]:
        """The passes, in order, with which the work goes to the other side for the second time."""
        came: dict[str, int] | None = None
        passes = self.passes
        parts = circles(self.inside)
        for _ in range(_PASSES):
            if came is not None:
                before = came
                passes = [one for one in passes if before.get(one.source.id, 0) & self._bit(one.taker)]
            seeds: dict[str, int] = {}
            for one in passes:
                if one.end is not None:
                    seeds[one.end.id] = seeds.get(one.end.id, 0) | self._bit(one.giver)
            came = spread(self.inside, seeds, parts)
            for action, bits in seeds.items():
                came[action] = came.get(action, 0) | bits
        return passes

    def trail(self, last: Crossing) -> list[tuple[Crossing | None, str]]:
        """A shortest path whose third pass is the given one: its actions, each with the pass that led to it."""
        out: dict[str, list[Crossing]] = {}
        waiting: list[tuple[str, int]] = []
        before: dict[tuple[str, int], tuple[tuple[str, int] | None, Crossing | None]] = {}
        for one in self.passes:
            out.setdefault(one.source.id, []).append(one)
            if (one.giver.id, one.taker.id) == (last.giver.id, last.taker.id) and one.end is not None:
                waiting.append((one.end.id, 1))
                before.setdefault((one.end.id, 1), (None, one))
        for here in waiting:
            action, number = here
            nexts: list[tuple[tuple[str, int], Crossing | None]] = [
                ((target, number), None) for target in self.inside.get(action, ())
            ]
            if number == 1:
                back = (last.taker.id, last.giver.id)
                for one in out.get(action, ()):
                    if (one.giver.id, one.taker.id) == back and one.end is not None:
                        nexts.append(((one.end.id, 2), one))
            for there, by in nexts:
                if there not in before:
                    before[there] = (here, by)
                    waiting.append(there)
        path: list[tuple[Crossing | None, str]] = [(last, last.end.id if last.end is not None else "")]
        place: tuple[str, int] | None = (last.source.id, 2)
        while place is not None:
            above, by = before[place]
            path.append((by, place[0]))
            if above is None and by is not None:
                path.append((None, by.source.id))
            place = above
        return list(reversed(path))

    def _bit(self, unit: Declaration) -> int:
        return self._bits.setdefault(unit.id, 1 << len(self._bits))


def _is_followed(index: Index, arrow: Arrow) -> bool:
    if arrow.repeats_up_to is not None:
        return False
    if arrow.repeated is not None:
        return True
    source, target = index.action_at(arrow.source), index.action_at(arrow.target)
    return source is None or target is None or index.last_position(target) >= index.position(source)
