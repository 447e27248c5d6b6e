"""A front-stage action that no customer meets.

## What it does

A customer meets a front-stage action where an arrow of any kind joins the two, or where both stand in one step (or go
on `through` it). Front-stage actions that arrows join to one another are one encounter, and it is enough that the
customer meets one of them: who shines shoes brushes, polishes and collects while the customer sits there.

Each encounter that no customer meets is one finding, at its first action. A step with a line that could not be read is
left alone, and so is what nobody does, and a file in which the customer does nothing at all.

## Why it matters

The front stage is where the customer looks on. What nobody looks at either stands on the wrong side of the line of
visibility, or the customer's part in it was forgotten.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: brings "Brings the bicycle"
    trigger
  frontstage shop: takes "Takes the bicycle in"
  backstage shop: mends "Mends the bicycle"

step "Count"
  frontstage shop: counts "Counts the spare parts"

step "Fetch"
  frontstage shop: gives "Gives the bicycle back"
  customer: rides "Rides away"
    outcome

brings -> takes -> mends -> counts
mends -> gives -> rides
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: brings "Brings the bicycle"
    trigger
  frontstage shop: takes "Takes the bicycle in"
  backstage shop: mends "Mends the bicycle"
  backstage shop: counts "Counts the spare parts"

step "Fetch"
  frontstage shop: gives "Gives the bicycle back"
  customer: rides "Rides away"
    outcome

brings -> takes -> mends -> counts -> gives -> rides
```

## Source

The definition of the front stage: Jane Kingman-Brundage, “The ABCs of Service System Blueprinting”, 1989; Mary Jo
Bitner, Amy Ostrom and Felicia Morgan, “Service Blueprinting”, 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.presence import Presence
from blueprint.model.elements import Action

CODE = "TP06"
SEVERITY = Severity.WARNING
PROFILES = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each encounter at the front stage to which no customer comes."""
    blueprint = index.blueprint
    customers = Presence(index, (action for action in blueprint.actions if action.stage == "customer"))
    if not customers.anywhere:
        return
    met = {contact.front.id for contact in index.contacts}
    judged: set[str] = set()
    for action in blueprint.actions:
        if action.stage != "frontstage" or action.id in judged:
            continue
        encounter = _encounter(index, action)
        judged.update(one.id for one in encounter)
        if not any(one.id in met or _is_free(index, one) or customers.beside(one) for one in encounter):
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"No customer meets {index.label(action)}, although it stands at the front stage.",
                action.span,
                element=action.id,
                help="Say what the customer does there, or move it to the back stage.",
            )


def _encounter(index: Index, action: Action) -> list[Action]:
    """A front-stage action and all that arrows join to it without leaving the front stage."""
    encounter, seen = [action], {action.id}
    for here in encounter:
        for arrow in (*index.arrows_out.get(here.id, ()), *index.arrows_in.get(here.id, ())):
            for end in (arrow.source, arrow.target):
                other = index.action_at(end)
                if other is not None and other.stage == "frontstage" and other.id not in seen:
                    seen.add(other.id)
                    encounter.append(other)
    return encounter


def _is_free(index: Index, action: Action) -> bool:
    """Whether an action is not to be judged."""
    return action.nobody_does_it is not None or index.lost_in(index.blueprint.steps[index.position(action)])
