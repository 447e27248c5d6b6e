"""A lane belongs to somebody who is not declared, although others are.

## What it does

It looks at who stands before the colon of a lane. On the customer's side one must be declared as soon as a persona is;
at all other stages as soon as a department, a role, a system or a partner is. A file that declares nobody may go on
like that. It is one finding, at the first lane. A name on a line that could not be read counts as declared, and nothing
is said where an included file could not be read.

## Why it matters

Whoever is not declared has no owner, no hours and no place in the organisation. Beside others who are declared it is
often a slip of the pen, and then one department is drawn as two.

## Example that fails

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"

step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"
  backstage kitchen: "Warms the roll"
```

## Mended

```blueprint
blueprint "Coffee to go"

department bar "Bar" owner "Shift lead"
department kitchen "Kitchen" owner "Cook"

step "Order"
  customer: "Orders a flat white"
  frontstage bar: "Takes the order"
  backstage kitchen: "Warms the roll"
```

## Source

A rule of this language: whoever is named in several places is declared once.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Severity, found
from blueprint.findings.lookup.index import Index

CODE = "ST08"
SEVERITY = Severity.WARNING
PROFILES = ("review",)


def find(index: Index) -> Iterator[Finding]:
    """One finding for each unit that acts and is not declared."""
    # Whatever else is wrong on the line of the lane, the name before the colon could be read.
    blueprint = index.blueprint
    unread = {(one.span.path, one.span.line) for one in blueprint.problems if one.check == "syntax"}
    unknown = [
        unit
        for unit in index.units.values()
        if not unit.declared and unit.id not in blueprint.doubtful and (unit.span.path, unit.span.line) not in unread
    ]
    if not unknown or index.include_failed:
        return
    declared = [unit for unit in index.units.values() if unit.declared]
    for unit in unknown:
        others = [one.id for one in declared if (one.kind == "persona") == (unit.kind == "persona")]
        if others:
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{index.label(unit)} acts but is not declared, as others are.",
                unit.span,
                element=unit.id,
                help=_help(unit.id, unit.kind, others),
            )


def _help(name: str, kind: str, others: list[str]) -> str:
    from blueprint.text.suggest import nearest

    near = nearest(name, others)
    order = f'Declare it, such as {kind} {name} "{name.capitalize()}"'
    return f"{order}, or write “{near}” if that is meant." if near else f"{order}."
