"""Neovim, without a screen, as a person would use it: the set-up is the one of the documentation."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NEOVIM = shutil.which("nvim")

pytestmark = pytest.mark.editor

SHARED = """department care "Customer care" owner "Head of care"
department field "Field service" owner "Head of field service"
"""
STORY = """blueprint "Cable TV outage"
include "shared.blueprint"

step "Calls"
  customer: calls "Calls the hotline" trigger
  frontsage care: answers "Takes the call"

step "Visit"
  frontstage field: visits "Repairs the connection"
  customer: watches "Watches television again" outcome

calls <-> answers
answers => visits
visits -> watches
"""


def setup() -> str:
    """The Lua of the documentation for this Neovim, as a function of the server's command."""
    text = (ROOT / "docs" / "editors.md").read_text().partition("## Neovim")[2]
    first, later = re.findall(r"```lua\n(.*?)```", text, re.DOTALL)
    said = subprocess.run([str(NEOVIM), "--version"], capture_output=True, text=True, check=True, timeout=30).stdout
    version = re.match(r"NVIM v(\d+)\.(\d+)", said)
    assert version is not None, said
    block = first if (int(version[1]), int(version[2])) < (0, 11) else later
    words = block.replace('{ "blueprint", "lsp" }', "command")
    assert words != block
    return f"return function(command)\n{words}\nend\n"


@pytest.mark.skipif(NEOVIM is None, reason="Neovim is not installed")
def test_neovim(tmp_path):
    root = tmp_path / "project"
    folder = root / "stories of all"
    folder.mkdir(parents=True)
    (root / "blueprint.toml").write_text("")
    (folder / ".git").mkdir()  # Nearer, but of less weight.
    (folder / "story.blueprint").write_text(STORY)
    (folder / "shared.blueprint").write_text(SHARED)
    (tmp_path / "setup.lua").write_text(setup())
    results = tmp_path / "results.json"
    values = {
        "arg_command": json.dumps([sys.executable, "-m", "blueprint", "lsp"]),
        "arg_folder": str(folder),
        "arg_results": str(results),
        "arg_setup": str(tmp_path / "setup.lua"),
        "arg_line": str(STORY[: STORY.index("frontsage")].count("\n") + 1),
    }
    lines = [f"{name} = [==[{value}]==]" for name, value in values.items()]
    script = tmp_path / "run.lua"
    script.write_text("\n".join([*lines, (HERE / "neovim.lua").read_text()]))
    done = subprocess.run(
        [str(NEOVIM), "--headless", "--clean", "-n", "-c", f"luafile {script}"],
        cwd=tmp_path,
        env={**_environment(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert results.exists(), done.stderr
    seen = json.loads(results.read_text())
    assert "fault" not in seen, seen["fault"]
    assert seen["filetype"] == "blueprint"
    assert seen["root"] == str(root)
    assert (6, "syntax") in [(one["line"], one["code"]) for one in seen["before"]]
    assert seen["omnifunc"] == "v:lua.vim.lsp.omnifunc"
    assert "via" in seen["completed"]
    assert seen["offered"][0] == "Change “frontsage” to “frontstage”"
    assert seen["fixed"] == '  frontstage care: answers "Takes the call"'
    after = STORY.replace("frontsage", "frontstage").replace("care:", "help_desk:")
    assert (folder / "story.blueprint").read_text() == after
    assert (folder / "shared.blueprint").read_text() == SHARED.replace("department care", "department help_desk")


def _environment(tmp_path: Path) -> dict[str, str]:
    import os

    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "NVIM"))}
    return {**kept, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
