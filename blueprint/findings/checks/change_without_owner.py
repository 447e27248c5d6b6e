"""An idea or a planned change lacks somebody who carries it through, a ticket or a date.

## What it does

It looks at every `idea`, and at everything with a status before `live` (`idea`, `designed`, `prototyped`,
`implemented`): phases, steps, actions, arrows, declarations and cards. Each needs an owner, a ticket and a date
(`by`). For an action the ticket, the date and the owner of its step or phase do as well, and the owner of its unit;
for an arrow the owner of the action at which it begins; for a declaration the owner of what it is a part of. A card
needs its own. The blueprint itself is not judged. Where no change in the file has any of it, that is one finding: at
the change, or, where there are several, at the beginning.

## Why it matters

Workshops do not lack ideas; ideas lack somebody who is asked on Monday how far they have come. What nobody owns,
follows up or awaits is drawn anew in next year's workshop.

## Example that fails

```blueprint
blueprint "Fault" as-is owner "Head of care"

department care "Care" owner "Head of care"

step "Call"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls"
    trigger
  frontstage care: answers "Takes the call"
    idea "Call back instead of waiting" owner "Head of care"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
```

## Mended

```blueprint
blueprint "Fault" as-is owner "Head of care"

department care "Care" owner "Head of care"

step "Call"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls"
    trigger
  frontstage care: answers "Takes the call"
    idea "Call back instead of waiting" owner "Head of care" by 2099-06-30 ticket "TV-108"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
```

## Source

Improvement carried through to its implementation is an element of the model of service excellence: ISO 23592, 2021.
The action, its owner and its date are the last columns of every failure mode and effects analysis (IEC 60812).
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Element, Index
from blueprint.model.details import Text
from blueprint.model.elements import Action, Arrow, Blueprint, Card, Declaration, Facts
from blueprint.text.span import Span

CODE = "GV02"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")

_PLANNED = ("idea", "designed", "prototyped", "implemented")


_Change = tuple[str, Span, str, bool, list[str]]
"""Something that is to change: how people call it, where it stands, the id of its element, whether it gives any of the
three itself, and which of them is not said anywhere."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each change with a gap, or one for the file where no change has anything."""
    changes = [*_elements(index), *_cards(index)]
    gaps = [one for one in changes if one[4]]
    if len(gaps) > 1 and not any(stated for _, _, _, stated, _ in changes):
        if not index.unread:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"The blueprint plans {len(gaps)} changes, and none has an owner, a ticket and a date of its own.",
                index.blueprint.span,
                help="Write owner, ticket and by at each of them, and take out what nobody wants to own.",
                places=tuple(Place(span, "planned here") for _, span, _, _, _ in gaps[:3]),
            )
        return
    for words, span, element, _, lacks in gaps:
        names = [{"owner": "an owner", "ticket": "a ticket", "by": "a date"}[word] for word in lacks]
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words} is planned without {_listed(names, 'or')}.",
            span,
            element=element,
            help=f"Write {_listed(lacks, 'and')} at it, so that somebody carries it through.",
        )


def _elements(index: Index) -> Iterator[_Change]:
    blueprint = index.blueprint
    things: tuple[Element, ...]
    things = (*blueprint.phases, *blueprint.steps, *blueprint.actions, *blueprint.arrows, *blueprint.declarations)
    for thing in things:
        if isinstance(thing, Blueprint) or not _is_planned(thing.facts.status) or index.doubtful(thing):
            continue
        if isinstance(thing, Action) and index.latitude.in_doubt(thing):
            continue
        if isinstance(thing, Declaration) and _is_part_of_the_unread(index, thing):
            continue
        own = thing.facts
        above = _above(index, thing)
        label = index.label(thing)
        yield (
            label[:1].upper() + label[1:],
            own.status.span if own.status is not None and isinstance(thing, Arrow) else thing.span,
            thing.id,
            bool(own.owners or own.tickets or own.by),
            _lacking(
                bool(own.owners or any(one.owners for one in above)) or _has_owner_of_its_own(index, thing),
                bool(own.tickets or any(one.tickets for one in above)),
                bool(own.by or any(one.by for one in above)),
            ),
        )


def _cards(index: Index) -> Iterator[_Change]:
    for thing, card in index.cards:
        if not _is_change(card) or index.doubtful(thing):
            continue
        lacks = _lacking(bool(card.owners), bool(card.tickets), card.by is not None)
        element = "" if isinstance(thing, Blueprint) else thing.id
        yield (f"“{card.text}”", card.span, element, len(lacks) < 3, lacks)


def _is_change(card: Card) -> bool:
    if card.kind == "idea" and card.status is None:
        return True
    return _is_planned(card.status)


def _is_planned(status: Text | None) -> bool:
    return status is not None and status.text in _PLANNED


def _above(index: Index, thing: Element) -> tuple[Facts, ...]:
    """The facts of what a thing stands in."""
    if isinstance(thing, Action):
        return tuple(one.facts for one in index.around[thing.id])
    if isinstance(thing, Declaration):
        return tuple(one.facts for one in index.chain(thing)[1:])
    return ()


def _has_owner_of_its_own(index: Index, thing: Element) -> bool:
    """Whether somebody is accountable for an action, or for that at which an arrow begins."""
    action = index.action_at(thing.source) if isinstance(thing, Arrow) else thing
    return isinstance(action, Action) and bool(index.owners_of(action).owners)


def _is_part_of_the_unread(index: Index, unit: Declaration) -> bool:
    """Whether somebody above a unit, who may be accountable for it, stands where the file could not be read."""
    chain = index.chain(unit)
    return any(index.doubtful(one) or any(name.name not in index.units for name in one.part_of) for one in chain)


def _lacking(owner: bool, ticket: bool, by: bool) -> list[str]:
    return [word for word, said in (("owner", owner), ("ticket", ticket), ("by", by)) if not said]


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
