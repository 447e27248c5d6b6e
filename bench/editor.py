"""Measures the language server as an editor finds it: ``python -m bench.editor`` prints the figures as JSON.

A client types 200 edits, one after the other, into a text of so many lines, each after the findings of the one before
have come. They come in two stages where the text is long: first what is wrong in the text, then everything.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from bench.content import story

EDITS = 200
SIZES = {1_000: 111, 10_000: 1_112}
"""The steps that make so many lines."""

TYPED = '  frontstage desk: extra "Says what comes next" via phone takes 5 min\n'
"""What is typed, a character at a time; then it is typed again on the next line."""

BARE = """
from pygls.lsp.server import LanguageServer
LanguageServer("bare", "1").start_io()
"""


class Client(LanguageClient):
    """A client that notes when findings come."""

    def __init__(self) -> None:
        super().__init__("bench", "1")
        self.came: list[tuple[int | None, float]] = []
        self.news = asyncio.Event()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def _noted(params: types.PublishDiagnosticsParams) -> None:
            self.came.append((params.version, time.perf_counter()))
            self.news.set()


async def started(*command: str) -> tuple[Client, float]:
    """A client with a started server, and the seconds until the server answered."""
    client = Client()
    begin = time.perf_counter()
    await client.start_io(*command)
    root = Path.cwd().as_uri()
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=root))
    took = time.perf_counter() - begin
    client.initialized(types.InitializedParams())
    return client, took


async def ended(client: Client) -> None:
    """Ends the server."""
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]


async def findings(client: Client, version: int, count: int) -> list[float]:
    """When the findings of a version came, so many times."""
    while True:
        times = [when for one, when in client.came if one == version]
        if len(times) >= count:
            return times
        client.news.clear()
        await asyncio.wait_for(client.news.wait(), 60)


async def typed(steps: int, stages: int) -> dict[str, Any]:
    """The milliseconds from an edit to the first and the last findings, and of a completion after each tenth edit."""
    client, _ = await started(sys.executable, "-m", "blueprint", "lsp")
    text = story(steps)
    lines = text.split("\n")
    uri = "file:///nowhere/bench.blueprint"
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "blueprint", 0, text)))
    await findings(client, 0, 1)
    line, column = next(number for number, one in enumerate(lines) if one == "" and number > len(lines) // 3), 0
    first, last, completed = [], [], []
    # The first edits are not measured: nothing has been learnt of the text before.
    for number in range(-5, EDITS):
        version = number + 6
        sign = TYPED[(number + 5) % len(TYPED)]
        place = types.Position(line, column)
        change = types.TextDocumentContentChangePartial(types.Range(place, place), sign)
        document = types.VersionedTextDocumentIdentifier(version, uri)
        begin = time.perf_counter()
        client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        line, column = (line + 1, 0) if sign == "\n" else (line, column + 1)
        if number >= 0 and number % 10 == 0:
            asked = time.perf_counter()
            place = types.Position(line, column)
            await client.text_document_completion_async(
                types.CompletionParams(types.TextDocumentIdentifier(uri), place)
            )
            completed.append(time.perf_counter() - asked)
        times = await findings(client, version, stages)
        if number >= 0:
            first.append(times[0] - begin)
            last.append(times[-1] - begin)
    await ended(client)
    return {"lines": len(lines), "first": _high(first), "last": _high(last), "completion": _high(completed)}


def _high(seconds: list[float]) -> dict[str, float]:
    """The median and the 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"median": statistics.median(ordered) * 1000, "high": high * 1000}


async def start(runs: int = 7) -> dict[str, float]:
    """The seconds until a server has answered, ours and a bare one of pygls, by turns."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(runs):
        for times, command in ((bare, ("-c", BARE)), (ours, ("-m", "blueprint", "lsp"))):
            client, took = await started(sys.executable, *command)
            times.append(took)
            await ended(client)
    return {"ours": statistics.median(ours), "bare": statistics.median(bare)}


async def measured() -> dict[str, Any]:
    """All figures of the editor."""
    figures: dict[str, Any] = {"start": await start()}
    for lines, steps in SIZES.items():
        figures[str(lines)] = await typed(steps, stages=1 if lines < 5_000 else 2)
    return figures


def apart() -> dict[str, Any]:
    """The same from a process of its own, so that what the caller imports is not loaded here."""
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-m", "bench.editor"], cwd=root, check=True, stdout=subprocess.PIPE)
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured()), indent=1))
