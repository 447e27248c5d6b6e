"""Where something stands in a file."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A run of characters on one line.

    ``line`` and ``column`` count from 1, columns in code points; ``end`` is the column after the last character.
    ``path`` is the file as the user named it, ``""`` for text that came from no file. A statement of the
    language is one line, so no span ever crosses a line end.
    """

    line: int
    column: int
    end: int
    path: str = ""

    def __str__(self) -> str:
        return f"{self.path or '<text>'}:{self.line}:{self.column}"
