"""Customers take somebody else for the owner, and nothing says why or what is done about it.

## What it does

It looks at every `perceived owner`, of an action, a step, a channel or a touchpoint, and compares it with who it
really is: the owners (for an action also those of its touchpoint, its unit and the units above), whoever acts, and
the units that they belong to. Names and labels count. Where somebody else is named, it asks for an explanation in the
same place: a `note`, or a `pain`, `question`, `idea`, `opportunity` or `risk`. Where the file does not say whose it
really is, it says nothing: other checks do.

## Why it matters

Customers complain to whom they hold responsible. If that is the shop and not the maker, the shop takes the blame, the
complaints and often the costs, and those who could mend the matter never hear of it.

## Example that fails

```blueprint
blueprint "Delivery" owner "Head of shop"

partner carrier "Carrier" owner "Carrier's manager"

step "At the door"
  evidence: "Parcel" owner "Head of shop"
  customer: waits "Waits at home"
    trigger
  frontstage carrier: brings "Brings the parcel"
    perceived owner "The shop"
  customer: opens "Opens the parcel"
    outcome

waits -> brings -> opens
```

## Mended

```blueprint
blueprint "Delivery" owner "Head of shop"

partner carrier "Carrier" owner "Carrier's manager"

step "At the door"
  evidence: "Parcel" owner "Head of shop"
  customer: waits "Waits at home"
    trigger
  frontstage carrier: brings "Brings the parcel"
    perceived owner "The shop"
    note "The shop's name is on the van, and the shop takes the complaints"
  customer: opens "Opens the parcel"
    outcome

waits -> brings -> opens
```

## Source

Customers judge by whom they hold responsible: attribution in service encounters, Mary Jo Bitner, “Evaluating Service
Encounters: The Effects of Physical Surroundings and Employee Responses”, Journal of Marketing, 1990.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.details import Name
from blueprint.model.elements import Action, Declaration, Step

CODE = "EX08"
SEVERITY = Severity.INFO
PROFILES: tuple[str, ...] = ("review", "service-excellence")

_EXPLAINING = ("pain", "question", "idea", "opportunity", "risk")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each thing that customers take for somebody else's."""
    blueprint = index.blueprint
    things: tuple[Action | Step | Declaration, ...] = (*blueprint.actions, *blueprint.steps, *blueprint.declarations)
    for thing in things:
        facts = thing.facts
        if not facts.perceived_owners or index.doubtful(thing):
            continue
        if facts.notes or any(card.kind in _EXPLAINING for card in facts.cards):
            continue
        real = _real(index, thing)
        words = {word for one in real for word in _words(index, one)}
        others = [one for one in facts.perceived_owners if words.isdisjoint(_words(index, one))]
        if real and others:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"Customers take {index.label(others[0])} for the owner of {index.label(thing)}, and nothing says why.",
                others[0].span,
                element=thing.id,
                help="Explain it in a note, or write down what is to be done about it: a pain, a question or an idea.",
                places=(Place(real[0].span, "it really is theirs"),),
            )


def _real(index: Index, thing: Action | Step | Declaration) -> list[Name | Declaration]:
    """Those whose a thing really is."""
    if isinstance(thing, Action):
        return [*index.owners_of(thing).owners, *index.chain(index.unit_of(thing))]
    real: list[Name | Declaration] = [*thing.facts.owners]
    if isinstance(thing, Step):
        for action in thing.actions:
            if action.stage == "frontstage":
                real += _real(index, action)
        return real
    for name in thing.part_of:
        real += [name, *index.chain(index.units.get(name.name))]
    return real


def _words(index: Index, who: Name | Declaration) -> set[str]:
    """The names under which somebody is known, without regard to capitals."""
    unit = who if isinstance(who, Declaration) else index.units.get(who.name) if who.kind != "text" else None
    words = {unit.id, unit.label} if unit is not None else set()
    if isinstance(who, Name):
        words.add(who.name)
    return {word.casefold() for word in words if word}
