"""Shows a file in the program that the system has for it."""

from __future__ import annotations

import os
import subprocess
import sys

import click

_SOON = 3.0
"""So many seconds the system's opener has to say that it knows no program."""


def show_file(path: str) -> bool:
    """Open a file; whether there was a program for it."""
    target = os.path.abspath(path)
    if sys.platform in ("win32", "cygwin", "darwin"):
        return click.launch(target) == 0
    try:
        # What it says of the programs that it looks for in vain helps nobody.
        opener = subprocess.Popen(["xdg-open", target], stderr=subprocess.DEVNULL)
    except OSError:
        return False
    try:
        return opener.wait(_SOON) == 0
    except subprocess.TimeoutExpired:
        return True  # With some programs it stays until their window is closed.
