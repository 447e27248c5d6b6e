"""The customer meets the provider, and nothing is there to see.

## What it does

It looks at every *contact*: a front-stage action joined by an arrow of any kind to a customer action, or, where neither
has arrows, standing in one step with it. A contact has evidence where a piece of evidence without arrows stands in the
step of either action, or goes on `through` it; where an arrow joins evidence to either action; or where one of them
takes place at a declared touchpoint (`uses`), which is itself there to see. All that lacks it in one step is one
finding.

Where the file has no evidence at all, that is one finding at the first line. A step with a line that could not be read
is left alone, and so is a moment of truth, which has a check of its own.

## Why it matters

A service cannot be seen. The customer judges it by what can be seen, heard or kept: the clean van, the place in the
queue, the receipt. Where nothing of the kind is planned, chance provides it.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  evidence: "Sign above the door" owner "Shop manager"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"

step "Fetch"
  customer: "Fetches the bicycle"
  frontstage shop: "Gives the bicycle back"
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  evidence: "Sign above the door" owner "Shop manager"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"

step "Fetch"
  evidence: "List of what was done" owner "Shop manager"
  customer: "Fetches the bicycle"
  frontstage shop: "Gives the bicycle back"
```

## Source

G. Lynn Shostack, “Breaking Free from Product Marketing”, Journal of Marketing, 1977: customers judge what cannot be
seen by evidence; Mary Jo Bitner, Amy Ostrom and Felicia Morgan, “Service Blueprinting”, 2008: the last component added
is the physical evidence of each contact.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Contact, Index
from blueprint.findings.lookup.presence import Presence

CODE = "TP04"
SEVERITY = Severity.INFO
PROFILES = ("service-excellence",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each step in which customers meet somebody and see nothing."""
    if not index.contacts:
        return
    seen = _Evidence(index)
    if not seen.anywhere:
        if not index.unread and not all(contact.front.uses or contact.customer.uses for contact in index.contacts):
            count = len({contact.front.id for contact in index.contacts})
            at = f"at any of the {count} touchpoints " if count > 1 else ""
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"Nothing is said {at}of what the customer sees, hears or keeps.",
                index.blueprint.span,
                help='Add what there is at each contact, such as evidence: "Receipt".',
                places=(Place(index.contacts[0].front.span, "the customer meets this"),),
            )
        return
    steps = index.blueprint.steps
    shown = {contact.front.id for contact in index.contacts if seen.at(contact)}
    spoken_of: set[int] = set()
    for contact in index.contacts:
        number = index.position(contact.front)
        if number in spoken_of or contact.front.id in shown or _is_turning_point(contact):
            continue
        if index.lost_in(steps[number]) or index.lost_in(steps[index.position(contact.customer)]):
            continue
        spoken_of.add(number)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"At {index.label(contact.front)} nothing is drawn that the customer sees, hears or keeps.",
            contact.front.span,
            element=contact.front.id,
            help='Add to the step what the customer sees, hears or keeps, such as evidence: "Receipt".',
        )


def _is_turning_point(contact: Contact) -> bool:
    return contact.front.moment_of_truth is not None or contact.customer.moment_of_truth is not None


class _Evidence:
    """The evidence of a file: what stands in each step without an arrow, and what arrows join to actions."""

    def __init__(self, index: Index) -> None:
        evidence = [action for action in index.blueprint.actions if action.stage == "evidence"]
        self.anywhere = bool(evidence)
        self._in_step = Presence(index, (action for action in evidence if not index.is_linked(action)))
        self._at_action: set[str] = set()
        for action in evidence:
            for arrow in (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ())):
                self._at_action.update((arrow.source.name, arrow.target.name))

    def at(self, contact: Contact) -> bool:
        """Whether the customer sees something at a contact."""
        return any(
            action.uses or action.id in self._at_action or self._in_step.beside(action)
            for action in (contact.front, contact.customer)
        )
