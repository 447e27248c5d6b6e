"""Findings as SARIF 2.1.0 (OASIS), for code scanning and editors.

A fingerprint is made of file, check and element, so that it stays while lines move. The hash of a line that GitHub also
wants is left to its upload action, which knows how to make it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity
from blueprint.findings.output.report import Report
from blueprint.findings.output.terminal import printable
from blueprint.text.span import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "blueprintFinding/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report, *, colour: bool = False, width: int = 0) -> str:
    """One SARIF log in ASCII with one run. ``colour`` and ``width`` are not used."""
    import json

    import blueprint

    checks = {finding.check: finding for finding in report.findings}
    rules = {check: number for number, check in enumerate(checks)}
    driver = {
        "name": "blueprint",
        "version": blueprint.__version__,
        "rules": [_rule(report, finding) for finding in checks.values()],
    }
    notes = [{"level": "error", "message": _message(sentence)} for sentence in report.unread]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"uri": _folder(report.base)}},
        "invocations": [{"executionSuccessful": not report.unread, "toolExecutionNotifications": notes}],
        "artifacts": [
            {"location": _file(report, path), "encoding": "utf-8", "roles": ["analysisTarget"]} for path in report.files
        ],
        "results": [
            _result(report, finding, rules[finding.check], fingerprint)
            for finding, fingerprint in zip(report.findings, report.fingerprints(), strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(report: Report, finding: Finding) -> dict[str, Any]:
    """What SARIF says of a check, by one of its findings: its page, where it has one."""
    from blueprint.findings.catalog import page

    found = page(finding.check)
    summary = _message(found.summary if found else finding.check)
    # The name of a check is its id; SARIF wants no second name that is the same. GitHub wants both descriptions.
    rule: dict[str, Any] = {"id": finding.check, "shortDescription": summary, "fullDescription": summary}
    if found:
        rule["help"] = {"text": _literal(found.text), "markdown": _braces(found.text)}
        rule["defaultConfiguration"] = {"level": _LEVELS[found.severity]}
    address = report.address(finding)
    if address:
        rule["helpUri"] = address
    rule["properties"] = {"code": finding.code, "tags": [found.family] if found else []}
    return rule


def _result(report: Report, finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(report, finding.span)}
    if finding.element:
        location["logicalLocations"] = [{"fullyQualifiedName": printable(finding.element), "kind": "element"}]
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": _message(f"{finding.message} {finding.help}".rstrip()),
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.places:
        result["relatedLocations"] = [
            {"id": number, **_location(report, place)} for number, place in enumerate(finding.places)
        ]
    if finding.trail:
        steps = [{"location": _location(report, place)} for place in finding.trail]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if finding.fix:
        result["fixes"] = [_fix(report, finding.fix)]
    return result


def _location(report: Report, place: Place) -> dict[str, Any]:
    return {"physicalLocation": _physical(report, place.span), "message": _message(place.words)}


def _physical(report: Report, span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": max(span.end, span.column)}
    return {"artifactLocation": _file(report, span.path), "region": region}


def _fix(report: Report, fix: Fix) -> dict[str, Any]:
    by_path: dict[str, dict[int, list[Edit]]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.span.path, {}).setdefault(edit.span.line, []).append(edit)
    changes = [
        {
            "artifactLocation": _file(report, path),
            "replacements": [one for line, edits in lines.items() for one in _replacements(report, path, line, edits)],
        }
        for path, lines in by_path.items()
    ]
    return {"description": _message(fix.words), "artifactChanges": changes, "properties": {"safe": fix.safe}}


def _replacements(report: Report, path: str, line: int, edits: list[Edit]) -> Iterator[dict[str, Any]]:
    """The edits of one line; where they leave it blank, one that takes away the whole line with its end."""
    before = after = report.line_of(path, line) or ""
    for edit in sorted(edits, key=lambda edit: edit.span.column, reverse=True):
        after = after[: edit.span.column - 1] + edit.text + after[edit.span.end - 1 :]
    if before.strip() and not after.strip():
        yield {"deletedRegion": {"startLine": line, "startColumn": 1, "endLine": line + 1, "endColumn": 1}}
        return
    for edit in edits:
        region = {"startLine": line, "startColumn": edit.span.column, "endColumn": max(edit.span.end, edit.span.column)}
        yield {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _file(report: Report, path: str) -> dict[str, Any]:
    seen = report.seen_from_root(path)
    if seen.startswith("/") or seen[1:3] == ":/":
        return {"uri": _address(seen)}
    return {"uri": _quoted(seen), "uriBaseId": ROOT}


def _folder(path: str) -> str:
    return _address(path.rstrip("/") + "/")


def _address(path: str) -> str:
    return "file://" + ("" if path.startswith("/") else "/") + _quoted(path)


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/", errors="replace")


def _message(words: str) -> dict[str, str]:
    return {"text": _literal(printable(words))}


def _literal(words: str) -> str:
    """Words in which SARIF sees neither a place for an argument (``{0}``) nor a link (``[words](address)``)."""
    return _braces(words).replace("](", "] (")


def _braces(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")
