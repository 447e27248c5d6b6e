"""What came of earlier runs, kept in the user's cache: a file that has not changed need not be checked again."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import blueprint
from blueprint.cli.work import Judged, Result, Task, digest, result_of
from blueprint.text.source import SourceError, read_source
from blueprint.tree.grammar import cache_folder

if TYPE_CHECKING:
    from blueprint.findings.settings import Settings

FOLDER = "findings"
MOST_FILES = 20_000
MOST_BYTES = 64_000_000
"""So much is kept; beyond it, what was kept first goes first, until a fifth is free."""

PACKAGES = ("text", "tree", "model", "findings", "findings/checks", "cli")
"""The folders of the program on which findings depend."""


class Kept:
    """Results by what they depend on: the text and path of a file and its includes, the settings, the program, the day.

    They are JSON, which can do no harm whatever it holds, and lie in a folder that is the user's alone. One that
    cannot be read or written is no fault: the file is checked.
    """

    def __init__(self) -> None:
        self._folder = ""
        self._program = ""
        self._settings: dict[int, str] = {}
        self._digests: dict[str, str] = {}
        self._stored = False
        above = cache_folder()
        if above is not None:
            folder = os.path.join(above, FOLDER)
            with suppress(OSError):
                os.makedirs(folder, mode=0o700, exist_ok=True)
                self._folder = folder
                self._program = _program()

    def get(self, task: Task) -> Result | None:
        """What came of a task the last time, or None where that is not known or something has changed."""
        if not self._folder:
            return None
        import json

        try:
            text = read_source(task.path).text
            with open(self._path(task.settings, task.path, digest(text)), encoding="utf-8") as file:
                judged = Judged(*json.load(file))
            if all(self._digest(path) == known for path, known in judged.included or ()):
                return result_of(judged)
        except (SourceError, OSError, ValueError, TypeError):
            pass
        return None

    def put(self, task: Task, judged: Judged) -> None:
        """Keeps what came of a task, unless it may come out otherwise although nothing that we know of has changed."""
        if not self._folder or judged.unread or judged.included is None or judged.path != task.path:
            return
        import json

        # What is written only in part is no JSON, and so as good as nothing: there is no need to move it into place.
        with suppress(OSError, ValueError):
            with open(self._path(task.settings, task.path, judged.digest), "wb", buffering=0) as file:
                file.write(json.dumps(judged).encode())
            self._stored = True

    def tidy(self) -> None:
        """Keeps the folder within its bounds, where something was added to it."""
        if not self._stored:
            return
        with suppress(OSError):
            with os.scandir(self._folder) as files:
                states = sorted(
                    (state.st_mtime_ns, state.st_size, file.path) for file in files for state in [file.stat()]
                )
            count, size = len(states), sum(state[1] for state in states)
            if count <= MOST_FILES and size <= MOST_BYTES:
                return
            for _, length, path in states:
                if count <= MOST_FILES * 0.8 and size <= MOST_BYTES * 0.8:
                    break
                with suppress(OSError):
                    os.unlink(path)
                count, size = count - 1, size - length

    def _path(self, settings: Settings, path: str, text: str) -> str:
        known = self._settings.get(id(settings))
        if known is None:
            known = self._settings[id(settings)] = _settings(settings)
        return os.path.join(self._folder, digest(f"{self._program}\0{known}\0{path}\0{text}") + ".json")

    def _digest(self, path: str) -> str:
        """The digest of an included file, which many may include, as it is now."""
        if path not in self._digests:
            try:
                self._digests[path] = digest(read_source(path).text)
            except SourceError:
                self._digests[path] = ""
        return self._digests[path]


def _settings(settings: Settings) -> str:
    from datetime import date

    today = settings.today or date.today()  # noqa: DTZ011 - the reader's own day is meant
    return repr(
        (
            settings.profile,
            sorted(settings.select),
            sorted(settings.ignore),
            sorted(settings.severity.items()),
            settings.thresholds,
            today.isoformat(),
        )
    )


def _program() -> str:
    """What tells this program from one that may find something else: its version, and the state of its files."""
    here = os.path.dirname(blueprint.__file__)
    states = []
    for package in (*(os.path.join(here, name) for name in PACKAGES), os.path.join(os.path.dirname(here), "grammar")):
        with suppress(FileNotFoundError), os.scandir(package) as files:
            for file in files:
                if file.name.endswith((".py", ".lark")):
                    state = file.stat()
                    states.append((file.path, state.st_size, state.st_mtime_ns))
    return digest(repr((blueprint.__version__, sorted(states))))
