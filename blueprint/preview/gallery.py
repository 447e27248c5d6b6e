"""The files of a preview and their pictures, drawn when somebody looks and again when something changed."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from blueprint.cli.decided import House
from blueprint.cli.failure import CannotWork
from blueprint.cli.files import find, folders
from blueprint.preview.picture import Look, Picture, key_at, take

PAUSE = 0.2
"""How long a file may be missing or empty, in seconds, while an editor writes it."""

Stamp = tuple[int, int, int] | None
Stamps = dict[str, Stamp]


class Wanted(NamedTuple):
    """The element that the editor's cursor is on, and which wish it was."""

    number: int = 0
    path: str = ""
    line: int = 0


class Gallery:
    """The pictures of a file, or of all blueprints of a folder. May be used from several threads."""

    def __init__(self, path: str, look: Look) -> None:
        self.path = os.path.abspath(path)
        self.is_folder = os.path.isdir(path)
        self.wanted = Wanted()
        self.news = threading.Condition()
        """Told whenever a picture, the list or the wish changed."""
        self._look = look._replace(home=self.is_folder)
        self._house = House()
        self._drawing = threading.RLock()
        self._pictures: dict[str, Picture] = {}
        self._stamps: dict[str, Stamps] = {}
        self._viewers: Counter[str] = Counter()
        self._files = self._find()

    def files(self) -> Mapping[str, str]:
        """The paths of the blueprints by the names under which they are asked for, in their order."""
        return self._files

    def picture(self, path: str) -> Picture:
        """The picture of a file as it is on the disk now."""
        with self._drawing:
            if path not in self._pictures or self._stamps[path] != _stamps(self._stamps[path]):
                self._draw(path)
            return self._pictures[path]

    def drawn(self, path: str) -> Picture:
        """The last picture of a file, without looking at the disk where there is one."""
        return self._pictures.get(path) or self.picture(path)

    @contextmanager
    def watching(self, path: str) -> Iterator[None]:
        """As long as somebody watches a file, it is drawn again as soon as it changes."""
        with self.news:
            self._viewers[path] += 1
        try:
            yield
        finally:
            with self.news:
                self._viewers[path] -= 1

    def folders(self) -> set[str]:
        """The folders in which something may change that is shown."""
        used = {path for stamps in list(self._stamps.values()) for path in stamps}
        return folders((self.path, *used))

    def refresh(self) -> None:
        """Looks for what changed: what is watched is drawn again, what is not, when it is next looked at."""
        for path in [path for path, count in self._viewers.items() if count]:
            with self._drawing:
                before = self._stamps.get(path)
                if before is None or before == (now := _stamps(before)):
                    continue
                if any(_has_content(before[one]) and not _has_content(stamp) for one, stamp in now.items()):
                    time.sleep(PAUSE)  # An editor may be writing it.
                    if before == _stamps(before):
                        continue
                self._draw(path)
        if self.is_folder and (files := self._find()) != self._files:
            self._files = files
            self._tell()

    def select(self, path: str, line: int) -> None:
        """The editor's cursor is on a line."""
        self.wanted = Wanted(self.wanted.number + 1, path, line)
        self._tell()

    def wanted_key(self, path: str) -> str:
        """The key of the element of a file that the editor's cursor is on, ``""`` where there is none."""
        return key_at(self.drawn(path), self.wanted.path, self.wanted.line) if self.wanted.number else ""

    def _draw(self, path: str) -> None:
        before = self._pictures.get(path, Picture())
        earlier = _stamps(self._stamps.get(path, {path: None}))
        picture = take(path, before, self._look, self._house)
        now = _stamps(picture.used)
        # What changes while it is drawn is drawn again: the state from before counts where it is known.
        self._stamps[path] = {one: earlier.get(one, stamp) for one, stamp in now.items()}
        self._pictures[path] = picture
        self._tell()

    def _tell(self) -> None:
        with self.news:
            self.news.notify_all()

    def _find(self) -> dict[str, str]:
        try:
            found = [os.path.abspath(path) for path in find([self.path])]
        except CannotWork:
            found = []
        base = self.path if self.is_folder else os.path.dirname(self.path)
        return {os.path.relpath(path, base).replace(os.sep, "/"): path for path in found}


def _has_content(stamp: Stamp) -> bool:
    return stamp is not None and stamp[1] > 0


def _stamps(paths: Collection[str]) -> Stamps:
    """When each file was changed, how long it is and which it is; None where it is missing."""
    stamps: Stamps = {}
    for path in paths:
        try:
            state = os.stat(path)
        except OSError:
            stamps[path] = None
        else:
            stamps[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return stamps
