"""What a damage is: an edit that takes one thing away from a blueprint, or puts one thing wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tests.mutation.sheet import Sheet


class Damage(NamedTuple):
    """One damage: what was done, in words, and the text after it."""

    what: str
    text: str


class Operator(NamedTuple):
    """A way to do damage: the check that must speak up, others that may as well, and the damages of a sheet.

    ``also`` says why each of the others may: what of the same edit is their business. ``anywhere`` says, where the
    finding cannot stand at what the damage touched, why not; it is ``""`` where it has to.
    """

    check: str
    name: str
    also: Mapping[str, str]
    damages: Callable[[Sheet], Iterator[Damage]]
    anywhere: str = ""


OPERATORS: list[Operator] = []
"""All that the modules beside this one define."""

Made = Callable[[Sheet], Iterator[Damage]]


def breaks(check: str, *also: str, anywhere: str = "") -> Callable[[Made], Made]:
    """Marks a function as an operator for a check. Each of ``also`` names another that may speak, and why:
    ``"check-name: because"``; ``anywhere`` says why the finding does not stand at what the damage touched."""

    def mark(make: Made) -> Made:
        name = (make.__doc__ or "").strip().rstrip(".")
        reasons = {other: because for other, _, because in (one.partition(": ") for one in also)}
        OPERATORS.append(Operator(check, name, reasons, make, anywhere))
        return make

    return mark
