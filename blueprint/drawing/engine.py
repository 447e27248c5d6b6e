"""The only module that runs another program: Graphviz, which finds the ways of the arrows.

By default it is the program of the package ``graphviz-pure``, so that nothing but pip is needed; the system's
Graphviz is taken by ``"dot"``, another program by its path.
"""

from __future__ import annotations

import os
from pathlib import Path

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


def run(source: str, format: str, *, engine: str = EMBEDDED, timeout: float = 30.0) -> str:
    """What Graphviz makes of the DOT text ``source``, whose nodes have their places (``neato -n2``).

    ``format`` is one of Graphviz's text formats; ``timeout`` is in seconds. The program runs in an empty environment
    that forbids it to read files. Raises :class:`EngineError` where it is missing, fails, complains of lost edges
    or takes too long.
    """
    import subprocess

    path = program(engine)
    # SERVER_NAME makes Graphviz refuse every file that a drawing names.
    environment = {"SERVER_NAME": "x", "LC_ALL": "C", "PATH": os.defpath}
    if "SYSTEMROOT" in os.environ:  # Without it no program starts on Windows.
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    try:
        done = subprocess.run(
            [path, "-Kneato", "-n2", f"-T{format}"],
            input=source.encode("utf-8", "replace"),
            capture_output=True,
            timeout=timeout,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EngineError(f"The drawing engine was stopped: it took longer than {timeout:g} seconds.") from None
    except OSError as error:
        raise EngineError(f"The drawing engine could not be started: {path}: {error.strerror or error}.") from None
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode != 0 or "lost " in said:
        reason = said.splitlines()[0][:200] if said else f"it ended with status {done.returncode}"
        raise EngineError(f"The drawing engine failed: {reason}")
    return done.stdout.decode("utf-8", "replace")
