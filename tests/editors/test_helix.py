"""Helix in a terminal, as a person would use it: the set-up is the one of the documentation.

It runs where Helix is installed. Debian 12 has no package of it, so it may be skipped even where nothing else may be.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HELIX = shutil.which("hx") or shutil.which("helix")
SECONDS = 30.0
ENTER = "\r"

SHARED = 'department care "Customer care" owner "Head of care"\n'
STORY = """blueprint "Cable TV outage"
include "shared.blueprint"

step "Calls"
  customer: calls "Calls the hotline" trigger
  frontsage care: answers "Takes the call" outcome

calls <-> answers
"""


def setup(command: list[str]) -> str:
    """The TOML of the documentation, with the command of this checkout."""
    text = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    match = re.search(r"## Helix.*?```toml\n(.*?)```", text, re.DOTALL)
    assert match is not None
    words = 'command = "blueprint"\nargs = ["lsp"]'
    assert words in match[1]
    quoted = [f"'{word}'" for word in command]
    return match[1].replace(words, f"command = {quoted[0]}\nargs = [{', '.join(quoted[1:])}]")


class Terminal:
    """Helix in a terminal of 120 columns and 40 rows."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        import fcntl  # Not there on Windows.
        import termios

        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self._said = b""

    def type(self, keys: str) -> None:
        """Press keys; what was said before is forgotten."""
        self._said = b""
        os.write(self._ours, keys.encode())

    def shows(self, words: str) -> None:
        """Wait until words are written on the screen, from one end to the other."""
        self.wait(lambda: words in self._text(), words)

    def wait(self, ready: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        ends = time.monotonic() + SECONDS
        while not ready():
            assert time.monotonic() < ends, f"waited in vain for {what}: {self._text()[-2000:]}"
            if select.select([self._ours], [], [], 0.05)[0]:
                self._said += os.read(self._ours, 1 << 16)

    def _text(self) -> str:
        """What was said, without the signs that move the cursor and set colours."""
        return re.sub(
            r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|.)", "", self._said.decode(errors="replace")
        )

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


@pytest.fixture
def helix(tmp_path: Path) -> Iterator[Callable[[Path, str], Terminal]]:
    """Opens files in Helix, set up as documented."""
    config = tmp_path / "config" / "helix"
    config.mkdir(parents=True)
    (config / "languages.toml").write_text(setup([sys.executable, "-m", "blueprint", "lsp"]), encoding="utf-8")
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
    environment = {**os.environ, **folders, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    running: list[Terminal] = []

    def open_file(folder: Path, place: str) -> Terminal:
        running.append(Terminal([str(HELIX), place], folder, environment))
        return running[-1]

    yield open_file
    for one in running:
        one.close()


@pytest.mark.skipif(HELIX is None, reason="Helix is not installed")
def test_helix(tmp_path: Path, helix: Callable[[Path, str], Terminal]) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    story, shared = folder / "story.blueprint", folder / "shared.blueprint"
    (folder / "blueprint.toml").write_text("")
    story.write_text(STORY)
    shared.write_text(SHARED)
    editor = helix(folder, "story.blueprint:6:3")
    editor.shows("“frontsage” is no stage that a lane can have.")

    editor.type(" a")  # The code actions.
    editor.shows("Change “frontsage” to “frontstage”")
    editor.type(f"{ENTER}:w{ENTER}")
    mended = STORY.replace("frontsage", "frontstage")
    editor.wait(lambda: story.read_text() == mended, "the quick fix")

    editor.type(f"/care{ENTER} r")  # Rename what the cursor is on.
    editor.shows("rename-to:care")
    editor.type(f"\x15help_desk{ENTER}")
    editor.shows("help_desk: answers")
    editor.type(f":wa{ENTER}")
    editor.wait(lambda: story.read_text() == mended.replace("care:", "help_desk:"), "the rename here")
    renamed = SHARED.replace("department care", "department help_desk")
    editor.wait(lambda: shared.read_text() == renamed, "the rename in the other file")
