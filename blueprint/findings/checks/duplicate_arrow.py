"""The same arrow is there twice.

## What it does

It compares arrows of one kind between the same two ends; an exchange `<->` has no direction, so its ends may be
swapped. The later arrow is a duplicate if all of this holds:

- both have the same condition (`when`), or both have none;
- they do not say different things: of two labels, two `via` or two `carries`, either they are equal or one is not
  there;
- they can occur together: they are not `only in` variants of which they share none.

Two handoffs of different things, or branches with different conditions that lead to one action, are no duplicates. An
arrow from an action to itself is not judged again.

## Why it matters

The second arrow tells nothing new, and the two drift apart: the next change will be made at one of them only.

## Example that fails

```blueprint
blueprint "Parcel shop"

department shop "Shop" owner "Shop manager"

step "Drop"
  customer: brings "Brings a parcel"
  frontstage shop: takes "Takes the parcel"
    outcome

brings -> takes
brings -> takes
```

## Mended

```blueprint
blueprint "Parcel shop"

department shop "Shop" owner "Shop manager"

step "Drop"
  customer: brings "Brings a parcel"
  frontstage shop: takes "Takes the parcel"
    outcome

brings -> takes
```

## Source

Our own.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity, found
from blueprint.findings.index import Index, together
from blueprint.model.elements import Arrow, Name, Text

CODE = "FL09"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each arrow that repeats an earlier one."""
    earlier: dict[tuple[str, str, str, str], list[Arrow]] = {}
    for arrow in index.blueprint.arrows:
        source, target = arrow.source.name, arrow.target.name
        if source == target or index.doubtful(arrow):
            continue
        if arrow.kind == "exchange" and target < source:
            source, target = target, source
        alike = earlier.setdefault((arrow.kind, source, target, _words(arrow.when)), [])
        first = next((one for one in alike if together(one, arrow) and _says_the_same(one, arrow)), None)
        if first is None:
            alike.append(arrow)
            continue
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"The arrow from {index.label(arrow.source)} to {index.label(arrow.target)} is there twice.",
            arrow.span,
            element=arrow.id,
            help="Delete one of the two, or say in what they differ.",
            places=(Place(first.span, "the first one"),),
            fix=Fix("Remove the second arrow", (Edit(arrow.span, ""),), safe=True)
            if index.stands_alone(arrow)
            else None,
        )


def _says_the_same(one: Arrow, other: Arrow) -> bool:
    pairs = (
        (_words(one.label), _words(other.label)),
        (_names(one.via), _names(other.via)),
        (_carried(one), _carried(other)),
    )
    return all(not mine or not yours or mine == yours for mine, yours in pairs)


def _words(text: Text | None) -> str:
    return "" if text is None else " ".join(text.text.casefold().split())


def _names(names: tuple[Name, ...]) -> frozenset[str]:
    return frozenset(name.name for name in names)


def _carried(arrow: Arrow) -> frozenset[str]:
    return frozenset(_words(item) for information in arrow.carries for item in information.items)
