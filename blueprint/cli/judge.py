"""What the command line takes for findings of a file. The checks are imported only where they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.findings.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from blueprint.findings.finding import Finding
    from blueprint.model.elements import Blueprint


def judge(blueprint: Blueprint, settings: Settings = DEFAULT) -> tuple[Finding, ...]:
    """The findings of a file; of a shared one only its mistakes, since it has no journey in which a gap could be."""
    if is_shared(blueprint):
        return mistakes(blueprint, settings)
    from blueprint.findings.run import check

    return check(blueprint, settings)


def mistakes(blueprint: Blueprint, settings: Settings = DEFAULT) -> tuple[Finding, ...]:
    """The findings that say what is wrong in the text, without the gaps in the service."""
    if not blueprint.problems:
        return ()
    from blueprint.findings.run import check

    places = {(problem.check, problem.span) for problem in blueprint.problems}
    return tuple(finding for finding in check(blueprint, settings) if (finding.check, finding.span) in places)


def is_shared(blueprint: Blueprint) -> bool:
    """Whether a file holds nothing but declarations, for blueprints to include."""
    return bool(blueprint.declarations) and not (blueprint.label or blueprint.phases or blueprint.arrows)
