"""Measures the language server as an editor finds it: ``python -m bench.editor`` prints the figures as JSON.

A client types 200 edits, one after the other, into a text of so many lines, each after the findings of the one before
have come. They come in two stages where the text is long: first what is wrong in the text, then everything.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.client import started
from bench.content import story

EDITS = 200
WARM = 5
SIZES = {1_000: 111, 10_000: 1_112}
"""The steps that make so many lines."""

TYPED = '  frontstage desk: extra "Says what comes next" via phone takes 5 min\n'
"""What is typed, a character at a time; then it is typed again on the next line."""

BARE = """
from pygls.lsp.server import LanguageServer
LanguageServer("bare", "1").start_io()
"""


def typed(steps: int, stages: int) -> dict[str, Any]:
    """The milliseconds from an edit to the first and to the last findings, and of a completion after every edit.

    ``stages`` is how often findings come for one edit: twice for a text that takes long.
    """
    client, _ = started()
    text = story(steps)
    lines = text.split("\n")
    uri = "file:///nowhere/bench.blueprint"
    document = {"uri": uri, "languageId": "blueprint", "version": 0, "text": text}
    client.say("textDocument/didOpen", {"textDocument": document})
    client.published(0)
    line, column = next(number for number, one in enumerate(lines) if one == "" and number > len(lines) // 3), 0
    first, last, completed = [], [], []
    # The first edits are not measured: nothing has been learnt of the text before.
    for number in range(-WARM, EDITS):
        version = number + WARM + 1
        sign = TYPED[version % len(TYPED) - 1]
        place = {"line": line, "character": column}
        change = {"range": {"start": place, "end": place}, "text": sign}
        document = {"uri": uri, "version": version}
        begin = time.perf_counter()
        client.say("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        times = [came for _, came in client.published(version, stages)]
        line, column = (line + 1, 0) if sign == "\n" else (line, column + 1)
        asked = time.perf_counter()
        place = {"line": line, "character": column}
        question = client.say("textDocument/completion", {"textDocument": {"uri": uri}, "position": place}, ask=True)
        _, answer = client.answered(question)
        if number >= 0:
            first.append(times[0] - begin)
            last.append(times[-1] - begin)
            completed.append(answer - asked)
    client.end()
    return {"lines": len(lines), "first": _high(first), "last": _high(last), "completion": _high(completed)}


def _high(seconds: list[float]) -> dict[str, float]:
    """The median and the 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"median": statistics.median(ordered) * 1000, "high": high * 1000}


def start(runs: int = 7) -> dict[str, float]:
    """The seconds until a server has answered, ours and a bare one of pygls, by turns."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(runs):
        for times, command in ((bare, ("-c", BARE)), (ours, ("-m", "blueprint", "lsp"))):
            client, took = started(sys.executable, *command)
            times.append(took)
            client.end()
    return {"ours": statistics.median(ours), "bare": statistics.median(bare)}


def measured() -> dict[str, Any]:
    """All figures of the editor."""
    figures: dict[str, Any] = {"start": start()}
    for lines, steps in SIZES.items():
        figures[str(lines)] = typed(steps, stages=1 if lines < 5_000 else 2)
    return figures


def apart() -> dict[str, Any]:
    """The same from a process of its own, so that what the caller imports is not loaded here."""
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-m", "bench.editor"], cwd=root, check=True, stdout=subprocess.PIPE)
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


if __name__ == "__main__":
    print(json.dumps(measured(), indent=1))
