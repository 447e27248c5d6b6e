"""From work behind the scenes nothing that a customer meets can be reached.

## What it does

It judges back-stage work: every action of the stage `backstage` that takes part in the flow, which means that an arrow
`->`, `=>` or `<->` leads to or from it. From it, paths along arrows of every kind, `..>` included, are followed. It is
a finding where no path comes to an action of the customer, or to a front-stage action or evidence that the customer
meets.

Of several such actions in a row the last is the finding, since there the arrow is missing. An `outcome` needs no
effect: there the journey ends. An action that is only informed, one without any arrow, and one at which handed-over
work is dropped have another cause and are not judged; neither is a file without a customer.

## Why it matters

“What is my share in the customer's experience?” is the question that a blueprint answers for everybody behind the
scenes. Work without an answer is either not needed, or the customer waits to hear of it.

## Example that fails

```blueprint
blueprint "Streetlight"
  owner "Head of lighting"
  goal "The lamp shines again"
  reviewed 2026-10-01

department lighting "Street lighting" owner "Head of lighting"
channel app "App" hours "Day and night"

step "Report"
  evidence: "Number of the report" owner "Head of lighting"
  customer: reports "Reports a dark lamp" via app trigger
  frontstage lighting: receives "Takes the report" via app
  backstage lighting: repairs "Repairs the lamp"
  customer: looks "Looks whether it shines" outcome

reports -> receives -> repairs
receives -> looks
```

## Mended

```blueprint
blueprint "Streetlight"
  owner "Head of lighting"
  goal "The lamp shines again"
  reviewed 2026-10-01

department lighting "Street lighting" owner "Head of lighting"
channel app "App" hours "Day and night"

step "Report"
  evidence: "Number of the report" owner "Head of lighting"
  customer: reports "Reports a dark lamp" via app trigger
  frontstage lighting: receives "Takes the report" via app
  backstage lighting: repairs "Repairs the lamp"

step "Result"
  evidence: "Message with a picture" owner "Head of lighting"
  frontstage lighting: tells "Tells that the lamp shines" via app
  customer: looks "Looks whether it shines" outcome

reports -> receives -> repairs -> tells -> looks
```

## Source

Back-stage work is drawn because it carries contacts with the customer: Mary Jo Bitner, Amy Ostrom and Felicia Morgan,
“Service Blueprinting: A Practical Technique for Service Innovation”, 2008.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action

CODE = "LN03"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each run of back-stage work that comes to no customer."""
    if not index.has_arrows or all(one.stage != "customer" for one in index.blueprint.actions):
        return
    effective = _effective(index)
    idle = {one.id for one in index.blueprint.actions if one.id not in effective and one.stage != "evidence"}
    for run in _runs(index, idle):
        work = [action for action in run if _is_judged(index, action)]
        # Where a part of the run was lost, or it ends at an outcome or a dropped handoff, that is the reason.
        if not work or any(index.doubtful(one) or one.outcome is not None for one in run) or _is_dropped(index, run):
            continue
        last = _last(index, work)
        others = [one for one in work if one.id != last.id]
        more = f" and {len(others)} more {'action' if len(others) == 1 else 'actions'}" if others else ""
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"Nothing that a customer meets follows from {index.label(last)}{more}.",
            last.span,
            element=last.id,
            help=f"Draw the arrow from {index.label(last)}, ..> at least, to where the customer notices or hears of"
            " it; or leave it out.",
            places=tuple(Place(one.span, "leads only there") for one in others[:3]),
            trail=tuple(Place(one.span, index.label(one)) for one in index.flow.path_to(last)),
        )


def _effective(index: Index) -> set[str]:
    """The ids of what the customer meets, and of all from which a path leads there."""
    met = {one.id for one in index.blueprint.actions if one.stage == "customer"}
    met |= {one.id for one in index.touchpoints}
    if index.blueprint.problems:
        # What leads on from these may have been lost.
        met |= {one.id for one in index.blueprint.actions if index.doubtful(one)}
    waiting = list(met)
    for here in waiting:
        for source in index.departments.sources.get(here, ()):
            if source not in met:
                met.add(source)
                waiting.append(source)
    return met


def _runs(index: Index, idle: set[str]) -> Iterator[list[Action]]:
    """The actions without effect that arrows join, each run in the order of the file."""
    beside: dict[str, list[str]] = {}
    for source, targets in index.departments.paths.items():
        for target in targets:
            if source in idle and target in idle:
                beside.setdefault(source, []).append(target)
                beside.setdefault(target, []).append(source)
    seen: set[str] = set()
    for first in index.actions:
        if first not in idle or first in seen:
            continue
        seen.add(first)
        run = [first]
        for here in run:
            for other in beside.get(here, ()):
                if other not in seen:
                    seen.add(other)
                    run.append(other)
        members = set(run)
        yield [index.actions[one] for one in run] if len(run) == 1 else _in_order(index, members)


def _in_order(index: Index, members: set[str]) -> list[Action]:
    return sorted((index.actions[one] for one in members), key=lambda action: (index.position(action), action.span))


def _last(index: Index, work: list[Action]) -> Action:
    """The last of some back-stage work in its order: that from which no path leads to more of it, or the latest."""
    ids = {one.id for one in work}
    ends = [one for one in work if ids.isdisjoint(index.departments.paths.get(one.id, ()))]
    return (ends or work)[-1]


def _is_judged(index: Index, action: Action) -> bool:
    if action.stage != "backstage" or action.nobody_does_it is not None:
        return False
    arrows = (*index.arrows_in.get(action.id, ()), *index.arrows_out.get(action.id, ()))
    return any(arrow.kind != "inform" and arrow.source.name != arrow.target.name for arrow in arrows)


def _is_dropped(index: Index, run: list[Action]) -> bool:
    """Whether handed-over work is left lying in a run, which is a finding of its own."""
    return any(
        arrow.kind == "handoff" and not index.flow.goes_on(one)
        for one in run
        for arrow in index.arrows_in.get(one.id, ())
    )
