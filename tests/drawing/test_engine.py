"""The engine: found, run in a clean environment, and its failures told in one sentence."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from blueprint.drawing.draw import draw
from blueprint.drawing.layout.engine import EngineError, program, run
from blueprint.model.read import parse

TWO = 'digraph { splines=ortho; a [pos="0,0"]; b [pos="100,0"]; a -> b }'
STORY = 'step "One"\n  customer: a "A"\n  frontstage: b "B"\na -> b'


def fake(folder: Path, body: str) -> str:
    path = folder / "engine"
    path.write_text(f"#!{sys.executable}\nimport os, sys, time\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


needs_scripts = pytest.mark.skipif(os.name == "nt", reason="a script is no program here")


def test_the_embedded_engine_is_found_and_routes() -> None:
    assert Path(program()).is_file()
    assert "edge a b" in run(TWO, "plain")


def test_it_may_not_read_files(tmp_path: Path) -> None:
    picture = tmp_path / "x.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    assert str(picture) not in run(f'digraph {{ a [pos="0,0", image="{picture}"] }}', "svg")


@pytest.mark.parametrize("engine", ["no-such-program", "/no/such/program"])
def test_a_missing_engine(engine: str) -> None:
    with pytest.raises(EngineError, match="was not found"):
        draw(parse(STORY), engine=engine)


def test_a_missing_system_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="Graphviz was not found"):
        run(TWO, "plain", engine="dot")


def test_what_the_engine_cannot_read() -> None:
    with pytest.raises(EngineError, match="failed"):
        run("digraph {", "plain")


@needs_scripts
def test_an_engine_that_takes_too_long(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"longer than 0\.2 seconds"):
        draw(parse(STORY), engine=fake(tmp_path, "time.sleep(20)"), timeout=0.2)


@needs_scripts
def test_an_engine_that_loses_edges_or_fails(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="lost 1 edge"):
        run(TWO, "plain", engine=fake(tmp_path, "sys.stderr.write('lost 1 edge')"))
    with pytest.raises(EngineError, match="status 3"):
        run(TWO, "plain", engine=fake(tmp_path, "sys.exit(3)"))


@needs_scripts
def test_nonsense_from_the_engine_is_no_route(tmp_path: Path) -> None:
    engine = fake(tmp_path, "print('node n0 1'); print('edge n0 n1 4 a b'); print('edge')")
    with pytest.raises(EngineError, match="could not be understood"):
        draw(parse(STORY), engine=engine)


@needs_scripts
def test_the_environment_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GV_FILE_PATH", "/")
    seen = run(TWO, "plain", engine=fake(tmp_path, "print(sorted(os.environ))"))
    assert "SERVER_NAME" in seen
    assert "GV_FILE_PATH" not in seen


def test_a_page_without_arrows_needs_no_engine() -> None:
    assert draw(parse('step "One"\n  customer: "A"'), engine="no-such-program").actions
