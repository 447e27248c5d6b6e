"""What is built from the checkout: the wheel, the source distribution and the editable install."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import blueprint
from blueprint.findings.pages import check_pages

ROOT = Path(__file__).parent.parent.parent


def build(outcome: Path, *options: str, source: Path = ROOT) -> list[Path]:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(outcome), *options, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(outcome.iterdir())


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the wheel made straight from the checkout."""
    (built,) = build(tmp_path_factory.mktemp("wheel"), "--wheel")
    return contents(built)


@pytest.fixture(scope="module")
def distribution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (built,) = build(tmp_path_factory.mktemp("sdist"), "--sdist")
    return built


def test_the_wheel_holds_the_package_the_grammar_the_pages_and_nothing_else(wheel: dict[str, bytes]) -> None:
    known = subprocess.run(["git", "ls-files", "blueprint"], cwd=ROOT, capture_output=True, text=True, check=False)
    for name in known.stdout.split("\n"):
        assert not name or not (ROOT / name).exists() or name in wheel
    assert wheel["blueprint/grammar/blueprint.lark"] == (ROOT / "grammar" / "blueprint.lark").read_bytes()
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"blueprint", "service_blueprint"}
    assert not [name for name in wheel if "__pycache__" in name]
    pages = {name: data for name, data in wheel.items() if name.startswith("blueprint/checks/")}
    written = {name for name in check_pages() if name != "checks/README.md"}
    assert pages == {f"blueprint/{name}": (ROOT / "docs" / name).read_bytes() for name in written}


def test_an_unpacked_wheel_knows_where_its_pages_lie(wheel: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in wheel.items():
        path = tmp_path / "installed here #1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    code = "from blueprint.findings.link import *; print(page_file('orphan-handoff'), link('silo', ''), link('no', ''))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "installed here #1",
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    pages = tmp_path / "installed here #1" / "blueprint" / "checks"
    assert done.stdout == f"{pages / 'orphan-handoff.md'} {(pages / 'silo.md').as_uri()} \n"


def test_the_wheel_says_that_it_is_typed(wheel: dict[str, bytes]) -> None:
    assert "blueprint/py.typed" in wheel


def test_the_source_distribution_makes_the_same_wheel(
    wheel: dict[str, bytes], distribution: Path, tmp_path: Path
) -> None:
    with tarfile.open(distribution) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    (built,) = build(tmp_path / "built", "--wheel", source=source)
    assert contents(built) == wheel


def test_the_source_distribution_can_be_tested(distribution: Path) -> None:
    with tarfile.open(distribution) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {"grammar/blueprint.lark", "Makefile", "tests/conftest.py", "tests/packaging/smoke.py"} <= names


def test_an_editable_install_copies_nothing(tmp_path: Path) -> None:
    code = f"from hatchling.build import build_editable; build_editable({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    (built,) = tmp_path.iterdir()
    files = {name: data for name, data in contents(built).items() if ".dist-info/" not in name}
    (path,) = files.values()
    assert path.decode().strip() == str(ROOT)


def test_every_package_that_is_imported_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    asked = {re.match(r"[\w-]+", line)[0].replace("-", "_") for line in lines}  # type: ignore[index]
    asked |= {"fpdf"}  # the module of fpdf2
    asked |= {"pygments"}  # imported only where Pygments itself asks for the lexer
    imported: set[str] = set()
    for path in (ROOT / "blueprint").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    assert imported - sys.stdlib_module_names - {"blueprint"} <= asked


def test_extras_are_imported_only_where_they_are_used() -> None:
    places = {
        "pygls": "lsp",
        "lsprotocol": "lsp",
        "attrs": "lsp",
        "cattrs": "lsp",
        "fpdf": "drawing/formats",
        "uharfbuzz": "drawing/formats",
    }
    for path in (ROOT / "blueprint").rglob("*.py"):
        words = path.read_text(encoding="utf-8")
        for package, folder in places.items():
            if re.search(rf"^\s*(from|import) {package}\b", words, re.MULTILINE):
                assert path.is_relative_to(ROOT / "blueprint" / folder), (path, package)


def test_the_versions_agree() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert blueprint.__version__ == version
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
