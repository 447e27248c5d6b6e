"""The formats that people read: annotations at GitHub, Markdown in a comment, text in a terminal."""

from __future__ import annotations

import re

import pytest
from by_hand import CAFÉ, FINDINGS, at, many, published, rich
from readers import commands, html

from blueprint.findings.catalog import pages
from blueprint.findings.finding import Finding, Place, Severity
from blueprint.findings.output import github, markdown, text
from blueprint.findings.output.report import Report

# GitHub


def test_github_reads_the_annotations_and_nothing_else() -> None:
    found = commands(github.write(rich()))
    kinds = ["error", "error", "warning", "warning", "warning", "notice", "group", "endgroup"]
    assert [name for name, _, _ in found] == kinds
    assert found[0][2].endswith(".blueprint: there is no such file")
    assert found[1][1] == {
        "file": CAFÉ, "line": "7", "col": "2", "endColumn": "14", "title": "orphan-handoff (HO01)"
    }  # fmt: skip
    assert found[1][2].splitlines() == [
        "“Bar” is handed “Calls”, and nobody there takes it up.",
        "Line 3: handed over here",
        "Draw an arrow to what the bar does.",
        "Read on: blueprint explain orphan-handoff",
    ]
    # A mark of no width becomes one of one.
    assert found[3][1]["endColumn"] == "26"


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize(
    ("number", "checks", "annotations"), [(9, 9, 9), (10, 10, 10), (11, 3, 3), (40, 10, 10), (11, 11, 10), (99, 40, 10)]
)
def test_github_never_drops_an_annotation(severity: Severity, number: int, checks: int, annotations: int) -> None:
    written = github.write(many(number, checks, severity))
    found = [one for one in commands(written) if not one[0].endswith("group")]
    assert len(found) == annotations
    told = 0
    for _, options, data in found:
        more = re.match(r"(\d+) more ", options["title"])
        also = re.search(r"Found (\d+) more times?", data)
        told += int(more[1]) if more else 1 + (int(also[1]) if also else 0)
    assert told == number
    log = written.partition("::group::")[2]
    assert log.count("[check-") == number


def test_each_severity_has_its_own_ten() -> None:
    three = [many(12, 12, severity).findings for severity in Severity]
    found = commands(github.write(many(1)._replace(findings=(*three[0], *three[1], *three[2]))))
    assert [name for name, _, _ in found].count("error") == 10
    assert [name for name, _, _ in found].count("warning") == 10
    assert [name for name, _, _ in found].count("notice") == 10


# Markdown


def test_markdown_holds_no_markup_of_a_stranger() -> None:
    written = markdown.write(rich())
    shown = html(written)
    assert "<img" not in shown
    assert "<b>" not in shown
    assert "<a " not in shown
    assert "<em>" not in shown
    outside = re.sub(r"<pre>.*?</pre>", "", shown, flags=re.DOTALL)
    assert not re.search(r"[@#]\w", re.sub(r"&#?\w+;", "", outside))
    # One table a file, a row a finding, four cells each: no pipe of a stranger divides one.
    assert shown.count("<table>") == 2
    assert shown.count("<tr>") == 2 + len(FINDINGS)
    assert shown.count("<td") == 4 * len(FINDINGS)
    # The block of details is not ended by the signs in it.
    folded = shown.partition("What <code>")[0]
    assert folded.count("<pre>") == folded.count("</details>") == 2


def test_markdown_fits_into_a_comment() -> None:
    for number in (50, 400, 5000):
        written = markdown.write(many(number))
        assert len(written) <= markdown.LIMIT
        rows = written.count("| `check-0` |")
        left = re.search(r"no room here for (\d+) more findings", written)
        assert rows + (int(left[1]) if left else 0) == number
    long = Finding("a", "XX01", Severity.ERROR, "x|" * 50_000, at(1, 1, 2))
    assert len(markdown.write(Report((long, *FINDINGS), (CAFÉ,), ("x" * 100_000,) * 60, rich().line_of))) < 65_536


def test_markdown_links_to_the_pages_where_the_settings_say_where_they_are() -> None:
    shown = html(markdown.write(published()))
    assert '<a href="https://e.org/orphan-handoff.html?(a)#orphan-handoff">orphan-handoff</a>' in shown
    assert "What <code>orphan-handoff</code> means" not in shown
    # The other file has no such setting.
    assert "<code>syntax</code></td>" in shown
    assert "What <code>syntax</code> means" in shown


def test_markdown_holds_the_pages_of_the_checks_where_there_is_room() -> None:
    written = markdown.write(rich())
    assert written.count("What <code>") == 3  # the check that has no page says nothing
    assert "\n#### Why it matters\n" in written
    assert "\n## " not in written
    every = tuple(Finding(page.name, page.code, Severity.INFO, "x", at(1, 1, 2)) for page in pages())
    written = markdown.write(Report(every, (CAFÉ,), (), rich().line_of))
    assert 5 < written.count("What <code>") < len(every)
    assert len(written) <= markdown.LIMIT


def test_the_pages_call_nobody_and_break_no_markdown() -> None:
    every = tuple(Finding(page.name, page.code, Severity.INFO, "x", at(1, 1, 2)) for page in pages())
    for one in every:
        shown = html(markdown.write(Report((one,), (CAFÉ,), (), rich().line_of)))
        outside = re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", shown, flags=re.DOTALL)
        assert not re.search(r"[@#]\w", re.sub(r"&#?\w+;", "", outside))
        assert shown.count("<details>") == shown.count("</details>") == 2


# Text


def test_a_long_path_is_shown_by_its_ends() -> None:
    trail = tuple(Place(at(line, 1, 2), f"“Step {line}”") for line in range(1, 5001))
    one = Finding("a", "XX01", Severity.ERROR, "Wrong.", at(1, 1, 2), trail=trail)
    shown = [
        line.strip() for line in text.write(Report((one,), (CAFÉ,), (), rich().line_of)).splitlines() if "“" in line
    ]
    assert len(shown) == text.TRAIL - 1
    assert shown[0] == "1. “Step 1” (line 1)"
    assert shown[-1] == "5000. “Step 5000” (line 5000)"


@pytest.mark.parametrize("number", range(1, 20))
def test_every_place_of_a_path_is_shown_or_counted(number: int) -> None:
    trail = tuple(Place(at(1, 1, 2), f"place {line}") for line in range(number))
    one = Finding("a", "XX01", Severity.ERROR, "Wrong.", at(1, 1, 2), trail=trail)
    written = text.write(Report((one,), (CAFÉ,), (), rich().line_of))
    left = re.search(r"… (\d+) more …", written)
    assert written.count(". place ") + (int(left[1]) if left else 0) == number
    assert left is None or int(left[1]) > 1
