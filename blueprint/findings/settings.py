"""What a house decides about the checks: which of them run, how bad their findings are, where the thresholds lie."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.findings.finding import Severity


class Thresholds(NamedTuple):
    """The numbers from which on a check speaks. Their names are those of the settings file.

    ``review_months``: how old the last review may be. ``actions``: how many actions a part of the journey may hold
    (Mendling, Reijers and van der Aalst, "Seven process modeling guidelines", 2010: errors rise beyond 50 elements).
    ``departments``: how many departments one phase may pass through. ``cross_department_share``: the part of the
    provider's arrows that may cross departments, judged from ``provider_arrows`` arrows on. ``risk``: severity times
    occurrence times detection from which a fail point needs an action. ``owner_share`` and ``owner_touchpoints``: one
    role may be accountable for so large a part of the touchpoints, or for so many of them. ``effort``: from which
    effort (1 to 5) on the journey counts as hard for the customer.
    """

    review_months: int = 6
    actions: int = 50
    departments: int = 4
    cross_department_share: float = 0.5
    provider_arrows: int = 8
    risk: int = 125
    owner_share: float = 0.5
    owner_touchpoints: int = 5
    effort: int = 4


class Settings(NamedTuple):
    """What is in force for one file.

    ``profile`` names the set of checks to begin with; ``select`` and ``ignore`` add and take away checks by name, code
    or family (the letters of the code). ``severity`` changes severities by the check's name. ``today`` is the day from
    which ages are measured, None for the day of the calendar.
    """

    profile: str = "review"
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = {}
    thresholds: Thresholds = Thresholds()
    today: date | None = None


DEFAULT = Settings()

STRICT = "strict"
"""The profile that holds every check."""

PROFILES = {
    "sketch": "what a draft from a workshop should hear, without the facts that it cannot know yet",
    "review": "the default: what a review should talk about",
    "service-excellence": "what DIN SPEC 77224 and ISO 23592 ask for: owners, promises, complaints, improvement",
    STRICT: "every check",
}
"""The sets of checks to begin with, and what each is for."""
