"""The live preview that the language server starts."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from asking import open_text, span
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from blueprint.lsp.documents import line_in, opened
from blueprint.lsp.preview import PREVIEW, REVEAL

TEXT = """blueprint "A"
step "S"
  customer: 😀x "Asks"
  customer: y "Thanks"
"""


async def call(client, command: str, *arguments: object) -> object:
    return await client.workspace_execute_command_async(types.ExecuteCommandParams(command, list(arguments)))


async def news(address: str) -> dict[str, object]:
    """The first news of a page, or the next after a change was waited for."""

    def ask() -> dict[str, object]:
        with urllib.request.urlopen(f"{address}?events", timeout=20) as stream:
            return json.loads(stream.readline().removeprefix(b"data: "))

    return await asyncio.to_thread(ask)


def led_to(address: str) -> str:
    """Where a browser ends up."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.url


def click(address: str, key: str) -> None:
    request = urllib.request.Request(
        address, json.dumps({"key": key}).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    urllib.request.urlopen(request, timeout=20).close()


@pytest.mark.asyncio
async def test_a_click_shows_the_place_in_the_editor(client, tmp_path: Path) -> None:
    file = tmp_path / "a.blueprint"
    file.write_text(TEXT, encoding="utf-8")
    uri = await open_text(client, file, TEXT)
    address = await call(client, PREVIEW, uri.uri, False)
    assert str(address).startswith("http://127.0.0.1:")
    assert await call(client, PREVIEW, uri.uri, False) == address
    assert (await news(str(address)))["version"] == 1
    await asyncio.to_thread(click, str(address), "action 😀x")
    while not client.shown_documents:
        await asyncio.sleep(0.01)
    shown = client.shown_documents[0]
    assert (shown.uri, shown.take_focus, shown.external) == (uri.uri, True, False)
    assert shown.selection == types.Range(types.Position(2, 2), types.Position(2, 22))
    await call(client, REVEAL, uri.uri, 3)
    await call(client, PREVIEW, uri.uri)
    while len(client.shown_documents) < 2:
        await asyncio.sleep(0.01)
    shown = client.shown_documents[1]
    assert (shown.external, shown.uri.startswith("http://127.0.0.1:")) == (True, True)
    # What a browser is started with is seen by others of the machine: it leads there, and only once.
    assert await asyncio.to_thread(led_to, shown.uri) == address != shown.uri
    with pytest.raises(urllib.error.HTTPError, match="403"):
        await asyncio.to_thread(led_to, shown.uri)


@pytest.mark.asyncio
async def test_a_click_leads_to_the_text_as_it_is_written_now(client, tmp_path: Path) -> None:
    file = tmp_path / "a.blueprint"
    file.write_text(TEXT, encoding="utf-8")
    uri = await open_text(client, file, TEXT)
    address = str(await call(client, PREVIEW, uri.uri, False))
    edits = (
        types.TextDocumentContentChangePartial(span(4, 0, 4, 0), "# below\n"),
        types.TextDocumentContentChangePartial(span(3, 0, 3, 0), "    takes 5 min\n"),
        types.TextDocumentContentChangePartial(span(0, 0, 0, 0), "# one\n# two\n"),
    )
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri.uri), list(edits))
    )
    for count, (key, line) in enumerate((("action 😀x", 4), ("action y", 6)), start=1):
        await asyncio.to_thread(click, address, key)
        while len(client.shown_documents) < count:
            await asyncio.sleep(0.01)
        assert client.shown_documents[-1].selection.start == types.Position(line, 2)
    # And the other way: the cursor on what was moved marks it on the page.
    with await asyncio.to_thread(urllib.request.urlopen, f"{address}?events", timeout=20) as stream:
        await asyncio.to_thread(stream.readline)
        await call(client, REVEAL, uri.uri, 6)
        while not (told := await asyncio.to_thread(stream.readline)).startswith(b"data: "):
            assert told
    assert json.loads(told.removeprefix(b"data: "))["select"] == "action y"


@pytest.mark.asyncio
async def test_whoever_asks_meanwhile_gets_the_same_preview(client, tmp_path: Path) -> None:
    file = tmp_path / "a.blueprint"
    file.write_text(TEXT, encoding="utf-8")
    uri = await open_text(client, file, TEXT)
    asked = [call(client, PREVIEW, uri.uri, False) for _ in range(3)]
    assert len(set(await asyncio.gather(*asked))) == 1
    gone = (tmp_path / "gone.blueprint").as_uri()
    for _ in range(2):
        failed = await asyncio.gather(*(call(client, PREVIEW, gone, False) for _ in range(2)), return_exceptions=True)
        assert all("there is no such file" in str(one) for one in failed)
    (tmp_path / "gone.blueprint").write_text(TEXT, encoding="utf-8")
    assert str(await call(client, PREVIEW, gone, False)).startswith("http://127.0.0.1:")


def test_lines_of_another_version() -> None:
    before, after = opened("a", "a", "a\nb\nc\nd\ne\nf"), opened("a", "a", "new\na\nb\nC\nmore\nd\nf")
    assert [line_in(after, before, line) for line in range(1, 7)] == [2, 3, 4, 6, 7, 7]
    assert [line_in(before, after, line) for line in range(1, 8)] == [1, 1, 2, 3, 3, 4, 6]
    assert line_in(opened("a", "a", ""), before, 4) == 1


@pytest.mark.asyncio
async def test_what_cannot_be_shown_is_said(client, tmp_path: Path) -> None:
    with pytest.raises(JsonRpcException, match="there is no such file"):
        await call(client, PREVIEW, (tmp_path / "missing.blueprint").as_uri())
