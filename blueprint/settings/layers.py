"""Settings as they are said: by a file, by a part of it that holds for some paths, by the options of a command."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

BY_DEFAULT = "by default"


class Fault(NamedTuple):
    """A mistake in a settings file: the file as people know it, the line (from 1; 0 where it is the whole file), and
    what is wrong."""

    shown: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.shown}:{self.line}: {self.words}" if self.line else f"{self.shown}: {self.words}"


class SettingsError(Exception):
    """Settings that cannot be used; ``faults`` holds every mistake."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults

    @property
    def messages(self) -> tuple[str, ...]:
        """A sentence for each mistake, with its place."""
        return tuple(map(str, self.faults))


class Said(NamedTuple):
    """One setting and where it was said: ``blueprint.toml:4``, ``--profile``."""

    value: object
    where: str


class Layer(NamedTuple):
    """The settings of one place by key, such as ``profile``, ``select``, ``severity.self-arrow``, ``thresholds.risk``.

    ``paths`` are the patterns of the files that it holds for, as seen from ``folder``; without one, for all.
    """

    values: dict[str, Said]
    paths: tuple[str, ...] = ()
    folder: str = ""

    def holds_for(self, path: str) -> bool:
        """Whether the layer speaks of a file."""
        if not self.paths:
            return True
        seen = os.path.relpath(os.path.realpath(path), os.path.realpath(self.folder)).replace(os.sep, "/")
        return any(matches(pattern, seen) for pattern in self.paths)


def matches(pattern: str, path: str) -> bool:
    """Whether a path fits a pattern, or lies in a folder that does.

    ``*`` and ``?`` stand for signs within a name, ``**`` for any folders. A pattern of one name fits in every folder.
    """
    return _expression(pattern).match(path) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    import re

    names = [name for name in pattern.split("/") if name not in ("", ".")]
    parts: list[str] = []
    if len(names) == 1 and not pattern.startswith(("/", "./")):
        parts.append("(?:.*/)?")
    for number, name in enumerate(names):
        last = number == len(names) - 1
        if name == "**":
            parts.append(".*" if last else "(?:.*/)?")
        else:
            signs = {"*": "[^/]*", "?": "[^/]"}
            parts.append("".join(signs.get(sign) or re.escape(sign) for sign in name) + ("" if last else "/"))
    return re.compile("".join(parts) + "(?:/.*)?$", re.DOTALL)
