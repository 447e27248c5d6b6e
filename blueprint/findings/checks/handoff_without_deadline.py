"""Nothing says how soon a handoff is to be taken over.

## What it does

It looks at every arrow `=>` between two actions of the provider, or from one to a department as a whole, in a file
that speaks of time at all (a `takes`, a `waits` or a `within` anywhere, `unknown` included). A handoff has a deadline
where the arrow says `within`, or where the action that takes it over, or its step, has its own day, week or month;
`within unknown` is none. Where several handoffs of a file have no deadline and none has one, it is one finding at the
first line.

A promise to the customer is no deadline of the handoff: it covers more than this piece of work, and the department
that takes over may not know it. A handoff that is an orphan, or stays within one department, has another cause and is
not judged here.

## Why it matters

Between two departments work mostly waits. Without a deadline nobody notices that it waits too long, and nobody is
late.

## Example that fails

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
department lab "Laboratory" owner "Head of laboratory"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter takes 5 min trigger
  frontstage shop: measures "Measures the eyes" via counter takes 15 min
  backstage lab: grinds "Grinds the lenses" takes 1 h

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter takes 5 min
  customer: sees "Sees well" takes 5 min outcome

orders -> measures
measures => grinds "Lens order"
grinds => hands "Finished glasses" within 1 day
hands -> sees
```

## Mended

```blueprint
blueprint "Glasses"
  owner "Shop manager"
  goal "See well again"
  reviewed 2026-10-01

department shop "Shop" owner "Shop manager"
department lab "Laboratory" owner "Head of laboratory"
channel counter "Counter" hours "Mo-Sa 9-18"

step "Order"
  evidence: "Receipt" owner "Shop manager"
  customer: orders "Orders glasses" via counter takes 5 min trigger
  frontstage shop: measures "Measures the eyes" via counter takes 15 min
  backstage lab: grinds "Grinds the lenses" takes 1 h

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter takes 5 min
  customer: sees "Sees well" takes 5 min outcome

orders -> measures
measures => grinds "Lens order" within 2 days
grinds => hands "Finished glasses" within 1 day
hands -> sees
```

## Source

Waiting between two departments as a waste: Taiichi Ohno, “Toyota Production System”, 1988 (seven wastes); agreements
between the departments of one provider as in ITIL's operational level agreements.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Arrow

CODE = "HO06"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each handoff without a deadline, or one for the blueprint where several have none and none has
    one."""
    blueprint = index.blueprint
    if not any(one.takes or one.waits for one in blueprint.actions) and not any(one.within for one in blueprint.arrows):
        return
    handoffs = index.departments.handoffs
    late = [arrow for arrow in handoffs if not _has_deadline(arrow) and not _has_its_day(index, arrow)]
    if len(late) > 1 and len(late) == len(handoffs):
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"None of the {len(late)} handoffs says how soon it is to be taken over.",
            blueprint.span,
            help="Write within and a time after each arrow =>, such as within 2 days.",
            places=(Place(late[0].span, "the first of them"),),
        )
        return
    for arrow in late:
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(arrow.source)} hands over to {index.label(arrow.target)}, and nothing says how soon it is to"
            " be taken over.",
            arrow.span,
            element=arrow.id,
            help="Write within and a time after the arrow, such as within 2 days.",
        )


def _has_deadline(arrow: Arrow) -> bool:
    return arrow.within is not None and arrow.within.high is not None


def _has_its_day(index: Index, arrow: Arrow) -> bool:
    action = index.action_at(arrow.target)
    if action is None:
        return False
    return action.moment is not None or index.blueprint.steps[index.position(action)].moment is not None
