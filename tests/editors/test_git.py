"""The hint for Git: a difference names the step that it stands in, as the documentation says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_difference_names_the_step(tmp_path):
    match = re.search(r"git config diff\.blueprint\.xfuncname '(.*)'", (ROOT / "docs" / "editors.md").read_text())
    assert match is not None
    assert match[1] in (ROOT / ".gitattributes").read_text()

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    git("config", "diff.blueprint.xfuncname", match[1])
    (tmp_path / ".gitattributes").write_text((ROOT / ".gitattributes").read_text())
    story = tmp_path / "a.blueprint"
    story.write_text('step "S"\n' + "".join(f'  customer: "{number}"\n' for number in range(20)))
    git("add", ".")
    story.write_text(story.read_text().replace('"15"', '"fifteen"'))
    assert '@@ step "S"' in git("diff")
    # GitHub knows another language of the name Blueprint, and would colour and count the files as that.
    assert "linguist-language: unspecified" in git("check-attr", "linguist-language", "a.blueprint")
