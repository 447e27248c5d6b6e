"""The last review is more than six months ago.

## What it does

It looks at the day behind `reviewed` at the blueprint and at each touchpoint, one of an included file, too. The review
is stale from the day after the same day six months later; the number of months is the setting `review_months`, and the
day from which it is counted can be set, too. A blueprint that says nothing of a review is not judged, nor is a thing
whose status is `retired`. How often a policy is looked at is its owner's affair.

## Why it matters

A service changes by small steps, and a blueprint does not change with it on its own. One that nobody has held
against the service for half a year describes another service.

## Example that fails

```blueprint
blueprint "Bicycle repair"
  goal "Ride again by the weekend"
  owner "Shop manager"
  reviewed 2019-03-01

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"
```

## Mended

The day of a new review would soon be old on this page; it stands in the file of a shop that has one.

```blueprint
blueprint "Bicycle repair"
  goal "Ride again by the weekend"
  owner "Shop manager"
  reviewed 2999-03-01

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: "Brings the bicycle"
  frontstage shop: "Takes the bicycle in"
```

## Source

ISO 23592:2021, “Service excellence — Principles and model”, and DIN SPEC 77224:2011: excellence is kept up by regular
review. Six months is a rule of this tool.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.details import Day
from blueprint.model.elements import Facts

CODE = "ST14"
SEVERITY = Severity.INFO
PROFILES = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each review that is too old."""
    blueprint = index.blueprint
    day = _stale(index, blueprint.facts)
    if day is not None:
        name = index.label(blueprint) if blueprint.label else "this blueprint"
        yield _finding(f"The last review of {name} was on {day.day}.", day, "")
    for one in blueprint.declarations:
        day = _stale(index, one.facts) if one.kind == "touchpoint" else None
        if day is not None:
            yield _finding(f"The last review of {index.label(one)} was on {day.day}.", day, one.id)


def _finding(message: str, day: Day, element: str) -> Finding:
    help = "Hold it against the service as it is today, and write the day of that behind reviewed."
    return found(__name__, CODE, SEVERITY, message, day.span, element=element, help=help)


def _stale(index: Index, facts: Facts) -> Day | None:
    """The day of the last review if that is too old."""
    if facts.reviewed is None or (facts.status is not None and facts.status.text == "retired"):
        return None
    day, months = facts.reviewed.day, index.settings.thresholds.review_months
    # Compared as year, month and day, so that months need not have the same length.
    years, month = divmod(day.month - 1 + months, 12)
    today = index.today
    return facts.reviewed if (today.year, today.month - 1, today.day) > (day.year + years, month, day.day) else None
