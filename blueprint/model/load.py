"""Blueprints from files, with the files that they include. Reads files; everything else about the model does not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from blueprint.model.elements import Blueprint
from blueprint.model.read import parse
from blueprint.text.source import Source, SourceError, read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT_MARKS = ("blueprint.toml", "pyproject.toml", ".git")
"""What marks the root of a project; an include never leaves it."""

MOST_INCLUDES = 200
"""How many files one blueprint may include, those that its includes include among them."""


def load(path: str | Path) -> Blueprint:
    """The blueprint of a file. Raises SourceError where the file itself cannot be read; what is wrong inside it, a
    failing include among it, stands in the blueprint's problems."""
    return load_source(read_source(path))


def load_source(source: Source) -> Blueprint:
    """The blueprint of a text that stands at ``source.path``, from where it includes."""
    return parse(source.text, source.path, Includes(source.path))


class Includes:
    """Fetches included files from below the root of the project that a file belongs to. ``read`` gives the text of a
    file, and raises SourceError where it cannot."""

    def __init__(self, path: str, read: Callable[[str], Source] = read_source) -> None:
        folder = os.path.dirname(os.path.abspath(path))
        self._root = os.path.realpath(project_root(folder))
        self._read = read
        self._count = 0

    def __call__(self, words: str, path: str) -> Source | str:
        """The included file, named as seen from the including one; or one clause that says why it is not to be had."""
        refused = self.refused(words, path)
        if refused:
            return refused
        target = os.path.normpath(os.path.join(os.path.dirname(path), words))
        self._count += 1
        if self._count > MOST_INCLUDES:
            return f"a blueprint may include {MOST_INCLUDES} files at most"
        try:
            return self._read(target)
        except SourceError as error:
            return str(error).removeprefix(f"{target}: ")

    def refused(self, words: str, path: str) -> str:
        """One clause that says why these words can name no file, be it there or not; ``""`` where they can."""
        if not words or os.path.isabs(words) or "\\" in words or ":" in words:
            return "write a path from this file, with / between folders"
        real = os.path.realpath(os.path.join(os.path.dirname(path), words))
        return "" if _lies_in(real, self._root) else "it lies outside the project"


def project_root(folder: str) -> str:
    """The nearest folder, from this one upwards, that holds a mark of a project. Where there is none: the current
    folder, if this one lies in it, so that a file means the same alone and among others; else this folder."""
    above = folder
    while not any(os.path.exists(os.path.join(above, mark)) for mark in ROOT_MARKS):
        above, below = os.path.dirname(above), above
        if above == below:
            here = os.getcwd()
            return here if _lies_in(folder, here) else folder
    return above


def _lies_in(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))
