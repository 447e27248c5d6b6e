"""Diagnostics are the findings of the command line, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.asyncio
async def test_open(client):
    path = EXAMPLES / "cable-tv-as-is.blueprint"
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri=path.as_uri(), language_id="blueprint", version=1, text=path.read_text())
        )
    )
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert client.diagnostics[path.as_uri()]
