"""The service is cut into departments: too much of the work crosses their borders.

## What it does

It counts in two ways.

- The cross-department share: of all arrows between two actions of the provider (of every kind, evidence left out), the
  part that leads from one declared department or partner to a different one. A department and a part of it are not
  different, and what a system does is done by the department it is part of. It is one finding at the first line where
  the share is over `cross-department-share` (0.5) in a file with at least `provider-arrows` (8) such arrows. An arrow
  that is drawn twice counts once. Where a name is unknown, it waits: an arrow inside a department may be meant.
- The departments of a phase: the departments and partners whose people act in it at the front or back stage, or take
  part in the flow at any stage behind. It is a finding at the phase where they are more than `departments` (4). Where
  the file has variants, those of each variant are counted by themselves.

A file without arrows is not judged, nor one of which a line could not be read: it may have begun another phase.

## Why it matters

At each border work waits, information is lost, and nobody sees the whole. If most of the work crosses borders, the
service is organised by functions and not by the customer's concern.

## Example that fails

```blueprint
blueprint "Kitchen"
  owner "Head of sales"
  goal "Cook in a new kitchen"
  reviewed 2026-10-01

department sales "Sales" owner "Head of sales"
department planning "Planning" owner "Head of planning"
department buying "Buying" owner "Head of buying"
department store "Warehouse" owner "Head of warehouse"
department fitters "Fitters" owner "Head of fitters"
channel shop "Shop" hours "Mo-Sa 9-18"

phase "Order"

step "Buys"
  evidence: "Contract" owner "Head of sales"
  customer: buys "Buys a kitchen" via shop trigger
  frontstage sales: sells "Sells the kitchen" via shop
  backstage planning: plans "Draws the plan"
  backstage buying: orders "Orders the parts"
  backstage store: stores "Keeps the parts"
  backstage fitters: loads "Loads the van"
  frontstage sales: calls "Calls with the date" via shop
  customer: knows "Knows the date" outcome

buys -> sells
sells => plans "Wishes"
plans => orders "Plan"
orders => stores "Parts"
stores => loads "Parts of the kitchen"
loads => calls "Date"
calls -> knows
```

## Mended

```blueprint
blueprint "Kitchen"
  owner "Head of sales"
  goal "Cook in a new kitchen"
  reviewed 2026-10-01

department sales "Sales" owner "Head of sales"
department store "Warehouse" owner "Head of warehouse"
role planner "Planner" part of sales
role buyer "Buyer" part of sales
role fitter "Fitter" part of store
channel shop "Shop" hours "Mo-Sa 9-18"

phase "Order"

step "Buys"
  evidence: "Contract" owner "Head of sales"
  customer: buys "Buys a kitchen" via shop trigger
  frontstage sales: sells "Sells the kitchen" via shop
  backstage planner: plans "Draws the plan"
  backstage buyer: orders "Orders the parts"
  backstage store: stores "Keeps the parts"
  backstage fitter: loads "Loads the van"
  frontstage sales: calls "Calls with the date" via shop
  customer: knows "Knows the date" outcome

buys -> sells -> plans -> orders
orders => stores "Parts"
stores -> loads
loads => calls "Date"
calls -> knows
```

## Source

Silos and the white space between functions: Geary Rummler and Alan Brache, “Improving Performance: How to Manage the
White Space on the Organization Chart”, 1990. The thresholds are our own.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.departments import names
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Arrow, Declaration, Phase

CODE = "GV06"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding where too many arrows cross departments, and one for each phase with too many departments."""
    if not index.has_arrows or index.unread:
        return
    yield from _share(index)
    for phase in index.blueprint.phases:
        if phase.label or phase.name:
            yield from _phase(index, phase)


def _share(index: Index) -> Iterator[Finding]:
    if any(one.check == "unknown-name" for one in index.blueprint.problems):
        return
    limits = index.settings.thresholds
    works = {one.id for one in index.blueprint.actions if index.departments.works(one)}
    inside = {_drawn(one) for one in index.blueprint.arrows if one.source.name in works and one.target.name in works}
    crossings = {_drawn(one.arrow): one for one in index.departments.crossings if one.arrow.target.name in works}
    if len(inside) < limits.provider_arrows or len(crossings) <= limits.cross_department_share * len(inside):
        return
    yield found(
        __name__,
        CODE,
        SEVERITY,
        f"{len(crossings)} of the {len(inside)} arrows between actions of the provider lead from one department to"
        " another.",
        index.blueprint.span,
        help="Let one department, or a team across them, take a case from its beginning to its end.",
        places=tuple(Place(one.arrow.span, "crosses a border") for one in list(crossings.values())[:1]),
    )


def _drawn(arrow: Arrow) -> tuple[str, str, str]:
    """What an arrow and its copy have in common."""
    return arrow.source.name, arrow.kind, arrow.target.name


def _phase(index: Index, phase: Phase) -> Iterator[Finding]:
    people = index.departments.of_people
    for variant in index.variants.all:
        units: dict[str, Declaration] = {}
        for action in (action for step in phase.steps for action in step.actions):
            takes_part = action.stage in ("frontstage", "backstage") or index.is_linked(action)
            if action.id in people and takes_part and index.variants.occurs(action, variant):
                units.setdefault(people[action.id].id, people[action.id])
        if len(units) > index.settings.thresholds.departments:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"The phase {index.label(phase)} passes through {len(units)} departments:"
                f" {names(units.values(), index)}.",
                phase.span,
                element=phase.id,
                help="Give the phase to fewer departments, or split it where the customer has reached something.",
            )
            return
