"""Findings as plain lists of texts and numbers, to send them to another process or keep them as JSON, and back."""

from __future__ import annotations

from typing import Any

from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity
from blueprint.text.span import Span

Plain = list[Any]


def to_plain(finding: Finding) -> Plain:
    """The finding as a list."""
    fix = finding.fix
    return [
        finding.check,
        finding.code,
        int(finding.severity),
        finding.message,
        list(finding.span),
        finding.element,
        finding.help,
        [[list(span), words] for span, words in finding.places],
        [[list(span), words] for span, words in finding.trail],
        None if fix is None else [fix.words, [[list(span), text] for span, text in fix.edits], fix.safe],
    ]


def from_plain(plain: Plain) -> Finding:
    """The finding that a list was made from; raises TypeError or ValueError for a list of another form."""
    check, code, severity, message, span, element, help, places, trail, fix = plain
    return Finding(
        check,
        code,
        Severity(severity),
        message,
        Span(*span),
        element,
        help,
        tuple(Place(Span(*span), words) for span, words in places),
        tuple(Place(Span(*span), words) for span, words in trail),
        None if fix is None else Fix(fix[0], tuple(Edit(Span(*span), text) for span, text in fix[1]), fix[2]),
    )
