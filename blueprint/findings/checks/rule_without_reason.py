"""A rule of the house hurts the customer, and lacks a reason, an owner or a day of review.

## What it does

It looks at every `policy` at a pain point and asks for its `reason`, its `owner` and the day on which it was
`reviewed`. A pain point is where a `pain` or an emotion of -1 or lower stands: for a policy of an action, at the
action, its step or an action that it meets in a contact; for one of a step or phase, at it or at anything in it; for
one of a unit, at an action of the unit or one that this meets; for one of the blueprint, at the blueprint itself.
What is retired is not judged. Where no such policy says any of it, that is one finding: at the policy, or, where
there are several, at the beginning.

## Why it matters

Rules outlive their reasons. “Those are our rules” is the answer that angers customers most, and often nobody is left
who could say what the rule was for. A rule that hurts should be able to defend itself, or go.

## Example that fails

```blueprint
blueprint "Returns" owner "Shop manager"

department shop "Shop" owner "Shop manager"

step "Return"
  evidence: "Receipt" owner "Shop manager"
  customer: returns "Brings the shoes back"
    trigger
    pain "The receipt is lost"
  frontstage shop: takes "Takes the shoes back"
    policy "No refund without a receipt" owner "Shop manager"
  customer: goes "Goes with the money"
    outcome

returns -> takes -> goes
```

## Mended

```blueprint
blueprint "Returns" owner "Shop manager"

department shop "Shop" owner "Shop manager"

step "Return"
  evidence: "Receipt" owner "Shop manager"
  customer: returns "Brings the shoes back"
    trigger
    pain "The receipt is lost"
  frontstage shop: takes "Takes the shoes back"
    policy "A card slip does instead of a receipt" owner "Shop manager" reason "Fraud in 2019" reviewed 2026-05-01
  customer: goes "Goes with the money"
    outcome

returns -> takes -> goes
```

## Source

“Kill a stupid rule”, an exercise in which a team names the rules that stand in the customer's way: Lisa Bodell, “Kill
the Company”, 2012.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Element, Index
from blueprint.model.elements import Action, Blueprint, Card, Declaration, Facts, Phase, Step
from blueprint.text.span import Span

CODE = "GV04"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each policy at a pain point with a gap, or one for the file where none says anything."""
    rules = [
        (thing, card)
        for thing, card in index.cards
        if card.kind == "policy"
        and (card.status is None or card.status.text != "retired")
        and not index.doubtful(thing)
    ]
    if not rules:
        return
    pains = _pains(index)
    hurting = [(thing, card, pain) for thing, card in rules if (pain := _pain_at(index, thing, pains)) is not None]
    gaps = [(thing, card, pain) for thing, card, pain in hurting if _lacks(card)]
    if len(gaps) > 1 and all(len(_lacks(card)) == 3 for _, card, _ in hurting):
        if not index.unread:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{len(gaps)} rules stand where it hurts, and none has a reason, an owner or a day of review.",
                index.blueprint.span,
                help="Write reason, owner and reviewed after each of them, or take the rule out.",
                places=tuple(Place(card.span, "a rule at a pain point") for _, card, _ in gaps[:3]),
            )
        return
    for thing, card, pain in gaps:
        lacks = _lacks(card)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The rule “{card.text}” stands where it hurts, and has no {' and no '.join(lacks.values())}.",
            card.span,
            element="" if isinstance(thing, Blueprint) else thing.id,
            help=f"Write {', '.join(lacks)} after it, or take the rule out.",
            places=(Place(pain, "it hurts here"),),
        )


def _lacks(card: Card) -> dict[str, str]:
    """What a rule does not say: the word, and what it stands for."""
    said = {"reason": card.reason is not None, "owner": bool(card.owners), "reviewed": card.reviewed is not None}
    return {word: {"reviewed": "day of review"}.get(word, word) for word, is_said in said.items() if not is_said}


def _pains(index: Index) -> dict[str, Span]:
    """Where it hurts at an action itself, or at one that it meets, by the action's id."""
    pains: dict[str, Span] = {}
    for action in index.blueprint.actions:
        hurt = _card(action.facts)
        if hurt is None and action.emotion is not None and action.emotion.value <= -1:
            hurt = action.emotion.span
        if hurt is not None:
            pains[action.id] = hurt
    own = dict(pains)
    for front, customer, _ in index.contacts:
        for one, other in ((front.id, customer.id), (customer.id, front.id)):
            if other in own:
                pains.setdefault(one, own[other])
    return pains


def _card(facts: Facts) -> Span | None:
    return next((card.span for card in facts.cards if card.kind == "pain"), None)


def _pain_at(index: Index, thing: Element, pains: dict[str, Span]) -> Span | None:
    """Where it hurts about what a rule stands at."""
    own = _card(thing.facts)
    if own is not None:
        return own
    if isinstance(thing, Action):
        return pains.get(thing.id) or _card(index.around[thing.id][0].facts)
    if isinstance(thing, Step):
        actions = [*thing.actions]
    elif isinstance(thing, Phase):
        steps = (_card(step.facts) for step in thing.steps)
        hurt = next((one for one in steps if one is not None), None)
        if hurt is not None:
            return hurt
        actions = [action for step in thing.steps for action in step.actions]
    elif isinstance(thing, Declaration):
        actions = [one for one in index.blueprint.actions if one.id in pains and index.belongs_to(one, thing)]
    else:
        actions = []
    return next((pains[one.id] for one in actions if one.id in pains), None)
