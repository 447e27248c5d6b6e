"""Findings one a line, for editors, ``grep`` and long lists."""

from __future__ import annotations

from blueprint.findings.link import command
from blueprint.findings.output.report import Report
from blueprint.findings.output.terminal import linked, paint, printable


def write(report: Report, *, colour: bool = False, width: int = 0) -> str:
    """``path:line:column: severity[check]: message`` for each finding, then the summary with where to read more.
    ``width`` is not used."""
    lines = []
    for finding in report.findings:
        head = paint(f"{finding.severity.word}[{finding.check}]", finding.severity.word, colour)
        head = linked(head, report.link(finding) if colour else "")
        lines.append(f"{printable(str(finding.span))}: {head}: {printable(finding.message)}")
    lines.append(report.summary + (f" What a finding means: {command('NAME')}" if report.findings else ""))
    return "".join(f"{line}\n" for line in lines)
