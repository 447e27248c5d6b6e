"""The pages of the checks: what each looks for, why, and an example, as they stand in the checks' own files."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.findings.finding import Severity
from blueprint.findings.run import Check, check_in, checks, modules
from blueprint.findings.settings import PROFILES, STRICT

FAMILIES: dict[str, str] = {
    "SY": "The text itself",
    "ST": "Structure",
    "TP": "Touchpoints",
    "LN": "Lines",
    "HO": "Handoffs",
    "FL": "Flow",
    "TM": "Time",
    "FR": "Failure and recovery",
    "EX": "Effort and experience",
    "GV": "Governance",
}
"""The families of checks by the two letters that begin their codes, in the order of the documentation."""

_OPENING, _CLOSING = "```blueprint\n", "```\n"


class Page(NamedTuple):
    """One check as a person reads of it.

    ``summary`` is the first sentence; ``text`` is all the rest, in Markdown, with headings of the second level.
    ``profiles`` are those in which it runs.
    """

    name: str
    code: str
    severity: Severity
    summary: str
    text: str
    profiles: tuple[str, ...]

    @property
    def family(self) -> str:
        """The family that the check belongs to, in words."""
        return FAMILIES.get(self.code[:2], "")

    @property
    def failing(self) -> str:
        """The blueprint of the example that fails; ``""`` where there is none."""
        return self._example("Example that fails")

    @property
    def mended(self) -> str:
        """The blueprint of the mended example; ``""`` where there is none."""
        return self._example("Mended")

    def _example(self, section: str) -> str:
        _, _, after = self.text.partition(f"## {section}\n")
        _, _, code = after.partition("\n## ")[0].partition(_OPENING)
        return code.partition(_CLOSING)[0]


def pages() -> tuple[Page, ...]:
    """The pages of all checks, by family and code."""
    order = list(FAMILIES)
    return tuple(sorted(map(_page, checks()), key=lambda page: (order.index(page.code[:2]), page.code)))


def page(name: str) -> Page | None:
    """The page of one check, by its name or its code in any case; None where there is no such check."""
    wanted = name.strip().lower()
    module = wanted.replace("-", "_")
    if module in modules():
        return _page(check_in(module))
    return next((_page(check) for check in checks() if check.code.lower() == wanted), None)


def _page(check: Check) -> Page:
    summary, _, text = check.page.strip().partition("\n")
    profiles = tuple(one for one in PROFILES if one in check.profiles or one == STRICT)
    return Page(check.name, check.code, check.severity, summary.strip(), text.strip() + "\n", profiles)
