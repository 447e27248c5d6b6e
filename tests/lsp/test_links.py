"""Links to included files and to addresses."""

from __future__ import annotations

import pytest
from asking import open_text, span, view_of
from lsprotocol import types

from blueprint.lsp.links import links

TEXT = """blueprint "A" link "https://example.org/a"
include "shared/who.blueprint"
include "nowhere.blueprint"
step "S" link "javascript:alert(1)"
"""


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "who.blueprint").write_text('department a "A"\n')
    text = await open_text(client, tmp_path / "a.blueprint", TEXT)
    found = await client.text_document_document_link_async(types.DocumentLinkParams(text))
    assert [(one.range, one.target) for one in found] == [
        (span(0, 20, 41), "https://example.org/a"),
        (span(1, 9, 29), (tmp_path / "shared" / "who.blueprint").as_uri()),
    ]


def test_unsaved_include(tmp_path):
    view = view_of(TEXT, tmp_path / "a.blueprint")
    assert [one.target for one in links(view)] == ["https://example.org/a"]
    view.workspace.open((tmp_path / "nowhere.blueprint").as_uri(), "", 1)
    assert len(links(view)) == 2
