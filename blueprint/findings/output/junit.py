"""Findings as JUnit XML: a suite for each file, a test case for each check that found something in it.

A case failed where a finding is at or above the severity that makes the run fail; the others passed, and say what was
found in their output. A file without findings has one case that passed.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding
from blueprint.findings.output.report import Report, by_file
from blueprint.findings.output.terminal import printable

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"})


def write(report: Report, *, colour: bool = False, width: int = 0) -> str:
    """One XML document in ASCII. ``colour`` and ``width`` are not used."""
    found = by_file(report.findings)
    suites = [_suite(report, path, found.get(path, [])) for path in dict.fromkeys((*report.files, *found))]
    if report.unread:
        cases = [_case("unread", text, [f'<error message="{_text(text)}"/>']) for text in report.unread]
        suites.append(_Suite("unread", cases, 0, len(cases)))
    tests, failures, errors = (
        sum(numbers) for numbers in zip((0, 0, 0), *(one.numbers for one in suites), strict=True)
    )
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="blueprint" tests="{tests}" failures="{failures}" errors="{errors}">',
        *(line for suite in suites for line in suite.lines()),
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines).encode("ascii", "xmlcharrefreplace").decode("ascii")


class _Suite:
    def __init__(self, name: str, cases: list[list[str]], failures: int, errors: int) -> None:
        self.name = name
        self.cases = cases
        self.numbers = (len(cases), failures, errors)

    def lines(self) -> Iterator[str]:
        tests, failures, errors = self.numbers
        name = _text(self.name)
        yield f'  <testsuite name="{name}" tests="{tests}" failures="{failures}" errors="{errors}" skipped="0">'
        for case in self.cases:
            yield from case
        yield "  </testsuite>"


def _suite(report: Report, path: str, findings: list[Finding]) -> _Suite:
    name = report.seen_from_root(path)
    if not findings:
        return _Suite(name, [_case(name, "no findings", [])], 0, 0)
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding)
    cases, failures = [], 0
    for check, members in by_check.items():
        worst = max(finding.severity for finding in members)
        details = _text("\n".join(line for finding in members for line in _details(report, finding)))
        if worst >= report.lowest:
            failures += 1
            message = _text(members[0].message + (f" (and {len(members) - 1} more)" if members[1:] else ""))
            inside = [f'<failure type="{worst.word}" message="{message}">{details}</failure>']
        else:
            inside = [f"<system-out>{details}</system-out>"]
        cases.append(_case(name, check, inside))
    return _Suite(name, cases, failures, 0)


def _case(suite: str, name: str, inside: list[str]) -> list[str]:
    begin = f'    <testcase classname="{_text(suite)}" name="{_text(name)}"'
    return [f"{begin}>", *(f"      {line}" for line in inside), "    </testcase>"] if inside else [f"{begin}/>"]


def _details(report: Report, finding: Finding) -> Iterator[str]:
    yield printable(f"{finding.span}: {finding.severity.word}: {finding.message}")
    for place in finding.places:
        yield printable(f"  {place.span}: {place.words}")
    if finding.help:
        yield printable(f"  {finding.help}")
    yield f"  Read on: {report.read_on(finding)}"


def _text(text: str) -> str:
    """The text for an attribute or an element: no sign that XML cannot hold or would read as its own."""
    shown = "\n".join(printable(line) for line in text.split("\n"))
    # Two signs are never allowed in XML, and printable to nobody.
    return shown.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").translate(_ENTITIES)
