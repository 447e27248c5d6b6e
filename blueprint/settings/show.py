"""The settings in force in words: each with where it was said, and each check with why it runs or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from blueprint.findings.catalog import FAMILIES
from blueprint.findings.run import Check, checks, chosen
from blueprint.findings.settings import PROFILES
from blueprint.settings.force import Force
from blueprint.settings.layers import BY_DEFAULT

MOST_PATHS = 5
"""So many files with the same settings are named one by one."""


def shown(forces: Mapping[str, Force]) -> str:
    """The settings of the files, once for all files that share them."""
    groups: list[tuple[Force, list[str]]] = []
    for path, force in forces.items():
        same = next((paths for known, paths in groups if known == force), None)
        if same is None:
            groups.append((force, [path]))
        else:
            same.append(path)
    return "\n".join("\n".join(_group(force, paths)) for force, paths in groups)


def _group(force: Force, paths: Sequence[str]) -> Iterator[str]:
    more = len(paths) - MOST_PATHS
    named = ", ".join(paths[:MOST_PATHS])
    yield f"In force for {named}" + (f" and {more} more" if more > 0 else "")
    yield ""
    settings = force.settings
    yield from _rows(
        [
            ("profile", settings.profile, f"{PROFILES[settings.profile]}; {_where(force, 'profile')}"),
            (
                "today",
                str(settings.today or "the day of the calendar"),
                _where(force, "today"),
            ),
            ("baseline", force.baseline or "none", _where(force, "baseline")),
            ("documentation", force.documentation or "none", _where(force, "documentation")),
            *(
                (name, str(value), _where(force, f"thresholds.{name}"))
                for name, value in settings.thresholds._asdict().items()
            ),
        ]
    )
    runs = {one.name for one in chosen(settings)}
    order = list(FAMILIES)
    for family in order:
        members = [one for one in checks() if one.code[:2] == family]
        if members:
            yield ""
            yield FAMILIES[family]
            yield from _rows([_check(one, one.name in runs, force) for one in members])
    yield ""
    yield f"{len(runs)} of {len(checks())} checks run."
    yield ""


def _check(one: Check, runs: bool, force: Force) -> tuple[str, str, str]:
    settings = force.settings
    severity = settings.severity.get(one.name, one.severity).word if runs else "off"
    said = force.where.get(f"checks.{one.name}")
    if said:
        why = f"{'selected' if runs else 'ignored'}, {said}"
    else:
        why = f"{'in' if runs else 'not in'} the profile {settings.profile}"
    changed = force.where.get(f"severity.{one.name}")
    if runs and changed:
        why += f"; {severity} instead of {one.severity.word}, {changed}"
    return f"{one.code} {one.name}", severity, why


def _where(force: Force, key: str) -> str:
    return force.where.get(key, BY_DEFAULT)


def _rows(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    first = max(len(row[0]) for row in rows)
    second = max(len(row[1]) for row in rows)
    for name, value, words in rows:
        yield f"  {name:<{first}}  {value:<{second}}  {words}".rstrip()
