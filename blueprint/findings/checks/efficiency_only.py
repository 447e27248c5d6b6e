"""Work at the front stage is measured by efficiency alone.

## What it does

For every front-stage action it gathers the metrics that bear on it: its own, and those of its step, its phase, its
channels, the touchpoint that it uses, whoever acts and the units above. It speaks where one of them counts
`efficiency` and each of them does. A metric that does not say what it counts may be one of the outcome, and so keeps
the check quiet. It speaks once for each metric.

## Why it matters

Who is measured by the minutes of a call ends calls. Nothing else decides as surely how a customer is treated as the
figure that the person opposite is judged by.

## Example that fails

```blueprint
blueprint "Shoes by phone" owner "Head of service"

department service "Phone service" owner "Head of service"

step "Call"
  evidence: "Voice" owner "Head of service"
  customer: calls "Calls"
    trigger
  frontstage service: talks "Advises"
    metric "Minutes of a call" target 4 min counts efficiency
  customer: ends "Ends the call"
    outcome

calls -> talks -> ends
```

## Mended

```blueprint
blueprint "Shoes by phone" owner "Head of service"

department service "Phone service" owner "Head of service"

step "Call"
  evidence: "Voice" owner "Head of service"
  customer: calls "Calls"
    trigger
  frontstage service: talks "Advises"
    metric "Minutes of a call" target 4 min counts efficiency
    metric "Whether the customer is content" target 95% counts outcome
  customer: ends "Ends the call"
    outcome

calls -> talks -> ends
```

## Source

People do what they are measured by, not what is hoped for: Steven Kerr, “On the Folly of Rewarding A, While Hoping
for B”, Academy of Management Journal, 1975.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Card, Declaration

CODE = "EX06"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each metric of efficiency that stands alone, at the first action that it bears on."""
    if not any(card.kind == "metric" and card.counts is not None for _, card in index.cards):
        return
    told: set[tuple[str, int, int]] = set()
    for action in index.blueprint.actions:
        metrics = _metrics(index, action) if action.stage == "frontstage" else []
        if not metrics or index.doubtful(action):
            continue
        if all(one.counts is not None and one.counts.text == "efficiency" for one in metrics):
            card = metrics[0]
            key = (card.span.path, card.span.line, card.span.column)
            if key in told:
                continue
            told.add(key)
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{index.label(action)} is measured by “{card.text}” alone, which counts the provider's efficiency.",
                card.span,
                element=action.id,
                help="Add a metric that counts outcome: whether the customer got what they came for.",
                places=() if card.span.line == action.span.line else (Place(action.span, "the customer is met here"),),
            )


def _metrics(index: Index, action: Action) -> list[Card]:
    """The metrics that bear on an action, its own first."""
    step, phase = index.around[action.id]
    things: list[Declaration] = [*index.chain(index.unit_of(action))]
    for kind, names in (("touchpoint", action.uses), ("channel", action.via)):
        things += [one for name in names if (one := index.declarations.get((kind, name.name))) is not None]
    facts = (action.facts, step.facts, phase.facts, *(one.facts for one in things))
    return [card for one in facts for card in one.cards if card.kind == "metric"]
