"""Which arrows are there twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.findings.lookup.variants import together
from blueprint.model.details import Name, Text
from blueprint.model.elements import Arrow

if TYPE_CHECKING:
    from blueprint.findings.lookup.index import Index


def repeated(index: Index) -> Iterator[tuple[Arrow, Arrow]]:
    """Each arrow that repeats an earlier one, and the earlier one. What counts is said on the page of the check
    ``duplicate-arrow``."""
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
        else:
            yield arrow, first


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
