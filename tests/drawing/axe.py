"""axe-core, which looks for barriers on a web page. It is no part of Blueprint: npm brings it when the tests want it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

VERSION = "4.11.0"


def axe_script(folder: Path) -> str:
    """The script of axe-core, kept in ``folder``. Where npm is missing or brings nothing, the test is skipped; AXE names
    a file that is there already."""
    given = os.environ.get("AXE")
    path = Path(given) if given else folder / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("there is no npm on this machine to bring axe-core (AXE=/path/to/axe.min.js names one)")
        command = [npm, "install", "--prefix", str(folder), "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(
            [*command, f"axe-core@{VERSION}"], capture_output=True, text=True, timeout=180, check=False
        )
        if not path.is_file():
            pytest.skip(f"npm could not bring axe-core: {done.stderr[-300:]}")
    return path.read_text(encoding="utf-8")
