"""Every format of findings: what is written for a hard report, and that it is what the format says it is."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from by_hand import CAFÉ, EVIL, FINDINGS, SHARED, at, empty, many, nothing, rich
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from blueprint.cli.reports import FORMATS
from blueprint.findings.catalog import pages
from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity
from blueprint.findings.output import concise, github, gitlab, junit, markdown, report, sarif, text
from blueprint.findings.output import json as plain
from blueprint.findings.output.report import Report
from blueprint.text.span import Span

ROOT = Path(__file__).parents[3]
MODULES = {form: import_module(f"blueprint.findings.output.{form}") for form in FORMATS}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same version everywhere, and a folder to stand in."""
    monkeypatch.setattr("blueprint.__version__", "1.2.3")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def official() -> Any:
    schema = json.loads((ROOT / "tests/data/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("form", FORMATS)
def test_a_hard_report(form: str, project: Path, snapshot: SnapshotAssertion) -> None:
    written = MODULES[form].write(rich())
    if form == "sarif":
        # The pages of the checks have tests of their own, and change more often.
        log = json.loads(written)
        for rule in log["runs"][0]["tool"]["driver"]["rules"]:
            for key in ("help", "shortDescription", "fullDescription", "defaultConfiguration", "properties"):
                rule.pop(key, None)
        written = json.dumps(log, indent=2)
    if form == "markdown":
        written = re.sub(r"(means</summary>\n).*?(</details>)", r"\1…\n\2", written, flags=re.DOTALL)
    assert written.replace(project.as_uri(), "file:///project") == snapshot


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("made", [rich, empty, nothing])
def test_no_sign_of_a_stranger_reaches_a_terminal(form: str, made: Any) -> None:
    written = MODULES[form].write(made())
    assert written.endswith("\n")
    assert not [sign for sign in written if sign != "\n" and (sign < " " or "\x7f" <= sign <= "\x9f")]
    assert not set(written) & set("\u202e\u2066\u2028\ufeff")
    written.encode()


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit"])
def test_formats_for_programs_are_ascii(form: str) -> None:
    assert MODULES[form].write(rich()).isascii()


# JSON


@pytest.mark.parametrize("made", [rich, empty, nothing])
def test_json_is_as_its_published_schema_says(made: Any) -> None:
    published = json.loads((ROOT / "docs/schema/findings-1.json").read_text(encoding="utf-8"))
    assert published == plain.schema()
    jsonschema.Draft202012Validator.check_schema(published)
    content = json.loads(plain.write(made()))
    jsonschema.Draft202012Validator(published).validate(content)
    # Every field is described: none is written that the schema does not know.
    for finding in content["findings"]:
        assert finding.keys() == published["$defs"]["FindingJson"]["properties"].keys()


def test_json_loses_nothing() -> None:
    findings = json.loads(plain.write(rich()))["findings"]
    assert findings[2]["message"] == EVIL
    assert [place["words"] for place in findings[0]["trail"]] == ["“Calls”", "“注文”", "ends here"]
    assert findings[1]["fix"]["edits"] == [{"path": CAFÉ, "line": 6, "column": 1, "end": 15, "text": ""}]


# SARIF


def run_of(one: Report) -> Any:
    return json.loads(sarif.write(one))["runs"][0]


@pytest.mark.parametrize("made", [rich, empty, nothing, lambda: many(40)])
def test_sarif_is_as_the_official_schema_says(made: Any, official: Any) -> None:
    log = json.loads(sarif.write(made()))
    official.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for region in regions(result):
            # The errata of the standard: a region says its line, its characters or its bytes.
            assert region["startLine"] >= 1
            assert region.get("endLine", region["startLine"]) > region["startLine"] or (
                region["endColumn"] >= region["startColumn"] >= 1
            )


def regions(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [one for item in value for one in regions(item)]
    if not isinstance(value, dict):
        return []
    inside = [one for item in value.values() for one in regions(item)]
    return [*inside, *(value[key] for key in ("region", "deletedRegion") if key in value)]


def test_sarif_addresses_lead_from_the_root_to_the_files(project: Path) -> None:
    run = run_of(rich())
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == f"{project.as_uri()}/"
    assert [file["location"] for file in run["artifacts"]] == [
        {"uri": "services/caf%C3%A9%201%2C2%3A3%25.blueprint", "uriBaseId": "%SRCROOT%"},
        {"uri": "services/shared.blueprint", "uriBaseId": "%SRCROOT%"},
        {"uri": "fine.blueprint", "uriBaseId": "%SRCROOT%"},
    ]
    (outside,) = run_of(Report((), (str(project.parent / "b c.blueprint"),), (), rich().line_of))["artifacts"]
    assert outside["location"] == {"uri": f"{project.parent.as_uri()}/b%20c.blueprint"}


def test_sarif_says_that_a_file_was_not_read() -> None:
    (invocation,) = run_of(rich())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert run_of(empty())["invocations"][0]["executionSuccessful"] is True


def test_sarif_tells_the_path_as_a_code_flow() -> None:
    (flow,) = run_of(rich())["results"][0]["codeFlows"]
    steps = [step["location"] for step in flow["threadFlows"][0]["locations"]]
    assert [step["message"]["text"] for step in steps] == ["“Calls”", "“注文”", "ends here"]
    assert [step["physicalLocation"]["region"]["startLine"] for step in steps] == [3, 4, 7]


def test_a_sarif_fix_that_leaves_a_line_blank_takes_the_line_away() -> None:
    results = run_of(rich())["results"]
    (change,) = results[1]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 6, "startColumn": 1, "endLine": 7, "endColumn": 1}}
    ]
    (change,) = results[3]["fixes"][0]["artifactChanges"]
    assert [one["insertedContent"]["text"] for one in change["replacements"]] == ["=>", ' within "1 h"']


def test_sarif_sees_no_links_and_no_arguments_in_words() -> None:
    words = run_of(rich())["results"][2]["message"]["text"]
    assert "{{0}}" in words
    assert "](" not in words


def test_a_rule_carries_the_page_of_its_check(official: Any) -> None:
    official.validate(json.loads(sarif.write(published())))
    rules = {rule["id"]: rule for rule in run_of(published())["tool"]["driver"]["rules"]}
    rule = rules["orphan-handoff"]
    assert rule["helpUri"] == "https://e.org/orphan-handoff.html?(a)#orphan-handoff"
    assert "helpUri" not in rules["syntax"]  # its file has other settings
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "## Why it matters" in rule["help"]["markdown"]
    assert "help" not in rules["no-such-check"]


# Where to read on


def published() -> Report:
    """The hard report of a house that publishes the pages for one of the files."""
    return rich()._replace(documentation={CAFÉ: "https://e.org/{check}.html?(a)#{check}"})


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_where_to_read_on(form: str) -> None:
    for made, there in ((rich, True), (empty, False), (nothing, False)):
        written = MODULES[form].write(made())
        assert ("blueprint explain " in written or "## Why it matters" in written) == there, form


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "concise"])
def test_every_format_takes_the_address_of_the_house(form: str) -> None:
    written = MODULES[form].write(published())
    assert "https://e.org/orphan-handoff.html?(a)#orphan-handoff" in written.replace("%3A", ":")
    assert "https://e.org/syntax" not in written


@pytest.mark.parametrize("form", [text, concise])
def test_a_terminal_gets_links_and_nothing_else_does(form: Any, official: Any) -> None:
    def links(report: Report, colour: bool) -> list[str]:
        return re.findall(r"\x1b]8;;([^\x1b]+)\x1b\\", form.write(report, colour=colour))

    assert links(rich(), True) == links(rich()._replace(linked=True), False) == []
    found = links(rich()._replace(linked=True), True)
    assert [address.rpartition("/")[2] for address in found] == ["orphan-handoff.md", "duplicate-arrow.md", "syntax.md"]
    assert found[0] == (ROOT / "docs/checks/orphan-handoff.md").as_uri()
    assert links(published()._replace(linked=True), True)[0] == "https://e.org/orphan-handoff.html?(a)#orphan-handoff"
    # But for the links, the text is the same.
    bare = re.sub(r"\x1b]8;;[^\x1b]*\x1b\\", "", form.write(rich()._replace(linked=True), colour=True))
    assert bare == form.write(rich(), colour=True)


# Fingerprints


def test_fingerprints_stay_when_lines_move_and_words_change() -> None:
    before = rich()
    moved = tuple(
        one.__class__(**{**vars(one), "span": one.span._replace(line=one.span.line + 7), "help": "Other words."})
        for one in FINDINGS
    )
    assert before._replace(findings=moved).fingerprints() == before.fingerprints()
    others = tuple(one.__class__(**{**vars(one), "message": f"x{one.message}"}) for one in FINDINGS if one.element)
    assert before._replace(findings=others).fingerprints() == before.fingerprints()[: len(others)]


def test_no_two_findings_have_one_fingerprint() -> None:
    prints = rich().fingerprints()
    assert len(set(prints)) == len(prints)


def test_fingerprints_are_the_same_from_any_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sub").mkdir()
    one = Finding("a", "XX01", Severity.INFO, "Wrong.", Span(1, 1, 2, "sub/x"), element="e")
    before = Report((one,), (), (), rich().line_of, root=str(project))
    prints = before.fingerprints()
    monkeypatch.chdir(project / "sub")
    after = before._replace(findings=(one.__class__(**{**vars(one), "span": Span(1, 1, 2, "x")}),))
    assert prints == after.fingerprints()
    for form in (sarif, gitlab, github, junit):
        assert "sub/x" in form.write(after)


# GitHub


def commands(written: str) -> list[tuple[str, dict[str, str], str]]:
    """The annotations as the runner of GitHub reads them: a line that begins with ``::``, or has ``##[`` anywhere."""
    found = []
    for line in written.splitlines():
        assert "##[" not in line or line.startswith("::")
        if line.lstrip().startswith("::"):
            head, _, data = line.lstrip()[2:].partition("::")
            name, _, options = head.partition(" ")
            pairs = [option.partition("=")[::2] for option in options.split(",") if option]
            found.append((name, {key: decoded(value) for key, value in pairs}, decoded(data)))
    return found


def decoded(words: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        words = words.replace(code, sign)
    return words


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


# GitLab


def test_gitlab_gets_what_it_reads() -> None:
    content = json.loads(gitlab.write(rich()))
    assert [one["severity"] for one in content] == ["major", "minor", "minor", "minor", "info"]
    for one in content:
        assert one.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["location"]["lines"]["begin"] >= 1
        assert not one["location"]["path"].startswith(("/", "./"))
    assert len({one["fingerprint"] for one in content}) == len(content)
    assert json.loads(gitlab.write(nothing())) == []


# JUnit


@pytest.mark.parametrize("lowest", list(Severity))
def test_junit_is_xml_and_counts_right(lowest: Severity) -> None:
    root = ElementTree.fromstring(junit.write(rich()._replace(lowest=lowest)))
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == [CAFÉ, SHARED, "fine.blueprint", "unread"]
    for element in (root, *suites):
        assert int(element.get("tests", "")) == len(list(element.iter("testcase")))
        assert int(element.get("failures", "")) == len(list(element.iter("failure")))
        assert int(element.get("errors", "")) == len(list(element.iter("error")))
    assert len(list(root.iter("failure"))) == {Severity.ERROR: 1, Severity.WARNING: 3, Severity.INFO: 4}[lowest]


def test_junit_keeps_the_words() -> None:
    root = ElementTree.fromstring(junit.write(rich()))
    said = "".join(one.text or "" for one in root.iter("system-out"))
    assert "]]> & \" ' " in said
    assert "<img src=x" in said
    ElementTree.fromstring(junit.write(nothing()))


# Markdown


def html(words: str) -> str:
    """As GitHub and GitLab would make it: tables, links found in words, HTML as it stands."""
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(words)


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


# All


@given(words=st.text(), path=st.text(), start=st.integers(1, 99), length=st.integers(0, 99), line=st.text())
def test_whatever_the_words_the_form_holds(words: str, path: str, start: int, length: int, line: str) -> None:
    span = Span(1, start, start + length, path)
    fix = Fix(words, (Edit(span, words),), True)
    places = (Place(span, words),)
    one = Finding("a-check", "XX01", Severity.WARNING, words, span, words, words, places, places, fix)
    hard = Report((one, one), (path,), (words,), lambda path, number: line)
    for form in (text, github):
        form.write(hard)
    for form in (plain, sarif, gitlab):
        json.loads(form.write(hard))
    ElementTree.fromstring(junit.write(hard))
    assert [name for name, _, _ in commands(github.write(hard))] == [
        "error", "warning", "warning", "group", "endgroup"
    ]  # fmt: skip
    shown = html(markdown.write(hard))
    assert shown.count("<tr>") == 3
    assert shown.count("<td") == 8
    assert shown.count("<pre>") == 1


def test_the_summary_of_a_report() -> None:
    assert rich().summary == "1 error, 3 warnings and 1 info in 3 files."
    assert report.listed(["a"]) == "a"
