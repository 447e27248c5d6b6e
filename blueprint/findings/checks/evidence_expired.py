"""The customer is shown something that is no longer valid.

## What it does

It looks at every piece of evidence, and compares days with today (or the day that the settings name). Evidence is out
of date where

- its own `until` is past,
- the `until` of a touchpoint that it `uses`, of a channel behind its `via`, or of whoever its lane belongs to, is past,
- or one of these has the status `retired`.

The last day is still valid. Evidence with the status `retired` is left alone: it is no longer shown.

## Why it matters

A price list of last year and a product that no longer exists make a promise that somebody at the front stage has to
take back, and it is the customer who finds out.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Ask"
  evidence: "Price list in the window" until 2019-12-31 owner "Shop manager"
  customer: "Reads the prices"
  frontstage shop: "Answers questions"
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Ask"
  evidence: "Price list in the window" until 2999-12-31 owner "Shop manager"
  customer: "Reads the prices"
  frontstage shop: "Answers questions"
```

## Source

Evidence must be managed like the service itself: G. Lynn Shostack, “Breaking Free from Product Marketing”, Journal of
Marketing, 1977.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Declaration, Facts

CODE = "TP09"
SEVERITY = Severity.WARNING
PROFILES = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each piece of evidence that is out of date."""
    for action in index.blueprint.actions:
        if action.stage != "evidence" or _is_retired(action.facts):
            continue
        if _is_past(index, action.facts):
            yield _finding(index, action, f"{index.label(action)} was valid {_until(action.facts)} only.", ())
            continue
        for thing in _behind(index, action):
            if _is_retired(thing.facts):
                place = Place(thing.span, "no longer there")
                message = f"{index.label(action)} is shown, but {index.label(thing)} is retired."
                yield _finding(index, action, message, (place,))
                break
            if _is_past(index, thing.facts):
                place = Place(thing.span, "no longer valid")
                message = (
                    f"{index.label(action)} is shown, but {index.label(thing)} was valid {_until(thing.facts)} only."
                )
                yield _finding(index, action, message, (place,))
                break


def _finding(index: Index, action: Action, message: str, places: tuple[Place, ...]) -> Finding:
    span = action.facts.until.span if action.facts.until is not None and not places else action.span
    help = f"Bring {index.label(action)} up to date and move its day, or take it away."
    return found(__name__, CODE, SEVERITY, message, span, element=action.id, help=help, places=places)


def _is_retired(facts: Facts) -> bool:
    return facts.status is not None and facts.status.text == "retired"


def _is_past(index: Index, facts: Facts) -> bool:
    return facts.until is not None and facts.until.day < index.today


def _until(facts: Facts) -> str:
    return f"until {facts.until.day}" if facts.until is not None else ""


def _behind(index: Index, action: Action) -> Iterator[Declaration]:
    """What a piece of evidence is part of: its touchpoints, its channels and whoever its lane belongs to."""
    for name in (*action.uses, *action.via):
        thing = index.declarations.get((name.kind, name.name))
        if thing is not None:
            yield thing
    unit = index.unit_of(action)
    if unit is not None:
        yield unit
