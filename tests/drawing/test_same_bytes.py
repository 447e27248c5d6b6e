"""The same file gives the same bytes: in every run, Python, locale, time zone, order of hashes, with fonts and without."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path

import pytest
from hard_cases import hard_case

EXAMPLES = sorted(str(path) for path in Path("examples").glob("*.blueprint"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

HARD = hard_case(1026, steps=12, lanes=7)

# Draws each file in each theme, and a hard case in a view and with its findings, and says a digest of what came of it.
SCRIPT = """
import hashlib, sys
import blueprint
from blueprint.findings.run import check
from blueprint.drawing.render import render
from blueprint.drawing.looks.theme import THEMES, built_in
for path in sys.argv[1:]:
    found = blueprint.load(path)
    for name in THEMES:
        print(path, name, hashlib.sha256(render(found, "svg", theme=built_in(name))).hexdigest())
    print(path, "text", hashlib.sha256(render(found, "text")).hexdigest())
hard = blueprint.parse(sys.stdin.buffer.read().decode())
for name, options in {"view": {"view": "customer"}, "findings": {"findings": check(hard)}}.items():
    for format in ("svg", "text"):
        print("hard case", name, format, hashlib.sha256(render(hard, format, **options)).hexdigest())
"""


def begun(python: str = sys.executable, **changes: str) -> subprocess.Popen[bytes]:
    """The script in a Python, in the present environment with some changes. The packages are those of the Python of
    this test; what drawing an SVG imports is pure Python."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    environment["PYTHONPATH"] = os.pathsep.join((os.getcwd(), sysconfig.get_path("purelib")))
    pipe = subprocess.PIPE
    command = [python, "-c", SCRIPT, *EXAMPLES]
    return subprocess.Popen(command, env=environment | changes, stdin=pipe, stdout=pipe, stderr=pipe)


def said_by(script: subprocess.Popen[bytes]) -> str:
    """What the script says in the end."""
    output, errors = script.communicate(HARD.encode())
    assert script.returncode == 0, errors.decode(errors="replace")
    return output.decode()


def digests(python: str = sys.executable, **changes: str) -> str:
    """What the script says."""
    return said_by(begun(python, **changes))


@cache
def usual() -> str:
    found = digests(PYTHONHASHSEED="0")
    assert len(re.findall(r" [0-9a-f]{64}$", found, re.M)) == 4 * len(EXAMPLES) + 4
    return found


RUNS = (
    {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0", "PYTHONHASHSEED": "4711"},
    {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "America/St_Johns"},
    {"LC_ALL": "tr_TR.UTF-8", "PYTHONIOENCODING": "latin-1:replace"},
)


def test_a_run_does_not_matter() -> None:
    # All at once: each waits for its hard case when it has drawn the examples.
    scripts = [begun(**changes) for changes in RUNS]
    for changes, script in zip(RUNS, scripts, strict=True):
        assert said_by(script) == usual(), changes


def test_fonts_of_the_machine_do_not_matter(tmp_path: Path) -> None:
    none = tmp_path / "none.conf"
    none.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>\n')
    bare = {"FONTCONFIG_FILE": str(none), "FONTCONFIG_PATH": str(tmp_path), "HOME": str(tmp_path)}
    assert digests(**bare, XDG_DATA_HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path)) == usual()


def find_python(version: str) -> str:
    """A working Python of a version, as the packaging tests find it; a skip where there is none."""
    if sys.version_info[:2] == tuple(map(int, version.split("."))):
        return sys.executable
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    places = [*sorted(map(str, root.glob(f"versions/{version}*/bin/python{version}")), reverse=True)]
    code = f"import sys; sys.exit('%d.%d' % sys.version_info[:2] != '{version}')"
    for path in (*places, shutil.which(f"python{version}")):
        if path and subprocess.run([path, "-c", code], capture_output=True, check=False).returncode == 0:
            return path
    pytest.skip(f"there is no Python {version} on this machine")


@pytest.mark.parametrize("version", PYTHONS)
def test_the_python_does_not_matter(version: str, tmp_path: Path) -> None:
    python = find_python(version)
    # What another Python compiles, and the grammar that it prepares, it keeps to itself.
    own = {"PYTHONDONTWRITEBYTECODE": "1", "BLUEPRINT_CACHE_DIR": str(tmp_path / "cache")}
    assert digests(python, **own) == usual()
