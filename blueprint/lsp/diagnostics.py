"""Findings as an editor shows them."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from blueprint.findings.finding import Finding, Severity
from blueprint.lsp.view import View

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
"""The checks that speak of what could go, or is on its way out."""


def diagnostics(view: View, findings: Iterable[Finding]) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of findings by the path of the file that they stand in; the view's own path is always there."""
    found: dict[str, list[types.Diagnostic]] = {view.path: []}
    for finding in findings:
        found.setdefault(finding.span.path, []).append(diagnostic(view, finding))
    return found


def diagnostic(view: View, finding: Finding) -> types.Diagnostic:
    """One finding: its check is the code, what to do stands below the message, its places are related information.

    ``data`` holds the short code, the path of the check's page below the documentation, and the element's id.
    """
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    places = (*finding.places, *finding.trail)
    tag = _TAGS.get(finding.check)
    return types.Diagnostic(
        range=view.range(finding.span),
        message=message,
        severity=_SEVERITY[finding.severity],
        code=finding.check,
        source=SOURCE,
        tags=[tag] if tag is not None else None,
        related_information=[
            types.DiagnosticRelatedInformation(view.location(place.span), place.words) for place in places
        ]
        or None,
        data={"code": finding.code, "page": finding.page, "element": finding.element},
    )
