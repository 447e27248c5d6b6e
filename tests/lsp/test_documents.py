"""Texts after changes, and columns in the editor's units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from blueprint.lsp.documents import UTF8, UTF16, UTF32, changed, opened

PIECES = st.text(alphabet="ab \r\n𝄞é\u2028", max_size=12)


def _offset(text: str, line: int, character: int) -> int:
    """The index of a position, worked out in the plainest way."""
    import re

    starts = [0, *(match.end() for match in re.finditer("\r\n|\n|\r", text))]
    if line >= len(starts):
        return len(text)
    rest = re.split("\r\n|\n|\r", text[starts[line] :])[0]
    index = units = 0
    while index < len(rest) and units < character:
        units += 2 if ord(rest[index]) > 0xFFFF else 1
        index += 1
    return starts[line] + index


@given(PIECES, PIECES, st.integers(0, 5), st.integers(0, 6), st.integers(0, 5), st.integers(0, 6))
def test_a_change_is_what_it_is_in_the_whole_text(text, new, line, column, to_line, to_column):
    start, end = sorted([(line, column), (to_line, to_column)])
    document = opened("a", "a", text)
    part = types.TextDocumentContentChangePartial(types.Range(types.Position(*start), types.Position(*end)), new)
    after = changed(document, [part], 2)
    first, last = _offset(text, *start), _offset(text, *end)
    wanted = text[:first] + new + text[max(first, last) :]
    assert after.text == wanted
    assert after.raw == opened("a", "a", wanted).raw


@given(st.text(alphabet="ab𝄞é", max_size=8), st.integers(0, 9), st.sampled_from([UTF8, UTF16, UTF32]))
def test_columns_go_there_and_back(line, index, encoding):
    document = opened("a", "a", f"x\n{line}", encoding=encoding)
    column = min(index, len(line)) + 1
    assert document.point(document.position(2, column)) == (2, column)


def test_a_byte_order_mark_counts_for_the_editor_and_not_for_us():
    document = opened("a", "a", "\ufeffstep\nx")
    assert document.lines == ("step", "x")
    assert document.position(1, 1) == types.Position(0, 1)
    assert document.point(types.Position(0, 1)) == (1, 1)
    assert document.point(types.Position(0, 0)) == (1, 1)
