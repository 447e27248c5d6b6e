"""Where the settings of a file stand: in the nearest folder upwards that has some. Nothing is read without need."""

from __future__ import annotations

import os

OWN = "blueprint.toml"
SHARED = "pyproject.toml"
"""The file of Python projects; our settings stand in its table ``[tool.blueprint]``."""

ROOT = ".git"
"""What marks the top of a project: no settings are looked for above it."""


def settings_of(path: str, known: dict[str, str]) -> str:
    """The file with the settings for a file, or ``""`` where there is none; ``path`` may be ``-``.

    ``known`` holds what was found for a folder, and gets what is found now.
    """
    folder = os.path.dirname(os.path.abspath(path))
    passed = []
    while folder not in known:
        passed.append(folder)
        found = _in(folder)
        above = os.path.dirname(folder)
        if found or above == folder or os.path.exists(os.path.join(folder, ROOT)):
            known[folder] = found
        else:
            folder = above
    known.update(dict.fromkeys(passed, known[folder]))
    return known[folder]


def _in(folder: str) -> str:
    for name in (OWN, SHARED):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name == OWN or _speaks_of_us(path)):
            return path
    return ""


def _speaks_of_us(path: str) -> bool:
    """Whether a pyproject.toml has our table. Most have not, and then it is not worth reading as TOML."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    if b"blueprint" not in data:
        return False
    import tomllib

    try:
        tool = tomllib.loads(data.decode()).get("tool", {})
    except ValueError:
        # What is wrong in it belongs to others, as far as we can tell.
        return b"[tool.blueprint" in data
    return isinstance(tool, dict) and "blueprint" in tool
