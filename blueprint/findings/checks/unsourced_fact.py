"""Figures and feelings of the as-is have no source: they are assumptions.

## What it does

In a blueprint that is `as-is` it counts what somebody must have measured, observed or heard: the times that actions
take and wait, emotions and efforts, how often an arrow was `repeated` and which share follows it, how many cases
arrive, and the actual values of metrics. A fact has a source if one stands at it, or at its action, step, phase,
arrow, declaration or the blueprint. It is one finding for the blueprint, with the number. A time that is `unknown` is
no figure.

## Why it matters

A blueprint on the wall looks like the truth. If nobody can tell the measured from the guessed, the first doubt about
one figure takes all the others down with it.

## Example that fails

```blueprint
blueprint "Shoeshine" as-is owner "Shoeshine"

department stand "Stand" owner "Shoeshine"

step "Polish"
  evidence: "Chair" owner "Shoeshine"
  customer: sits "Sits down"
    trigger
  frontstage stand: polishes "Polishes" takes 2 min
  customer: walks "Walks on"
    outcome
    emotion +1

sits -> polishes -> walks
```

## Mended

```blueprint
blueprint "Shoeshine" as-is owner "Shoeshine"
  source "Thirty customers on a Monday in May"

department stand "Stand" owner "Shoeshine"

step "Polish"
  evidence: "Chair" owner "Shoeshine"
  customer: sits "Sits down"
    trigger
  frontstage stand: polishes "Polishes" takes 2 min
  customer: walks "Walks on"
    outcome
    emotion +1

sits -> polishes -> walks
```

## Source

Maps that rest on assumptions are told apart from maps that rest on research: Marc Stickdorn, Markus Hormess, Adam
Lawrence and Jakob Schneider, “This Is Service Design Doing”, 2018.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Facts
from blueprint.text.span import Span

CODE = "GV01"
SEVERITY = Severity.INFO
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for the blueprint, where any fact has no source."""
    blueprint = index.blueprint
    if blueprint.state != "as-is" or blueprint.facts.sources or blueprint.broken:
        return
    facts = sorted(_facts(index))
    bare = [span for span, has_source in facts if not has_source]
    if not bare:
        return
    if len(facts) == 1:
        message = "The only figure or feeling of the blueprint has no source: it is an assumption."
    elif len(bare) == len(facts):
        message = f"None of the {len(facts)} figures and feelings of the blueprint has a source: they are assumptions."
    else:
        few = "is an assumption" if len(bare) == 1 else "are assumptions"
        message = f"{len(bare)} of the {len(facts)} figures and feelings {few}, without a source."
    yield found(
        __name__,
        CODE,
        SEVERITY,
        message,
        blueprint.span,
        help='Write where they come from, such as source "12 interviews, May 2026", at each, or once for all here.',
        places=tuple(Place(span, "has no source") for span in bare[:3]),
    )


def _facts(index: Index) -> Iterator[tuple[Span, bool]]:
    """Every figure and feeling, with whether it has a source; those that may have lost one are left out."""
    blueprint = index.blueprint
    if blueprint.cases is not None:
        yield blueprint.cases.span, False
    for action in blueprint.actions:
        if not index.doubtful(action):
            step, phase = index.around[action.id]
            sourced = bool(action.facts.sources or step.facts.sources or phase.facts.sources)
            yield from ((span, sourced or own) for span, own in _of_action(action))
    for arrow in blueprint.arrows:
        for number in (arrow.repeated, arrow.share):
            if number is not None and not index.doubtful(arrow):
                yield number.span, bool(arrow.facts.sources)
    for one in blueprint.declarations:
        if one.cases is not None:
            yield one.cases.span, bool(one.facts.sources)
    for thing, card in index.cards:
        if card.actual is not None and not index.doubtful(thing):
            above: tuple[Facts, ...] = ()
            if isinstance(thing, Action):
                above = tuple(one.facts for one in index.around[thing.id])
            yield card.actual.span, bool(card.sources or thing.facts.sources or any(one.sources for one in above))


def _of_action(action: Action) -> Iterator[tuple[Span, bool]]:
    for time in (action.takes, action.waits):
        if time is not None and time.low is not None:
            yield time.span, bool(time.sources)
    for feeling in (action.emotion, action.effort):
        if feeling is not None:
            yield feeling.span, bool(feeling.sources)
    if action.cases is not None:
        yield action.cases.span, False
