"""Every format of findings: what is written for a hard report, where it says to read on, and for any words."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from by_hand import empty, nothing, published, rich
from hypothesis import given
from hypothesis import strategies as st
from readers import commands, html
from syrupy.assertion import SnapshotAssertion

from blueprint.cli.reports import FORMATS
from blueprint.findings.finding import Edit, Finding, Fix, Place, Severity
from blueprint.findings.output import concise, github, gitlab, junit, markdown, report, sarif, text
from blueprint.findings.output import json as plain
from blueprint.findings.output.report import Report
from blueprint.text.span import Span

ROOT = Path(__file__).parents[3]
MODULES = {form: import_module(f"blueprint.findings.output.{form}") for form in FORMATS}


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


# Where to read on


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
