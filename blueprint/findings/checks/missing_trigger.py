"""The journey has no clear beginning.

## What it does

It looks for an action marked `trigger`. Without one, the journey begins where its arrows begin: at the actions of the
first step with no arrow in (evidence and unlinked support do not count; the two ends of an exchange are one). Where
that is one action, the beginning is clear and nothing is said. Where these are several, or all have an arrow in because
a loop leads back to them, nobody can tell what sets the service going, and that is a finding at the first line.

Where a file has variants, and a trigger in some of them only, each variant that has none is a finding. A file without
arrows is not judged, nor one of which a line could not be read.

## Why it matters

What sets a service going decides what the customer expects of it. And all that is said of paths hangs on where they
begin: what can be reached, how long it takes, how often the customer meets the provider.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: hears "Hears the chain grind"
  customer: reads "Reads the yearly reminder"
  frontstage shop: takes "Takes the bicycle in"

step "Ride"
  customer: rides "Rides away"
    outcome

hears -> takes
reads -> takes
takes -> rides
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: hears "Hears the chain grind"
    trigger
  customer: reads "Reads the yearly reminder"
    trigger
  frontstage shop: takes "Takes the bicycle in"

step "Ride"
  customer: rides "Rides away"
    outcome

hears -> takes
reads -> takes
takes -> rides
```

## Source

Wil van der Aalst, “The Application of Petri Nets to Workflow Management”, 1998: a sound process has one beginning, from
which all its work can be reached.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

CODE = "ST11"
SEVERITY = Severity.WARNING
PROFILES = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding where nothing says with what the journey begins, or one for each variant without a beginning."""
    blueprint = index.blueprint
    if not index.has_arrows or index.unread or index.flow.astray:
        return
    triggers = [action for action in blueprint.actions if action.trigger is not None]
    if triggers:
        yield from _in_variants(index, triggers)
        return
    starts = _several(index)
    if starts:
        loop = any(index.arrows_in.get(one.id) for one in starts)
        words = "a loop leads back to this" if loop else "it may begin here"
        yield found(
            __name__,
            CODE,
            SEVERITY,
            "It is not clear with what this journey begins: " + _list(index, starts) + ".",
            blueprint.span,
            help="Write trigger below each action that sets the journey going, and draw what leads to the others.",
            places=tuple(Place(one.span, words) for one in starts[:3]),
        )


def _list(index: Index, starts: tuple[Action, ...]) -> str:
    first = index.label(starts[0])
    if len(starts) == 1:
        return f"{first} has an arrow in"
    return f"{first} or {index.label(starts[1])}" if len(starts) == 2 else f"{first} or {len(starts) - 1} others"


def _several(index: Index) -> tuple[Action, ...]:
    """The actions with which the journey may begin, where that is not clear; empty where it is."""
    starts = index.flow.starts
    variants = index.variants
    for variant in variants.all:
        here = [one for one in starts if variants.occurs(one, variant)]
        joined = {here[0].id} if here else set()
        for one in here:
            for arrow in (*index.arrows_out.get(one.id, ()), *index.arrows_in.get(one.id, ())):
                if arrow.kind == "exchange" and not joined.isdisjoint((arrow.source.name, arrow.target.name)):
                    joined |= {arrow.source.name, arrow.target.name}
        if any(one.id not in joined for one in here):
            return starts
        if len(here) == 1 and _is_led_to(index, here[0]):
            return starts
    return ()


def _is_led_to(index: Index, action: Action) -> bool:
    arrows = index.arrows_in.get(action.id, ())
    return any(arrow.kind in ("flow", "handoff") and arrow.source.name != action.id for arrow in arrows)


def _in_variants(index: Index, triggers: list[Action]) -> Iterator[Finding]:
    variants = index.variants
    for variant in variants.all:
        if variant is None or any(variants.occurs(one, variant) for one in triggers) or index.doubtful(variant):
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"In the variant {index.label(variant)} nothing is the beginning of the journey.",
            variant.span,
            element=variant.id,
            help=f"Write trigger below the action that sets {index.label(variant)} going.",
            places=tuple(Place(one.span, "begins other variants only") for one in triggers[:1]),
        )
