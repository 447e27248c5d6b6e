"""From a text as it shall be to the editor's changes of the text as it is: only the lines that differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from lsprotocol import types

from blueprint.findings.finding import Edit, Fix
from blueprint.findings.fixes import fixed, with_ends
from blueprint.lsp.documents import Document
from blueprint.lsp.workspace import Workspace
from blueprint.text.source import BOM

MOST_COMPARED = 2000
"""Beyond this many lines between the first and the last difference they are replaced as one: to find out which of them
are the same would take longer."""

_PLAIN = str.maketrans(dict.fromkeys("“”„‟«»", '"'))

_Line = tuple[str, str]
"""A line and its end."""


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
    edits = []
    for kind, first, last, start, stop in _blocks(middle, other):
        if kind == "equal":
            pairs = zip(range(first, last), range(start, stop), strict=True)
            edits += [_line(document, old, begin + one, other[two]) for one, two in pairs if middle[one] != other[two]]
        else:
            edits.append(_lines(document, old, begin + first, begin + last, other[start:stop]))
    return edits


def _blocks(old: list[_Line], new: list[_Line]) -> Iterable[tuple[str, int, int, int, int]]:
    """What became of which lines: those that differ in spaces, quotes and capitals alone count as equal."""
    if not old and not new:
        return ()
    if len(old) + len(new) > MOST_COMPARED:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, [_gist(*line) for line in old], [_gist(*line) for line in new], False).get_opcodes()


def _gist(content: str, end: str) -> str:
    return "".join(content.translate(_PLAIN).casefold().split())


def _line(document: Document, old: list[_Line], index: int, new: _Line) -> types.TextEdit:
    """The change of one line."""
    if old[index][1] == new[1]:
        return line_edit(document, index + 1, new[0])
    return _lines(document, old, index, index + 1, [new])


def _lines(document: Document, old: list[_Line], first: int, last: int, lines: list[_Line]) -> types.TextEdit:
    """The change that puts lines in the place of those from ``first`` up to ``last`` (indexes, not included)."""
    new = "".join(line + end for line, end in lines)
    return types.TextEdit(types.Range(_start(document, first), _start(document, last)), new)


def line_edit(document: Document, line: int, after: str) -> types.TextEdit:
    """The change that makes one line (from 1) read ``after``; what it begins and ends with stays where it can."""
    content = document.lines[line - 1]
    begin = _common(content, after)
    end = _common(content[begin:][::-1], after[begin:][::-1])
    return types.TextEdit(document.range(line, begin + 1, len(content) - end + 1), after[begin : len(after) - end])


def _start(document: Document, index: int) -> types.Position:
    """Where a line begins; behind the last one, where the text ends."""
    return document.position(index + 1, 1) if index < len(document.raw) else document.whole().end


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
