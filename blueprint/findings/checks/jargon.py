"""A text that the customer meets names an internal department or system.

## What it does

It reads the texts that a customer meets: the label of evidence and of a touchpoint, what passes between customer and
provider (the label of an arrow with a customer at one end, and what it `carries`), what somebody who waits is `told`,
what is promised, what the customer is asked (`asks`) and asked to rate (`feedback`). It looks in them for the label of
a declared department, role or system that is internal: neither it, nor a part of it, acts at the front stage, keeps
evidence, or is named by `perceived owner`.

It does not read the labels of actions. They tell, to those who work with the blueprint, what somebody does: “Opens the
CRM” is what the clerk does, and no word of it need reach the customer. Of the customer's own actions (“Asks for the
head of claims”) the words may be the customer's. Pains, quotes and questions are, and notes, rules and metrics are
for the house.

Plain words are no jargon. A label counts if it has two words or more (“Network operations”), or if it looks like an
abbreviation or a brand: capital letters or digits after the first letter (“CRM”, “BackOffice”, “R2”). Whole words are
compared, great and small letters aside, an abbreviation as it is written.

## Why it matters

Customers do not know how the house is organised, and need not. A name that only insiders understand tells them that
the text was not written for them.

## Example that fails

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
system crm "KUNA" part of shop
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt with the KUNA number" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  support crm: keeps "Keeps the order"
  customer: goes "Goes home with a date" outcome

orders -> measures -> goes
measures -> keeps
```

## Mended

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
system crm "KUNA" part of shop
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt with the order number" owner "Shop manager"
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  support crm: keeps "Keeps the order"
  customer: goes "Goes home with a date" outcome

orders -> measures -> goes
measures -> keeps
```

## Source

“Match between system and the real world”, the second of Jakob Nielsen's ten usability heuristics, 1994.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Card, Declaration
from blueprint.text.span import Span

CODE = "EX07"
SEVERITY = Severity.INFO
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each text that the customer meets and each internal name in it."""
    internal = _internal(index)
    if not internal:
        return
    for text, span, element in _texts(index):
        words = _split(text)
        seen: set[str] = set()
        for place in range(len(words)):
            for label, unit in internal.get(words[place].casefold(), ()):
                here = words[place : place + len(label)]
                if unit.id not in seen and _is_same(label, here):
                    seen.add(unit.id)
                    yield found(
                        __name__,
                        CODE,
                        SEVERITY,
                        f"“{text}” names {index.label(unit)}, an internal {unit.kind}, to the customer.",
                        span,
                        element=element,
                        help=f"Say it in words that customers use, without {index.label(unit)}.",
                        places=(Place(unit.span, "customers never meet this"),),
                    )


def _texts(index: Index) -> Iterator[tuple[str, Span, str]]:
    """The texts that a customer meets, each with its place and the id of its element."""
    for action in index.blueprint.actions:
        if action.stage == "evidence" and action.label:
            yield action.label, action.span, action.id
        told = action.waits.told if action.waits is not None and action.stage == "customer" else ()
        asked = tuple(item for one in action.asks for item in one.items)
        for text in (*told, *asked, *action.feedback):
            yield text.text, text.span, action.id
        yield from _promises(action.facts.cards, action.id)
    for step in index.blueprint.steps:
        yield from _promises(step.facts.cards, step.id)
    for one in index.blueprint.declarations:
        if one.kind == "touchpoint" and one.declared:
            yield one.label, one.span, one.id
    for arrow, *ends in index.arrow_ends:
        yield from _promises(arrow.facts.cards, arrow.id)
        if any(end is not None and end.stage == "customer" for end in ends):
            said = (arrow.label,) if arrow.label is not None else ()
            for text in (*said, *(item for one in arrow.carries for item in one.items)):
                yield text.text, text.span, arrow.id


def _promises(cards: tuple[Card, ...], element: str) -> Iterator[tuple[str, Span, str]]:
    for card in cards:
        if card.kind == "promise":
            yield card.text, card.span, element


def _internal(index: Index) -> dict[str, list[tuple[list[str], Declaration]]]:
    """The labels of internal units that look like jargon, in words, by their first word."""
    known: set[str] = set()
    for lane in index.blueprint.lanes:
        if lane.stage in ("frontstage", "evidence", "customer"):
            known.update(unit.id for unit in index.chain(index.units.get(lane.unit)))
    for action in index.blueprint.actions:
        known.update(name.name for name in action.facts.perceived_owners)
    for facts in (*(one.facts for one in index.blueprint.declarations), *(one.facts for one in index.blueprint.steps)):
        known.update(name.name for name in facts.perceived_owners)
    table: dict[str, list[tuple[list[str], Declaration]]] = {}
    for unit in index.blueprint.declarations:
        if unit.kind not in ("department", "role", "system") or unit.id in known or not unit.declared:
            continue
        label = _split(unit.label)
        if len(label) > 1 or (label and _is_short_form(label[0])):
            table.setdefault(label[0].casefold(), []).append((label, unit))
    return table


def _is_same(label: list[str], words: list[str]) -> bool:
    # A label of one word is an abbreviation or a brand; in small letters the same word may be a plain one.
    return label == words if len(label) == 1 else [one.casefold() for one in label] == [one.casefold() for one in words]


def _is_short_form(word: str) -> bool:
    return any(sign.isupper() or sign.isdigit() for sign in word[1:])


def _split(text: str) -> list[str]:
    """The words of a text, without the signs between them."""
    if text.isalnum():
        return [text]
    return "".join([sign if sign.isalnum() else " " for sign in text]).split()
