"""``--watch``: the work is done again at every change, whatever an editor does to the file."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")

LONGEST = 20


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not what():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


class Watching:
    """A command that watches, with its output in files."""

    def __init__(self, start, folder: Path, *arguments: str) -> None:
        self._out, self._err = folder / "out.log", folder / "err.log"
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self._process = start(*arguments, out=out, err=err)

    @property
    def out(self) -> str:
        return self._out.read_text()

    @property
    def err(self) -> str:
        return self._err.read_text()

    def rounds(self) -> int:
        """How often the work was done."""
        return self.err.count("Ctrl-C ends")

    def end(self) -> int:
        os.kill(self._process.pid, signal.SIGINT)
        return self._process.wait(timeout=LONGEST)


@pytest.fixture
def watching(start, folder):
    running = []

    def call(*arguments: str) -> Watching:
        running.append(Watching(start, folder, *arguments))
        return running[-1]

    yield call
    for one in running:
        one._process.kill()
        one._process.wait()


def test_rendering_follows_the_file_through_mistakes_and_replacements(watching, folder):
    file, picture = folder / "good.blueprint", folder / "good.svg"
    good = file.read_text()
    watch = watching("render", "--watch", "good.blueprint")
    wait_for(lambda: watch.rounds() == 1 and picture.exists())

    file.write_text(good.replace("flat white", "cappuccino"))
    wait_for(lambda: "cappuccino" in picture.read_text())

    new = folder / "new.tmp"
    new.write_text(good.replace("flat white", "espresso"))
    new.replace(file)
    wait_for(lambda: "espresso" in picture.read_text())

    rounds = watch.rounds()
    file.write_bytes(b"\xff")
    wait_for(lambda: watch.rounds() > rounds)
    assert "not UTF-8" in watch.err
    assert "espresso" in picture.read_text()

    file.write_text(good + "foo bar\n")
    wait_for(lambda: "error[syntax]" in watch.err)

    file.unlink()
    wait_for(lambda: "no such file" in watch.err)
    file.write_text(good.replace("flat white", "latte"))
    wait_for(lambda: "latte" in picture.read_text())

    assert watch.end() == 130
    assert "Traceback" not in watch.err


def test_checking_follows_a_folder_with_new_files_and_folders_and_what_is_included(watching, folder):
    (folder / "broken.blueprint").unlink()
    (folder / "good.blueprint").write_text('include "people.txt"\n' + (folder / "good.blueprint").read_text())
    (folder / "people.txt").write_text('department staff "Staff"\n')
    watch = watching("check", "--watch", "--format", "concise", ".")
    wait_for(lambda: watch.rounds() == 1)
    assert watch.out == "No findings in 1 file.\n"

    (folder / "people.txt").write_text("foo bar\n")
    wait_for(lambda: "people.txt:1:1: error[syntax]" in watch.out)

    (folder / "sub").mkdir()
    (folder / "sub/two.blueprint").write_text("foo bar\n")
    wait_for(lambda: "sub/two.blueprint:1:1: error[syntax]" in watch.out)
    (folder / "sub/two.blueprint").write_text("\nfoo bar\n")
    wait_for(lambda: "sub/two.blueprint:2:1: error[syntax]" in watch.out)
    assert watch.end() == 130


def test_what_is_not_there_cannot_be_watched(run):
    result = run("check", "--watch", "nowhere/missing.blueprint")
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr
