"""Findings as an editor shows them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
from lsprotocol import types

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.link import link
from blueprint.lsp.documents import Document, shared
from blueprint.lsp.view import View
from blueprint.model.elements import Action, Arrow, Blueprint, Declaration, Step

SOURCE = "blueprint"

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}

_TAGS = {
    "unused-declaration": types.DiagnosticTag.Unnecessary,
    "unused-silence": types.DiagnosticTag.Unnecessary,
}
"""The checks that speak of what could go. What is retired is struck through besides."""


def diagnostics(view: View, findings: Iterable[Finding], blueprint: Blueprint) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of findings by the path of the file that they stand in; the view's own path is always there.
    ``blueprint`` is what they were found in."""
    found: dict[str, list[types.Diagnostic]] = {view.path: []}
    wrong = {(problem.check, problem.span) for problem in blueprint.problems}
    retired = _retired(blueprint)
    documentation = view.documentation
    for finding in findings:
        tags = [_TAGS[finding.check]] if finding.check in _TAGS else []
        if (finding.span.path, finding.span.line) in retired:
            tags.append(types.DiagnosticTag.Deprecated)
        found.setdefault(finding.span.path, []).append(
            diagnostic(view, finding, tags, (finding.check, finding.span) in wrong, documentation)
        )
    return found


def _retired(blueprint: Blueprint) -> set[tuple[str, int]]:
    """Where the statements stand of what is said to be retired."""
    things: tuple[Action | Step | Arrow | Declaration, ...] = (
        *blueprint.actions,
        *blueprint.steps,
        *blueprint.arrows,
        *blueprint.declarations,
    )
    said = (one for one in things if one.facts.status is not None and one.facts.status.text == "retired")
    return {(one.span.path, one.span.line) for one in said}


def diagnostic(
    view: View, finding: Finding, tags: list[types.DiagnosticTag], mistake: bool, documentation: str
) -> types.Diagnostic:
    """One finding: its check is the code, with a link to its page; what to do stands below the message, its places are
    related information. ``documentation`` is the setting of that name.

    ``data`` holds the short code, the path of the check's page below the documentation, the element's id, and whether
    the finding is a mistake in the text rather than a gap in the service.
    """
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    places = (*finding.places, *finding.trail)
    page = link(finding.check, documentation)
    return types.Diagnostic(
        range=view.range(finding.span),
        message=message,
        severity=_SEVERITY[finding.severity],
        code=finding.check,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
        tags=tags or None,
        related_information=[
            types.DiagnosticRelatedInformation(view.location(place.span), place.words) for place in places
        ]
        or None,
        data={"code": finding.code, "page": finding.page, "element": finding.element, "mistake": mistake},
    )


def moved(known: Iterable[types.Diagnostic], before: Document, after: Document) -> list[types.Diagnostic]:
    """What was found of a text, where it stands after a change: what is wrong in the text itself and what stood on the
    changed lines is left out."""
    old, new = before.raw, after.raw
    same, below = shared(old, new)
    shift, changed = len(new) - len(old), len(old) - below
    kept = []
    for one in known:
        line = one.range.start.line
        if (one.data or {}).get("mistake") or same <= line < changed:
            continue
        kept.append(one if line < same or not shift else _lower(one, shift))
    return kept


def _lower(one: types.Diagnostic, lines: int) -> types.Diagnostic:
    start, end = one.range.start, one.range.end
    place = types.Range(
        types.Position(start.line + lines, start.character), types.Position(end.line + lines, end.character)
    )
    return attrs.evolve(one, range=place)
