"""At a moment of truth nothing is prepared.

## What it does

It looks at every action marked `moment of truth`, and asks for three things:

- an owner: at the action, a touchpoint that it `uses`, or whoever acts; at a customer's action, of a front-stage action
  that it meets. That the owner alone is missing is said by another check.
- evidence: in its step, or joined to it by an arrow; a declared touchpoint counts.
- a `standard`: at the action or one that it meets, at its step, its phase or its touchpoint.

The finding names what is missing. Where a file marks several moments of truth and has no standard at all, it is one
finding at the first line. A step with a line that could not be read is left alone.

## Why it matters

At a moment of truth the customer decides what to think of the whole service. Whoever knows which moment that is, and
leaves to chance who answers for it, what is there to see and how well it is done, has drawn it for nothing.

## Example that fails

```blueprint
blueprint "Car dealer"

department sales "Car sales" owner "Head of sales"

step "Meets"
  customer: comes "Comes in"
    trigger
  frontstage sales: greets "Greets the customer"
    moment of truth
  customer: sits "Sits down"
    outcome

comes -> greets -> sits
```

## Mended

```blueprint
blueprint "Car dealer"

department sales "Car sales" owner "Head of sales"

step "Meets"
  evidence: "Tidy desk" owner "Head of sales"
  customer: comes "Comes in"
    trigger
  frontstage sales: greets "Greets the customer"
    moment of truth
    standard "Looks up and greets within ten seconds" tolerance 10 s
  customer: sits "Sits down"
    outcome

comes -> greets -> sits
```

## Source

Jan Carlzon, “Moments of Truth”, 1987: the company is made in the short contacts on which the customer's judgement
turns; standards with tolerances at each step: G. Lynn Shostack, “Designing Services That Deliver”, 1984.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.variants import together
from blueprint.model.elements import Action, Facts

CODE = "TP11"
SEVERITY = Severity.WARNING
PROFILES = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each moment of truth that lacks something, or one where no standard is said at all."""
    blueprint = index.blueprint
    moments = [action for action in blueprint.actions if action.moment_of_truth is not None]
    if not moments:
        return
    meets: dict[str, list[Action]] = {action.id: [action] for action in moments}
    for front, customer, _ in index.contacts:
        for one, other in ((front, customer), (customer, front)):
            if one.id in meets and other not in meets[one.id]:
                meets[one.id].append(other)
    gaps = [(one, _missing(index, meets[one.id])) for one in moments if not _lost(index, meets[one.id])]
    gaps = [(one, missing) for one, missing in gaps if missing and missing != ["owner"]]
    if len(gaps) > 1 and len(gaps) == len(moments) and not any(card.kind == "standard" for _, card in index.cards):
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"None of the {len(gaps)} moments of truth has a standard.",
            blueprint.span,
            help="Say at each how well it is to be done, behind standard, and what the customer is to see there.",
            places=tuple(Place(one.span, f"has no {_join(missing)}") for one, missing in gaps[:3]),
        )
        return
    for one, missing in gaps:
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(one)} is a moment of truth and has no {_join(missing)}.",
            one.span,
            element=one.id,
            help="Add " + " and ".join(_HELP[thing] for thing in missing) + ".",
        )


def _join(missing: list[str]) -> str:
    """Words after a “no”: “owner, no evidence and no standard”."""
    return ", no ".join(missing[:-1]) + " and no " + missing[-1] if len(missing) > 1 else missing[0]


_HELP = {
    "owner": "who is accountable, behind owner",
    "evidence": "what the customer sees there, as evidence of the step",
    "standard": "how well it is to be done, behind standard",
}


def _lost(index: Index, actions: list[Action]) -> bool:
    steps = index.blueprint.steps
    return any(index.lost_in(steps[index.position(action)]) for action in actions)


def _missing(index: Index, actions: list[Action]) -> list[str]:
    """What is missing at an action and those that it meets, the action itself first."""
    missing = []
    fronts = [action for action in actions if action.stage == "frontstage"]
    if fronts and not any(index.owners_of(front).owners for front in fronts):
        missing.append("owner")
    if not any(_has_evidence(index, action) for action in actions):
        missing.append("evidence")
    if not any(_has_standard(index, action) for action in actions):
        missing.append("standard")
    return missing


def _has_evidence(index: Index, action: Action) -> bool:
    if action.uses:
        return True
    linked = (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ()))
    ends = (index.action_at(end) for arrow in linked for end in (arrow.source, arrow.target))
    if any(end is not None and end.stage == "evidence" for end in ends):
        return True
    step = index.blueprint.steps[index.position(action)]
    return any(one.stage == "evidence" and together(one, action) for one in step.actions)


def _has_standard(index: Index, action: Action) -> bool:
    step, phase = index.around[action.id]
    touchpoints = (index.declarations.get(("touchpoint", name.name)) for name in action.uses)
    places: list[Facts] = [action.facts, step.facts, phase.facts]
    places += [one.facts for one in touchpoints if one is not None]
    return any(card.kind == "standard" for facts in places for card in facts.cards)
