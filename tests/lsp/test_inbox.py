"""Questions that are taken back, or overtaken by what is typed, cost nothing; all others are answered in their order."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from typing import Any

from test_burst import all_heard, command_line

from bench.client import Client, started
from bench.content import story
from bench.typist import Typist
from blueprint.lsp.start import bodies

CANCELLED, MODIFIED = -32800, -32801
START = {"line": 0, "character": 0}
EDITS = 10
LEAST = 0.2
"""Seconds in which a completion comes on a busy machine in any case."""


def opened(folder: Path, steps: int, said: Path = Path(os.devnull)) -> tuple[Client, Typist, dict[str, str]]:
    uri = (folder / "a.blueprint").as_uri()
    typist = Typist(story(steps), seed=3)
    with said.open("wb") as errors:
        client, _ = started(folder=folder.as_uri(), errors=errors)
    client.open(uri, typist.text)
    return client, typist, {"uri": uri}


def ask(client: Client, text: dict[str, str], method: str, **params: Any) -> int:
    return client.say(f"textDocument/{method}", {"textDocument": text, **params}, ask=True)


def ask_actions(client: Client, text: dict[str, str], trigger: int) -> int:
    context = {"diagnostics": [], "triggerKind": trigger}
    return ask(client, text, "codeAction", range={"start": START, "end": START}, context=context)


def test_what_is_taken_back_is_not_worked_out(tmp_path: Path) -> None:
    client, typist, text = opened(tmp_path, 1_112)
    asked = time.perf_counter()
    alone = client.answered(ask(client, text, "completion", position=START))[1] - asked
    whole_asked = time.perf_counter()
    whole = client.answered(ask(client, text, "documentSymbol"))[1] - whole_asked
    asked = time.perf_counter()
    questions = []
    for version, edit in enumerate(typist.letters(EDITS), start=1):
        client.change(text["uri"], version, edit)
        questions += [ask(client, text, "documentSymbol"), ask_actions(client, text, 2)]
    for one in questions:
        client.say("$/cancelRequest", {"id": one})
    completion = ask(client, text, "completion", position=START)
    heard: list[dict[str, Any]] = []
    while not heard or heard[-1].get("id") != completion:
        message, came = client.hear()
        heard.append(message)
    # One question may have been begun when the others came.
    assert came - asked < LEAST + 5 * (alone + whole)
    heard += all_heard(client, text["uri"])
    answers = {one["id"]: one for one in heard if "id" in one}
    assert set(answers) == {*questions, completion}
    codes = [answers[one].get("error", {}).get("code") for one in questions]
    assert codes.count(None) <= 1, "all but one were known to be taken back"
    assert set(codes) <= {None, CANCELLED, MODIFIED}
    last = [one for one in heard if one.get("method") == "textDocument/publishDiagnostics"][-1]["params"]
    assert last["version"] == EDITS
    path = tmp_path / "a.blueprint"
    path.write_text(typist.text, encoding="utf-8")
    said = [(one["range"]["start"], one["code"]) for one in last["diagnostics"]]
    assert sorted((place["line"] + 1, place["character"] + 1, check) for place, check in said) == command_line(path)


def test_a_question_overtaken_by_a_change_is_refused(tmp_path: Path) -> None:
    client, typist, text = opened(tmp_path, 300)
    # The judging that this waits for is given up at the next key.
    edits = typist.letters(2)
    client.change(text["uri"], 1, next(edits))
    waiting = ask_actions(client, text, 1)
    client.change(text["uri"], 2, next(edits))
    # The refusal and the findings of the newest text come in either order.
    heard = [client.hear()[0]]
    while not any(one.get("params", {}).get("version") == 2 for one in heard) or not any("id" in one for one in heard):
        heard.append(client.hear()[0])
    assert [(one["id"], one["error"]["code"]) for one in heard if "id" in one] == [(waiting, MODIFIED)]
    # A question about a place is answered for the text in which it was asked.
    hover = ask(client, text, "hover", position=START)
    insertion = {"range": {"start": START, "end": START}, "text": "\n"}
    client.say("textDocument/didChange", {"textDocument": {**text, "version": 3}, "contentChanges": [insertion]})
    assert client.answered(hover)[0]["result"]["range"]["start"] == START
    client.end()


def test_waiting_for_the_judging_holds_up_nothing(tmp_path: Path) -> None:
    client, typist, text = opened(tmp_path, 1_112)
    edits = typist.letters(7)
    client.change(text["uri"], 1, next(edits))
    actions = ask_actions(client, text, 1)
    completion = ask(client, text, "completion", position=START)
    heard = [client.answered(completion)[0], client.answered(actions)[0]]
    assert all("result" in one for one in heard), "the completion came first"
    # On a busy machine the judging may be done before it is taken back: then once more.
    for version in range(2, 8):
        client.change(text["uri"], version, next(edits))
        actions = ask_actions(client, text, 1)
        client.published(version)
        client.say("$/cancelRequest", {"id": actions})
        answer, _ = client.answered(actions)
        if "error" in answer:
            break
    assert answer["error"]["code"] == CANCELLED
    client.end()


def test_the_end_comes_while_questions_wait(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    client, typist, text = opened(tmp_path, 400, said)
    client.change(text["uri"], 1, next(typist.letters(1)))
    for _ in range(5):
        ask_actions(client, text, 1)
        client.say("shutdown", None, ask=True)
    client.say("exit", None)
    while True:
        try:
            client.hear()
        except EOFError:
            break
    assert said.read_text() == ""


def test_messages_in_a_stream() -> None:
    heads = (
        b"content-type: x\r\nContent-Length: 2\r\n\r\n{}",
        b"Content-Length: 3\r\n\r\n[1]",
        b"Content-Length: 9\r\n\r\n{}",
    )
    assert list(bodies(io.BytesIO(b"".join(heads)))) == [b"{}", b"[1]"]
