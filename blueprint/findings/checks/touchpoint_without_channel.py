"""Customer and provider meet, and nothing says by which channel.

## What it does

It looks at every *contact*: a front-stage action joined by an arrow of any kind to a customer action, or, where neither
has arrows, standing in one step with it. The channel (`via`) may stand at either action or at the arrow between them.
What takes place at a declared touchpoint (`uses`) needs none. A system behind `via` carries the arrow, and is no
channel. A channel whose status is `retired` leads nowhere any more; where an action of the contact is retired itself,
that is as it should be.

A contact without one goes on by the channel by which the customer had come: where an arrow leads from the customer to
the front-stage action by some channel, what the two say further, and the answer, need none of their own. An answer
(an arrow from the front stage to the customer) may also follow an exchange `<->` with a channel. But each exchange, and
each arrow by which the customer comes, is judged for itself beside what follows from it: that the customer later posts
a parcel does not say how they had reported the fault.

Where the file names no channel at all, that is one finding at the first line, and an info: in a service with one
place, everything happens there. An action of which a line could not be read is left alone.

## Why it matters

Without the channel nobody can tell whether the customer stands at a counter, waits on the phone or looks at a screen,
when they can do it, and whether they are made to change from one to the other.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 9-18"

step "Bring"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in"

step "Fetch"
  frontstage shop: tells "Says that it is ready"
  customer: rides "Rides away"
    outcome

brings -> takes -> tells -> rides
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 9-18"
channel sms "Text message" hours "Mo-Sa 9-18"

step "Bring"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: takes "Takes the bicycle in"

step "Fetch"
  frontstage shop: tells "Says that it is ready" via sms
  customer: rides "Rides away"
    outcome

brings -> takes -> tells -> rides
```

## Source

Mary Jo Bitner, Amy Ostrom and Felicia Morgan, “Service Blueprinting”, California Management Review, 2008: front-stage
contact takes place face to face, by phone or by technology, and the blueprint shows which.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Contact, Index
from blueprint.model.elements import Action, Arrow, Declaration, Facts

CODE = "TP03"
SEVERITY = Severity.WARNING
PROFILES = ("review", "service-excellence")

GOES_ON = {"come": ("come", "talk"), "talk": ("come",), "answer": ("come", "talk", "answer")}
"""By the channel of which other contacts of a front-stage action one goes on that has none itself."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each front-stage action that meets the customer by no channel."""
    if not index.contacts:
        return
    meets: dict[str, list[Contact]] = {}
    for contact in index.contacts:
        meets.setdefault(contact.front.id, []).append(contact)
    gaps = [gap for contacts in meets.values() if (gap := _gaps(index, contacts))]
    blueprint = index.blueprint
    if not any(map(_is_channel, blueprint.actions)) and not any(map(_is_channel, blueprint.arrows)):
        if gaps and not index.unread:
            front = gaps[0][0].front
            at = f"at any of the {len(gaps)} touchpoints " if gaps[1:] else ""
            yield found(
                __name__,
                CODE,
                Severity.INFO,
                f"It is not said {at}by which channel the customer meets the provider.",
                blueprint.span,
                help='Declare the channels, such as channel phone "Phone", and name them behind via.',
                places=(Place(front.span, "the customer meets this"),),
            )
        return
    for contacts in gaps:
        front, customer = contacts[0].front, contacts[0].customer
        gone = next((one for contact in contacts for one in _retired(index, contact)), None)
        by = "by no channel" if gone is None else f"by {index.label(gone)}, which is retired"
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(customer)} and {index.label(front)} meet, and {by}.",
            front.span,
            element=front.id,
            help=f"Say behind via by which channel, at {index.label(front)} or {index.label(customer)}.",
            places=(
                Place(customer.span, "the customer meets it here"),
                *([Place(gone.span, "no longer there")] if gone is not None else ()),
            ),
        )


def _gaps(index: Index, contacts: list[Contact]) -> list[Contact]:
    """The contacts of one front-stage action that have no channel, and do not go on by that of another."""
    said = [_has_channel(index, one) for one in contacts]
    if all(said):
        return []
    known = {_how(one) for one, has_channel in zip(contacts, said, strict=True) if has_channel}
    bare = [one for one, has_channel in zip(contacts, said, strict=True) if not has_channel]
    return [one for one in bare if known.isdisjoint(GOES_ON[_how(one)])]


def _how(contact: Contact) -> str:
    """How the two meet: the customer comes, they talk, or the front stage answers."""
    front, _, arrow = contact
    if arrow is not None and arrow.kind == "exchange":
        return "talk"
    return "come" if arrow is not None and arrow.target.name == front.id else "answer"


def _retired(index: Index, contact: Contact) -> Iterator[Declaration]:
    """The channels of a contact that are there no longer."""
    for thing in contact:
        for name in thing.via if thing is not None else ():
            channel = index.declarations.get((name.kind, name.name)) if name.kind == "channel" else None
            if channel is not None and _is_retired(channel.facts):
                yield channel


def _is_retired(facts: Facts) -> bool:
    return facts.status is not None and facts.status.text == "retired"


def _is_channel(thing: Action | Arrow) -> bool:
    """Whether a channel is named; a name that nothing declares may be one."""
    return any(name.kind in ("channel", "") for name in thing.via)


def _has_channel(index: Index, contact: Contact) -> bool:
    front, customer, arrow = contact
    if front.uses or customer.uses or any(_is_retired(one.facts) for one in (front, customer)):
        return True
    if index.doubtful(front) or index.doubtful(customer) or (arrow is not None and index.doubtful(arrow)):
        return True
    gone = {one.id for one in _retired(index, contact)}
    return any(
        name.kind in ("channel", "") and name.name not in gone
        for thing in contact
        if thing is not None
        for name in thing.via
    )
