"""Finding the files that the user means, and reading them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from blueprint.cli.failure import CannotWork
from blueprint.model.elements import Blueprint
from blueprint.text.source import MAX_BYTES, Source, SourceError, decode, read_source

ENDING = ".blueprint"
STANDARD = "-"
STDIN_NAME = "<stdin>"


def find(paths: Sequence[str]) -> tuple[str, ...]:
    """The files that the paths name, each once: files and ``-`` as they are, folders as the blueprints below them.

    A folder's files come sorted. Hidden folders, Python environments and ``node_modules`` are passed over. Raises
    CannotWork for a folder without blueprints.
    """
    found: dict[str, str] = {}
    for path in paths:
        if path != STANDARD and os.path.isdir(path):
            inside = sorted(_below(path))
            if not inside:
                raise CannotWork(f"{path}: there is no {ENDING} file in this folder")
        else:
            inside = [path]
        for file in inside:
            found.setdefault(STANDARD if file == STANDARD else os.path.realpath(file), file)
    return tuple(found.values())


def folders(paths: Sequence[str]) -> set[str]:
    """The folders in which a file that the paths name may appear or change."""
    found: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            found.update(folder for folder, _ in _walk(path))
        else:
            found.add(os.path.dirname(os.path.realpath(path)))
    return {folder for folder in found if os.path.isdir(folder)}


def _below(folder: str) -> Iterator[str]:
    for inner, names in _walk(folder):
        for name in names:
            if name.endswith(ENDING) and not name.startswith("."):
                # "./a" is shown as "a", as people write it.
                yield os.path.normpath(os.path.join(inner, name))


def _walk(folder: str) -> Iterator[tuple[str, list[str]]]:
    for inner, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not _is_passed_over(inner, name))
        yield inner, names


def _is_passed_over(folder: str, name: str) -> bool:
    if name.startswith(".") or name in ("node_modules", "__pycache__"):
        return True
    return os.path.exists(os.path.join(folder, name, "pyvenv.cfg"))


def used_by(blueprint: Blueprint) -> set[str]:
    """The files that a blueprint was read from: its own and the included ones of which something is in it."""
    declared = {declaration.span.path for declaration in blueprint.declarations}
    return declared | {problem.span.path for problem in blueprint.problems} | {blueprint.path}


class Sources:
    """The files of a run: read once, and their lines at hand for the findings, those of included files too."""

    def __init__(self) -> None:
        self._sources: dict[str, Source | None] = {}
        self._lines: dict[str, tuple[str, ...]] = {}

    def read(self, path: str) -> Source:
        """The text of a file, or of standard input for ``-``; raises SourceError where it cannot be read."""
        if path == STANDARD:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
            source = decode(data, STDIN_NAME)
        else:
            source = read_source(path)
            if not source.path.isascii():
                # A name that is no UTF-8 could not be written anywhere.
                source = source._replace(path=os.fsencode(path).decode(errors="replace"))
        self._sources[source.path] = source
        return source

    def line_of(self, path: str, number: int) -> str | None:
        """A line of a file by its number, counted from 1; None where the file or the line is not there."""
        if path not in self._lines:
            if path not in self._sources:
                try:
                    self._sources[path] = read_source(path)
                except SourceError:
                    self._sources[path] = None
            source = self._sources[path]
            self._lines[path] = source.lines if source else ()
        lines = self._lines[path]
        return lines[number - 1] if 0 < number <= len(lines) else None
