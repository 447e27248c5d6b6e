"""Texts as an editor has them: changed piece by piece, with columns counted as the editor counts them.

The editor protocol counts columns in units of an encoding, mostly UTF-16; a ``Span`` counts code points from 1. Only
LF, CRLF and CR end a line, for the protocol as for the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types

from blueprint.text.source import BOM, LINE_END

UTF8 = types.PositionEncodingKind.Utf8
UTF16 = types.PositionEncodingKind.Utf16
UTF32 = types.PositionEncodingKind.Utf32


@dataclass(frozen=True, eq=False)
class Document:
    """One text in one version. ``path`` is the file's absolute path, or the URI where the text is in no file.

    ``raw`` are the lines with their ends, as many as the text has line ends and one more. ``version`` is the editor's
    count, None for a text read from the disk.
    """

    uri: str
    path: str
    raw: tuple[str, ...]
    version: int | None = None
    encoding: types.PositionEncodingKind | str = UTF16

    @cached_property
    def text(self) -> str:
        """The whole text, a byte order mark included."""
        return "".join(self.raw)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends and without a byte order mark: those that a ``Span`` speaks of."""
        lines = [line.rstrip("\r\n") for line in self.raw]
        lines[0] = lines[0].removeprefix(BOM)
        return tuple(lines)

    @property
    def is_file(self) -> bool:
        """Whether the text stands in a file, from which others can be included."""
        return self.path != self.uri

    def point(self, position: types.Position) -> tuple[int, int]:
        """The line (from 1) and the column (in code points, from 1) of an editor's position, kept inside the text."""
        line = min(position.line, len(self.raw) - 1)
        index = _index(self.raw[line].rstrip("\r\n"), position.character, self.encoding)
        return line + 1, max(index - self._mark(line), 0) + 1

    def position(self, line: int, column: int) -> types.Position:
        """The editor's position of a line and a column as a ``Span`` counts them, kept inside the text."""
        number = min(max(line, 1), len(self.raw)) - 1
        content = self.raw[number].rstrip("\r\n")
        if content.isascii():
            return types.Position(number, min(column - 1, len(content)))
        return types.Position(number, _units(content[: column - 1 + self._mark(number)], self.encoding))

    def range(self, line: int, column: int, end: int) -> types.Range:
        """The editor's range of a run of characters on one line."""
        return types.Range(self.position(line, column), self.position(line, end))

    def whole(self) -> types.Range:
        """The editor's range of the whole text."""
        last = len(self.raw) - 1
        return types.Range(types.Position(0, 0), types.Position(last, _units(self.raw[last], self.encoding)))

    def _mark(self, line: int) -> int:
        return 1 if line == 0 and self.raw[0].startswith(BOM) else 0


def opened(
    uri: str,
    path: str,
    text: str,
    version: int | None = None,
    encoding: types.PositionEncodingKind | str = UTF16,
) -> Document:
    """The document of a whole text."""
    return Document(uri, path, _split(text), version, encoding)


def changed(
    document: Document, changes: Iterable[types.TextDocumentContentChangeEvent], version: int | None
) -> Document:
    """The document after the editor's changes, each of the text that the one before it left."""
    raw = document.raw
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            raw = _replaced(raw, change.range, change.text, document.encoding)
        else:
            raw = _split(change.text)
    return Document(document.uri, document.path, raw, version, document.encoding)


def shared(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many lines two texts have in common at their beginning, and how many of the others at their end."""
    most = min(len(before), len(after))
    same = next((at for at in range(most) if before[at] is not after[at] and before[at] != after[at]), most)
    below = 0
    while below < most - same and (before[-1 - below] is after[-1 - below] or before[-1 - below] == after[-1 - below]):
        below += 1
    return same, below


def line_in(after: Document, before: Document, line: int) -> int:
    """Where a line (from 1) of a text stands in another version of it; where it was changed, the line at its place."""
    old, new = before.lines, after.lines
    same, below = shared(old, new)
    if line <= same:
        return line
    if line > len(old) - below:
        return line + len(new) - len(old)
    from difflib import SequenceMatcher

    changes = SequenceMatcher(None, old[same : len(old) - below], new[same : len(new) - below], autojunk=False)
    at = line - 1 - same
    _, first, _, start, end = next(one for one in changes.get_opcodes() if one[1] <= at < one[2])
    return same + min(start + at - first, max(end - 1, start)) + 1


def _replaced(
    raw: tuple[str, ...], place: types.Range, text: str, encoding: types.PositionEncodingKind | str
) -> tuple[str, ...]:
    """The lines after one change. Only those that it touches are cut anew, and one more on either side, since a CR
    and a LF that come together are one line end."""
    first, start = _place(raw, place.start, encoding)
    last, end = _place(raw, place.end, encoding)
    if (last, end) < (first, start):
        last, end = first, start
    above, below = max(first - 1, 0), min(last + 1, len(raw) - 1)
    head = "".join(raw[above:first]) + raw[first][:start]
    tail = raw[last][end:] + "".join(raw[last + 1 : below + 1])
    middle = _split(head + text + tail)
    if below < len(raw) - 1:
        # The piece ends with a line end, behind which the cut leaves an empty line that is none.
        middle = middle[:-1]
    return (*raw[:above], *middle, *raw[below + 1 :])


def _place(raw: Sequence[str], position: types.Position, encoding: types.PositionEncodingKind | str) -> tuple[int, int]:
    """The index of a line and of a character in it; behind the end of the text for a line that is not there."""
    if position.line >= len(raw):
        return len(raw) - 1, len(raw[-1])
    return position.line, _index(raw[position.line].rstrip("\r\n"), position.character, encoding)


def _split(text: str) -> tuple[str, ...]:
    """The lines of a text with their ends."""
    lines = []
    start = 0
    for match in LINE_END.finditer(text):
        lines.append(text[start : match.end()])
        start = match.end()
    lines.append(text[start:])
    return tuple(lines)


def _index(line: str, units: int, encoding: types.PositionEncodingKind | str) -> int:
    """The index of the character that begins after so many units of the line, at most its length."""
    if encoding == UTF32 or line.isascii():
        return min(units, len(line))
    taken = 0
    for index, character in enumerate(line):
        if taken >= units:
            return index
        taken += _width(character, encoding)
    return len(line)


def _units(text: str, encoding: types.PositionEncodingKind | str) -> int:
    """The length of a text in the encoding's units."""
    if encoding == UTF32 or text.isascii():
        return len(text)
    return sum(_width(character, encoding) for character in text)


def _width(character: str, encoding: types.PositionEncodingKind | str) -> int:
    code = ord(character)
    if encoding == UTF8:
        return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
    return 2 if code > 0xFFFF else 1
