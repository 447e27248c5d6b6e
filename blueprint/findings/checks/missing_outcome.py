"""The journey has no end.

## What it does

It looks for an action marked `outcome`. Where there is none, that is one finding at the first line. Where a file has
variants, each variant in which no outcome occurs is a finding; but where it breaks off at a customer's or a front-stage
action, or ends in a circle, that is another finding, at the very place. A file without arrows is not judged, nor one
of which a line could not be read.

An action that asks for `feedback` is no end: nobody came to be asked. Where nothing else is marked, the finding stands
there. The customer's own action after the question counts as an end, even where it may be no more than the answer:
whether somebody who says “it was good” and walks out has what they came for, only the words tell, and words are not
judged.

## Why it matters

The outcome is what the customer came for. A blueprint that does not say it cannot tell a journey that ends from one
that breaks off, and mostly nobody tells the customer either.

## Example that fails

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: brings "Brings the bicycle"
    trigger
  frontstage shop: takes "Takes the bicycle in"
  backstage shop: mends "Mends the bicycle"

brings -> takes -> mends
```

## Mended

```blueprint
blueprint "Bicycle repair"

department shop "Shop" owner "Shop manager"

step "Bring"
  customer: brings "Brings the bicycle"
    trigger
  frontstage shop: takes "Takes the bicycle in"
  backstage shop: mends "Mends the bicycle"

step "Fetch"
  frontstage shop: gives "Gives the bicycle back"
  customer: rides "Rides away"
    outcome

brings -> takes -> mends -> gives -> rides
```

## Source

Wil van der Aalst, “The Application of Petri Nets to Workflow Management”, 1998: a sound process can always come to its
end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

CODE = "ST12"
SEVERITY = Severity.WARNING
PROFILES = ("review",)

_HELP = "Write outcome below the action with which the customer has what they came for."


def find(index: Index) -> Iterator[Finding]:
    """One finding for a journey without an end, or one for each variant without."""
    blueprint = index.blueprint
    if not index.has_arrows or not blueprint.actions or index.unread:
        return
    outcomes = [action for action in blueprint.actions if action.outcome is not None]
    if not outcomes:
        yield found(
            __name__,
            CODE,
            SEVERITY,
            "Nothing is the outcome of this journey.",
            blueprint.span,
            help=_HELP,
        )
        return
    if all(one.feedback for one in outcomes):
        asks = outcomes[0]
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"Nothing is the outcome of this journey but the question {index.label(asks)}.",
            asks.outcome or asks.span,
            element=asks.id,
            help=_HELP,
        )
        return
    for graph in index.graphs:
        variant = graph.story.variant
        if variant is None or graph.outcomes or index.doubtful(variant) or _breaks_off(graph):
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"In the variant {index.label(variant)} nothing is the outcome of the journey.",
            variant.span,
            element=variant.id,
            help=f"Write outcome below the action with which {index.label(variant)} ends.",
            places=tuple(Place(one.span, "ends other variants only") for one in outcomes[:1]),
        )


def _breaks_off(graph: Graph) -> bool:
    """Whether a variant stops where somebody stands and waits, or never leaves a circle."""
    ends = filter(graph.stops, graph.walk.reached)
    met = any(one.stage in ("customer", "frontstage") for node in ends for one in graph.members[node])
    return met or bool(graph.loops.traps)
