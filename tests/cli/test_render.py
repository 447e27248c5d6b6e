"""``blueprint render``."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

BAD_ENGINE = "/no/such/engine"


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("dot", b""), ("json", b"{")])
def test_every_format_by_ending_and_by_option(run, folder, form, begins):
    assert run("render", "good.blueprint", "-o", f"out.{form}").stdout == f"Wrote out.{form}\n"
    data = (folder / f"out.{form}").read_bytes()
    assert data.startswith(begins)
    assert run("render", "-q", "good.blueprint", "--format", form).output == ""
    assert (folder / f"good.{form}").read_bytes() == data
    piped = run("render", "-", "--format", form, stdin=(folder / "good.blueprint").read_bytes())
    assert piped.stderr == ""
    if form != "json":  # which names the file that it came from
        assert piped.stdout_bytes == data


def test_mistakes_are_reported_and_the_rest_is_drawn(run, folder):
    result = run("render", "broken.blueprint")
    assert result.exit_code == 1
    assert "error[syntax]" in result.stderr
    assert result.stdout == "Wrote broken.svg\n"
    assert "Orders a flat" in (folder / "broken.svg").read_text().replace("\n", "")


def test_gaps_in_the_service_are_no_mistakes(run, folder):
    (folder / "gap.blueprint").write_text('blueprint "Gap"\nstep "A"\n  frontstage: "Does it"\n')
    assert run("check", "gap.blueprint").exit_code == 1
    result = run("render", "gap.blueprint")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_folder_is_drawn_beside_its_files_or_into_another(run, folder):
    (folder / "broken.blueprint").unlink()
    (folder / "sub").mkdir()
    (folder / "sub/two.blueprint").write_bytes((folder / "good.blueprint").read_bytes())
    assert run("render", ".", "--format", "json").exit_code == 0
    assert (folder / "good.json").exists()
    assert (folder / "sub/two.json").exists()
    (folder / "out").mkdir()
    assert run("render", ".", "-o", "out", "--format", "json").exit_code == 0
    assert sorted(os.listdir(folder / "out")) == ["good.json", "two.json"]


def test_files_with_declarations_only_are_passed_over_in_a_folder(run, folder):
    (folder / "broken.blueprint").unlink()
    (folder / "people.blueprint").write_text('department bar "Bar"\n')
    assert run("render", ".", "--format", "json").stdout == "Wrote good.json\n"
    assert run("render", "people.blueprint", "--format", "json").stdout == "Wrote people.json\n"


def test_nothing_is_written_where_there_is_nothing_to_draw(run, folder):
    (folder / "empty.blueprint").write_text("")
    (folder / "noise.blueprint").write_text("%!?\n" * 5)
    for name in ("empty", "noise"):
        (folder / f"{name}.svg").write_text("the old picture")
        result = run("render", f"{name}.blueprint")
        assert result.exit_code == 2
        assert f"{name}.blueprint: there is nothing to draw" in result.stderr
        assert (folder / f"{name}.svg").read_text() == "the old picture"


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.blueprint"],
        ["good.blueprint", "missing.blueprint"],
        ["good.blueprint", "-o", "nowhere/out.svg"],
        ["good.blueprint", "-o", "nowhere/"],
        ["good.blueprint", "-o", "good.blueprint", "--format", "svg"],
        ["good.blueprint", "-o", "./sub/../good.blueprint", "--format", "svg"],
        ["good.blueprint", "-o", "broken.blueprint", "--format", "svg"],
        ["good.blueprint", "-o", "new.blueprint", "--format", "svg"],
        ["good.blueprint", "-o", "link.svg"],
        ["good.blueprint", "-o", "out.gif"],
        ["good.blueprint", "-o", "out"],
        ["good.blueprint", "-o", "out.svg", "--format", "png"],
        ["good.blueprint", "broken.blueprint", "-o", "out.svg"],
        ["good.blueprint", "sub/good.blueprint", "-o", "out_folder"],
        ["includes.blueprint", "-o", "people.txt", "--format", "svg"],
        ["flow.blueprint", "--engine", BAD_ENGINE],
        ["good.blueprint", "flow.blueprint", "--engine", BAD_ENGINE],
        ["flow.blueprint", "--timeout", "0.00001"],
        ["good.blueprint", "--scale", "0"],
        ["good.blueprint", "--open", "-o", "-"],
        ["-", "--watch"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_writes_nothing_and_is_one_message(run, folder, arguments):
    for name in ("sub", "out_folder"):
        (folder / name).mkdir()
    good = (folder / "good.blueprint").read_text()
    (folder / "sub/good.blueprint").write_text(good)
    (folder / "flow.blueprint").write_text(good)
    (folder / "people.txt").write_text('department staff "Staff"\n')
    (folder / "includes.blueprint").write_text('include "people.txt"\n' + good)
    (folder / "link.svg").symlink_to(folder / "good.blueprint")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = run("render", *arguments)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert result.stdout == ""
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_engine_can_be_set_in_the_environment(run, monkeypatch):
    monkeypatch.setenv("BLUEPRINT_ENGINE", BAD_ENGINE)
    result = run("render", "good.blueprint")
    assert result.exit_code == 2
    assert BAD_ENGINE in result.stderr
    assert run("render", "good.blueprint", "--engine", "embedded").exit_code == 0


def test_scale_makes_a_larger_png(run, folder):
    sizes = []
    for scale in ("1", "3"):
        assert run("render", "good.blueprint", "-o", "out.png", "--scale", scale).exit_code == 0
        sizes.append(int.from_bytes((folder / "out.png").read_bytes()[16:20], "big"))
    assert sizes[1] == pytest.approx(3 * sizes[0], abs=4)


def test_an_old_file_keeps_its_permissions_and_a_link_stays_a_link(run, folder):
    (folder / "real.svg").write_text("old")
    (folder / "real.svg").chmod(0o640)
    (folder / "link.svg").symlink_to("real.svg")
    assert run("render", "good.blueprint", "-o", "link.svg").exit_code == 0
    assert (folder / "link.svg").is_symlink()
    assert (folder / "real.svg").read_text().startswith("<svg")
    assert stat.S_IMODE((folder / "real.svg").stat().st_mode) == 0o640
    assert not [path for path in folder.iterdir() if path.suffix == ".tmp"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no umask")
def test_a_new_file_has_the_permissions_of_any_new_file(run, folder):
    run("render", "good.blueprint")
    (folder / "other").touch()
    assert (folder / "good.svg").stat().st_mode == (folder / "other").stat().st_mode


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="there is no such device")
def test_a_device_is_written_to_and_not_replaced(run):
    assert run("render", "good.blueprint", "-o", "/dev/null", "--format", "svg").exit_code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no such name")
def test_a_pipe_by_its_name_is_written_to(start):
    process = start("render", "-q", "good.blueprint", "-o", "/dev/stdout", "--format", "svg")
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, b"")
    assert output.startswith(b"<svg ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_may_not_be_written_is_one_message(run, folder):
    (folder / "out").mkdir(mode=0o500)
    result = run("render", "good.blueprint", "-o", "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: out/good.svg: cannot be written")


def test_a_failing_disk_leaves_the_old_files_whole(run, folder, monkeypatch):
    (folder / "broken.blueprint").unlink()
    (folder / "second.blueprint").write_bytes((folder / "good.blueprint").read_bytes())
    for name in ("good", "second"):
        (folder / f"{name}.svg").write_text("old")
    calls = []

    def full(path: str, mode: int) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "chmod", full)
    result = run("render", ".")
    assert result.exit_code == 2
    assert result.stderr == "Error: second.svg: cannot be written (No space left on device)\n"
    monkeypatch.undo()
    assert [(folder / f"{name}.svg").read_text() for name in ("good", "second")] == ["old", "old"]
    assert not list(folder.glob(".*"))


@pytest.mark.skipif(sys.platform in ("win32", "cygwin", "darwin"), reason="the system opens files by itself")
@pytest.mark.parametrize(
    ("opener", "found"),
    [('echo "$1" > shown', True), ("echo Noise >&2; exit 3", False), ("exec sleep 4 >&-", True), (None, False)],
)
def test_open_shows_the_picture_or_says_where_it_is(folder, opener, found):
    tools = folder / "tools"
    tools.mkdir()
    if opener is not None:
        (tools / "xdg-open").write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{opener}\n", encoding="utf-8")
        (tools / "xdg-open").chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "blueprint", "render", "--open", "good.blueprint"],
        env={"PATH": str(tools), "PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    picture = folder / "good.svg"
    words = f"Warning: no program was found to show the picture; it is in {picture}\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, "Wrote good.svg\n", "" if found else words)
    assert picture.is_file()
    if opener and "shown" in opener:
        assert (folder / "shown").read_text() == f"{picture}\n"


def test_json_is_the_model(run, folder):
    run("render", "good.blueprint", "-o", "out.json")
    content = json.loads((folder / "out.json").read_text())
    assert content["blueprint"]["label"] == "Coffee to go"
