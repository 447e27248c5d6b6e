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
MOST_BYTES = 64_000_000
"""So much is kept; beyond it, what was not asked for the longest goes first."""

PACKAGES = ("text", "tree", "model", "findings", "findings/checks", "cli")
"""The folders of the program on which findings depend."""


class Kept:
    """Results by what they depend on: the text and path of a file and its includes, the settings, the program, the day.

    There is one file for each folder in which the command was called: a line for each result, the key and then JSON,
    which can do no harm whatever it holds. It lies in a folder that is the user's alone. What cannot be read or
    written is no fault: the file is checked.
    """

    def __init__(self) -> None:
        self._path = ""
        self._program = ""
        self._known: dict[str, str] = {}
        self._new: dict[str, str] = {}
        self._settings: dict[int, str] = {}
        self._digests: dict[str, str] = {}
        above = cache_folder()
        if above is not None:
            folder = os.path.join(above, FOLDER)
            with suppress(OSError, ValueError):
                os.makedirs(folder, mode=0o700, exist_ok=True)
                self._program = _program()
                self._path = os.path.join(folder, digest(os.getcwd()) + ".txt")
                with open(self._path, encoding="ascii", newline="\n") as file:
                    lines = file.read().split("\n")
                self._known = {key: result for key, _, result in (line.partition("\t") for line in lines) if result}

    def get(self, task: Task) -> Result | None:
        """What came of a task the last time, or None where that is not known or something has changed."""
        if not self._known:
            return None
        import json

        try:
            key = self._key(task.settings, task.path, digest(read_source(task.path).text))
            if key in self._known:
                judged = Judged(*json.loads(self._known[key]))
                if all(self._digest(path) == known for path, known in judged.included or ()):
                    result = result_of(judged)
                    self._new[key] = self._known[key]
                    return result
        except (SourceError, ValueError, TypeError):
            pass
        return None

    def put(self, task: Task, judged: Judged) -> None:
        """Keeps what came of a task, unless it may come out otherwise although nothing that we know of has changed."""
        if not self._path or judged.unread or judged.included is None or judged.path != task.path:
            return
        import json

        self._new[self._key(task.settings, task.path, judged.digest)] = json.dumps(judged)

    def close(self) -> None:
        """Writes what is to be kept: the results of this run, then those of earlier ones while there is room."""
        if self._new.keys() <= self._known.keys():
            return
        lines, size = [], 0
        for key, result in {**self._new, **self._known}.items():
            size += len(key) + len(result) + 2
            if size > MOST_BYTES // 2:
                break
            lines.append(f"{key}\t{result}\n")
        temporary = f"{self._path}.{os.getpid()}"
        with suppress(OSError):
            with open(temporary, "w", encoding="ascii", newline="\n") as file:
                file.writelines(lines)
            os.replace(temporary, self._path)
            self._tidy(os.path.dirname(self._path))

    def _tidy(self, folder: str) -> None:
        """Keeps the folder within its bounds."""
        with os.scandir(folder) as files:
            states = sorted((state.st_mtime_ns, state.st_size, file.path) for file in files for state in [file.stat()])
        size = sum(state[1] for state in states)
        for _, length, path in states:
            if size <= MOST_BYTES:
                break
            os.unlink(path)
            size -= length

    def _key(self, settings: Settings, path: str, text: str) -> str:
        known = self._settings.get(id(settings))
        if known is None:
            known = self._settings[id(settings)] = _settings(settings)
        return digest(f"{self._program}\0{known}\0{path}\0{text}")

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
