"""Findings as JSON, for programs. ``version`` changes when a field is renamed, removed or changes its meaning."""

from __future__ import annotations

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.output.report import Report
from blueprint.text.span import Span

VERSION = 1


def write(report: Report, *, colour: bool = False, width: int = 0) -> str:
    """One JSON object in ASCII, lines and columns counted from 1 in code points. ``colour``, ``width``: not used."""
    import json

    content = {
        "version": VERSION,
        "files": list(report.files),
        "unread": list(report.unread),
        "findings": [_finding(finding) for finding in report.findings],
        "counts": {severity.word: report.count(severity) for severity in reversed(Severity)},
    }
    return json.dumps(content, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "code": finding.code,
        "severity": finding.severity.word,
        "message": finding.message,
        **_span(finding.span),
        "element": finding.element,
        "help": finding.help,
        "page": finding.page,
        "places": [{**_span(place.span), "words": place.words} for place in finding.places],
    }


def _span(span: Span) -> dict[str, object]:
    return {"path": span.path, "line": span.line, "column": span.column, "end": span.end}
