"""What the tests of the command line share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner, Result

from blueprint.cli.main import cli

ROOT = Path(__file__).parents[2]

GOOD = """\
blueprint "Coffee to go" goal "Have a good coffee" owner "Head of the bar"

department bar "Bar" owner "Head of the bar"
channel counter "Counter" hours "Mo-Su 7-19"
step "Order"
  customer: orders "Orders a flat white" via counter trigger
  frontstage bar: takes "Takes the order"
    via counter
  evidence: slip "Slip with a number" owner "Head of the bar"
  customer: drinks "Drinks the coffee" outcome
  support: prints "Prints the slip"

orders -> takes
takes -> drinks
"""

# A mistake in line 7, and nothing else.
BROKEN = GOOD.replace("frontstage bar", "frontstag bar").replace("orders -> takes\ntakes -> drinks", "orders -> drinks")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with good.blueprint (no findings) and broken.blueprint (a mistake)."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "BLUEPRINT_ENGINE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "good.blueprint").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.blueprint").write_text(BROKEN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Callable[..., Result]:
    """Calls the command line in this process, in the folder; an exception that is no exit fails the test."""

    def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, list(arguments), input=stdin, prog_name="blueprint")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def start(folder: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command line as a program of its own, in the folder."""

    def call(
        *arguments: str,
        stdin: int | None = None,
        out: int | IO[bytes] = subprocess.PIPE,
        err: int | IO[bytes] = subprocess.PIPE,
    ) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONUNBUFFERED", None)
        command = [sys.executable, "-m", "blueprint", *arguments]
        return subprocess.Popen(command, cwd=folder, env=environment, stdin=stdin, stdout=out, stderr=err)

    return call
