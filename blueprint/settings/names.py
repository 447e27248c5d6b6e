"""The names by which settings speak of checks: a check's name, its code, or the two letters of a family."""

from __future__ import annotations

from blueprint.findings.catalog import FAMILIES
from blueprint.findings.finding import Severity
from blueprint.findings.run import checks

SEVERITIES = {severity.word: severity for severity in reversed(Severity)}


def known_as(word: str) -> tuple[str, str]:
    """The name of a check or the letters of a family that a word means, and ``""``; or ``""`` and what is wrong."""
    letters = word.strip().upper()
    return (letters, "") if letters in FAMILIES else check_called(word)


def check_called(word: str) -> tuple[str, str]:
    """The name of the check with this name or code, and ``""``; or ``""`` and what is wrong."""
    wanted = word.strip().lower().replace("_", "-")
    for one in checks():
        if wanted in (one.name, one.code.lower()):
            return one.name, ""
    from blueprint.text.suggest import nearest

    near = nearest(wanted, [one.name for one in checks()])
    return "", f"there is no check “{word}”. " + (f"Did you mean “{near}”?" if near else "See blueprint explain.")
