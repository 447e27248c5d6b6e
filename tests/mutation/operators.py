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


CUT = (
    "unreachable-action dead-end dropped-handoff orphan-handoff one-way-street backstage-without-effect bitter-end"
    " frontstage-unsupported choice-of-one no-way-out missing-trigger survey-before-outcome missing-outcome"
    " complaint-changes-owner improper-completion media-break promise-without-step contact-without-evidence"
    " touchpoint-without-channel wait-in-the-dark low-without-cause bot-without-human-exit overlapping-shares"
    " frontstage-without-customer contact-without-frontstage asked-twice unused-silence duplicate-work"
    " contact-without-benefit owner-overload complaint-without-latitude unprepared-moment-of-truth missing-duration"
)
"""What may follow where a path breaks off."""

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
