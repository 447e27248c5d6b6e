"""The provider contacts the customer, and it serves none of the customer's demands.

## What it does

It looks at every contact that the provider begins: a front-stage action from which an arrow (other than an exchange
or `..>`) leads to an action of the customer, and to which none leads from one; or one that asks for feedback. One of
the four demands must be said (`serves`): at the action, at that of the customer, or at the step of either. It says
nothing where the file uses `serves` nowhere. A complaint that is answered is not judged, and neither is what nobody
does.

## Why it matters

A contact costs the customer time and attention. One that neither helps nor understands nor engages nor pleases them
is there for the provider alone, and teaches them not to answer.

## Example that fails

```blueprint
blueprint "New contract" owner "Head of care"

department care "Care" owner "Head of care"

step "Welcome"
  evidence: "Contract" owner "Head of care"
  customer: signs "Signs the contract"
    trigger
  frontstage care: welcomes "Explains the first bill"
    serves understand me
  backstage care: sorts "Sorts the contracts"
  evidence: "Call" owner "Head of care"
  frontstage care: offers "Calls with three more offers"
  customer: listens "Listens"
    outcome

signs -> welcomes -> sorts -> offers -> listens
```

## Mended

```blueprint
blueprint "New contract" owner "Head of care"

department care "Care" owner "Head of care"

step "Welcome"
  evidence: "Contract" owner "Head of care"
  customer: signs "Signs the contract"
    trigger
  frontstage care: welcomes "Explains the first bill"
    serves understand me
  backstage care: sorts "Sorts the contracts"
  evidence: "Call" owner "Head of care"
  frontstage care: offers "Calls about a cheaper contract"
    serves work for me
  customer: listens "Listens"
    outcome

signs -> welcomes -> sorts -> offers -> listens
```

## Source

Value arises only in the customer's use of it: Stephen Vargo and Robert Lusch, “Evolving to a New Dominant Logic for
Marketing”, Journal of Marketing, 2004.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

CODE = "EX03"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each contact of the provider's making that serves no demand."""
    blueprint = index.blueprint
    if index.flow.astray:
        return
    if not any(one.serves for one in blueprint.actions) and not any(one.serves for one in blueprint.steps):
        return
    met: dict[str, list[Action]] = {}
    answers: set[str] = set()
    for contact in index.contacts:
        if contact.arrow is not None and contact.arrow.kind != "inform":
            if contact.arrow.kind == "exchange" or contact.arrow.source.name == contact.customer.id:
                answers.add(contact.front.id)
            if contact.arrow.kind == "exchange" or contact.arrow.source.name == contact.front.id:
                met.setdefault(contact.front.id, []).append(contact.customer)
    for action in blueprint.actions:
        customers = met.get(action.id, ())
        if not customers or action.complaint is not None or (action.id in answers and not action.feedback):
            continue
        if any(_serves(index, one) or index.doubtful(one) for one in (action, *customers)):
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(action)} turns to the customer, and serves none of the customer's demands.",
            action.span,
            element=action.id,
            help="Write which demand it serves (understand me, engage me, work for me, surprise me), or leave it out.",
            places=(Place(customers[0].span, "the customer gives their time here"),),
        )


def _serves(index: Index, action: Action) -> bool:
    return bool(action.serves or index.around[action.id][0].serves)
