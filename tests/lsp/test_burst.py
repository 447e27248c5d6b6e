"""Much is typed at once: nothing queues up, and what is said in the end is what the command line finds."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from bench.client import Client, started
from bench.content import story
from bench.typist import Typist
from blueprint.lsp.publish import Publisher
from blueprint.lsp.workspace import Workspace

ROOT = Path(__file__).parents[2]
LETTERS = 50


def command_line(path: Path) -> list[tuple[int, int, str]]:
    """What the command line finds: line and column (from 1), check."""
    run = subprocess.run(
        [sys.executable, "-m", "blueprint", "check", "--format", "json", "--no-cache", path.name],
        cwd=path.parent, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return sorted((one["line"], one["column"], one["check"]) for one in json.loads(run.stdout)["findings"])


def all_heard(client: Client, uri: str) -> list[dict[str, Any]]:
    """All that is still said: until the text is judged as it stands, and then until the server has come to its end."""
    start = {"line": 0, "character": 0}
    params = {
        "textDocument": {"uri": uri},
        "range": {"start": start, "end": start},
        # Asked for by a person, and so answered when the judging is done.
        "context": {"diagnostics": [], "triggerKind": 1},
    }
    heard: list[dict[str, Any]] = []
    judged = client.say("textDocument/codeAction", params, ask=True)
    while not heard or heard[-1].get("id") != judged:
        heard.append(client.hear()[0])
    ended = client.say("shutdown", None, ask=True)
    client.say("exit", None)
    try:
        while True:
            heard.append(client.hear()[0])
    except EOFError:
        return [one for one in heard if one.get("id") not in (judged, ended)]


def test_a_burst_does_not_queue(tmp_path: Path) -> None:
    path = tmp_path / "a.blueprint"
    uri = path.as_uri()
    typist = Typist(story(1_112), seed=3)
    client, _ = started(folder=tmp_path.as_uri())
    client.open(uri, typist.text)
    edits = [*typist.letters(LETTERS), *typist.edits(10)]
    for version, edit in enumerate(edits, start=1):
        client.change(uri, version, edit)
    params = {"textDocument": {"uri": uri}, "position": typist.place}
    question = client.say("textDocument/completion", params, ask=True)
    heard: list[dict[str, Any]] = []
    while not heard or heard[-1].get("id") != question:
        heard.append(client.hear()[0])
    # What is typed while the server is busy is taken in at once: each of the few runs is begun for the newest text.
    assert len(heard) < LETTERS / 4
    heard += all_heard(client, uri)
    last = [one for one in heard if one.get("method") == "textDocument/publishDiagnostics"][-1]["params"]
    assert last["version"] == len(edits)
    path.write_text(typist.text, encoding="utf-8")
    said = [(one["range"]["start"], one["code"]) for one in last["diagnostics"]]
    found = sorted((place["line"] + 1, place["character"] + 1, check) for place, check in said)
    assert found == command_line(path)


@pytest.mark.asyncio
async def test_tidying_up_waits_for_a_rest(tmp_path: Path) -> None:
    uri = (tmp_path / "a.blueprint").as_uri()
    sent: list[types.PublishDiagnosticsParams] = []
    files = Workspace([str(tmp_path)])
    publisher = Publisher(files, sent.append)
    assert not publisher.idle(0)
    files.open(uri, story(1), 1)
    publisher.changed(uri)
    assert not publisher.idle(0), "it is being judged"
    while not sent:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0)
    assert not publisher.idle(60), "somebody typed just now"
    assert publisher.idle(0)
    assert not publisher.idle(0), "nothing new came to pass"
