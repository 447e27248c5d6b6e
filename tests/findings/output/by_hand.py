"""A report made by hand with all that is hard to write: signs with a meaning elsewhere, a path, fixes, two files."""

from __future__ import annotations

from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity
from blueprint.findings.output.report import Report
from blueprint.text.span import Span

CAFÉ, SHARED = "services/café 1,2:3%.blueprint", "services/shared.blueprint"

LINES = {
    CAFÉ: [
        'blueprint "Café"',
        'step "Order"',
        '  customer: calls "Calls | <b>@admin</b> #12"',
        '  frontstage bar: takes "注文 {0} ```` ]]> ##[error]"',
        "calls -> takes",
        "calls -> takes",
        "\tcalls => bar\x1b[31m",
    ],
    SHARED: ['department bar "Bar"', "foo bar"],
}

EVIL = (
    "“Calls\r\n::error::x %0A,:” {0} [a](http://e) <img src=x onerror=y> | `k` "
    "@admin #12 ]]> & \" ' \x1b[2J\x07 \u202e \ud800 \ufffe ##[error]"
)


def at(line: int, column: int, end: int, path: str = CAFÉ) -> Span:
    return Span(line, column, end, path)


FINDINGS = (
    Finding(
        "orphan-handoff",
        "HO01",
        Severity.ERROR,
        "“Bar” is handed “Calls”, and nobody there takes it up.",
        at(7, 2, 14),
        element="calls=>bar",
        help="Draw an arrow to what the bar does.",
        places=(
            Place(at(1, 1, 11, SHARED), "the department"),
            Place(at(3, 13, 18), "handed over here"),
        ),
        trail=(Place(at(3, 13, 18), "“Calls”"), Place(at(4, 19, 24), "“注文”"), Place(at(7, 2, 14), "ends here")),
    ),
    Finding(
        "duplicate-arrow",
        "FL07",
        Severity.WARNING,
        "This arrow stands here twice.",
        at(6, 1, 15),
        element="calls->takes",
        fix=Fix("Remove the second arrow", (Edit(at(6, 1, 15), ""),), True),
    ),
    Finding("no-such-check", "XX01", Severity.WARNING, EVIL, at(4, 25, 25), element="~注文", help=EVIL),
    Finding(
        "no-such-check",
        "XX01",
        Severity.WARNING,
        "The same element again.",
        at(4, 3, 13),
        element="~注文",
        fix=Fix("Write “=>”", (Edit(at(5, 7, 9), "=>"), Edit(at(5, 15, 15), ' within "1 h"')), False),
    ),
    Finding("syntax", "SY01", Severity.INFO, "“foo” is no word of the language.", at(1, 1, 4, SHARED)),
)


def line_of(path: str, number: int) -> str | None:
    lines = LINES.get(path, [])
    return lines[number - 1] if 0 < number <= len(lines) else None


def rich() -> Report:
    return Report(FINDINGS, (*LINES, "fine.blueprint"), ("gone\x1b.blueprint: there is no such file",), line_of)


def published() -> Report:
    """The hard report of a house that publishes the pages for one of the files."""
    return rich()._replace(documentation={CAFÉ: "https://e.org/{check}.html?(a)#{check}"})


def empty() -> Report:
    return Report((), ("fine.blueprint",), (), line_of)


def nothing() -> Report:
    return Report((), (), (), line_of)


def many(number: int, checks: int = 1, severity: Severity = Severity.ERROR) -> Report:
    """So many findings, evenly of so many checks, in one file."""
    findings = tuple(
        Finding(f"check-{one % checks}", "XX01", severity, "Wrong.", at(one + 1, 1, 2, "a"), element=f"e{one}")
        for one in range(number)
    )
    return Report(findings, ("a",), (), line_of)
