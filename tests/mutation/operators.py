"""What a damage is: an edit that takes one thing away from a blueprint, or puts one thing wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.mutation.sheet import Sheet


class Damage(NamedTuple):
    """One damage: what was done, in words, and the text after it."""

    what: str
    text: str


class Operator(NamedTuple):
    """A way to do damage: the check that must speak up, others that may as well, and the damages of a sheet."""

    check: str
    name: str
    also: frozenset[str]
    damages: Callable[[Sheet], Iterator[Damage]]


OPERATORS: list[Operator] = []
"""All that the modules beside this one define."""

Made = Callable[[Sheet], Iterator[Damage]]


def breaks(check: str, also: str = "") -> Callable[[Made], Made]:
    """Marks a function as an operator for a check. ``also`` names, with spaces between, who may speak besides."""

    def mark(make: Made) -> Made:
        name = (make.__doc__ or "").strip().rstrip(".")
        OPERATORS.append(Operator(check, name, frozenset(also.split()), make))
        return make

    return mark
