"""Formatting in the editor is that of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import EXAMPLES, applied, open_text, span, view_of
from lsprotocol import types

from blueprint.lsp.formatting import formatting, on_type_formatting, range_formatting
from blueprint.tree.format import formatted

GOOD = sorted((Path(__file__).parents[1] / "corpus" / "good").glob("*.blueprint"))
# The tests' own way to apply edits knows only LF and the basic plane.
PLAIN = [
    path
    for path in (*EXAMPLES, *GOOD)
    if b"\r" not in path.read_bytes() and max(path.read_text("utf-8-sig"), default="") <= "\uffff"
]
OPTIONS = types.FormattingOptions(2, True)
TEXT = 'blueprint  "A"\nSTEP "S"\n\n\ncustomer:   x  “Ü”\n pain "p"   \n'


@pytest.mark.asyncio
async def test_server(client, tmp_path):
    text = await open_text(client, tmp_path / "a.blueprint", TEXT)
    edits = await client.text_document_formatting_async(types.DocumentFormattingParams(text, OPTIONS))
    assert applied(TEXT, edits) == formatted(TEXT).text
    some = await client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(text, span(0, 0, 1, 0), OPTIONS)
    )
    assert applied(TEXT, some) == 'blueprint "A"\nSTEP "S"\n\n\ncustomer:   x  “Ü”\n pain "p"   \n'
    typed = await client.text_document_on_type_formatting_async(
        types.DocumentOnTypeFormattingParams(text, types.Position(4, 18), "”", OPTIONS)
    )
    assert applied(TEXT, typed) == TEXT.replace("customer:   x  “Ü”", 'customer: x "Ü"')


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_same_as_command_line(path):
    text = path.read_bytes().decode("utf-8-sig")
    assert applied(text, formatting(view_of(text, path))) == formatted(text).text
    spread = text.replace(" ", "  ").replace("\n", "\n \n")
    view = view_of(spread, path)
    if not formatted(spread).faults:
        assert applied(spread, formatting(view)) == formatted(spread).text


def test_line_ends_and_mark(tmp_path):
    view = view_of('\ufeffblueprint  "A"\r\nstep  "S"\r\n', tmp_path / "a.blueprint")
    edits = formatting(view)
    assert [(one.range, one.new_text) for one in edits] == [
        (span(0, 11, 12), ""),
        (span(1, 0, 0), "\r\n"),
        (span(1, 5, 6), ""),
    ]


def test_left_alone(tmp_path):
    view = view_of('blueprint  "A"\nstep "S\n', tmp_path / "a.blueprint")
    assert formatting(view) == []
    assert range_formatting(view, span(0, 0, 0, 5)) == []
    assert [one.new_text for one in on_type_formatting(view, types.Position(0, 14), '"')] == [""]


@pytest.mark.parametrize(
    ("text", "line", "wanted"),
    [
        ('step "S"\n', 1, "  "),
        ('step "S"\n  customer: x "X"\n', 2, "  "),
        ('step "S"\n  customer: x "X"\n    pain "p"\n', 3, "    "),
        ('step "S"\n  customer: x "X"\nrest', 2, "  rest"),
        ("x -> y\n", 1, ""),
        ("step broken\n  \n", 2, ""),
    ],
)
def test_new_line(tmp_path, text, line, wanted):
    view = view_of(text, tmp_path / "a.blueprint")
    edits = on_type_formatting(view, types.Position(line, 0), "\n")
    assert applied(text, edits).split("\n")[line] == wanted


def test_line_above_comes_into_form(tmp_path):
    text = 'step   "S"  \n'
    edits = on_type_formatting(view_of(text, tmp_path / "a.blueprint"), types.Position(1, 0), "\n")
    assert applied(text, edits) == 'step "S"\n  '
