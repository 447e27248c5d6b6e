"""Emacs with Eglot, without a screen, as a person would use it: the set-up is the one of the documentation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EMACS = shutil.which("emacs")

pytestmark = pytest.mark.editor

SHARED = 'department care "Customer care" owner "Head of care"\n'
STORY = """blueprint "Cable TV outage"
include "shared.blueprint"

step "Calls"
  customer: calls "Calls the hotline" trigger
  frontsage care: answers "Takes the call"
    outcome

calls <-> answers
"""


def setup() -> str:
    """The Lisp of the documentation."""
    match = re.search(r"## Emacs.*?```elisp\n(.*?)```", (ROOT / "docs" / "editors.md").read_text(), re.DOTALL)
    assert match is not None
    return match[1]


@pytest.mark.skipif(EMACS is None, reason="Emacs is not installed")
def test_emacs(tmp_path):
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    (folder / "story.blueprint").write_text(STORY)
    (folder / "shared.blueprint").write_text(SHARED)
    script = tmp_path / "run.el"
    command = f'(setq test-command (list "{sys.executable}" "-m" "blueprint" "lsp") test-folder "{folder}")\n'
    script.write_text(";; -*- lexical-binding: t -*-\n" + setup() + command + (HERE / "emacs.el").read_text())
    done = subprocess.run(
        [str(EMACS), "--batch", "--no-init-file", "-l", str(script)],
        cwd=folder,
        env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    seen = done.stdout.splitlines()
    assert seen[0] == "mode blueprint-mode"
    assert any(line.startswith("finding 6 ") and "frontsage" in line for line in seen), seen
    assert "completed via" in seen
    assert "offered Change “frontsage” to “frontstage”" in seen
    assert 'fixed   frontstage care: answers "Takes the call"' in seen
    after = STORY.replace("frontsage", "frontstage").replace("care:", "help_desk:")
    assert (folder / "story.blueprint").read_text() == after
    assert (folder / "shared.blueprint").read_text() == SHARED.replace("department care", "department help_desk")
