"""The findings of a file for the command line. The checks are imported only where they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.findings.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from blueprint.findings.finding import Finding
    from blueprint.model.elements import Blueprint


def judge(blueprint: Blueprint, settings: Settings = DEFAULT) -> tuple[Finding, ...]:
    """The findings of a file."""
    from blueprint.findings.run import check

    return check(blueprint, settings)


def mistakes(blueprint: Blueprint, settings: Settings = DEFAULT) -> tuple[Finding, ...]:
    """The findings that say what is wrong in the text, without the gaps in the service."""
    if not blueprint.problems:
        return ()
    from blueprint.findings.run import mistakes

    return mistakes(blueprint, settings)
