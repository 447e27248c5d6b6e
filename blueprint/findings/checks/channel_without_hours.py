"""It is not said when a channel can be reached.

## What it does

It looks at every declared channel by which a customer's or a front-stage action, or an arrow to or from one, takes
place. Its `hours` may stand at the channel, at a channel that it is `part of`, or at all who answer by it: the units of
the front-stage actions by this channel, or what they are part of. Hours such as “always” are hours, too.

Where no channel of the file has hours, that is one finding at the first line. A channel that nothing uses, one whose
status is `idea` or `retired`, and one of which a line could not be read are left alone.

## Why it matters

Whoever may only call while they are at work themselves cannot call. Without the hours nobody notices, neither the
reader of the blueprint nor the customer.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 9-18"
channel phone "Phone"

step "Ask"
  customer: "Asks for the price" via phone
  frontstage shop: "Names the price"

step "Bring"
  customer: "Brings the bicycle" via counter
  frontstage shop: "Takes the bicycle in"
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Sa 9-18"
channel phone "Phone" hours "Mo-Fr 8-20"

step "Ask"
  customer: "Asks for the price" via phone
  frontstage shop: "Names the price"

step "Bring"
  customer: "Brings the bicycle" via counter
  frontstage shop: "Takes the bicycle in"
```

## Source

Access, the ease with which a service can be reached, as a part of its quality: A. Parasuraman, Valarie Zeithaml and
Leonard Berry, “A Conceptual Model of Service Quality”, Journal of Marketing, 1985.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.details import Name
from blueprint.model.elements import Declaration

CODE = "TP07"
SEVERITY = Severity.INFO
PROFILES = ("review", "service-excellence")

NOT_THERE = ("idea", "retired")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each channel without hours, or one where no channel has any."""
    blueprint = index.blueprint
    used = _used(index)
    gaps = [
        one
        for (kind, name), one in index.declarations.items()
        if kind == "channel" and name in used and not _is_free(index, one) and not _has_hours(index, one, used[name])
    ]
    if not gaps:
        return
    if len(gaps) > 1 and not any(one.hours is not None for one in blueprint.declarations):
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"It is not said of any of the {len(gaps)} channels when it can be reached.",
            blueprint.span,
            help='Write hours and the times after each channel, such as hours "Mo-Su 8-22".',
        )
        return
    for one in gaps:
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"It is not said when {index.label(one)} can be reached.",
            one.span,
            element=one.id,
            help='Write hours and the times after it, such as hours "Mo-Su 8-22".',
        )


def _used(index: Index) -> dict[str, list[Declaration | None]]:
    """Who answers by each channel that customers use, by the id of the channel."""
    used: dict[str, list[Declaration | None]] = {}

    def add(via: tuple[Name, ...], answers: list[Declaration | None]) -> None:
        for name in via:
            if name.kind == "channel":
                used.setdefault(name.name, []).extend(answers)

    for action in index.blueprint.actions:
        if action.stage in ("customer", "frontstage"):
            add(action.via, [index.unit_of(action)] if action.stage == "frontstage" else [])
    for contact in index.contacts:
        unit = index.unit_of(contact.front)
        add(contact.customer.via, [unit])
        if contact.arrow is not None:
            add(contact.arrow.via, [unit])
    return used


def _is_free(index: Index, channel: Declaration) -> bool:
    status = channel.facts.status
    return index.doubtful(channel) or (status is not None and status.text in NOT_THERE)


def _has_hours(index: Index, channel: Declaration, answers: list[Declaration | None]) -> bool:
    above, seen = [channel], {channel.id}
    for one in above:
        if one.hours is not None:
            return True
        for name in one.part_of:
            parent = index.declarations.get(("channel", name.name))
            if parent is not None and parent.id not in seen:
                seen.add(parent.id)
                above.append(parent)
    units = {unit.id if unit is not None else "": unit for unit in answers}
    return bool(units) and all(any(one.hours is not None for one in index.chain(unit)) for unit in units.values())
