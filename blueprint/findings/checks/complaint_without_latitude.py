"""Who takes complaints may decide nothing.

## What it does

It looks at every front-stage action that takes a complaint: one marked as `complaint`, or, where the complaint is
marked at the customer's action alone, each front-stage action that this one turns to: by an arrow out of it, or by an
exchange `<->`. Whoever leads to the complaint is complained about, and need not take it. Those who take it must have
some latitude: `may` at the action, or at whoever acts or a unit above. To escalate is not enough here. Machines are
not judged. All complaints that one unit takes are one finding; and it is one finding where several take complaints and
nobody in the file is said to be allowed anything.

## Why it matters

Whoever takes the complaint owns the solution, and nobody can own what they may not decide. A complaint that has to be
passed on is told again, waits again, and turns from a matter of minutes into one of weeks.

## Example that fails

```blueprint
blueprint "Grand hotel" owner "Hotel manager"

department desk "Front desk" owner "Hotel manager"
department bar "Bar" owner "Bar manager"
  may "Give a drink on the house"

step "Complaint"
  evidence: "Word of regret" owner "Hotel manager"
  customer: complains "Complains about the room"
    trigger
    complaint
  frontstage desk: takes "Takes the complaint"
    complaint
  evidence: "A better room" owner "Hotel manager"
  customer: sleeps "Sleeps well"
    outcome

complains -> takes -> sleeps
```

## Mended

```blueprint
blueprint "Grand hotel" owner "Hotel manager"

department desk "Front desk" owner "Hotel manager"
  may "Spend up to 200 EUR to put things right"
department bar "Bar" owner "Bar manager"
  may "Give a drink on the house"

step "Complaint"
  evidence: "Word of regret" owner "Hotel manager"
  customer: complains "Complains about the room"
    trigger
    complaint
  frontstage desk: takes "Takes the complaint"
    complaint
  evidence: "A better room" owner "Hotel manager"
  customer: sleeps "Sleeps well"
    outcome

complains -> takes -> sleeps
```

## Source

Empowerment of those who meet the customer as the condition of service recovery: Christopher Hart, James Heskett and
Earl Sasser, “The Profitable Art of Service Recovery”, Harvard Business Review, 1990.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Contact, Index
from blueprint.model.elements import Action

CODE = "FR04"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each unit that takes complaints and may decide nothing, or one for the file."""
    latitude = index.latitude
    gaps: dict[str, list[Action]] = {}
    for action in _taking(index):
        if latitude.by_people(action) and not latitude.may_decide(action) and not latitude.in_doubt(action):
            unit = index.unit_of(action)
            gaps.setdefault(unit.id if unit is not None else action.id, []).append(action)
    if not gaps or (index.unread and not latitude.stated):
        return
    nowhere = len(gaps) > 1 and not latitude.stated
    for actions in [[one for some in gaps.values() for one in some]] if nowhere else gaps.values():
        first, unit = actions[0], index.unit_of(actions[0])
        at = f" at {len(actions)} places" if actions[1:] else ""
        who = index.label(unit) if unit is not None else f"Whoever does {index.label(first)}"
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"Complaints are taken{at}, and nothing says what anybody who takes them may decide."
            if nowhere
            else f"{who} takes complaints{at}, and nothing says what they may decide.",
            index.blueprint.span if nowhere else first.span,
            element="" if nowhere else first.id,
            help='Write what they may do about a complaint, such as may "Refund up to 50 EUR without asking".',
            places=tuple(Place(one.span, "takes a complaint") for one in (actions if nowhere else actions[1:])[:3]),
        )


def _taking(index: Index) -> list[Action]:
    """The front-stage actions that take a complaint, in order."""
    marked = {one.id for one in index.blueprint.actions if one.complaint is not None and one.stage == "frontstage"}
    turned_to = [one for one in index.contacts if _turns_to(one)]
    taken = {one.customer.id for one in turned_to if one.front.id in marked}
    for contact in turned_to:
        if contact.customer.complaint is not None and contact.customer.id not in taken:
            marked.add(contact.front.id)
    return [one for one in index.blueprint.actions if one.id in marked and one.nobody_does_it is None]


def _turns_to(contact: Contact) -> bool:
    """Whether the customer turns to the front stage in a contact, and is not merely led on by it."""
    arrow = contact.arrow
    return arrow is None or arrow.kind == "exchange" or arrow.source.name == contact.customer.id
