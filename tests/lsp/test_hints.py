"""Inlay hints."""

from __future__ import annotations

import pytest
from asking import EXAMPLES, open_text, view_of, worked
from lsprotocol import types

from blueprint.lsp.hints import hints

WHOLE = types.Range(types.Position(0, 0), types.Position(10_000, 0))
TEXT = """blueprint "A"
role head "The head"
department a "A" owner head
system s "S" part of a
step "Begin"
  customer: x "X" takes 2 to 5 min trigger
  frontstage a: y "Y" owner "Somebody"
  backstage a: z "Z" waits 1 h
step "Go on"
  support s: u "U" # comment
    note "n"
  support s: v "V"
x -> y -> z
z -> u within 30 min
"""


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    text = await open_text(client, tmp_path / "a.blueprint", TEXT)
    found = await client.text_document_inlay_hint_async(types.InlayHintParams(text, WHOLE))
    assert [(one.position.line + 1, one.position.character, one.label) for one in found] == [
        (8, 30, "owner: The head"),
        (9, 12, "after 1 h 35 min"),
        (10, 18, "owner: The head"),
    ]
    assert found[2].tooltip.value == "Said by the department “A”."
    some = types.Range(types.Position(8, 0), types.Position(8, 4))
    assert len(await client.text_document_inlay_hint_async(types.InlayHintParams(text, some))) == 1


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path):
    view = view_of(path.read_text(), path)
    for one in worked(hints(view, WHOLE)):
        assert one.position.character <= len(view.lines[one.position.line])


def test_repetitions_and_variants(tmp_path):
    text = """blueprint "A"
variant day "By day"
variant night "By night"
step "S"
  customer: a "A" takes 10 min
  customer: b "B" takes 10 min
step "T"
  customer: c "C"
    only in night
a -> b
b -> a repeats up to 2
b -> c only in night
"""
    view = view_of(text, tmp_path / "a.blueprint")
    assert [one.label for one in worked(hints(view, WHOLE))] == ["after 1 h"]
