"""Blueprints from files, with the files that they include. Reads files; everything else about the model does not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from blueprint.model.elements import Blueprint
from blueprint.model.read import parse
from blueprint.text.source import Source, SourceError, read_source

if TYPE_CHECKING:
    from pathlib import Path

ROOT_MARKS = ("blueprint.toml", "pyproject.toml", ".git")
"""What marks the root of a project; an include never leaves it."""

MOST_INCLUDES = 200
"""How many files one blueprint may include, those that its includes include among them."""


def load(path: str | Path, root: str | Path = "") -> Blueprint:
    """The blueprint of a file. Raises SourceError where the file itself cannot be read; what is wrong inside it, a
    failing include among it, stands in the blueprint's problems. ``root`` is the folder of the project where no mark of
    one is found, by default the folder of the file."""
    return load_source(read_source(path), root)


def load_source(source: Source, root: str | Path = "") -> Blueprint:
    """The blueprint of a text that stands at ``source.path``, from where it includes."""
    return parse(source.text, source.path, Includes(source.path, root))


class Includes:
    """Fetches included files from below the root of the project that a file belongs to."""

    def __init__(self, path: str, root: str | Path = "") -> None:
        folder = os.path.dirname(os.path.abspath(path))
        fallback = os.path.abspath(root) if root else folder
        self._root = os.path.realpath(project_root(folder) or fallback)
        self._count = 0

    def __call__(self, words: str, path: str) -> Source | str:
        """The included file, named as seen from the including one; or one clause that says why it is not to be had."""
        if not words or os.path.isabs(words) or "\\" in words or ":" in words:
            return "write a path from this file, with / between folders"
        target = os.path.normpath(os.path.join(os.path.dirname(path), words))
        real = os.path.realpath(target)
        if not real.startswith(os.path.join(self._root, "")):
            return "it lies outside the project"
        self._count += 1
        if self._count > MOST_INCLUDES:
            return f"a blueprint may include {MOST_INCLUDES} files at most"
        try:
            return read_source(target)
        except SourceError as error:
            return str(error).removeprefix(f"{target}: ")


def project_root(folder: str) -> str:
    """The nearest folder, from this one upwards, that holds a mark of a project; ``""`` where there is none."""
    while True:
        if any(os.path.exists(os.path.join(folder, mark)) for mark in ROOT_MARKS):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
