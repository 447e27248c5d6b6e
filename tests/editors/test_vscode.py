"""The extension for VS Code: its colours and its logic in node, its package twice the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from test_textmate import ROOT, write_tokens

EXTENSION = ROOT / "editors" / "vscode"


@pytest.fixture(scope="module")
def extension(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the extension with the packages of its lock file; the test is skipped where npm does not bring them.
    They are kept for the next run, for as long as the lock file is the same."""
    if shutil.which("npm") is None:
        pytest.skip("there is no npm on this machine")
    kept = request.config.cache.mkdir("vscode")
    brought = kept / sha256((EXTENSION / "package-lock.json").read_bytes()).hexdigest()
    if not brought.is_dir():
        for old in kept.iterdir():
            shutil.rmtree(old)
        fresh = kept / "fresh"
        fresh.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(EXTENSION / name, fresh)
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(npm, cwd=fresh, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            pytest.skip(f"npm could not bring the packages: {done.stderr[-300:]}")
        fresh.rename(brought)
    folder = tmp_path_factory.mktemp("vscode") / "editors" / "vscode"
    shutil.copytree(EXTENSION, folder, ignore=shutil.ignore_patterns("node_modules", "dist", "*.vsix"))
    shutil.copy(ROOT / "LICENSE", folder.parents[1])
    (folder / "node_modules").symlink_to(brought / "node_modules")
    return folder


@pytest.mark.editor
def test_in_node(extension: Path, tmp_path: Path) -> None:
    write_tokens(tmp_path / "tokens.json")
    told = {
        "TOKENS": str(tmp_path / "tokens.json"),
        "BLUEPRINT": json.dumps([sys.executable, "-m", "blueprint"]),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        ["npm", "test"],
        cwd=extension,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_the_package_is_the_same_each_time(extension: Path) -> None:
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.removeprefix("v").split(".")[0]) < 20:
        pytest.skip("the packager needs Node 20")
    made = []
    for number in range(2):
        done = subprocess.run(
            ["npm", "run", "vsix"], cwd=extension, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        (package,) = extension.glob("*.vsix")
        made.append(package.rename(extension / f"{number}.done").read_bytes())
    assert made[0] == made[1]
    names = zipfile.ZipFile(extension / "0.done").namelist()
    assert {name for name in names if "/" in name} == {
        "extension/LICENSE.txt",
        "extension/readme.md",
        "extension/package.json",
        "extension/language-configuration.json",
        "extension/dist/extension.js",
        "extension/syntaxes/blueprint.tmLanguage.json",
    }
    said = json.loads(zipfile.ZipFile(extension / "0.done").read("extension/package.json"))
    import blueprint

    assert said["version"] == blueprint.__version__
