"""The live preview beside the editor: a program of its own, so that drawing never makes the editor wait.

What the two say to each other stands in :mod:`blueprint.preview.editor`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from typing import NamedTuple

from lsprotocol import types

from blueprint.lsp.documents import line_in
from blueprint.lsp.refused import Refused
from blueprint.lsp.workspace import Workspace, path_of

PREVIEW = "blueprint.preview"
"""Starts the preview of a text. Its arguments are the text's address and, false where the editor shows the page itself,
whether the browser is to be opened; its result is the address of the page."""

REVEAL = "blueprint.reveal"
"""Marks what the cursor is on in the preview: its arguments are the text's address and the line, from 0."""


class _Running(NamedTuple):
    process: Process
    address: str


class Previews:
    """The running previews of one editor, one for each file. They end with the server, at the latest."""

    def __init__(self, files: Workspace, show: Callable[[types.ShowDocumentParams], object]) -> None:
        self._files = files
        self._show = show
        self._running: dict[str, asyncio.Task[_Running]] = {}
        self._hearing: set[asyncio.Task[None]] = set()

    async def open(self, uri: str, browser: bool) -> str:
        """Starts the preview of a text, if it is not there yet; its address. Raises Refused where it cannot be."""
        path = path_of(uri)
        if uri in self._files.open_uris and not os.path.exists(path):
            raise Refused("Save the file first: the preview shows what is saved.")
        starting = self._running.get(path)
        if starting is None or (starting.done() and _process(starting) is None):
            starting = self._running[path] = asyncio.ensure_future(self._start(path))
        # Whoever asks meanwhile waits for the same one, even if the first takes his question back.
        process, address = await asyncio.shield(starting)
        if browser:
            _say(process, {"browse": True})
        return address

    def reveal(self, uri: str, line: int) -> None:
        """Marks what stands on a line (from 0) of a text, in the previews: it may be included in several."""
        path = path_of(uri)
        document, saved = self._files.document(path), self._files.saved(path)
        if not self._running or document is None or saved is None:
            return
        shown = line_in(saved, document, line + 1)
        for process in filter(None, map(_process, self._running.values())):
            _say(process, {"select": {"path": path, "line": shown}})

    async def _start(self, path: str) -> _Running:
        command = (sys.executable, "-m", "blueprint", "preview", "--no-open", "--editor", path)
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
        assert process.stdout is not None
        line = await process.stdout.readline()
        if not line:
            _, errors = await process.communicate()
            raise Refused(errors.decode(errors="replace").strip().removeprefix("Error: "))
        for task in (self._hear(process.stdout), _drain(process)):
            hearing = asyncio.ensure_future(task)
            self._hearing.add(hearing)
            hearing.add_done_callback(self._hearing.discard)
        return _Running(process, json.loads(line)["address"])

    async def _hear(self, stream: asyncio.StreamReader) -> None:
        """Moves the editor's cursor to what is clicked, and opens the browser."""
        async for words in stream:
            said = json.loads(words)
            if said["event"] == "browse":
                self._show(types.ShowDocumentParams(said["address"], external=True))
                continue
            document, saved = self._files.document(said["path"]), self._files.saved(said["path"])
            if document is not None and saved is not None:
                # What is shown is what was saved; the editor may have changed the text since.
                line = line_in(document, saved, said["line"])
                place = document.range(line, said["column"], said["end"])
                uri = self._files.uri_of(said["path"])
                self._show(types.ShowDocumentParams(uri, external=False, take_focus=True, selection=place))


def _process(starting: asyncio.Task[_Running]) -> Process | None:
    """The program of a preview; None as long as it is not there, and where it could not be started or has ended."""
    if not starting.done() or starting.cancelled() or starting.exception() is not None:
        return None
    process = starting.result().process
    return process if process.returncode is None else None


def _say(process: Process, said: object) -> None:
    """Says something to a preview, unless it has ended."""
    if process.stdin is not None and process.returncode is None and not process.stdin.is_closing():
        process.stdin.write(json.dumps(said).encode() + b"\n")


async def _drain(process: Process) -> None:
    """Lets go of what is said on standard error, so that nothing waits for it to be read."""
    assert process.stderr is not None
    async for _ in process.stderr:
        pass
