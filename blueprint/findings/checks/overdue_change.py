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

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Element, Index
from blueprint.model.details import Text
from blueprint.model.elements import Blueprint, Card
from blueprint.text.span import Span

CODE = "GV03"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


_Late = tuple[Span, str, str]
"""Where the date of something late stands, how people call it, and the id of the element it belongs to."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each change that is late."""
    changes: dict[tuple[date, object], list[_Late]] = {}
    for late, tickets, day in _late(index):
        key = tuple(sorted(one.text for one in tickets)) or late[0]
        changes.setdefault((day, key), []).append(late)
    for (day, _), parts in changes.items():
        parts.sort()
        span, words, element = parts[0]
        more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
        were = "were" if more else "was"
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words}{more} {were} due on {day.isoformat()}, and {'are' if more else 'is'} not live.",
            span,
            element=element,
            help="Write status live where it is done; otherwise set a new date, or take it out.",
            places=tuple(Place(one, "due on the same day") for one, _, _ in parts[1:4]),
        )


def _late(index: Index) -> Iterator[tuple[_Late, tuple[Text, ...], date]]:
    """What is late, each with the tickets that follow it up and the day."""
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
        label = index.label(thing)
        yield (by.span, label[:1].upper() + label[1:], element), facts.tickets, by.day
    for thing, card in index.cards:
        if card.by is not None and card.by.day < index.today and not _is_done(card) and not index.doubtful(thing):
            element = "" if isinstance(thing, Blueprint) else thing.id
            yield (card.by.span, f"“{card.text}”", element), card.tickets, card.by.day


def _is_done(card: Card) -> bool:
    return card.status is not None and card.status.text in ("live", "retired")
