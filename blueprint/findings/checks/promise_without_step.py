"""Something is promised, and no step does it.

## What it does

It looks at every `promise`. It is a finding where

- it does not say `kept by`;
- or none of the actions that it is `kept by` can keep it: nobody does it, it never occurs in one variant with the
  promise, or it stands in an earlier step than the promise and no path leads from the promise to it.

A name after `kept by` that nothing has is another check's finding.

## Why it matters

A promise that no step keeps is kept by chance. The one who made it has long turned to the next customer; who reads
the blueprint should be able to put a finger on the action that makes it true.

## Example that fails

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter
    promise "Ready tomorrow"

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter
  customer: rides "Rides away"
    outcome

brings -> takes -> gives -> rides
```

## Mended

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in" via counter
    promise "Ready tomorrow" within 1 day kept by mends

step "Mend"
  backstage shop: mends "Mends the bicycle"

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter
  customer: rides "Rides away"
    outcome

brings -> takes -> mends -> gives -> rides
```

## Source

Delivery that falls short of what was promised, the fourth gap: A. Parasuraman, Valarie Zeithaml and Leonard Berry, “A
Conceptual Model of Service Quality”, Journal of Marketing, 1985.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Element, Index
from blueprint.findings.lookup.variants import together
from blueprint.model.elements import Action, Arrow, Step

CODE = "TM05"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each promise that no step keeps."""
    for thing, card in index.cards:
        if card.kind != "promise" or index.doubtful(thing):
            continue
        places: tuple[Place, ...] = ()
        if not card.kept_by:
            message = f"“{card.text}” is promised, and no step does it."
        else:
            keepers = [index.actions.get(name.name) for name in card.kept_by]
            reasons = [(one, _why_not(index, thing, one)) for one in keepers if one is not None]
            if len(reasons) < len(keepers) or not all(why for _, why in reasons):
                continue
            keeper, why = reasons[0]
            message = f"“{card.text}” is promised, and {index.label(keeper)}, which is to keep it, {why}."
            places = (Place(keeper.span, "to keep the promise"),)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            message,
            card.span,
            element=getattr(thing, "id", ""),
            help="Write kept by and the action that makes it true, or promise less.",
            places=places,
        )


def _why_not(index: Index, thing: Element, keeper: Action) -> str:
    """Why an action cannot keep a promise, in words; empty where it can."""
    if keeper.nobody_does_it is not None:
        return "is done by nobody"
    if isinstance(thing, (Action, Step, Arrow)) and not together(thing, keeper):
        return "belongs to another variant"
    if not index.has_arrows:
        return ""
    makers = _makers(index, thing)
    if not makers or index.last_position(keeper) >= min(map(index.position, makers)):
        return ""
    return "" if keeper.id in index.flow.reach(one.id for one in makers) else "comes before it"


def _makers(index: Index, thing: Element) -> list[Action]:
    """The actions at which a promise is made."""
    if isinstance(thing, Action):
        return [thing]
    if isinstance(thing, Step):
        return list(thing.actions)
    source = index.action_at(thing.source) if isinstance(thing, Arrow) else None
    return [source] if source is not None else []
