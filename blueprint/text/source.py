"""A file as text: decoded, measured against the limits, cut into lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 8_000_000
"""The largest file that is read: some 200,000 lines, far beyond any service that people can discuss."""

MAX_LINE = 4_000
"""The longest line, in characters. Longer lines are reported and not read."""

BOM = "\ufeff"
"""The byte order mark, with which some editors begin a file."""

LINE_END = re.compile(r"\r\n|\n|\r")

_SPACELESS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]"
INVISIBLE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
    f"|(?<!{_SPACELESS})\u200b(?!{_SPACELESS})"
)
"""Characters that have no place in a text, as a regular expression: controls, spaces without width (the joiners of
emoji, Hindi and Persian are none; and in scripts without spaces, such as Thai, one says where a word ends), and what no
page of XML can hold."""


def first_invisible(line: str) -> int:
    """The index of the first character of a line that has no place in a text; -1 where there is none."""
    if line.isprintable():
        return -1
    found = re.search(INVISIBLE, line)
    return found.start() if found else -1


class SourceError(Exception):
    """A file that cannot be read at all; the message is one sentence for the person who named it."""


class Source(NamedTuple):
    """The text of one file, and its path as the user named it. ``mark`` is the byte order mark that the file begins
    with, which is no part of its text, or ``""``."""

    text: str
    path: str
    mark: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends, whatever the line ends are."""
        return split_lines(self.text)


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text without a byte order mark and without their ends: only LF, CRLF and CR end a line."""
    return tuple(LINE_END.split(text.removeprefix(BOM)))


def decode(data: bytes, path: str) -> Source:
    """The text of a file's bytes; raises SourceError where they are no UTF-8 text, or too many."""
    if len(data) > MAX_BYTES:
        raise SourceError(f"{path}: the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}: not UTF-8 text (byte 0x{data[error.start]:02X} on line {line}); save the file as UTF-8"
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceError(f"{path}: not a text file (a NUL byte on line {line})")
    return Source(text, path, BOM if data.startswith(BOM.encode()) else "")


def read_source(path: str | Path) -> Source:
    """The text of a file; raises SourceError where it is missing, a folder, unreadable, too large or no UTF-8 text."""
    name = str(path)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(f"{name}: there is no such file") from None
    except IsADirectoryError:
        raise SourceError(f"{name}: this is a folder, not a file") from None
    except PermissionError:
        raise SourceError(f"{name}: you may not read this file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{name}: cannot be read ({reason})") from None
    if len(data) > MAX_BYTES:
        raise SourceError(f"{name}: the file is larger than {MAX_BYTES:,} bytes, the limit")
    return decode(data, name)
