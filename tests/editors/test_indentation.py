"""A new line begins equally far in, whether VS Code indents it by itself or the server does as one types."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lsprotocol import types

from blueprint.lsp.formatting import FIRST_TRIGGER, on_type_formatting
from blueprint.lsp.workspace import Workspace
from blueprint.text.source import split_lines
from blueprint.tree.format import INDENT, formatted

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("examples/*.blueprint"), *ROOT.glob("tests/corpus/good/*.blueprint")])
RULES = json.loads((ROOT / "editors/vscode/language-configuration.json").read_text(encoding="utf-8"))["onEnterRules"]
OWN = (
    "", "step", "step ", 'step "S', 'STEP "S"', 'step"S"', "step “S”", "step name", 'step "S" # more', "step: x", "step, x",
    'phase "P"', "phase p", "  step x", "steps -> x", "step -> x", "step  <-> x", "step→x", "step.x -> y", "# step x",
)  # fmt: skip


def by_rules(line: str) -> str:
    """The indentation of a line below another one, as VS Code makes it."""
    indent = line[: len(line) - len(line.lstrip())]
    for rule in RULES:
        assert rule["action"] == {"indent": "indent"}
        if re.search(rule["beforeText"]["pattern"], line, re.IGNORECASE if "i" in rule["beforeText"]["flags"] else 0):
            return indent + INDENT
    return indent


def by_server(line: str, folder: Path) -> str:
    """The indentation that the server makes of the one that VS Code made."""
    files = Workspace([str(folder)])
    uri = (folder / "a.blueprint").as_uri()
    made = by_rules(line)
    files.open(uri, f"{line}\n{made}", 1)
    view = files.view(uri)
    assert view is not None
    for edit in on_type_formatting(view, types.Position(1, len(made)), FIRST_TRIGGER):
        if edit.range.start.line == 1:
            made = made[: edit.range.start.character] + edit.new_text + made[edit.range.end.character :]
    return made


@pytest.mark.parametrize("line", OWN)
def test_the_two_agree(line: str, tmp_path: Path) -> None:
    assert by_server(line, tmp_path) == by_rules(line)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_on_every_line(path: Path, tmp_path: Path) -> None:
    lines = {line for line in split_lines(path.read_bytes().decode("utf-8-sig")) if line.strip() and line.isprintable()}
    different = {line for line in lines if by_server(line, tmp_path) != by_rules(line)}
    assert not different


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_what_the_formatter_does(path: Path) -> None:
    lines = formatted(path.read_bytes().decode("utf-8-sig")).text.splitlines()
    below = [other for one, other in zip(lines, lines[1:], strict=False) if by_rules(one) == INDENT and one[0] != " "]
    assert {len(line) - len(line.lstrip()) for line in below if line[:1] == " "} <= {len(INDENT)}
