"""A bad feeling is noted, and nothing says where it comes from.

## What it does

It looks at every action of people with an `emotion` of -1 or lower. A cause, or a question or idea about it, must
stand near it: a card of the kinds `pain`, `quote`, `question`, `idea`, `opportunity`, `fail` or `risk` at the action,
its step, an arrow at it, the touchpoint that it uses, or an action that it meets in a contact. A wait and a note are
causes too. Where the file has no such card at all, several bad feelings are one finding at its beginning.

## Why it matters

A low point of the curve is the most valuable thing that research finds. Without its cause nobody can do anything
about it, and a year later nobody knows any more what it was.

## Example that fails

```blueprint
blueprint "Library" owner "Head librarian"

department desk "Desk" owner "Head librarian"

step "Borrow"
  evidence: "Library card" owner "Head librarian"
  customer: asks "Asks for a book"
    trigger
    emotion -1
  frontstage desk: finds "Finds the book"
  customer: reads "Reads the book"
    outcome

asks -> finds -> reads
```

## Mended

```blueprint
blueprint "Library" owner "Head librarian"

department desk "Desk" owner "Head librarian"

step "Borrow"
  evidence: "Library card" owner "Head librarian"
  customer: asks "Asks for a book"
    trigger
    emotion -1
    pain "Feels watched at the desk"
  frontstage desk: finds "Finds the book"
  customer: reads "Reads the book"
    outcome

asks -> finds -> reads
```

## Source

The critical incident technique, which asks for every bad moment what led to it: Mary Jo Bitner, Bernard Booms and
Mary Stanfield Tetreault, “The Service Encounter: Diagnosing Favorable and Unfavorable Incidents”, 1990.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Facts

CODE = "FR06"
SEVERITY = Severity.INFO
PROFILES: tuple[str, ...] = ("review", "service-excellence")

_CAUSES = ("pain", "quote", "question", "idea", "opportunity", "fail", "risk")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each low point without a cause, or one for the file where no low point has any."""
    lows = [one for one in index.blueprint.actions if _is_low(index, one)]
    if not lows:
        return
    met: dict[str, list[Facts]] = {}
    for contact in index.contacts:
        met.setdefault(contact.front.id, []).append(contact.customer.facts)
        met.setdefault(contact.customer.id, []).append(contact.front.facts)
    bare = [one for one in lows if not _has_cause(index, one, met.get(one.id, []))]
    gaps = [one for one in bare if not index.doubtful(one) and not index.doubtful(index.around[one.id][0])]
    if len(bare) > 1 and not any(card.kind in _CAUSES for _, card in index.cards):
        if gaps and not index.unread:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"The blueprint notes {len(bare)} bad feelings, and no cause of any of them.",
                index.blueprint.span,
                help="Write a pain at each of them, or a question where the cause is not known.",
                places=tuple(Place(one.emotion.span, "feels bad here") for one in gaps[:3] if one.emotion is not None),
            )
        return
    for action in gaps:
        if action.emotion is not None:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{index.label(action)} feels bad, and nothing says why.",
                action.emotion.span,
                element=action.id,
                help="Add the pain that causes it, or a question where the cause is not known.",
            )


def _is_low(index: Index, action: Action) -> bool:
    if action.emotion is None or action.emotion.value > -1 or action.stage == "evidence":
        return False
    unit = index.unit_of(action)
    return unit.kind != "system" if unit is not None else action.stage in ("customer", "frontstage", "backstage")


def _has_cause(index: Index, action: Action, met: list[Facts]) -> bool:
    if action.waits is not None or action.facts.notes:
        return True
    arrows = (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ()))
    touchpoints = (index.declarations.get(("touchpoint", name.name)) for name in action.uses)
    facts = [action.facts, index.around[action.id][0].facts, *met, *(one.facts for one in arrows)]
    facts += [one.facts for one in touchpoints if one is not None]
    return any(card.kind in _CAUSES for one in facts for card in one.cards)
