"""What an editor asks for and cannot have: an answer with words for people, and nothing on standard error."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.client import Client, started

TEXT = 'department care "Care"\ndepartment desk "Desk"\nstep "S"\n  frontstage care: asks "Asks"\n'

CRASHING = """
from blueprint.lsp.server import make_server
from blueprint.lsp.start import serve

server = make_server()

@server.command("crash")
def _crash() -> None:
    raise AssertionError

serve(server)
"""


def opened(folder: Path, uri: str, said: Path) -> Client:
    with said.open("wb") as errors:
        client, _ = started(folder=folder.as_uri(), errors=errors)
    client.say(
        "textDocument/didOpen",
        {"textDocument": {"uri": uri, "languageId": "blueprint", "version": 1, "text": TEXT}},
    )
    return client


def test_a_refusal_is_an_answer_and_no_crash(tmp_path: Path) -> None:
    uri, said = (tmp_path / "a.blueprint").as_uri(), tmp_path / "said.txt"
    client = opened(tmp_path, uri, said)
    place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 12}}
    refused = client.ask("textDocument/rename", {**place, "newName": "desk"})["error"]
    assert refused == {"code": -32803, "message": "“desk” is taken: in a.blueprint, line 2, a department is called so."}
    refused = client.ask("textDocument/rename", {**place, "newName": "two words"})["error"]
    assert "is no name" in refused["message"]
    for address in (uri, "untitled:Untitled-1"):
        if address != uri:
            item = {"uri": address, "languageId": "blueprint", "version": 1, "text": TEXT}
            client.say("textDocument/didOpen", {"textDocument": item})
        preview = {"command": "blueprint.preview", "arguments": [address, False]}
        refused = client.ask("workspace/executeCommand", preview)["error"]
        assert refused == {"code": -32803, "message": "Save the file first: the preview shows what is saved."}
    # Neither is anything wrong with news that we have no use for, and questions taken back too late.
    client.say("$/cancelRequest", {"id": 1})
    client.say("$/news", {})
    client.say("textDocument/didSave", {"textDocument": {"uri": uri}})
    client.end()
    assert said.read_text() == ""


def test_a_crash_is_told(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    with said.open("wb") as errors:
        client, _ = started(sys.executable, "-c", CRASHING, folder=tmp_path.as_uri(), errors=errors)
    answer = client.ask("workspace/executeCommand", {"command": "crash"})
    assert answer["error"]["code"] == -32603
    client.end()
    assert "Traceback" in said.read_text()
