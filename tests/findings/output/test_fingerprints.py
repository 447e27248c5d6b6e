"""A finding keeps its fingerprint while lines move and words change, from any folder; no two have one."""

from __future__ import annotations

from pathlib import Path

import pytest
from by_hand import FINDINGS, rich

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.output import github, gitlab, junit, sarif
from blueprint.findings.output.report import Report
from blueprint.text.span import Span


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
