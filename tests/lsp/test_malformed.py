"""Messages that nobody can understand, and those at the wrong time: an answer with its code, and the server goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.client import Client, started
from bench.typist import Edit

PARSE, REQUEST, METHOD, PARAMS, EARLY = -32700, -32600, -32601, -32602, -32002
TEXT = 'department care "Care"\nstep "S"\n  frontstage care: asks "Asks"\n'
START = {"line": 0, "character": 12}
PLACE = {"start": START, "end": START}


class Talk:
    """A client, its text, and what the server says on standard error."""

    def __init__(self, folder: Path) -> None:
        self.said = folder / "said.txt"
        with self.said.open("wb") as errors:
            self.client, _ = started(folder=folder.as_uri(), errors=errors)
        self.text = {"uri": (folder / "a.blueprint").as_uri()}
        self.client.open(self.text["uri"], TEXT)

    def answer(self, message: object) -> dict[str, Any]:
        """The next thing that is said after a message, given as bytes or as what they hold."""
        self.client.send(message if isinstance(message, bytes) else json.dumps(message).encode())
        return self.client.hear()[0]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    made = Talk(tmp_path_factory.mktemp("server"))
    yield made
    made.client.end()
    assert made.said.read_text() == ""


@pytest.fixture
def talk(server: Talk) -> Iterator[Talk]:
    yield server
    hover = {"textDocument": server.text, "position": START}
    assert "Care" in server.client.ask("textDocument/hover", hover)["result"]["contents"]["value"], "it goes on"


QUESTIONS: list[tuple[str, Any, str]] = [
    ("hover", {"textDocument": "TEXT"}, "position"),
    ("hover", {"textDocument": "TEXT", "position": "x"}, "position"),
    ("hover", {"textDocument": "TEXT", "position": {"line": -1, "character": 0}}, "position"),
    ("hover", {"textDocument": "TEXT", "position": {"line": 1.5, "character": 0}}, "position.line"),
    ("hover", {"textDocument": "TEXT", "position": {"line": True, "character": 0}}, "position.line"),
    ("hover", {"textDocument": {"uri": 5}, "position": START}, "uri"),
    ("hover", {"position": START}, "text_document"),
    ("hover", None, "params"),
    ("hover", [1, 2], "position"),
    ("rename", {"textDocument": "TEXT", "position": START, "newName": None}, "new_name"),
    ("selectionRange", {"textDocument": "TEXT", "positions": [1]}, "positions[0]"),
    ("formatting", {"textDocument": "TEXT"}, "options"),
    ("codeAction", {"textDocument": "TEXT", "range": PLACE, "context": {"diagnostics": 3}}, "diagnostics"),
]


@pytest.mark.parametrize(("method", "params", "named"), QUESTIONS, ids=lambda one: str(one)[:40])
def test_wrong_parameters(talk: Talk, method: str, params: Any, named: str) -> None:
    if isinstance(params, dict) and params.get("textDocument") == "TEXT":
        params = {**params, "textDocument": talk.text}
    error = talk.client.ask(f"textDocument/{method}", params)["error"]
    assert error["code"] == PARAMS
    assert named in error["message"]
    assert "data" not in error


def test_no_parameters(talk: Talk) -> None:
    answer = talk.answer({"jsonrpc": "2.0", "id": "x", "method": "textDocument/hover"})
    assert (answer["id"], answer["error"]["code"]) == ("x", PARAMS)


@pytest.mark.parametrize(
    "command",
    [
        {"command": "nonsense"},
        {"command": "blueprint.reveal"},
        {"command": "blueprint.reveal", "arguments": ["file:///a.blueprint"]},
        {"command": "blueprint.reveal", "arguments": ["file:///a.blueprint", "no line"]},
        {"command": "blueprint.reveal", "arguments": ["file:///a.blueprint", 1, 2]},
        {"command": "blueprint.show", "arguments": [3]},
        {"command": "blueprint.preview"},
        {"command": "blueprint.preview", "arguments": [3]},
    ],
    ids=str,
)
def test_commands(talk: Talk, command: dict[str, Any]) -> None:
    assert talk.client.ask("workspace/executeCommand", command)["error"]["code"] == PARAMS


def test_methods_that_nobody_knows(talk: Talk) -> None:
    for method, params in (("textDocument/nonsense", {}), ("$/nonsense", [1]), ("nonsense", {"type_name": 3})):
        assert talk.client.ask(method, params)["error"]["code"] == METHOD


@pytest.mark.parametrize(
    "data", [5, {"uri": 5}, {"uri": "x", "kind": [], "line": 1}, {"jsonrpc": "2.0"}, None], ids=str
)
def test_what_is_not_ours_is_left_alone(talk: Talk, data: object) -> None:
    answer = talk.client.ask("codeLens/resolve", {"range": PLACE, "data": data})
    assert "command" not in answer["result"]
    item = {"name": "x", "kind": 6, **talk.text, "range": PLACE, "selectionRange": PLACE, "data": data}
    assert talk.client.ask("callHierarchy/incomingCalls", {"item": item})["result"] == []


def test_an_address_that_is_none(talk: Talk) -> None:
    params = {"textDocument": {"uri": "file://[bad"}, "position": START}
    assert talk.client.ask("textDocument/hover", params)["result"] is None


@pytest.mark.parametrize(
    ("message", "code", "number"),
    [
        (b"{junk", PARSE, None),
        (b'{"jsonrpc":"2.0","id":7,"method":"\xff"}', PARSE, None),
        (b"[" * 20_000, PARSE, None),
        ([1], REQUEST, None),
        (3, REQUEST, None),
        ({}, REQUEST, None),
        ({"jsonrpc": "2.0"}, REQUEST, None),
        ({"jsonrpc": "1.0", "id": 4, "method": "shutdown"}, REQUEST, 4),
        ({"jsonrpc": "2.0", "id": 4}, REQUEST, 4),
        ({"jsonrpc": "2.0", "id": 4, "method": 5}, REQUEST, 4),
        ({"jsonrpc": "2.0", "id": {}, "method": "shutdown"}, REQUEST, None),
        ({"jsonrpc": "2.0", "id": None, "method": "shutdown"}, REQUEST, None),
    ],
    ids=lambda one: str(one)[:40],
)
def test_what_is_no_message(talk: Talk, message: object, code: int, number: int | None) -> None:
    answer = talk.answer(message)
    assert (answer["error"]["code"], answer["id"]) == (code, number)


@pytest.mark.parametrize(
    "message",
    [
        {"method": "textDocument/didChange", "params": {}},
        {"method": "textDocument/didOpen", "params": None},
        {"method": "$/cancelRequest", "params": {"id": [1]}},
        {"method": "$/cancelRequest"},
        {"id": {}, "result": None},
        {"id": "nobody's", "result": 3},
        {"id": 1_000, "error": 3},
    ],
    ids=str,
)
def test_where_no_answer_is_due_it_is_noted(talk: Talk, message: dict[str, Any]) -> None:
    noted = talk.answer({"jsonrpc": "2.0", **message})
    assert noted["method"] == "window/logMessage"
    assert "Traceback" not in noted["params"]["message"]


def test_an_answer_to_the_editor_s_own_question_is_none(talk: Talk) -> None:
    talk.client.change(talk.text["uri"], 1, Edit("x", {"start": START, "end": START}, ""))
    context = {"diagnostics": [], "triggerKind": 1}
    asked = talk.client.say(
        "textDocument/codeAction", {"textDocument": talk.text, "range": PLACE, "context": context}, ask=True
    )
    talk.client.send(json.dumps({"jsonrpc": "2.0", "id": asked, "result": 3}).encode())
    assert isinstance(talk.client.answered(asked)[0]["result"], list)


def test_too_early_and_too_late(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    with said.open("wb") as errors:
        client = Client(sys.executable, "-m", "blueprint", "lsp", errors=errors)
    document = {"uri": (tmp_path / "a.blueprint").as_uri(), "languageId": "blueprint", "version": 1, "text": TEXT}
    hover = {"textDocument": {"uri": document["uri"]}, "position": START}
    client.say("textDocument/didOpen", {"textDocument": document})
    assert client.ask("textDocument/hover", hover)["error"]["code"] == EARLY
    assert client.ask("shutdown", None)["error"]["code"] == EARLY
    beginning = {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}}
    assert client.ask("initialize", {"capabilities": 3})["error"]["code"] == PARAMS
    assert "capabilities" in client.ask("initialize", beginning)["result"]
    assert client.ask("initialize", beginning)["error"]["code"] == REQUEST
    assert client.ask("textDocument/hover", hover)["result"] is None, "what was said too early counts for nothing"
    assert "error" not in client.ask("shutdown", None)
    for method, params in (("textDocument/hover", hover), ("shutdown", None)):
        assert client.ask(method, params)["error"]["code"] == REQUEST
    client.say("exit", None)
    with pytest.raises(EOFError):
        client.hear()
    assert said.read_text() == ""
