"""The only module that runs another program: Graphviz, which finds the ways of the arrows.

By default it is the program of the package ``graphviz-pure``, so that nothing but pip is needed; the system's
Graphviz is taken by ``"dot"``, another program by its path.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

EMBEDDED = "embedded"
SYSTEM = "dot"


class EngineError(Exception):
    """Graphviz is missing or could not do its work. The text is one sentence for the user."""


def program(engine: str = EMBEDDED) -> str:
    """The path of the engine's program.

    ``engine`` is ``"embedded"``, ``"dot"`` for the system's Graphviz, or a path. Raises :class:`EngineError` where
    there is no such program.
    """
    if engine == EMBEDDED:
        return _embedded()
    from shutil import which

    found = which(engine)
    if found is None:
        if engine == SYSTEM:
            raise EngineError("Graphviz was not found: there is no program “dot” on the search path.")
        raise EngineError(f"The drawing engine was not found: there is no program “{engine}”.")
    return found


def _embedded() -> str:
    """The program of ``graphviz-pure``: it need not be on the search path, as the environment may not be activated."""
    import sys

    name = "graphviz-pure.exe" if os.name == "nt" else "graphviz-pure"
    beside = Path(sys.executable).with_name(name)
    if beside.is_file():  # The usual place, without reading the package's list of files.
        return str(beside)
    from importlib.metadata import PackageNotFoundError, files

    try:
        listed = files("graphviz-pure") or ()
    except PackageNotFoundError:
        listed = ()
    for file in listed:
        if file.name == name:
            path = Path(str(file.locate()))
            if path.is_file():
                return str(path)
    raise EngineError(
        "The embedded drawing engine is not installed: install the package “graphviz-pure”, "
        "or use the system's Graphviz with --engine dot."
    )


class Work:
    """The engine at work. It runs beside us, so that other things can be done until its answer is needed."""

    def __init__(self, process: Popen[bytes], source: bytes, timeout: float) -> None:
        from threading import Thread

        self._process = process
        self._timeout = timeout
        self._said: tuple[bytes, bytes] = b"", b""
        self._late = False
        # The thread feeds the program, which may answer before it has read everything.
        self._thread = Thread(target=self._talk, args=(source,), daemon=True)
        self._thread.start()

    def _talk(self, source: bytes) -> None:
        from subprocess import TimeoutExpired

        try:
            self._said = self._process.communicate(source, timeout=self._timeout)
        except TimeoutExpired:
            self._late = True
            self._process.kill()
            self._process.communicate()

    def answer(self) -> str:
        """Wait for the answer. Raises :class:`EngineError` where the program fails, complains of lost edges or takes
        longer than its time."""
        self._thread.join()
        if self._late:
            raise EngineError(f"The drawing engine was stopped: it took longer than {self._timeout:g} seconds.")
        out, complaints = self._said
        said = complaints.decode("utf-8", "replace").strip()
        status = self._process.returncode
        if status != 0 or "lost " in said:
            reason = said.splitlines()[0][:200] if said else f"it ended with status {status}"
            raise EngineError(f"The drawing engine failed: {reason}")
        return out.decode("utf-8", "replace")


def start(source: str, format: str, *, engine: str = EMBEDDED, timeout: float = 30.0) -> Work:
    """Give Graphviz the DOT text ``source``, whose nodes have their places (``neato -n2``).

    ``format`` is one of Graphviz's text formats; ``timeout`` is in seconds. The program runs in an empty environment
    that forbids it to read files. Raises :class:`EngineError` where it is missing or cannot be started.
    """
    from subprocess import PIPE, Popen

    path = program(engine)
    # SERVER_NAME makes Graphviz refuse every file that a drawing names.
    environment = {"SERVER_NAME": "x", "LC_ALL": "C", "PATH": os.defpath}
    if "SYSTEMROOT" in os.environ:  # Without it no program starts on Windows.
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    try:
        process = Popen([path, "-Kneato", "-n2", f"-T{format}"], stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment)
    except OSError as error:
        raise EngineError(f"The drawing engine could not be started: {path}: {error.strerror or error}.") from None
    return Work(process, source.encode("utf-8", "replace"), timeout)


def run(source: str, format: str, *, engine: str = EMBEDDED, timeout: float = 30.0) -> str:
    """What Graphviz makes of ``source``: ``start``, and wait for the answer."""
    return start(source, format, engine=engine, timeout=timeout).answer()
