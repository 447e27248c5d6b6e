"""A running preview, and a browser that goes there."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "drawing"))

from devtools import Browser  # noqa: E402

CALL = """\
blueprint "A call" as-is
department care "Care" owner "Anna"
channel phone "Telephone"
phase "Asking"
step "Calls"
  customer: calls "Calls" takes 1 min
  frontstage care: answers "Answers" via phone
phase "Solving"
step "Solved"
  frontstage care: solves "Solves it"
  customer: smiles "Smiles" emotion 2
calls -> answers -> solves -> smiles
"""


class Preview:
    """A running preview."""

    def __init__(self, path: Path, *options: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "blueprint", "preview", "--no-open", *options, str(path)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)
        first = self.process.stdout.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/", first)
        assert found, first
        self.address, self.port, self.token = found[0], int(found[1]), found[2]

    def hears(self) -> dict[str, object]:
        """The next thing that is said to the editor."""
        said: dict[str, object] = json.loads(self.process.stdout.readline())
        return said

    def says(self, said: object) -> None:
        """The editor says something."""
        self.process.stdin.write(json.dumps(said).encode() + b"\n")
        self.process.stdin.flush()

    def interrupt(self) -> tuple[int, bytes]:
        """Ctrl-C; the exit status, and what was said on standard error."""
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors

    def end(self) -> None:
        """Ends it, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


def go(browser: Browser, address: str) -> None:
    """Opens an address and waits until it is there."""
    browser.send("Page.navigate", url=address)
    browser.wait(f"location.href === {json.dumps(address)} && document.readyState === 'complete'")
