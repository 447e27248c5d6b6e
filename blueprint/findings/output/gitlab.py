"""Findings as a report of GitLab's code quality (the part of the Code Climate form that GitLab reads).

A file that could not be read has no place in it; the exit status tells.
"""

from __future__ import annotations

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.output.report import Report
from blueprint.findings.output.terminal import printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report, *, colour: bool = False, width: int = 0) -> str:
    """One JSON array in ASCII, an object for each finding. ``colour`` and ``width`` are not used."""
    import json

    content = [
        {
            "description": _description(report, finding),
            "check_name": finding.check,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": printable(report.seen_from_root(finding.span.path)),
                "lines": {"begin": finding.span.line, "end": finding.span.line},
            },
        }
        for finding, fingerprint in zip(report.findings, report.fingerprints(), strict=True)
    ]
    return json.dumps(content, indent=2) + "\n"


def _description(report: Report, finding: Finding) -> str:
    """All that there is to say, since GitLab shows nothing else; it makes no link of an address, and shows it."""
    sentences = (finding.message, finding.help, f"Read on: {report.read_on(finding)}")
    return printable(" ".join(sentence for sentence in sentences if sentence))
