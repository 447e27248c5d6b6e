"""Those at the front stage stand where things go wrong, and may neither decide nor pass it on.

## What it does

It looks at every front-stage action of people with a `fail` of its own or of the touchpoint that it uses. One of
these must be said: what they may decide (`may`, at the action, whoever acts or a unit above), whom they escalate to
(`escalates to`, in the same places or at an arrow that leads away), or a `recovery` that is an action of the
blueprint, by which somebody takes over. Who owns the action themselves is free to decide. Machines are not judged,
since another check looks for their way out to a human. All fail points of one unit are one finding; and it is one
finding where nothing of the kind is said in the whole file.

## Why it matters

“I am not responsible” is what people say whose hands are tied. They meet the anger and can do nothing about it, which
wears them out as surely as it drives the customer away.

## Example that fails

```blueprint
blueprint "Parcel shop" owner "Head of shops"

department shop "Shop" owner "Head of shops"
department care "Care" owner "Head of care"
  may "Send the goods again"

step "Collect"
  evidence: "Parcel" owner "Head of shops"
  customer: asks "Asks for the parcel"
    trigger
  frontstage shop: looks "Looks for the parcel"
    fail "The parcel is not there" recovery "Looks again tomorrow"
  customer: goes "Goes home with the parcel"
    outcome

asks -> looks -> goes
```

## Mended

```blueprint
blueprint "Parcel shop" owner "Head of shops"

department shop "Shop" owner "Head of shops"
  escalates to care
department care "Care" owner "Head of care"
  may "Send the goods again"

step "Collect"
  evidence: "Parcel" owner "Head of shops"
  customer: asks "Asks for the parcel"
    trigger
  frontstage shop: looks "Looks for the parcel"
    fail "The parcel is not there" recovery "Looks again tomorrow"
  customer: goes "Goes home with the parcel"
    outcome

asks -> looks -> goes
```

## Source

Empowerment of service workers and its limits: David Bowen and Edward Lawler, “The Empowerment of Service Workers:
What, Why, How, and When”, Sloan Management Review, 1992.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Card

CODE = "FR05"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each unit whose hands are tied, or one for the file where nobody is said to be free."""
    gaps: dict[str, list[tuple[Action, Card]]] = {}
    for action in index.blueprint.actions:
        fails = _fails(index, action) if action.stage == "frontstage" else ()
        if fails and _is_tied(index, action, fails):
            unit = index.unit_of(action)
            gaps.setdefault(unit.id if unit is not None else action.id, []).append((action, fails[0]))
    if not gaps or (index.unread and not index.latitude.stated):
        return
    nowhere = len(gaps) > 1 and not index.latitude.stated
    for places in [[one for some in gaps.values() for one in some]] if nowhere else gaps.values():
        first, card = places[0]
        unit = index.unit_of(first)
        more = f" and {len(places) - 1} more" if places[1:] else ""
        who = index.label(unit) if unit is not None else f"Whoever does {index.label(first)}"
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"Nobody at {len(places)} fail points of the front stage may decide anything or pass it on."
            if nowhere
            else f"{who} faces “{card.text}”{more}, and may neither decide anything nor pass it on.",
            index.blueprint.span if nowhere else first.span,
            element="" if nowhere else first.id,
            help="Write may and what they may decide without asking, or escalates to and who takes over.",
            places=tuple(Place(one.span, "can fail here") for _, one in places[:3]),
        )


def _fails(index: Index, action: Action) -> tuple[Card, ...]:
    touchpoints = (index.declarations.get(("touchpoint", name.name)) for name in action.uses)
    facts = (action.facts, *(one.facts for one in touchpoints if one is not None))
    return tuple(card for one in facts for card in one.cards if card.kind == "fail")


def _is_tied(index: Index, action: Action, fails: tuple[Card, ...]) -> bool:
    latitude = index.latitude
    if not latitude.by_people(action) or latitude.may_decide(action) or latitude.escalates(action):
        return False
    if latitude.in_doubt(action) or action.nobody_does_it is not None:
        return False
    if all(any(name.kind != "text" for name in card.recovery) for card in fails):
        return False
    unit = index.unit_of(action)
    return unit is None or all(owner.name != unit.id for owner in index.owners_of(action).owners)
