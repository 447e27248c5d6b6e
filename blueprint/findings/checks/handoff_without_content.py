"""Nothing says what is handed over.

## What it does

It looks at every arrow `=>` between two actions of the provider, or from one to a department as a whole. What is
handed over is said by the arrow's label, by what it `carries`, or where the source `writes` something that the target
`reads`. Where none of these is there, it is a finding. Where several handoffs of a file say nothing and none says
anything, it is one finding at the first line.

A handoff that is an orphan, or stays within one department, has another cause and is not judged here.

## Why it matters

Who receives a piece of work and does not know what comes with it asks back, or works with half of what was known. The
customer then tells the same thing again.

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
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage lab: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures => grinds
grinds => hands "Finished glasses"
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
  customer: orders "Orders glasses" via counter trigger
  frontstage shop: measures "Measures the eyes" via counter
  backstage lab: grinds "Grinds the lenses"

step "Fetch"
  evidence: "Case for the glasses" owner "Shop manager"
  frontstage shop: hands "Hands the glasses out" via counter
  customer: sees "Sees well" outcome

orders -> measures
measures => grinds "Lens order"
grinds => hands "Finished glasses"
hands -> sees
```

## Source

What passes between customer and supplier inside a firm has to be named: SIPOC (supplier, input, process, output,
customer), as used in Six Sigma.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.model.details import Information
from blueprint.model.elements import Action, Arrow

CODE = "HO05"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each handoff that says nothing, or one for the blueprint where several do and none speaks."""
    handoffs = index.departments.handoffs
    silent = [arrow for arrow in handoffs if not _says_what(index, arrow)]
    if len(silent) > 1 and len(silent) == len(handoffs):
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"None of the {len(silent)} handoffs says what is handed over.",
            index.blueprint.span,
            help='Write what is handed over in quotes after each arrow =>, such as "Visit order".',
            places=(Place(silent[0].span, "the first of them"),),
        )
        return
    for arrow in silent:
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"{index.label(arrow.source)} hands over to {index.label(arrow.target)}, and nothing says what.",
            arrow.span,
            element=arrow.id,
            help='Write what is handed over in quotes after the arrow, such as "Visit order".',
        )


def _says_what(index: Index, arrow: Arrow) -> bool:
    if arrow.label is not None or arrow.carries:
        return True
    source, target = index.action_at(arrow.source), index.action_at(arrow.target)
    return source is not None and target is not None and _is_read(source, target)


def _is_read(source: Action, target: Action) -> bool:
    return not _items(source.writes).isdisjoint(_items(target.reads))


def _items(information: tuple[Information, ...]) -> set[str]:
    return {" ".join(item.text.casefold().split()) for one in information for item in one.items}
