"""Somebody writes at their pace, and their editor asks what editors ask: at every key a completion, and at every pause
what VS Code wants to know of a text at rest, taken back at the next key."""

from __future__ import annotations

import queue
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.client import Client, started
from bench.typist import Typist

LETTERS = 90
WARM = 6
"""So many letters go before: nothing has been learnt of the text then."""

WORD = 6
"""So many letters are typed between two pauses."""

KEY, PAUSE, REST = 0.13, 0.7, 0.25
"""Seconds between two keys, those of a pause, and those after which the editor takes the text to be at rest."""

SHOWN = 50
"""So many lines the editor shows."""


class _Editor:
    """An editor that notes what it waits for."""

    def __init__(self, client: Client, uri: str) -> None:
        self._client = client
        self._text = {"uri": uri}
        self._changed: dict[int, float] = {}
        self._asked: dict[int, tuple[str, float]] = {}
        self._colours = ""
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        """How long what was waited for took: the first findings of a version, and each answer by its question."""

    def type(self, version: int, edit: Any, place: dict[str, int]) -> None:
        """A key: what was asked at rest is taken back, and a completion is asked for."""
        for number, (method, _) in self._asked.items():
            if method != "completion":
                self._client.say("$/cancelRequest", {"id": number})
        self._changed[version] = time.perf_counter()
        self._client.change(self._text["uri"], version, edit)
        self._ask("completion", position=place)

    def rest(self, place: dict[str, int]) -> None:
        """The text is at rest."""
        line = place["line"]
        shown = {
            "start": {"line": max(line - SHOWN // 2, 0), "character": 0},
            "end": {"line": line + SHOWN // 2, "character": 0},
        }
        context = {"diagnostics": [], "triggerKind": 2}
        self._ask("documentHighlight", position=place)
        self._ask("codeAction", range={"start": place, "end": place}, context=context)
        self._ask("inlayHint", range=shown)
        self._ask("semanticTokens/range", range=shown)
        if self._colours:
            self._ask("semanticTokens/full/delta", previousResultId=self._colours)
        else:
            self._ask("semanticTokens/full")
        for method in ("documentSymbol", "codeLens", "foldingRange"):
            self._ask(method)

    def hear(self, seconds: float) -> None:
        """Listens for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            try:
                self._note(*self._client.hear(left))
            except queue.Empty:
                return

    def _ask(self, method: str, **params: Any) -> None:
        number = self._client.say(f"textDocument/{method}", {"textDocument": self._text, **params}, ask=True)
        self._asked[number] = method, time.perf_counter()

    def _note(self, message: dict[str, Any], came: float) -> None:
        params = message.get("params", {})
        if message.get("method") == "textDocument/publishDiagnostics" and params.get("version") in self._changed:
            for version in [one for one in self._changed if one <= params["version"]]:
                self.seconds["first"].append(came - self._changed.pop(version))
        elif message.get("id") in self._asked:
            method, asked = self._asked.pop(message["id"])
            if "result" in message:
                self.seconds[method].append(came - asked)
                if method.startswith("semanticTokens/full"):
                    self._colours = message["result"]["resultId"]


def written(text: str, path: Path) -> dict[str, list[float]]:
    """The seconds to the first findings of the text after a key, and to the completion that was asked for at it.

    A key may come before the findings of the one before: then those are waited for until they come with the next ones.
    """
    client, _ = started(folder=path.parent.as_uri())
    typist = Typist(text, seed=4)
    client.open(path.as_uri(), text)
    editor = _Editor(client, path.as_uri())
    for version, edit in enumerate(typist.letters(WARM + LETTERS), start=1):
        if version == WARM + 1:
            editor.seconds.clear()
        editor.type(version, edit, typist.place)
        if version % WORD:
            editor.hear(KEY)
        else:
            editor.hear(REST)
            editor.rest(typist.place)
            editor.hear(PAUSE - REST)
    editor.hear(PAUSE)
    client.end()
    return {name: editor.seconds[name] for name in ("first", "completion")}
