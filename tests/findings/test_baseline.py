"""Known findings: recognised by what they are about, not by where they stand."""

from __future__ import annotations

import json

import pytest

from blueprint.findings.baseline import compare, from_json, listed, to_json
from blueprint.findings.plain import from_plain, to_plain
from blueprint.findings.run import check
from blueprint.model.read import parse

STORY = """\
blueprint "Repair"
step "Bring"
  customer: brings "Brings the bicycle"
  backstage shop: mends "Mends the bicycle"
brings -> mends
mends -> mends
"""


def name(path: str) -> str:
    return path or "a.blueprint"


def test_what_is_known_is_quiet_and_stays_so_where_lines_move() -> None:
    findings = check(parse(STORY))
    assert findings
    baseline = listed(findings, name)
    assert compare(findings, baseline, name) == ((), {})
    moved = check(parse(STORY.replace("step", "\n\n# moved\n\nstep").replace("  customer", "        customer")))
    assert [one.span for one in moved] != [one.span for one in findings]
    assert compare(moved, baseline, name) == ((), {})


def test_what_is_new_is_heard_and_what_is_gone_is_known() -> None:
    findings = check(parse(STORY))
    baseline = listed([one for one in findings if one.check != "self-arrow"], name)
    assert [one.check for one in compare(findings, baseline, name).new] == ["self-arrow"]
    mended = [one for one in findings if one.check != "self-arrow"]
    gone = compare(mended, listed(findings, name), name).gone
    assert [(entry.check, count) for entry, count in gone.items()] == [("self-arrow", 1)]


def test_two_alike_at_one_element_are_counted() -> None:
    (finding,) = [one for one in check(parse(STORY)) if one.check == "self-arrow"]
    baseline = listed([finding], name)
    assert compare([finding, finding], baseline, name).new == (finding,)
    assert from_json(to_json(listed([finding, finding], name))) == {next(iter(baseline)): 2}


def test_what_is_not_understood_is_never_known() -> None:
    findings = check(parse(STORY + "a line\n"))
    broken = [one for one in findings if one.code.startswith("SY")]
    assert len(broken) == 1
    assert list(compare(findings, listed(findings, name), name).new) == broken


def test_the_file_is_sorted_one_finding_a_line() -> None:
    text = to_json(listed(check(parse(STORY)), name))
    entries = json.loads(text)["findings"]
    assert entries == sorted(entries, key=lambda entry: (entry["path"], entry["check"], entry["element"]))
    assert len(text.splitlines()) == len(entries) + 5
    assert from_json(to_json(from_json(text))) == from_json(text)
    assert json.loads(to_json(from_json('{"version": 1, "findings": []}'))) == {"version": 1, "findings": []}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version": 2, "findings": []}',
        '{"version": 1}',
        '{"version": 1, "findings": [1]}',
        '{"version": 1, "findings": [{"path": "a", "check": "b"}]}',
        '{"version": 1, "findings": [{"path": "a", "check": "b", "element": "c", "count": 0}]}',
    ],
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


def test_a_finding_survives_its_plain_form() -> None:
    findings = check(parse(STORY + "mends => shop\nbrings -> mends\n"))
    assert any(one.fix for one in findings)
    assert any(one.places for one in findings)
    for finding in findings:
        assert from_plain(json.loads(json.dumps(to_plain(finding)))) == finding
