"""Answers about a whole text of 10,000 lines: worked out in pieces, between which the editor is heard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from asking import EXAMPLES, view_of, worked
from test_inbox import MODIFIED, START, ask, opened

from bench.content import story
from blueprint.lsp.folding import folding
from blueprint.lsp.hints import hints
from blueprint.lsp.lens import lenses
from blueprint.lsp.messages import converter, ready
from blueprint.lsp.symbols import outline
from blueprint.lsp.tokens import Sent, tokens

STEPS = 1_112
WHOLE = {"start": START, "end": {"line": 100_000, "character": 0}}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_made_ready_is_the_same(path: Path) -> None:
    view = view_of(path.read_text(encoding="utf-8"), path)
    made = converter()
    for work in (
        lambda: outline(view),
        lambda: folding(view),
        lambda: lenses(view),
        lambda: hints(view, view.document.whole()),
        lambda: Sent().full(view),
    ):
        text = worked(ready(work(), made)).text
        assert text.isascii()
        assert json.loads(text) == json.loads(json.dumps(made.unstructure(worked(work()))))


def test_many_numbers_are_put_together(tmp_path: Path) -> None:
    view = view_of(story(STEPS), tmp_path / "a.blueprint")
    pieces = list(ready(Sent().full(view), converter()))
    data = tokens(view)
    assert len(pieces) > 10
    assert json.loads(worked(ready(Sent().full(view), converter())).text) == {"data": data, "resultId": "1"}
    assert len(data) > 100_000


def test_a_completion_does_not_wait_for_them(tmp_path: Path) -> None:
    client, typist, text = opened(tmp_path, STEPS)
    client.change(text["uri"], 1, next(typist.letters(1)))
    asked = [ask(client, text, "documentSymbol"), ask(client, text, "inlayHint", range=WHOLE)]
    completion = ask(client, text, "completion", position=START)
    heard = []
    while len(heard) < 3:
        message, _ = client.hear()
        if message.get("id") in (*asked, completion):
            heard.append(message)
    assert heard[0]["id"] == completion
    assert all(one["result"] for one in heard)
    client.end()


@pytest.mark.parametrize("method", ["documentSymbol", "semanticTokens/full", "codeLens", "inlayHint"])
def test_what_is_typed_meanwhile_ends_them(tmp_path: Path, method: str) -> None:
    client, typist, text = opened(tmp_path, STEPS)
    edits = typist.letters(2)
    client.change(text["uri"], 1, next(edits))
    asked = ask(client, text, method, **({"range": WHOLE} if method == "inlayHint" else {}))
    client.change(text["uri"], 2, next(edits))
    assert client.answered(asked)[0]["error"]["code"] == MODIFIED
    asked = ask(client, text, method, **({"range": WHOLE} if method == "inlayHint" else {}))
    assert client.answered(asked)[0]["result"]
    client.end()
