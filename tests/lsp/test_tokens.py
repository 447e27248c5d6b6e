"""Semantic tokens."""

from __future__ import annotations

import pytest
from asking import EXAMPLES, open_text, view_of, worked
from lsprotocol import types

from blueprint.lsp.tokens import LEGEND, Sent, changes, tokens

INCLUDED = 'channel phone "Phone" status retired\n'
TEXT = """blueprint "A"
include "b.blueprint"
department a "Aé🙂" owner nobody # x
step s "S"
  frontstage a: x "X" via phone takes 4 to 6 min
    status retired
  STAGE?
x => a 30%
"""


def words(text: str, data: list[int]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each token's word, type and modifiers."""
    lines = text.split("\n")
    found = []
    line = column = 0
    for index in range(0, len(data), 5):
        down, right, length, kind, modifiers = data[index : index + 5]
        line, column = line + down, right if down else column + right
        units = lines[line].encode("utf-16-le")[2 * column : 2 * (column + length)]
        said = tuple(
            types.SemanticTokenModifiers(name).value
            for bit, name in enumerate(LEGEND.token_modifiers)
            if modifiers >> bit & 1
        )
        found.append((units.decode("utf-16-le"), types.SemanticTokenTypes(LEGEND.token_types[kind]).value, said))
    return found


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    (tmp_path / "b.blueprint").write_text(INCLUDED)
    text = await open_text(client, tmp_path / "a.blueprint", TEXT)
    full = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text))
    assert words(TEXT, full.data) == [
        ("blueprint", "keyword", ()),
        ('"A"', "string", ()),
        ("include", "keyword", ()),
        ('"b.blueprint"', "string", ()),
        ("department", "keyword", ()),
        ("a", "class", ("declaration",)),
        ('"Aé🙂"', "string", ()),
        ("owner", "property", ()),
        ("nobody", "variable", ()),
        ("# x", "comment", ()),
        ("step", "keyword", ()),
        ("s", "namespace", ("declaration",)),
        ('"S"', "string", ()),
        ("frontstage", "keyword", ()),
        ("a", "class", ()),
        (":", "operator", ()),
        ("x", "function", ("declaration", "deprecated")),
        ('"X"', "string", ()),
        ("via", "property", ()),
        ("phone", "event", ("deprecated",)),
        ("takes", "property", ()),
        ("4", "number", ()),
        ("to", "keyword", ()),
        ("6", "number", ()),
        ("min", "keyword", ()),
        ("status", "property", ()),
        ("retired", "enumMember", ()),
        ("x", "function", ("deprecated",)),
        ("=>", "operator", ()),
        ("a", "class", ()),
        ("30%", "number", ()),
    ]
    place = types.Range(types.Position(3, 0), types.Position(3, 5))
    part = await client.text_document_semantic_tokens_range_async(types.SemanticTokensRangeParams(text, place))
    assert words(TEXT, part.data) == [
        ("step", "keyword", ()),
        ("s", "namespace", ("declaration",)),
        ('"S"', "string", ()),
    ]
    change = types.TextDocumentContentChangePartial(types.Range(types.Position(3, 0), types.Position(3, 0)), "\n")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, text.uri), [change])
    )
    delta = await client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(previous_result_id=full.result_id, text_document=text)
    )
    assert isinstance(delta, types.SemanticTokensDelta)
    assert [(one.delete_count, one.data) for one in delta.edits] == [(1, (2,))]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path):
    text = path.read_text()
    found = words(text, tokens(view_of(text, path)))
    assert all(word == word.strip() and word for word, _, _ in found)
    assert not [word for word, kind, _ in found if kind == "variable"], "every name of an example means something"
    left = text
    for word, _, _ in found:
        left = left[left.index(word) + len(word) :]
    assert not left.strip()


def test_changes_lead_from_one_to_the_other():
    for before, after in (([], []), ([], [1]), ([1], []), ([1, 2, 3], [1, 3]), ([1, 1], [1, 1, 1]), ([1, 2], [3, 4])):
        data = list(before)
        for one in changes(before, after):
            data[one.start : one.start + one.delete_count] = one.data
        assert data == after


def test_unknown_result(tmp_path):
    view = view_of(TEXT, tmp_path / "a.blueprint")
    sent = Sent()
    assert isinstance(worked(sent.delta(view, "9")), types.SemanticTokens)
    assert isinstance(worked(sent.delta(view, "1")), types.SemanticTokensDelta)
    assert isinstance(worked(sent.delta(view, "1")), types.SemanticTokens)
