"""A choice has one branch only, or branches that do not say when they are taken.

## What it does

It looks at the arrows `->` and `=>` that leave an action. Those with `when` or a share, such as `30%`, are the
branches of a choice. The two ends of an exchange `<->` are one action, and each variant is judged for itself. A branch
from one end of an exchange back to the other is one too. It is a finding where

- the only arrow that leaves is a branch (one with a share of 100% and no `when` is none);
- the action asks a question, `choice "…"`, and no arrow leaves it, or one, or arrows of which none is a branch: then
  nothing answers the question;
- all arrows that leave are branches and say the same `when`: nothing says what happens otherwise;
- a branch says its share, but neither `when` nor a label says in which cases it is taken.

Two of several branches may say the same: both are then taken.

An outcome may have one branch, since the journey may also end there. Where nothing follows handed-over work, that is
another finding.

## Why it matters

Whoever reads “if yes” asks what happens if not. Where nothing answers, either the case gets stuck or there was never
a choice. And two branches without words let everybody decide by a rule of their own.

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
    choice "Can it be mended?"

step "Fetch"
  frontstage shop: mends "Mends it on the spot" via counter
  customer: rides "Rides away"
    outcome

brings -> looks
looks -> mends when "yes"
mends -> rides
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
    choice "Can it be mended?"

step "Fetch"
  frontstage shop: mends "Mends it on the spot" via counter
  frontstage shop: sells "Offers a used bicycle" via counter
  customer: rides "Rides away"
    outcome

brings -> looks
looks -> mends when "yes"
looks -> sells when "no"
mends -> rides
sells -> rides
```

## Source

Guidelines for process models ask for labelled branches of a split: Jan Mendling, Hajo Reijers and Wil van der Aalst,
“Seven process modeling guidelines (7PMG)”, 2010; exclusive choice: van der Aalst and others, “Workflow Patterns”,
2003.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.details import Text
from blueprint.model.elements import Action, Arrow

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph

CODE = "FL04"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each node whose choice is none."""
    branches = any(one.is_branch for one in index.blueprint.arrows)
    if not branches and not any(one.choice is not None for one in index.blueprint.actions):
        return
    from blueprint.findings.lookup.graph import by_variant

    for words, _, (message, action, arrow) in by_variant(index.graphs, _choices):
        question = f" {_quoted(action.choice)}" if action.choice is not None else ""
        yield found(
            __name__,
            CODE,
            SEVERITY,
            words + message,
            action.span if arrow is None else arrow.span,
            element=action.id if arrow is None else arrow.id,
            help=_help(index, action, arrow),
            places=(Place(action.choice.span, f"the question{question}"),)
            if action.choice is not None and arrow is not None
            else (),
        )


def _choices(graph: Graph) -> Iterator[tuple[str, tuple[str, Action, Arrow | None]]]:
    """What is wrong at each node, with the action, and the arrow where one is at fault."""
    index = graph.index
    for node, members in graph.members.items():
        if node in graph.vague and any(map(index.doubtful, members)):
            continue
        legs = (*graph.out.get(node, ()), *graph.inner.get(node, ()))
        arrows = list({leg.arrow.id: leg.arrow for leg in legs}.values())
        arrows += _leading_nowhere(graph, members)
        asking = next((one for one in members if one.choice is not None), None)
        split = [one for one in arrows if one.is_branch]
        if any(map(index.doubtful, arrows)):
            continue
        if asking is not None and not split and len(arrows) != 1:
            handed = any(one.kind == "handoff" for action in members for one in index.arrows_in.get(action.id, ()))
            if arrows:
                yield (
                    node,
                    (f"{index.label(asking)} asks {_quoted(asking.choice)}, and no arrow answers it.", asking, None),
                )
            elif node not in graph.outcomes and not handed and node in graph.walk.reached:
                yield node, (f"{index.label(asking)} asks {_quoted(asking.choice)}, and nothing follows.", asking, None)
        elif len(arrows) == 1 and node not in graph.outcomes and (asking is not None or _is_choice(arrows[0])):
            source = index.actions[arrows[0].source.name]
            asked = source if asking is None else asking
            message = f"{index.label(asked)} has a choice of one branch only, to {index.label(arrows[0].target)}."
            yield node, (message, asked, arrows[0])
        elif len(split) > 1 and len(split) == len(arrows) and node not in graph.outcomes and _is_one_case(split):
            when = _quoted(split[0].when)
            source = index.actions[split[0].source.name]
            message = f"All branches behind {index.label(source)} are taken when {when}, and none otherwise."
            yield node, (message, source, split[1])
        elif len(split) > 1:
            for arrow in split:
                if arrow.when is None and arrow.label is None:
                    message = (
                        f"{index.label(arrow.source)} has a branch to {index.label(arrow.target)} that does not say"
                        " when it is taken."
                    )
                    yield arrow.id, (message, index.actions[arrow.source.name], arrow)


def _leading_nowhere(graph: Graph, members: tuple[Action, ...]) -> list[Arrow]:
    """The arrows of a node that end at nothing known: they are branches all the same."""
    index = graph.index
    return [
        arrow
        for action in members
        for arrow in index.arrows_out.get(action.id, ())
        if arrow.kind in ("flow", "handoff")
        and not index.flow.taken_over_by(arrow)
        and index.variants.occurs(arrow, graph.story.variant)
    ]


def _is_choice(arrow: Arrow) -> bool:
    return arrow.when is not None or (arrow.share is not None and arrow.share.low < 100)


def _is_one_case(branches: list[Arrow]) -> bool:
    """Whether all branches are taken in the same case, as its words say."""
    cases = {None if one.when is None else " ".join(one.when.text.casefold().split()) for one in branches}
    return len(cases) == 1 and None not in cases


def _quoted(text: Text | None) -> str:
    return f"“{text}”"


def _help(index: Index, action: Action, arrow: Arrow | None) -> str:
    if arrow is None:
        return 'Draw an arrow for each answer, such as when "yes" and when "no".'
    if arrow.when is None and arrow.share is not None and arrow.share.low < 100:
        return 'Say in which cases the branch is taken, such as when "still broken".'
    return f'Draw the other branch from {index.label(action)}, such as when "otherwise", or take the condition away.'
