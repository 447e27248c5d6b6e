"""On which line of a TOML file a setting stands. The reader of TOML does not say."""

from __future__ import annotations

import re

_HEAD = re.compile(r"\s*(\[\[?)([^\]#]+)\]")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")

Keys = tuple[str | int, ...]


class Lines:
    """The lines of the keys of one file, below ``prefix``; ``shown`` is what messages call the file."""

    def __init__(self, text: str, prefix: tuple[str, ...], shown: str) -> None:
        self.shown = shown
        self._prefix = prefix
        self._numbers: dict[Keys, int] = {}
        counts: dict[Keys, int] = {}
        table: Keys = ()
        for number, line in enumerate(text.splitlines(), start=1):
            head, key = _HEAD.match(line), _KEY.match(line)
            if head is not None:
                table = _split(head[2])
                if head[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                table = self._in_list(table, counts)
                self._numbers.setdefault(table, number)
            elif key is not None:
                self._numbers.setdefault((*table, *_split(key[1])), number)

    def _in_list(self, table: Keys, counts: dict[Keys, int]) -> Keys:
        """The table with the number of the list's part that it belongs to."""
        for length in range(len(table), 0, -1):
            if table[:length] in counts:
                return (*table[:length], counts[table[:length]], *table[length:])
        return table

    def where(self, keys: Keys) -> str:
        """``file:line`` of a key, or of what it stands in; the file alone where that is not found."""
        line = self.line(keys)
        return f"{self.shown}:{line}" if line else self.shown

    def line(self, keys: Keys) -> int:
        """The line of a key, from 1, or of what it stands in; 0 where that is not found."""
        keys = (*self._prefix, *keys)
        while keys:
            if keys in self._numbers:
                return self._numbers[keys]
            keys = keys[:-1]
        return 0


def _split(key: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", key) if part.strip())
