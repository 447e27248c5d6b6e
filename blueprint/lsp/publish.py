"""When findings are worked out and sent: soon after a change, and never for a text that is out of date."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from lsprotocol import types

from blueprint.lsp.diagnostics import diagnostics
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace, path_of


class Publisher:
    """Sends the findings of the open texts, and of the files that they include."""

    def __init__(self, files: Workspace, send: Callable[[types.PublishDiagnosticsParams], None]) -> None:
        self._files = files
        self._send = send
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._found: dict[str, dict[str, list[types.Diagnostic]]] = {}

    def changed(self, uri: str) -> None:
        """A text, or a file on the disk, has changed: it and the open texts that include it are judged again."""
        for one in self._files.open_that_see(path_of(uri)):
            task = self._tasks.pop(one, None)
            if task is not None:
                task.cancel()
            self._tasks[one] = asyncio.ensure_future(self._judge(one))

    def closed(self, uri: str) -> None:
        """A text is no longer open: nothing is said of it any more."""
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()
        self._publish(uri, {}, None)
        self.changed(uri)

    async def _judge(self, uri: str) -> None:
        view = self._files.view(uri)
        if view is not None:
            self._publish(uri, diagnostics(view, view.findings), view)

    def _publish(self, uri: str, found: dict[str, list[types.Diagnostic]], view: View | None) -> None:
        """Sends what was found for a text, and takes back what is no more found in the files that it includes."""
        before = self._found.pop(uri, {})
        if found:
            self._found[uri] = found
        for path in {**before, **found}:
            said: list[types.Diagnostic] = []
            for one in self._found.values():
                said += [item for item in one.get(path, ()) if item not in said]
            version = view.document.version if view is not None and path == view.path else None
            self._send(types.PublishDiagnosticsParams(self._files.uri_of(path), said, version))
