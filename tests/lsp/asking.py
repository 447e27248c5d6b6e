"""Asking features: of a view straight away, or of a real server as an editor would."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types

from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint"))


def view_of(text: str, path: Path) -> View:
    """The view of a text that an editor has open at a path."""
    files = Workspace([str(path.parent)])
    files.open(path.as_uri(), text, 1)
    view = files.view(path.as_uri())
    assert view is not None
    return view


def worked(work):
    """What a work that is done in pieces gives in the end."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value


def applied(text: str, edits) -> str:
    """A text of the basic plane after changes, none of which touches another."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: types.Position) -> int:
        return min(starts[place.line] + place.character, len(text))

    for edit in sorted(edits, key=lambda one: (offset(one.range.start), offset(one.range.end)), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


async def open_text(client, path: Path, text: str) -> types.TextDocumentIdentifier:
    """Opens a text in the editor, and waits for its diagnostics."""
    path.write_text(text, encoding="utf-8")
    client.diagnostics.pop(path.as_uri(), None)
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(path.as_uri(), "blueprint", 1, text))
    )
    async with asyncio.timeout(20):
        while path.as_uri() not in client.diagnostics:
            await asyncio.sleep(0.01)
    return types.TextDocumentIdentifier(path.as_uri())


def span(line: int, first: int, last: int, end: int | None = None) -> types.Range:
    """A range: from line and column, to a column of the same line, or to a line and a column (all from 0)."""
    if end is None:
        return types.Range(types.Position(line, first), types.Position(line, last))
    return types.Range(types.Position(line, first), types.Position(last, end))
