"""Formatting: the canonical form of a text, of some of its lines, or of the line that was just written."""

from __future__ import annotations

from lsprotocol import types

from blueprint.lsp.edits import line_edit, text_edits, text_of
from blueprint.lsp.view import View
from blueprint.tree.format import INDENT, formatted

FIRST_TRIGGER = "\n"
MORE_TRIGGERS = ('"', "”", "“", "»", "«")
"""The signs at which a line is brought into its form: its end, and the quotes that close a text."""

_WHOLE = 1_000_000
"""A width that no line reaches."""


def formatting(view: View) -> list[types.TextEdit]:
    """The changes to the canonical form, as ``blueprint fmt`` writes it; none where a line cannot be read."""
    result = formatted(text_of(view.document))
    return [] if result.faults else text_edits(view.document, result.text)


def range_formatting(view: View, place: types.Range) -> list[types.TextEdit]:
    """Those of the changes that touch the lines of a range."""
    last = place.end.line - (place.end.character == 0 and place.end.line > place.start.line)
    edits = formatting(view)
    return [edit for edit in edits if edit.range.start.line <= last and edit.range.end.line >= place.start.line]


def on_type_formatting(view: View, position: types.Position, sign: str) -> list[types.TextEdit]:
    """The changes after a sign was typed: the line that it ends is brought into its form, whatever other lines hold,
    and a new line begins as far in as what is to be expected on it."""
    line = position.line + 1
    if sign != FIRST_TRIGGER:
        return _line_formatting(view, line)
    if line < 2:
        return []
    return [*_line_formatting(view, line - 1), *_indentation(view, line)]


def _line_formatting(view: View, line: int) -> list[types.TextEdit]:
    """The changes to the form of one line, apart from its indentation, which depends on others; none where the line
    cannot be read."""
    content, tree = view.lines[line - 1], view.trees[line - 1]
    if tree.fault is not None or not tree.kind:
        return []
    form = content[: tree.indent] + formatted(content, _WHOLE).text.strip()
    return [] if form == content else [line_edit(view.document, line, form)]


def _indentation(view: View, line: int) -> list[types.TextEdit]:
    """The change that indents a new line like the one above it, below a step one level more."""
    above, tree = view.lines[line - 2], view.trees[line - 2]
    if not above.strip():
        return []
    wanted = above[: tree.indent] + (INDENT if tree.kind == "step" else "")
    content = view.lines[line - 1]
    there = content[: len(content) - len(content.lstrip())]
    if there == wanted:
        return []
    return [types.TextEdit(view.document.range(line, 1, len(there) + 1), wanted)]
