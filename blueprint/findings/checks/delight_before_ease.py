"""A surprise is planned where the service is still hard for the customer.

## What it does

It looks at every action that serves `surprise me`, itself or by its step, and is planned: its status lies before
`live`, or it has none and the blueprint is not as-is. It speaks where, in the same phase and the same variant, an
action has an `effort` at or above the threshold `effort` (4), or an action that serves `work for me` is broken:
nobody does it, nothing comes back, it has a pain, or a fail point without a recovery. Once a phase. A file without
phases is one phase.

## Why it matters

Simple comes before nice. Customers stay because it works without trouble, and a present at the end of an odyssey is
remembered as a joke at their expense.

## Example that fails

```blueprint
blueprint "Moving house" to-be owner "Head of care"

department care "Care" owner "Head of care"

phase "Moving"

step "Change of address"
  evidence: "Form" owner "Head of care"
  customer: fills "Fills in the form"
    trigger
    effort 5
  frontstage care: sends "Sends a bunch of flowers"
    serves surprise me
  customer: moves "Is at home"
    outcome

fills -> sends -> moves
```

## Mended

```blueprint
blueprint "Moving house" to-be owner "Head of care"

department care "Care" owner "Head of care"

phase "Moving"

step "Change of address"
  evidence: "Form" owner "Head of care"
  customer: fills "Corrects one line"
    trigger
    effort 1
  frontstage care: sends "Sends a bunch of flowers"
    serves surprise me
  customer: moves "Is at home"
    outcome

fills -> sends -> moves
```

## Source

Effort explains loyalty better than delight: Matthew Dixon, Karen Freeman and Nicholas Toman, “Stop Trying to Delight
Your Customers”, Harvard Business Review, 2010. The pyramid of service excellence (DIN SPEC 77224), in which
surprising service stands on the ground of the promises kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action
from blueprint.text.span import Span

CODE = "EX02"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each phase with a planned surprise beside trouble."""
    for phase in index.blueprint.phases:
        actions = [action for step in phase.steps for action in step.actions]
        surprises = [one for one in actions if _serves(index, one, "surprise me") and _is_planned(index, one)]
        if not surprises:
            continue
        troubles = [(one, place) for one in actions if (place := _trouble(index, one)) is not None]
        for surprise in surprises:
            beside = next(((one, place) for one, place in troubles if _meet(index, surprise, one)), None)
            if beside is None or index.doubtful(surprise):
                continue
            trouble, place = beside
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{index.label(surprise)} is to surprise the customer, while {index.label(trouble)} {place.words}.",
                surprise.span,
                element=surprise.id,
                help=f"Make {index.label(trouble)} easy first, and surprise afterwards.",
                places=(Place(place.span, "in the same phase"),),
            )
            break


def _serves(index: Index, action: Action, demand: str) -> bool:
    return any(one.text == demand for one in (*action.serves, *index.around[action.id][0].serves))


def _is_planned(index: Index, action: Action) -> bool:
    status = action.facts.status or index.around[action.id][0].facts.status
    if status is not None:
        return status.text not in ("live", "retired")
    return index.blueprint.state != "as-is"


def _trouble(index: Index, action: Action) -> Place | None:
    """Where the file says that an action is hard for the customer or does not work, and in which words; else None."""
    if action.effort is not None and action.effort.value >= index.settings.thresholds.effort:
        return Place(action.effort.span, "is still hard")
    broken = _broken(action) if _serves(index, action, "work for me") else None
    return Place(broken, "does not work for them yet") if broken is not None else None


def _broken(action: Action) -> Span | None:
    for flag in (action.nobody_does_it, action.nothing_comes_back):
        if flag is not None:
            return flag
    for card in action.facts.cards:
        if card.kind == "pain" or (card.kind == "fail" and not card.recovery):
            return card.span
    return None


def _meet(index: Index, one: Action, other: Action) -> bool:
    variants = index.variants
    return one.id != other.id and any(variants.occurs(one, v) and variants.occurs(other, v) for v in variants.all)
