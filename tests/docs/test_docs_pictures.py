"""The pictures of the documentation are what the commands beside them draw."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint.cli.main import cli

ROOT = Path(__file__).parents[2]
COMMANDS = re.findall(r"^\$ blueprint (render .* -o docs/\S+)$", (ROOT / "docs/drawing.md").read_text("utf-8"), re.M)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_picture_is_what_its_command_draws(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    *words, target = shlex.split(command)
    drawn = tmp_path / "drawn.svg"
    result = CliRunner().invoke(cli, [*words, str(drawn)])
    assert result.exit_code == 0, result.output
    assert drawn.read_bytes() == (ROOT / target).read_bytes(), f"draw it again: blueprint {command}"


def test_every_picture_has_its_command() -> None:
    drawn = {shlex.split(command)[-1] for command in COMMANDS}
    assert drawn == {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/pictures").glob("*")}
