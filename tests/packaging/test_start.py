"""What starting the command brings in: start-up time is felt, so each command takes only what it needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

STORY = 'blueprint "Coffee"\nstep "Order"\n  customer: "Orders a flat white"\n'

# What is needed for drawing, for JSON, for watching, and what is merely slow to import.
FOR_DRAWING = {"graphviz", "graphviz_pure", "blueprint.drawing.drawing"}
FOR_OTHERS = {"msgspec", "watchfiles", "anyio", "resvg_py", "asyncio", "http", "importlib.metadata", "inspect"}


def modules_after(arguments: list[str], folder: Path) -> set[str]:
    code = (
        "import json, sys\n"
        "from blueprint.cli.main import main\n"
        f"sys.argv = ['blueprint', *{arguments!r}]\n"
        "try:\n"
        "    main()\n"
        "except SystemExit:\n"
        "    pass\n"
        "print('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "coffee.blueprint").write_text(STORY, encoding="utf-8")
    return tmp_path


def test_checking_takes_nothing_of_the_drawing(folder: Path) -> None:
    modules_after(["check", "coffee.blueprint"], folder)  # fills the cache of the grammar
    modules = modules_after(["check", "coffee.blueprint"], folder)
    bare = subprocess.run(
        [sys.executable, "-c", "import click, lark, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert modules & (FOR_DRAWING | FOR_OTHERS) <= set(bare.stdout.split())


def test_drawing_takes_nothing_of_json_and_watching(folder: Path) -> None:
    modules = modules_after(["render", "coffee.blueprint", "-o", "coffee.svg"], folder)
    assert not modules & {"msgspec", "watchfiles", "anyio", "resvg_py", "asyncio"}
