"""Something is declared and never used.

## What it does

It looks at every declaration of this file. A persona, a department, a role, a system or a partner is used if it has an
action or is named anywhere, as an owner for example, or as what another is `part of`. A channel and a touchpoint are
used if they are named anywhere. What a thing says of itself does not count.

Some things are left alone: what an included file declares, since other blueprints use it; a declaration with a `status`
other than `live`, since it may be planned or retired; a variant as long as anything is `only in` another one, since
all the rest belongs to it; a persona where a bare `customer:` may mean it; and a file in which nothing happens, or of
which a line or a value could not be read or a name is unknown, since that may be where a thing is used. Of two things
with one name the second is another check's finding.

## Why it matters

Whoever reads the file believes that the thing has a part in the service. Mostly it is a rest of an earlier draft; at
times it is the hint that a contact was forgotten.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"
channel phone "Phone" hours "Mo-Sa 7-18"

step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"
channel phone "Phone" hours "Mo-Sa 7-18"

step "Order"
  customer: "Orders a flat white" via phone
  frontstage bar: "Takes the order"
```

## Source

A rule of this language, as in every language with declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Element, Index
from blueprint.model.details import Name
from blueprint.model.elements import NO_FACTS, Card, Facts
from blueprint.text.vocabulary import UNITS

CODE = "ST09"
SEVERITY = Severity.INFO
PROFILES = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each declaration that nothing uses."""
    blueprint = index.blueprint
    if not blueprint.actions or index.unread:
        return
    if any(one.check in ("unknown-name", "wrong-value") for one in blueprint.problems):
        return  # what was left out may have named it
    twins = {one.span.line for one in blueprint.problems if one.check == "duplicate-name"}
    used = _used(index)
    varied = any(kind == "variant" for kind, _ in used)
    anybody = any(lane.stage == "customer" and not lane.unit for lane in blueprint.lanes)
    for one in blueprint.declarations:
        if not one.declared or one.span.path != blueprint.span.path or index.doubtful(one) or one.span.line in twins:
            continue
        if (_scope(one.kind), one.id) in used or (one.kind == "variant" and varied):
            continue
        if (one.kind == "persona" and anybody) or (one.facts.status is not None and one.facts.status.text != "live"):
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(one)} is declared and never used.",
            one.span,
            element=one.id,
            help=f"Remove the {one.kind}, or say where it has its part.",
        )


def _scope(kind: str) -> str:
    return "unit" if kind in UNITS else kind


def _used(index: Index) -> set[tuple[str, str]]:
    """All that is named in the file, by its kind, where all units are of one kind."""
    blueprint = index.blueprint
    used = {("unit", lane.unit) for lane in blueprint.lanes if lane.unit}

    def names(found: Iterable[Name]) -> None:
        for name in found:
            used.add((_scope(name.kind), name.name))

    things: tuple[Element, ...] = (
        blueprint,
        *blueprint.phases,
        *blueprint.steps,
        *blueprint.actions,
        *blueprint.arrows,
    )
    for thing in things:
        if thing.facts is not NO_FACTS:
            names(_in_facts(thing.facts))
    for one in blueprint.declarations:
        names(name for name in (*_in_facts(one.facts), *one.part_of, *one.acts_for) if name.name != one.id)
    for step in blueprint.steps:
        names(step.only_in)
    for action in blueprint.actions:
        for where in (action.via, action.uses, action.only_in):
            if where:
                names(where)
        for pieces in (action.asks, action.reads, action.writes):
            for piece in pieces:
                names(piece.kept_in)
    for arrow in blueprint.arrows:
        if arrow.target.kind in UNITS:
            used.add(("unit", arrow.target.name))
        for where in (arrow.via, arrow.only_in):
            if where:
                names(where)
        for piece in arrow.carries:
            names(piece.kept_in)
    return used


def _in_facts(facts: Facts) -> Iterator[Name]:
    for names in (
        facts.owners,
        facts.responsible,
        facts.consulted,
        facts.informed,
        facts.perceived_owners,
        facts.escalates_to,
    ):
        yield from names
    for card in facts.cards:
        yield from _in_card(card)


def _in_card(card: Card) -> Iterator[Name]:
    yield from card.owners
    yield from card.recovery
    yield from card.kept_by
    yield from card.kept_in
