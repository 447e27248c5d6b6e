"""Findings as an editor shows them."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.output.report import DOCUMENTATION
from blueprint.lsp.view import View
from blueprint.model.elements import Action, Arrow, Declaration, Step

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


def diagnostics(view: View, findings: Iterable[Finding]) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of findings by the path of the file that they stand in; the view's own path is always there."""
    found: dict[str, list[types.Diagnostic]] = {view.path: []}
    retired = _retired(view)
    for finding in findings:
        tags = [_TAGS[finding.check]] if finding.check in _TAGS else []
        if finding.element in retired:
            tags.append(types.DiagnosticTag.Deprecated)
        found.setdefault(finding.span.path, []).append(diagnostic(view, finding, tags))
    return found


def _retired(view: View) -> set[str]:
    """The ids of what is said to be retired."""
    blueprint = view.blueprint
    things: tuple[Action | Step | Arrow | Declaration, ...] = (
        *blueprint.actions,
        *blueprint.steps,
        *blueprint.arrows,
        *blueprint.declarations,
    )
    return {one.id for one in things if one.facts.status is not None and one.facts.status.text == "retired"}


def diagnostic(view: View, finding: Finding, tags: list[types.DiagnosticTag]) -> types.Diagnostic:
    """One finding: its check is the code, what to do stands below the message, its places are related information.

    ``data`` holds the short code, the path of the check's page below the documentation, and the element's id.
    """
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    places = (*finding.places, *finding.trail)
    return types.Diagnostic(
        range=view.range(finding.span),
        message=message,
        severity=_SEVERITY[finding.severity],
        code=finding.check,
        code_description=types.CodeDescription(DOCUMENTATION + finding.page) if DOCUMENTATION else None,
        source=SOURCE,
        tags=tags or None,
        related_information=[
            types.DiagnosticRelatedInformation(view.location(place.span), place.words) for place in places
        ]
        or None,
        data={"code": finding.code, "page": finding.page, "element": finding.element},
    )
