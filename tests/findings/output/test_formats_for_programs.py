"""The formats that other programs read: each is what its schema, or the program, asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from by_hand import CAFÉ, EVIL, SHARED, empty, many, nothing, published, rich

from blueprint.findings.finding import Severity
from blueprint.findings.output import gitlab, junit, sarif
from blueprint.findings.output import json as plain
from blueprint.findings.output.report import Report

ROOT = Path(__file__).parents[3]


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
