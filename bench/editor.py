"""Measures the language server as an editor finds it: ``python -m bench.editor`` prints the figures as JSON.

A client makes 200 edits of all kinds, here and there in the text, each after the findings of the one before have come.
They come in two stages where the text is long: first what is wrong in the text, then everything. In a burst nobody
waits: 50 letters are typed at once, with a question behind them. While somebody types at their pace, the editor asks of
its own accord, see ``bench.writing``.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.client import started
from bench.content import story
from bench.typist import Typist
from bench.writing import written

EDITS = 200
WARM = 5
BURST = 50
BURSTS = 10
STEPS = {"1000 lines": 111, "10000 lines": 1_112}
"""The steps that make so many lines."""

AMONG = "1000 lines, among 500 files"
FILES = 500

PATIENCE = 2.0
"""So long, in seconds, a second stage is waited for: a quick server has only one."""

BARE = """
from pygls.lsp.server import LanguageServer
LanguageServer("bare", "1").start_io()
"""

_DECLARED = re.compile(r"^(?:persona|department|system|channel) .*\n", re.MULTILINE)


def typed(text: str, path: Path, stages: int) -> dict[str, Any]:
    """The milliseconds from an edit to the first and to the last findings, and of a completion after every edit.

    ``stages`` is how often findings come for one edit: twice for a text that takes long.
    """
    client, _ = started(folder=path.parent.as_uri())
    uri = path.as_uri()
    typist = Typist(text, seed=1)
    client.open(uri, text)
    times: dict[str, list[float]] = {"first": [], "last": [], "completion": []}
    kinds: dict[str, list[float]] = {}
    # The first edits are not measured: nothing has been learnt of the text before.
    for version, edit in enumerate(typist.edits(WARM + EDITS), start=1):
        begin = time.perf_counter()
        client.change(uri, version, edit)
        found = client.published(version, stages, PATIENCE)
        asked = time.perf_counter()
        params = {"textDocument": {"uri": uri}, "position": typist.place}
        _, answered = client.answered(client.say("textDocument/completion", params, ask=True))
        if version > WARM:
            times["first"].append(found[0] - begin)
            times["last"].append(found[-1] - begin)
            times["completion"].append(answered - asked)
            kinds.setdefault(edit.kind, []).append(found[0] - begin)
    client.end()
    figures: dict[str, Any] = {name: _high(seconds) for name, seconds in times.items()}
    return figures | {"kinds": {kind: _high(seconds) for kind, seconds in kinds.items()}}


def bursts(text: str, path: Path) -> dict[str, Any]:
    """The milliseconds to the answer of a question, and to the last findings, behind many letters typed at once."""
    client, _ = started(folder=path.parent.as_uri())
    uri = path.as_uri()
    typist = Typist(text, seed=2)
    client.open(uri, text)
    version = 0
    answers, ends = [], []
    for _ in range(BURSTS):
        for edit in typist.letters(BURST):
            version += 1
            client.change(uri, version, edit)
        asked = time.perf_counter()
        params = {"textDocument": {"uri": uri}, "position": typist.place}
        _, answered = client.answered(client.say("textDocument/completion", params, ask=True))
        answers.append(answered - asked)
        ends.append(client.published(version, 2, PATIENCE)[-1] - asked)
    client.end()
    return {"completion": _high(answers), "last": _high(ends)}


def among(folder: Path) -> Path:
    """Writes so many files that include one, of which they have who acts; the path of one with 1,000 lines."""
    long = story(STEPS["1000 lines"])
    (folder / "blueprint.toml").touch()
    (folder / "who.blueprint").write_text("".join(_DECLARED.findall(long)), encoding="utf-8")
    for number in range(FILES - 2):
        (folder / f"{number}.blueprint").write_text(_including(story(5, seed=number)), encoding="utf-8")
    path = folder / "long.blueprint"
    path.write_text(_including(long), encoding="utf-8")
    return path


def _including(text: str) -> str:
    title, rest = _DECLARED.sub("", text).split("\n", 1)
    return f'{title}\n{rest}\ninclude "who.blueprint"\n'


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
    ratio = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
    return {"ours": statistics.median(ours), "bare": statistics.median(bare), "ratio": ratio}


def measured() -> dict[str, Any]:
    """All figures of the editor."""
    figures: dict[str, Any] = {"start": start()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size, steps in STEPS.items():
            figures[size] = typed(story(steps), folder / "alone.blueprint", stages=1 if steps < 500 else 2)
            seconds = written(story(steps), folder / "alone.blueprint")
            figures[size] |= {f"{name} while typing": _high(times) for name, times in seconds.items()}
        figures["burst"] = bursts(story(STEPS["10000 lines"]), folder / "alone.blueprint")
        path = among(folder)
        figures[AMONG] = typed(path.read_text(encoding="utf-8"), path, stages=1)
    return figures


def apart() -> dict[str, Any]:
    """The same from a process of its own, so that what the caller imports is not loaded here."""
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-m", "bench.editor"], cwd=root, check=True, stdout=subprocess.PIPE)
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


if __name__ == "__main__":
    print(json.dumps(measured(), indent=1))
