"""The customer reaches out to the provider, and nothing at the front stage meets them.

## What it does

It looks at every customer action that reaches out to the provider:

- it has a channel (`via`), or
- an arrow other than `..>` joins it to an action of the stages `preparation` or `facility`, or hands over to a
  department that takes it up out of sight.

(An arrow to back stage or support is reported as one that skips the front stage.) Such an action has a counterpart
where an arrow joins it to a front-stage action, or where a front-stage action stands in its step, or goes on `through`
it. What nobody does is no counterpart. An action that `needs no provider` is left alone, and so is a step with a line
that could not be read. Where the file has no front stage at all, it is one finding at the first line.

## Why it matters

A channel has two ends. Where only the customer's is drawn, nobody has said who answers, or which machine.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 9-18"
channel phone "Phone" hours "Mo-Sa 9-18"

step "Bring"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in"

step "Ask"
  customer: asks "Asks whether it is ready" via phone

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter
  customer: rides "Rides away"
    outcome

brings -> takes -> gives -> rides
brings -> asks -> rides
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 9-18"
channel phone "Phone" hours "Mo-Sa 9-18"

step "Bring"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in"

step "Ask"
  customer: asks "Asks whether it is ready" via phone
  frontstage shop: tells "Says when it will be ready" via phone

step "Fetch"
  frontstage shop: gives "Gives the bicycle back" via counter
  customer: rides "Rides away"
    outcome

brings -> takes -> gives -> rides
brings -> asks -> tells -> rides
```

## Source

Mary Jo Bitner, Amy Ostrom and Felicia Morgan, “Service Blueprinting”, California Management Review, 2008: each crossing
of the line of interaction is a contact, and has a front-stage action below it.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.presence import Presence
from blueprint.model.elements import Action, Arrow

CODE = "TP05"
SEVERITY = Severity.WARNING
PROFILES = ("review",)

BELOW = ("preparation", "facility")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each customer action to which nobody answers, or one for a file without a front stage."""
    blueprint = index.blueprint
    met = {contact.customer.id for contact in index.contacts}
    front = (one for one in blueprint.actions if one.stage == "frontstage" and one.nobody_does_it is None)
    fronts = Presence(index, front)
    gaps: list[tuple[Action, Arrow | None]] = []
    for action in blueprint.actions:
        if action.stage != "customer" or action.needs_no_provider is not None or action.id in met:
            continue
        if fronts.beside(action):
            continue
        arrow = _arrow_below(index, action)
        by_channel = any(name.kind == "channel" for name in action.via)
        if (by_channel or arrow is not None) and not index.lost_in(blueprint.steps[index.position(action)]):
            gaps.append((action, arrow))
    if gaps and not fronts.anywhere:
        if not index.unread:
            times = f" {len(gaps)} times" if gaps[1:] else ""
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"The customer reaches out to the provider{times}, and the blueprint has no front stage.",
                blueprint.span,
                help='Say who or what meets the customer, such as frontstage care: "Takes the call".',
                places=(Place(gaps[0][0].span, "the customer reaches out here"),),
            )
        return
    for action, arrow in gaps:
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(action)} reaches out to the provider, and nothing at the front stage meets it.",
            action.span,
            element=action.id,
            help="Add the front-stage action that meets it, or write needs no provider if that is as it should be.",
            places=() if arrow is None else (Place(arrow.span, "leads past the front stage"),),
        )


def _arrow_below(index: Index, action: Action) -> Arrow | None:
    """An arrow that joins a customer action to the provider where no customer can be met."""
    for arrow in (*index.arrows_out.get(action.id, ()), *index.arrows_in.get(action.id, ())):
        other = arrow.target if arrow.source.name == action.id else arrow.source
        end = index.action_at(other)
        if arrow.kind == "inform":
            continue
        if end is not None and end.stage in BELOW:
            return arrow
        if end is None and index.unit_at(other) is not None:
            takers = index.flow.taken_over_by(arrow)
            if takers and not any(one.stage == "frontstage" for one in takers):
                return arrow
    return None
