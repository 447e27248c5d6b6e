"""From a text as it shall be to the editor's changes of the text as it is: only the lines that differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from lsprotocol import types

from blueprint.findings.finding import Edit, Fix
from blueprint.findings.fixes import fixed, with_ends
from blueprint.lsp.documents import BOM, Document
from blueprint.lsp.workspace import Workspace

MOST_COMPARED = 2000
"""Beyond this many lines between the first and the last difference they are replaced as one: to find out which of them
are the same would take longer."""


def text_of(document: Document) -> str:
    """The text of a document as a ``Span`` speaks of it: without a byte order mark."""
    return document.text.removeprefix(BOM)


def text_edits(document: Document, after: str) -> list[types.TextEdit]:
    """The changes that make a document read ``after``, from top to bottom, line by line."""
    old, new = with_ends(text_of(document)), with_ends(after)
    begin = 0
    while begin < min(len(old), len(new)) and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < min(len(old), len(new)) - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    middle, other = old[begin : len(old) - end], new[begin : len(new) - end]
    if not middle and not other:
        return []
    if len(middle) + len(other) > MOST_COMPARED:
        blocks = [("replace", 0, len(middle), 0, len(other))]
    else:
        blocks = list(SequenceMatcher(None, middle, other, autojunk=False).get_opcodes())
    return [
        _edit(document, old, begin + first, begin + last, [line + end for line, end in other[start:stop]])
        for kind, first, last, start, stop in blocks
        if kind != "equal"
    ]


def _edit(document: Document, old: list[tuple[str, str]], first: int, last: int, lines: list[str]) -> types.TextEdit:
    """The change that puts lines in the place of those from ``first`` up to ``last`` (indexes, not included).

    Where only one line changes, what it begins and ends with is left alone, so that a cursor in it stays.
    """
    new = "".join(lines)
    if last - first == len(lines) == 1 and old[first][1] and lines[0].endswith(old[first][1]):
        return line_edit(document, first + 1, lines[0].removesuffix(old[first][1]))
    if last < len(old):
        return types.TextEdit(types.Range(_start(document, first), _start(document, last)), new)
    return types.TextEdit(types.Range(_start(document, first), document.whole().end), new)


def line_edit(document: Document, line: int, after: str) -> types.TextEdit:
    """The change that makes one line (from 1) read ``after``; what it begins and ends with stays where it can."""
    content = document.lines[line - 1]
    begin = _common(content, after)
    end = _common(content[begin:][::-1], after[begin:][::-1])
    return types.TextEdit(document.range(line, begin + 1, len(content) - end + 1), after[begin : len(after) - end])


def _start(document: Document, index: int) -> types.Position:
    return document.position(index + 1, 1)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count


def fixing(workspace: Workspace, fix: Fix) -> types.WorkspaceEdit | None:
    """The change that puts a fix into all files that it speaks of; None where that is not possible as they stand."""
    by_path: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.span.path, []).append(edit)
    changes: dict[str, list[types.TextEdit]] = {}
    for path, edits in by_path.items():
        document = workspace.document(path)
        if document is None:
            return None
        after = fixed(text_of(document), [Fix(fix.words, tuple(edits), fix.safe)])
        if not after.done:
            return None
        changes[document.uri] = text_edits(document, after.text)
    return types.WorkspaceEdit(changes=changes) if changes else None


def inserting(document: Document, lines: Mapping[int, Iterable[str]]) -> list[types.TextEdit]:
    """The changes that insert whole lines (without ends) below the lines of these numbers; 0 is above the first one."""
    text = text_of(document)
    ending = next((end for _, end in with_ends(text) if end), "\n")
    edits = []
    for number, words in sorted(lines.items()):
        block = ending.join(words)
        if number < len(document.lines):
            edits.append(types.TextEdit(_empty(document.position(number + 1, 1)), block + ending))
        else:
            edits.append(types.TextEdit(_empty(document.whole().end), ending + block))
    return edits


def _empty(position: types.Position) -> types.Range:
    return types.Range(position, position)
