"""What the tests of the server say to it, in few words."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient


def position(text: str, mark: str = "|") -> tuple[str, types.Position]:
    """A text without its mark, and where the mark stood."""
    before, after = text.split(mark)
    lines = before.split("\n")
    return before + after, types.Position(len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2)


def open_text(client: LanguageClient, uri: str, text: str, version: int = 1) -> None:
    """Opens a text."""
    client.diagnostics.pop(uri, None)
    item = types.TextDocumentItem(uri=uri, language_id="blueprint", version=version, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))


def change(
    client: LanguageClient, uri: str, start: types.Position, end: types.Position, text: str, version: int
) -> None:
    """Replaces a part of a text."""
    client.diagnostics.pop(uri, None)
    part = types.TextDocumentContentChangePartial(types.Range(start, end), text)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), [part])
    )


async def diagnostics(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """What is published for a text next, or was since the last change."""
    for _ in range(1000):
        if uri in client.diagnostics:
            # Those of included files come right behind: an answered question is later than both.
            place = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 0))
            await client.text_document_hover_async(place)
            return list(client.diagnostics[uri])
        await asyncio.sleep(0.01)
    raise AssertionError(f"nothing was published for {uri}")


async def at(client: LanguageClient, folder: Path, text: str, name: str = "a.blueprint") -> tuple[str, types.Position]:
    """Opens a text with a mark; its address and the place of the mark."""
    content, place = position(text)
    uri = (folder / name).as_uri()
    open_text(client, uri, content)
    return uri, place
