"""Questions about all files of a large folder: worked out in pieces, between which the editor is answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from asking import view_of, worked
from lsprotocol import types

from bench.client import Client, started
from bench.editor import FILES, among
from blueprint.lsp.rename import rename
from blueprint.lsp.symbols import MOST_FOUND, search
from blueprint.lsp.workspace import Workspace

MODIFIED = -32801
NEW = "another"


class Folder:
    """A client in a folder with many files, which all include one; ``place`` is in that one, at a department."""

    def __init__(self, folder: Path) -> None:
        self.long = among(folder)
        self.who = folder / "who.blueprint"
        self.client, _ = started(folder=folder.as_uri())
        for path in (self.who, self.long):
            self.client.open(path.as_uri(), path.read_text())
        self.text = {"uri": self.who.as_uri()}
        lines = self.who.read_text().split("\n")
        line = next(number for number, line in enumerate(lines) if line.startswith("department"))
        self.place = {"line": line, "character": len("department ")}

    def ask(self, method: str, **params: Any) -> int:
        return self.client.say(method, {"textDocument": self.text, "position": self.place, **params}, ask=True)

    def type(self, version: int) -> None:
        """Writes an empty line at the end of the other text."""
        end = {"line": 100_000, "character": 0}
        document = {"uri": self.long.as_uri(), "version": version}
        change = {"range": {"start": end, "end": end}, "text": "\n"}
        self.client.say("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})


@pytest.fixture
def folder(tmp_path: Path):
    made = Folder(tmp_path)
    yield made
    made.client.end()


def heard_until(client: Client, *numbers: int) -> list[dict[str, Any]]:
    """The answers to some questions, in the order in which they come."""
    heard: list[dict[str, Any]] = []
    while len(heard) < len(numbers):
        message, _ = client.hear()
        if message.get("id") in numbers:
            heard.append(message)
    return heard


def test_a_completion_does_not_wait_for_what_is_about_all_files(folder: Folder) -> None:
    context = {"context": {"includeDeclaration": True}}
    asked = [
        folder.ask("textDocument/rename", newName=NEW),
        folder.ask("textDocument/references", **context),
        folder.client.say("workspace/symbol", {"query": "a"}, ask=True),
    ]
    completion = folder.ask("textDocument/completion")
    first, *rest = heard_until(folder.client, *asked, completion)
    assert first["id"] == completion
    renamed, referred, found = (next(one["result"] for one in rest if one["id"] == number) for number in asked)
    assert len(renamed["changes"]) > FILES * 0.9
    edits = [(uri, edit["range"]) for uri, edits in renamed["changes"].items() for edit in edits]
    places = [(one["uri"], one["range"]) for one in referred]
    assert sorted(edits, key=str) == sorted(places, key=str)
    assert len(edits) > 2 * FILES
    assert len(found) == MOST_FOUND


def test_what_changes_on_the_way_refuses_it(folder: Folder) -> None:
    renaming = folder.ask("textDocument/rename", newName=NEW)
    folder.type(1)
    referring = folder.ask("textDocument/references", context={"includeDeclaration": True})
    folder.type(2)
    answers = heard_until(folder.client, renaming, referring)
    assert [one["error"]["code"] for one in answers] == [MODIFIED, MODIFIED]
    again = folder.ask("textDocument/rename", newName=NEW)
    assert "result" in folder.client.answered(again)[0]


def test_a_taken_back_question_ends(folder: Folder) -> None:
    renaming = folder.ask("textDocument/rename", newName=NEW)
    hover = folder.ask("textDocument/hover")
    assert "result" in folder.client.answered(hover)[0]
    folder.client.say("$/cancelRequest", {"id": renaming})
    assert folder.client.answered(renaming)[0]["error"]["code"] == -32800


def test_a_link_that_leads_elsewhere_is_followed(tmp_path: Path) -> None:
    one, other, link = tmp_path / "one", tmp_path / "other", tmp_path / "link.blueprint"
    one.write_text('department care "Care"\n')
    other.write_text('department desk "Desk"\n')
    link.symlink_to(one)
    files = Workspace([str(tmp_path)])
    files.open(one.as_uri(), 'department open "Open"\n', 1)
    for target, name in ((one, "open"), (other, "desk"), (one, "open")):
        link.unlink()
        link.symlink_to(target)
        names = files.names(str(link))
        assert names is not None
        assert list(names.made) == [("unit", name)]


def test_rename_is_done_in_pieces(tmp_path: Path) -> None:
    view = view_of('department care "Care"\nstep "S"\n  frontstage care: "A" owner care\n', tmp_path / "a.blueprint")
    assert len(list(rename(view, types.Position(0, 12), NEW))) > 1
    edit = worked(rename(view, types.Position(0, 12), NEW))
    assert [one.range.start.line for one in edit.changes[view.uri]] == [0, 2, 2]


def names_found(folder: Path, query: str) -> list[str]:
    return [one.name for one in worked(search(Workspace([str(folder)]), query))]


def test_the_nearest_are_found_first(tmp_path: Path) -> None:
    (tmp_path / "a.blueprint").write_text(
        'department a "Reclaims"\ndepartment b "New claim"\ndepartment c "Cold air in May"\ndepartment d "Claims"\n'
        'department claim "Zeal"\ndepartment e "Nothing"\n'
    )
    assert names_found(tmp_path, "CLAIM") == ["Zeal", "Claims", "New claim", "Reclaims", "Cold air in May"]
    assert names_found(tmp_path, "ew cl") == ["New claim"]
    assert names_found(tmp_path, "") == sorted(
        ["Reclaims", "New claim", "Cold air in May", "Claims", "Zeal", "Nothing"]
    )


def test_the_cut_takes_the_farthest(tmp_path: Path) -> None:
    for file in range(2):
        lines = (f'department d{file}x{number} "Far in {number}"\n' for number in range(MOST_FOUND))
        (tmp_path / f"{file}.blueprint").write_text("".join(lines))
    (tmp_path / "z.blueprint").write_text('department z "Zone in"\ndepartment in "Zzz"\ndepartment y "In the yard"\n')
    found = names_found(tmp_path, "in")
    assert len(found) == MOST_FOUND
    assert found[:2] == ["Zzz", "In the yard"]
    assert "Zone in" not in found, "as near as a thousand others, and last by its letters"
