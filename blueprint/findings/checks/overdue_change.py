"""A change was due, and is not live.

## What it does

It looks at everything with a date `by` (the blueprint, phases, steps, actions, arrows, declarations and cards) that
lies before today, or before the day of the settings. It speaks unless the status is `live` or `retired`; no status is
not live. What shares its tickets and its date is one change and one finding, at its first part.

## Why it matters

A date that has passed and that nobody mentions takes the meaning from all the others. Either the change came, and the
blueprint is wrong, or it did not, and somebody should say so.

## Example that fails

```blueprint
blueprint "Fault" owner "Head of care"

department care "Care" owner "Head of care"

step "Call"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls"
    trigger
  frontstage care: answers "Takes the call"
    status designed by 2024-06-30 ticket "TV-101"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
```

## Mended

```blueprint
blueprint "Fault" owner "Head of care"

department care "Care" owner "Head of care"

step "Call"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls"
    trigger
  frontstage care: answers "Takes the call"
    status live by 2024-06-30 ticket "TV-101"
  customer: watches "Watches television again"
    outcome

calls -> answers -> watches
```

## Source

Check what was planned, and act on it: the cycle of W. Edwards Deming, “Out of the Crisis”, 1986.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.index import Element, Index
from blueprint.model.elements import Blueprint, Card
from blueprint.text.span import Span

CODE = "GV03"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


class _Late(NamedTuple):
    """Something that is late, and the tickets that follow it up."""

    words: str
    day: date
    span: Span
    element: str
    tickets: tuple[str, ...]


def find(index: Index) -> Iterator[Finding]:
    """One finding for each change that is late."""
    changes: dict[object, list[_Late]] = {}
    for one in _late(index):
        changes.setdefault((one.tickets, one.day) if one.tickets else one, []).append(one)
    for parts in changes.values():
        parts.sort(key=lambda one: one.span)
        first = parts[0]
        more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
        were = "were" if more else "was"
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{first.words}{more} {were} due on {first.day.isoformat()}, and {'are' if more else 'is'} not live.",
            first.span,
            element=first.element,
            help="Write status live where it is done; otherwise set a new date, or take it out.",
            places=tuple(Place(one.span, "due on the same day") for one in parts[1:4]),
        )


def _late(index: Index) -> Iterator[_Late]:
    blueprint = index.blueprint
    things: tuple[Element, ...] = (
        blueprint,
        *blueprint.phases,
        *blueprint.steps,
        *blueprint.actions,
        *blueprint.arrows,
        *blueprint.declarations,
    )
    for thing in things:
        facts, by = thing.facts, thing.facts.by
        status = facts.status.text if facts.status is not None else ""
        if by is None or by.day >= index.today or status in ("live", "retired") or index.doubtful(thing):
            continue
        element = "" if isinstance(thing, Blueprint) else thing.id
        tickets = tuple(sorted(one.text for one in facts.tickets))
        label = index.label(thing)
        yield _Late(label[:1].upper() + label[1:], by.day, by.span, element, tickets)
    for thing, card in index.cards:
        if card.by is not None and card.by.day < index.today and not _is_done(card) and not index.doubtful(thing):
            element = "" if isinstance(thing, Blueprint) else thing.id
            tickets = tuple(sorted(one.text for one in card.tickets))
            yield _Late(f"“{card.text}”", card.by.day, card.by.span, element, tickets)


def _is_done(card: Card) -> bool:
    return card.status is not None and card.status.text in ("live", "retired")
