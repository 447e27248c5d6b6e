"""The shares of a choice do not add up to 100 %.

## What it does

It adds up the shares, such as `30%`, of the arrows `->` and `=>` that leave an action; the two ends of an exchange
`<->` are one action, from which a branch from one end back to the other leads as well, and each variant is judged for
itself. It is a finding where

- every branch has a share, and they do not make 100 %; at an outcome, where the journey may also end, only more than
  100 % is too much;
- some branches have a share and others only `when`, and the shares leave nothing for the others.

Shares are rounded, so up to half a percent for each branch, that too included, does not count (where decimals are
given, up to 0.05 %). A single branch is another check's finding, and so are arrows without condition beside
branches. An arrow that is drawn twice counts once.

## Why it matters

More than all cases means that some are counted twice, less that some go a way that nobody has drawn. Times, costs and
capacities worked out from such shares are wrong.

## Example that fails

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: looks "Looks at the bicycle" via counter

step "Fetch"
  frontstage shop: mends "Mends it on the spot" via counter
  frontstage shop: sells "Offers a used bicycle" via counter
  customer: rides "Rides away"
    outcome

brings -> looks
looks -> mends when "it can be mended" 80%
looks -> sells when "it cannot" 30%
mends -> rides
sells -> rides
```

## Mended

```blueprint
blueprint "Repair"
  goal "A bicycle that runs"

department shop "Shop" owner "Shop manager"
channel counter "At the counter" hours "Mo-Fr 9-18"

step "Bring"
  evidence shop: "Receipt"
  customer: brings "Brings the bicycle" via counter
    trigger
  frontstage shop: looks "Looks at the bicycle" via counter

step "Fetch"
  frontstage shop: mends "Mends it on the spot" via counter
  frontstage shop: sells "Offers a used bicycle" via counter
  customer: rides "Rides away"
    outcome

brings -> looks
looks -> mends when "it can be mended" 70%
looks -> sells when "it cannot" 30%
mends -> rides
sells -> rides
```

## Source

Exclusive choice, exactly one branch of which is taken: Wil van der Aalst and others, “Workflow Patterns”, 2003.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Arrow

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

CODE = "FL05"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "sketch")

ALL = 100
NOISE = 1e-6


def find(index: Index) -> Iterator[Finding]:
    """One finding for each choice whose shares do not fit."""
    if all(one.share is None for one in index.blueprint.arrows):
        return
    from blueprint.findings.lookup.graph import by_variant

    for words, _, shares in by_variant(index.graphs, _misfits):
        source = index.label(shares[0].source)
        total = sum(one.share.low for one in shares if one.share is not None)
        said = f"The shares of the branches from {source} add up to {total:g} %"
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{words}{said[0].lower() if words else said[0]}{said[1:]}"
            + (", which leaves nothing for the branch without one." if total == ALL else "."),
            shares[-1].span,
            element=shares[-1].id,
            help=f"Let the shares of all branches from {source} make 100 %.",
            places=tuple(Place(one.span, f"{one.share.low:g} %") for one in shares[:-1] if one.share is not None),
        )


def _misfits(graph: Graph) -> Iterator[tuple[str, tuple[Arrow, ...]]]:
    """The branches with shares of each choice where these do not fit."""
    index = graph.index
    copies = {copy.id for copy, _ in index.repeated}
    inner = {leg.arrow.id for legs in graph.inner.values() for leg in legs}
    for node in graph.members:
        arrows = [
            arrow
            for action in graph.members[node]
            for arrow in index.arrows_out.get(action.id, ())
            if arrow.kind in ("flow", "handoff")
            and arrow.id not in copies
            and (graph.node_of.get(arrow.target.name) != node or arrow.id in inner)
            and index.variants.occurs(arrow, graph.story.variant)
        ]
        shares = [one for one in arrows if one.share is not None]
        if len(arrows) < 2 or not shares or any(map(index.doubtful, arrows)):
            continue
        if any(map(index.doubtful, graph.members[node])):
            continue
        amounts = [one.share.low for one in shares if one.share is not None]
        total, slack = sum(amounts), _slack(amounts)
        others = [one for one in arrows if one.share is None]
        if others:
            wrong = total > ALL - NOISE and all(one.when for one in others)
        elif node in graph.outcomes:
            wrong = total - ALL > slack + NOISE
        else:
            wrong = abs(total - ALL) > slack + NOISE
        if wrong:
            yield node, tuple(shares)


def _slack(amounts: list[float]) -> float:
    """By how much rounded shares may miss 100 %, at the most."""
    return len(amounts) * (0.5 if all(one.is_integer() for one in amounts) else 0.05)
