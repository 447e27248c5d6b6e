"""Diagnostics are the findings of the command line, no more and no less."""

from __future__ import annotations

import json
import os
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from lsprotocol import types

from blueprint.cli.main import cli
from blueprint.lsp.diagnostics import moved
from blueprint.lsp.documents import opened
from tests.lsp.client import change, diagnostics, open_text

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "examples").glob("*.blueprint")) + sorted((ROOT / "tests/corpus/bad").glob("*.blueprint"))[::8]
SEVERITY = {1: "error", 2: "warning", 3: "info"}

HOUSE = """
profile = "strict"
ignore = ["missing-goal"]
today = 2030-01-01
[severity]
empty-step = "error"
"""

STORY = """blueprint "Coffee"
include "shared/who.blueprint"

step "Order"
  customer: "Orders"
  frontstage barista: takes "Takes the order" # allow contact-without-evidence: the till shows it
step "Empty 𝄞"
takes => nobody
customer "broken
"""

WHO = 'department barista "Baristas"\ndepartment barista "Again"\nsystem till "Till"\n'


def command_line(folder: Path, path: str) -> list[tuple[str, int, int, int, str, str, str]]:
    """What the command line finds: file, line, columns, check, severity, message."""
    with chdir(folder):
        run = CliRunner().invoke(cli, ["check", "--format", "json", "--no-cache", path])
    found = []
    for finding in json.loads(run.stdout)["findings"]:
        place = finding.get("place", finding)
        found.append(
            (
                place["path"],
                place["line"],
                place["column"],
                place["end"],
                finding["check"],
                finding["severity"],
                finding["message"],
            )
        )
    return sorted(found)


def server(client, folder: Path) -> list[tuple[str, int, int, int, str, str, str]]:
    """The same from what was published."""
    found = []
    for uri, items in client.diagnostics.items():
        path = Path(types_path(uri))
        lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        for one in items:
            line = lines[one.range.start.line].encode("utf-16-le")
            start = len(line[: one.range.start.character * 2].decode("utf-16-le")) + 1
            end = len(line[: one.range.end.character * 2].decode("utf-16-le")) + 1
            message = one.message.split("\n")[0]
            name = os.path.relpath(path, folder)
            found.append((name, one.range.start.line + 1, start, end, one.code, SEVERITY[one.severity], message))
    return sorted(found)


def types_path(uri: str) -> str:
    from pygls.uris import to_fs_path

    return to_fs_path(uri) or uri


@pytest.mark.asyncio
async def test_the_examples_are_judged_alike(client):
    for path in FILES:
        client.diagnostics.clear()
        uri = path.as_uri()
        open_text(client, uri, path.read_text(encoding="utf-8"))
        await diagnostics(client, uri)
        # What was said must fit where the line has room for it: the command line shows columns behind the end, too.
        ours = server(client, path.parent)
        theirs = command_line(path.parent, path.name)
        assert [(*one[:3], *one[4:]) for one in ours] == [(*one[:3], *one[4:]) for one in theirs]
        client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))


@pytest.mark.asyncio
async def test_settings_comments_known_findings_and_includes_count(client, tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "who.blueprint").write_text(WHO)
    (tmp_path / "coffee.blueprint").write_text(STORY, encoding="utf-8")
    (tmp_path / "blueprint.toml").write_text(HOUSE)
    uri = (tmp_path / "coffee.blueprint").as_uri()
    open_text(client, uri, STORY)
    await diagnostics(client, uri)
    before = server(client, tmp_path)
    assert before == command_line(tmp_path, "coffee.blueprint")
    assert any(one[0].endswith("who.blueprint") for one in before)
    assert {one[4]: one[5] for one in before}["empty-step"] == "error"

    with chdir(tmp_path):
        CliRunner().invoke(cli, ["check", "-q", "--write-baseline", "known.json", "coffee.blueprint"])
    (tmp_path / "blueprint.toml").write_text(HOUSE.replace("today", 'baseline = "known.json"\ntoday'))
    change(client, uri, types.Position(3, 0), types.Position(3, 0), " ", 2)
    change(client, uri, types.Position(3, 0), types.Position(3, 1), "", 3)
    await diagnostics(client, uri)
    after = server(client, tmp_path)
    assert after == command_line(tmp_path, "coffee.blueprint")
    assert 0 < len(after) < len(before)


@pytest.mark.asyncio
async def test_unsaved_texts_go_before_files(client, tmp_path):
    (tmp_path / "who.blueprint").write_text("")
    text = 'blueprint "B"\ninclude "who.blueprint"\nstep "S"\n  customer: a "A" owner care\n'
    uri, who = (tmp_path / "a.blueprint").as_uri(), (tmp_path / "who.blueprint").as_uri()
    open_text(client, uri, text)
    assert "unknown-name" in [one.code for one in await diagnostics(client, uri)]
    client.diagnostics.clear()
    open_text(client, who, 'department care "Care"\n')
    assert "unknown-name" not in [one.code for one in await diagnostics(client, uri)]
    client.diagnostics.clear()
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(who)))
    assert "unknown-name" in [one.code for one in await diagnostics(client, uri)]


@pytest.mark.asyncio
async def test_what_a_diagnostic_carries(client, tmp_path):
    uri = (tmp_path / "a.blueprint").as_uri()
    text = 'department care "Care"\ndepartment care "Care again" status retired\n'
    text += 'step "S"\n  frontstage care: "X"\n'
    open_text(client, uri, text)
    found = {one.code: one for one in await diagnostics(client, uri)}
    double = found["duplicate-name"]
    assert double.source == "blueprint"
    assert double.severity is types.DiagnosticSeverity.Error
    assert double.data["code"]
    assert double.data["page"] == "checks/duplicate-name.md"
    assert double.code_description.href == (ROOT / "docs/checks/duplicate-name.md").as_uri()
    assert all(one.code_description for one in found.values())
    related = double.related_information[0]
    assert (related.location.uri, related.location.range.start.line) == (uri, 0)
    assert related.message == "given here first"
    tags = {tag for one in found.values() for tag in one.tags or ()}
    assert types.DiagnosticTag.Deprecated in tags


@pytest.mark.asyncio
async def test_the_link_of_a_diagnostic_is_that_of_the_settings_of_its_folder(client, tmp_path):
    text = 'department care "Care"\nstep "S"\n  frontstage care: x "X" on phone\nx -> x\n'
    hrefs = {}
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        if name != "three":
            (tmp_path / name / "blueprint.toml").write_text(f'documentation = "https://{name}.org/{{check}}"\n')
        uri = (tmp_path / name / "a.blueprint").as_uri()
        open_text(client, uri, text)
        found = {one.code: one for one in await diagnostics(client, uri)}
        hrefs[name] = found["self-arrow"].code_description.href
    page = (ROOT / "docs/checks/self-arrow.md").as_uri()
    assert hrefs == {"one": "https://one.org/self-arrow", "two": "https://two.org/self-arrow", "three": page}

    # What the settings say now counts, though nothing that is found depends on it. The file changes in length, too.
    (tmp_path / "one" / "blueprint.toml").write_text('documentation = "https://changed.org/{check}"\n')
    uri = (tmp_path / "one" / "a.blueprint").as_uri()
    change(client, uri, types.Position(0, 0), types.Position(0, 0), " ", 2)
    found = {one.code: one for one in await diagnostics(client, uri)}
    assert found["self-arrow"].code_description.href == "https://changed.org/self-arrow"
    place = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(2, 22))
    words = (await client.text_document_hover_async(place)).contents.value
    assert "[`syntax`](<https://changed.org/syntax>)" in words


def test_old_findings_move_with_their_lines():
    def found(line):
        place = types.Range(types.Position(line, 0), types.Position(line, 1))
        return types.Diagnostic(place, "m", data={"mistake": False})

    before = opened("a", "a", "one\ntwo\nthree\nfour\n")
    after = opened("a", "a", "one\ntwo!\nnew\nthree\nfour\n")
    lines = [one.range.start.line for one in moved([found(n) for n in range(4)], before, after)]
    assert lines == [0, 3, 4]
