"""When findings are worked out and sent: soon after a change, and never for a text that is out of date.

A text that takes long is judged in two stages: first what is wrong in the text itself, with what was found before moved
to where its lines are now; then, in pieces between which the editor is listened to, everything.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from lsprotocol import types

from blueprint.lsp.diagnostics import diagnostics, moved
from blueprint.lsp.documents import Document
from blueprint.lsp.refused import Outdated
from blueprint.lsp.slices import in_slices
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace, path_of
from blueprint.lsp.wrong_settings import wrong_settings

QUICK = 0.02
"""A text that took no longer than this, in seconds, is judged at once."""

PAUSE = 0.002
"""So long, in seconds, another waits for the next key before it is judged."""

LONG = 0.05
"""A text that took longer than this, in seconds, is judged in two stages."""

SETTINGS = "settings"
"""Stands for the address of a text where it is the settings that something is found in."""


class Publisher:
    """Sends the findings of the open texts, and of the files that they include."""

    def __init__(self, files: Workspace, send: Callable[[types.PublishDiagnosticsParams], None]) -> None:
        self._files = files
        self._send = send
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._found: dict[str, dict[str, list[types.Diagnostic]]] = {}
        self._judged: dict[str, Document] = {}
        self._took: dict[str, float] = {}
        self._busy = False
        self._touched = 0.0
        self._said: dict[str, Sequence[types.Diagnostic]] = {}

    def changed(self, uri: str) -> None:
        """A text, or a file on the disk, has changed: it and the open texts that include it are judged again."""
        self._touched = time.monotonic()
        for one in self._files.open_that_see(path_of(uri)):
            self._cancel(one)
            self._tasks[one] = asyncio.ensure_future(self._judge(one))

    def closed(self, uri: str) -> None:
        """A text is no longer open: nothing is said of it any more."""
        self._cancel(uri)
        self._publish(uri, {}, None)
        self._judged.pop(uri, None)
        self._took.pop(uri, None)
        self.changed(uri)

    def all(self) -> None:
        """What bears on every text may have changed, such as settings: all are judged again."""
        for uri in self._files.open_uris:
            self.changed(uri)
        self._tell_of_settings()

    def idle(self, rest: float) -> bool:
        """Whether something was judged since the last time that this was true, and for so many seconds nothing has
        changed."""
        if not self._busy or time.monotonic() - self._touched < rest:
            return False
        if not all(task.done() for task in self._tasks.values()):
            return False
        self._busy = False
        return True

    async def judged(self, view: View) -> None:
        """Waits until the findings of a view are worked out. Raises Outdated where it is not the text's last one then:
        nobody judges a text that has changed."""
        while (task := self._tasks.get(view.uri)) is not None and not task.done():
            await asyncio.wait([task])
        if self._files.view(view.uri) is view:
            await in_slices(view.judging())
        if self._files.view(view.uri) is not view:
            raise Outdated("The text has changed since.")

    def _cancel(self, uri: str) -> None:
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()

    async def _judge(self, uri: str) -> None:
        took = self._took.get(uri, 0)
        slow = took > LONG
        if took > QUICK:
            await asyncio.sleep(PAUSE)
        view = self._files.view(uri)
        if view is None:
            return
        self._busy = True
        begin = time.perf_counter()
        if slow:
            self._publish(uri, self._first(view), view)
            self._judged[uri] = view.document
            await asyncio.sleep(0)
        await in_slices(view.judging())
        self._publish(uri, diagnostics(view, view.findings, view.blueprint), view)
        self._judged[uri] = view.document
        self._took[uri] = time.perf_counter() - begin
        self._tell_of_settings()

    def _tell_of_settings(self) -> None:
        """Sends what is wrong in the settings beside the open texts, and takes back what was mended."""
        self._publish(SETTINGS, wrong_settings(self._files), None)

    def _first(self, view: View) -> dict[str, list[types.Diagnostic]]:
        """What is wrong in the text now, and what else was found before."""
        found = diagnostics(view, view.mistakes, view.outline)
        before = self._judged.get(view.uri)
        known = self._found.get(view.uri, {}).get(view.path, ())
        if before is not None:
            found[view.path] += moved(known, before, view.document)
        for path, old in self._found.get(view.uri, {}).items():
            if path != view.path:
                found[path] = found.get(path) or list(old)
        return found

    def _publish(self, uri: str, found: dict[str, list[types.Diagnostic]], view: View | None) -> None:
        """Sends what was found for a text, and takes back what is no more found in the files that it includes."""
        before = self._found.pop(uri, {})
        if found:
            self._found[uri] = found
        for path in {**before, **found}:
            said = self._together(path)
            own = view is not None and path == view.path
            if own or said != self._said.get(path, []):
                self._said.pop(path, None)
                if said:
                    self._said[path] = said
                version = view.document.version if own and view is not None else None
                self._send(types.PublishDiagnosticsParams(self._files.uri_of(path), said, version))

    def _together(self, path: str) -> Sequence[types.Diagnostic]:
        """What all open texts find in a file, each thing once."""
        lists = [found[path] for found in self._found.values() if found.get(path)]
        if len(lists) < 2:
            return lists[0] if lists else []
        said: list[types.Diagnostic] = []
        for one in lists:
            said += [item for item in one if item not in said]
        return said
