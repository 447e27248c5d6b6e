"""Code lenses."""

from __future__ import annotations

import asyncio

import pytest
from asking import open_text
from lsprotocol import types

TEXT = """blueprint "A"
department a "A"
department b "B" part of a
channel c "C"
step "S"
  customer: x "X"
  frontstage b: y "Y" via d
  evidence: "E"
step "T"
  backstage a: z "Z"
"""


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    text = await open_text(client, tmp_path / "a.blueprint", TEXT)
    found = await client.text_document_code_lens_async(types.CodeLensParams(text))
    assert all(one.command is None for one in found)
    shown = [await client.code_lens_resolve_async(one) for one in found]
    said = [(one.range.start.line + 1, one.command.title) for one in shown]
    mine = [item for item in client.diagnostics[text.uri] if 4 <= item.range.start.line <= 7]
    findings = f"{len(mine)} finding{'s' if len(mine) != 1 else ''}"
    assert said[:4] == [(2, "2 actions"), (3, "1 action"), (5, "2 touchpoints"), (5, findings)]
    assert said[4] == (9, "no touchpoints")
    place = shown[2].command.arguments[0]
    assert (place["uri"], place["range"]["start"]["line"]) == (text.uri, 6)
    assert shown[4].command.arguments is None
    await client.workspace_execute_command_async(types.ExecuteCommandParams(shown[2].command.command, [place]))
    async with asyncio.timeout(10):
        while not client.shown_documents:
            await asyncio.sleep(0.01)
    assert client.shown_documents[0].selection.start.line == 6
