"""Runs the checks over a blueprint."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from operator import attrgetter
from os import scandir
from os.path import dirname, join
from typing import NamedTuple, cast

from blueprint.findings.finding import Finding, Severity, check_name
from blueprint.findings.lookup.index import Index
from blueprint.findings.settings import DEFAULT, STRICT, Settings
from blueprint.findings.silence import hear
from blueprint.model.elements import Blueprint

PACKAGE = "blueprint.findings.checks"


class Check(NamedTuple):
    """One check: its name, short code and severity, what it does, and its page as it stands in the file.

    ``profiles`` are those in which it runs besides ``strict``, which holds every check. One that runs ``afterwards``
    judges what came of the others.
    """

    name: str
    code: str
    severity: Severity
    profiles: tuple[str, ...]
    find: Callable[[Index], Iterator[Finding]]
    page: str
    afterwards: bool = False


@cache
def checks() -> tuple[Check, ...]:
    """Every check that has a file, by code."""
    return tuple(sorted((check_in(module) for module in modules()), key=attrgetter("code")))


def modules() -> tuple[str, ...]:
    """The names of the files that hold checks, without their ending, in alphabetical order."""
    # Only the names are read here: pkgutil would cost more time than all the checks together.
    with scandir(join(dirname(__file__), "checks")) as files:
        names = [file.name.removesuffix(".py") for file in files if file.name.endswith(".py")]
    return tuple(sorted(name for name in names if not name.startswith("_")))


def check_in(module: str) -> Check:
    """The check of one file."""
    code = import_module(f"{PACKAGE}.{module}")
    find = cast("Callable[[Index], Iterator[Finding]]", code.find)
    afterwards = getattr(code, "AFTERWARDS", False)
    return Check(check_name(module), code.CODE, code.SEVERITY, code.PROFILES, find, code.__doc__ or "", afterwards)


def chosen(settings: Settings) -> tuple[Check, ...]:
    """The checks that run with these settings, by code: those of the profile and the selected, less the ignored."""
    return _chosen(settings.profile, settings.select, settings.ignore)


@cache
def _chosen(profile: str, select: frozenset[str], ignore: frozenset[str]) -> tuple[Check, ...]:
    chosen = []
    for one in checks():
        said = decided(one, select, ignore)
        if said or (said is None and (profile in one.profiles or profile == STRICT)):
            chosen.append(one)
    return tuple(chosen)


def decided(one: Check, select: frozenset[str], ignore: frozenset[str]) -> bool | None:
    """Whether a check is selected or ignored; None where neither is said.

    What speaks of a check by name or code goes before what speaks of its family, and ignoring before selecting.
    """
    for words in ((one.name, one.code), (one.code[:2],)):
        if not ignore.isdisjoint(words):
            return False
        if not select.isdisjoint(words):
            return True
    return None


def check(blueprint: Blueprint, settings: Settings = DEFAULT) -> tuple[Finding, ...]:
    """Everything that the checks find in a blueprint, by place, without what a comment in the file silences.

    Of a shared file these are its mistakes only: it has no journey in which there could be a gap. What is missing at
    the things that it declares is found with each blueprint that includes it.
    """
    pieces = checking(blueprint, settings)
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            return cast("tuple[Finding, ...]", end.value)


def mistakes(blueprint: Blueprint, settings: Settings = DEFAULT) -> tuple[Finding, ...]:
    """The findings that say what is wrong in the text, without the gaps in the service."""
    if not blueprint.problems:
        return ()
    index = Index(blueprint, settings)
    places = {(problem.check, problem.span) for problem in blueprint.problems}
    names = {check for check, _ in places}
    found = (finding for one in chosen(settings) if one.name in names for finding in one.find(index))
    findings = (_as_set(finding, settings) for finding in found if (finding.check, finding.span) in places)
    return tuple(sorted(findings, key=_place))


def checking(blueprint: Blueprint, settings: Settings = DEFAULT) -> Generator[None, None, tuple[Finding, ...]]:
    """The work of ``check`` in pieces, for those who have to listen in between. The findings are what it returns."""
    if blueprint.is_shared:
        return mistakes(blueprint, settings)
    index = Index(blueprint, settings)
    asked = chosen(settings)
    findings: list[Finding] = []
    for one in asked:
        if not one.afterwards:
            findings += one.find(index)
            yield
    if blueprint.silences:
        names = frozenset(one.name for one in checks())
        heard = hear(index, findings, frozenset(one.name for one in asked), names)
        _let_go(index)
        index = Index(blueprint, settings, heard)
        findings = heard.findings + [finding for one in asked if one.afterwards for finding in one.find(index)]
    _let_go(index)
    if settings.severity:
        findings = [_as_set(finding, settings) for finding in findings]
    return tuple(sorted(findings, key=_place))


def _let_go(index: Index) -> None:
    """Empties an index that is no longer needed. Its tables refer back to it, so that they would stay until Python
    looks for garbage, and that costs a server more time than to judge a file."""
    for graph in vars(index).get("graphs", ()):
        vars(graph).clear()
    vars(index).clear()


def _as_set(finding: Finding, settings: Settings) -> Finding:
    """The finding with the severity that the settings give to its check."""
    severity = settings.severity.get(finding.check, finding.severity)
    return finding if severity is finding.severity else replace(finding, severity=severity)


def _place(finding: Finding) -> tuple[bool, str, int, int, str]:
    span = finding.span
    return bool(span.path), span.path, span.line, span.column, finding.code
