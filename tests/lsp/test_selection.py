"""Selections that grow."""

from __future__ import annotations

import pytest
from asking import EXAMPLES, open_text, view_of
from lsprotocol import types

from blueprint.lsp.selection import selections

TEXT = """phase "P"

step "S"
  customer: x "Sees 🙂 it" # why
    waits 5 min at most 10 min
"""


def chain(view_text: str, found: types.SelectionRange | None) -> list[str]:
    texts = []
    lines = view_text.split("\n")
    while found is not None:
        start, end = found.range.start, found.range.end
        if start.line == end.line:
            line = lines[start.line].encode("utf-16-le")
            texts.append(line[2 * start.character : 2 * end.character].decode("utf-16-le"))
        else:
            texts.append(f"{start.line}-{end.line}")
        found = found.parent
    return texts


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    text = await open_text(client, tmp_path / "a.blueprint", TEXT)
    places = [types.Position(3, 24), types.Position(4, 26)]
    words, time = await client.text_document_selection_range_async(types.SelectionRangeParams(text, places))
    assert chain(TEXT, words) == [
        "it",
        "Sees 🙂 it",
        '"Sees 🙂 it"',
        'customer: x "Sees 🙂 it"',
        'customer: x "Sees 🙂 it" # why',
        "3-4",
        "2-4",
        "0-4",
        "0-5",
    ]
    assert chain(TEXT, time)[:5] == ["10", "10 min", "at most 10 min", "waits 5 min at most 10 min", "3-4"]


@pytest.mark.parametrize("path", EXAMPLES[:4], ids=lambda path: path.stem)
def test_each_holds_the_one_before_and_the_cursor(path):
    view = view_of(path.read_text(), path)
    for line in range(0, len(view.lines), 7):
        for column in range(0, len(view.lines[line]) + 1, 5):
            place = types.Position(line, column)
            one: types.SelectionRange | None = selections(view, [place])[0]
            while one is not None:
                assert one.range.start <= place <= one.range.end
                if one.parent is not None:
                    assert one.parent.range != one.range
                    assert one.parent.range.start <= one.range.start
                    assert one.range.end <= one.parent.range.end
                one = one.parent
