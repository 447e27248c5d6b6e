"""The path goes round in a circle from which no end can be reached.

## What it does

It looks for circles of arrows (`->`, `=>`, `<->`, not `..>`) that the journey can enter and from which no path leads
to an `outcome`. Where nothing in the file is marked `outcome`, a path to any action after which nothing follows will
do. The two ends of an exchange are one action, and so no circle, unless a branch without bound leads from one end
back to the other. Each variant is judged for itself.

Of circles that lead into each other only the last is a finding. A circle that leads to a dead end of the customer or
the front stage, or to handed-over work that is dropped, is not a second finding.

The path that is shown leads from where the journey begins into the circle and once around.

## Why it matters

However often a case goes round, it is never done. A customer in such a circle gives up; work in it is done for ever.

## Example that fails

```blueprint
blueprint "Form"
  goal "A permit"

department office "Office" owner "Head of office"
channel post "By post" hours "Mo-Fr"

step "Apply"
  evidence office: "Form"
  customer: fills "Fills in the form" via post
    trigger
  frontstage office: checks "Checks the form" via post
    choice "Is it complete?"

step "Again"
  frontstage office: returns "Sends the form back" via post
  customer: adds "Adds what is missing" via post

step "Permit"
  evidence office: "Permit"
  frontstage office: grants "Sends the permit" via post
  customer: builds "Begins to build"
    outcome

fills -> checks
checks -> grants when "yes"
checks -> returns when "no"
returns -> adds
adds -> returns repeats up to 2
grants -> builds
```

## Mended

```blueprint
blueprint "Form"
  goal "A permit"

department office "Office" owner "Head of office"
channel post "By post" hours "Mo-Fr"

step "Apply"
  evidence office: "Form"
  customer: fills "Fills in the form" via post
    trigger
  frontstage office: checks "Checks the form" via post
    choice "Is it complete?"

step "Again"
  frontstage office: returns "Sends the form back" via post
  customer: adds "Adds what is missing" via post

step "Permit"
  evidence office: "Permit"
  frontstage office: grants "Sends the permit" via post
  customer: builds "Begins to build"
    outcome

fills -> checks
checks -> grants when "yes"
checks -> returns when "no"
returns -> adds
adds -> checks repeats up to 2
grants -> builds
```

## Source

The option to complete, one of the conditions of soundness: Wil van der Aalst, “The Application of Petri Nets to
Workflow Management”, 1998. Strongly connected parts: Robert Tarjan, “Depth-First Search and Linear Graph Algorithms”,
1972.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

CODE = "FL03"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "sketch")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each circle without an end."""
    if not index.graphs:
        return
    from blueprint.findings.lookup.graph import by_variant

    for words, graph, part in by_variant(index.graphs, _traps):
        inside = frozenset(part)
        closing = [leg for leg in graph.walk.back if leg.source in inside and leg.target in inside]
        leg = min(closing, key=lambda leg: leg.arrow.span)
        path = graph.path(leg.target)
        first = graph.loops.first_action(part)
        last = index.label(leg.arrow.source)
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words}{index.label(leg.arrow.target)} and {last} lie in a circle from which no end can be reached.",
            leg.arrow.span,
            element=leg.arrow.id,
            help=f"Draw the arrow that leads out of the circle, from {last} or another of its actions to an outcome.",
            places=(Place(first.span, "the circle begins here"),),
            trail=graph.trail([*path, *graph.loops.round(leg)]),
        )


def _traps(graph: Graph) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in graph.loops.traps:
        yield graph.loops.first_action(part).id, part
