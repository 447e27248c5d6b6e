"""Findings as JSON, for programs. ``VERSION`` changes when a field is renamed, removed or changes its meaning."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity
from blueprint.findings.link import command
from blueprint.findings.output.report import Report
from blueprint.text.span import Span

VERSION: Literal[1] = 1
SCHEMA_ID = f"urn:service-blueprint:findings:{VERSION}"


class SpanJson(TypedDict):
    """A run of characters on one line. Lines and columns count from 1, columns in code points; end is the column after
    the last character."""

    path: str
    line: int
    column: int
    end: int


class PlaceJson(SpanJson):
    """A further place, with its own words."""

    words: str


class EditJson(SpanJson):
    """A change: what stands there gives way to the text. A line that an edit leaves blank goes."""

    text: str


class FixJson(TypedDict):
    """What would put a finding right. A safe fix keeps the meaning of the blueprint."""

    words: str
    safe: bool
    edits: list[EditJson]


class FindingJson(SpanJson):
    """One gap or mistake. element is the id of what it belongs to, or empty; trail is the path through the service that
    shows it. page is the path of the check's page below the documentation, address its address on the web or empty
    where the settings name none, explain the command that shows it."""

    check: str
    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    element: str
    help: str
    page: str
    address: str
    explain: str
    places: list[PlaceJson]
    trail: list[PlaceJson]
    fix: FixJson | None


class CountsJson(TypedDict):
    """How many findings there are of each severity."""

    error: int
    warning: int
    info: int


class ReportJson(TypedDict):
    """The result of a run. unread holds one sentence for each file that could not be read."""

    version: Literal[1]
    files: list[str]
    unread: list[str]
    findings: list[FindingJson]
    counts: CountsJson


def write(report: Report, *, colour: bool = False, width: int = 0) -> str:
    """One JSON object in ASCII. ``colour`` and ``width`` are not used."""
    import json

    content: ReportJson = {
        "version": VERSION,
        "files": list(report.files),
        "unread": list(report.unread),
        "findings": [_finding(report, finding) for finding in report.findings],
        "counts": {
            "error": report.count(Severity.ERROR),
            "warning": report.count(Severity.WARNING),
            "info": report.count(Severity.INFO),
        },
    }
    return json.dumps(content, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what is written; further fields may come without a new version."""
    import msgspec

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": f"Findings in service blueprints, version {VERSION}",
        **msgspec.json.schema(ReportJson),
    }


def _finding(report: Report, finding: Finding) -> FindingJson:
    words: dict[Severity, Literal["error", "warning", "info"]] = {
        Severity.ERROR: "error",
        Severity.WARNING: "warning",
        Severity.INFO: "info",
    }
    return {
        "check": finding.check,
        "code": finding.code,
        "severity": words[finding.severity],
        "message": finding.message,
        **_span(finding.span),
        "element": finding.element,
        "help": finding.help,
        "page": finding.page,
        "address": report.address(finding),
        "explain": command(finding.check),
        "places": [_place(place) for place in finding.places],
        "trail": [_place(place) for place in finding.trail],
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _span(span: Span) -> SpanJson:
    return {"path": span.path, "line": span.line, "column": span.column, "end": span.end}


def _place(place: Place) -> PlaceJson:
    return {**_span(place.span), "words": place.words}


def _fix(fix: Fix) -> FixJson:
    return {"words": fix.words, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> EditJson:
    return {**_span(edit.span), "text": edit.text}
