"""Many files: over the cores and from the cache, always with the same findings in the same order."""

from __future__ import annotations

import json
import os
import signal
import stat
import time

import pytest

from blueprint.cli import kept
from tests.cli.conftest import BROKEN, GOOD


@pytest.fixture
def cache(tmp_path_factory, monkeypatch):
    """An empty cache folder."""
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    monkeypatch.setenv("BLUEPRINT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def many(folder, cache):
    """Forty files, some broken, some that include one, one that cannot be read."""
    (folder / "people.txt").write_text('persona ann "Ann"\na line\n')
    for number in range(40):
        text = (GOOD, BROKEN, GOOD + "orders -> orders\n")[number % 3]
        if number % 5 == 0:
            text = 'include "people.txt"\n' + text
        (folder / f"s{number:02}.blueprint").write_text(text)
    (folder / "bad.blueprint").write_bytes(b"\xff")
    return folder


def entries(cache):
    (path,) = (cache / "findings").iterdir()
    return dict(line.split("\t") for line in path.read_text().splitlines())


def test_one_process_or_many_cold_or_warm_find_the_same(run, many, cache):
    one = run("check", "--format", "json", "--jobs", "1", "--no-cache")
    assert one.exit_code == 2
    content = json.loads(one.stdout)
    assert len(content["files"]) == 42
    assert len({finding["path"] for finding in content["findings"]}) > 20
    assert not (cache / "findings").exists()
    for arguments in (["--jobs", "3", "--no-cache"], ["--no-cache"], [], [], ["--jobs", "1"]):
        assert run("check", "--format", "json", *arguments).output == one.output
    assert len(entries(cache)) == 42
    text = run("check", "--jobs", "1", "--no-cache").output
    assert run("check").output == text


def test_the_cache_is_the_users_alone(run, many, cache):
    run("check")
    assert stat.S_IMODE(os.stat(cache / "findings").st_mode) == 0o700
    cache.chmod(0o755)
    before = entries(cache)
    (many / "s00.blueprint").write_text(GOOD + "# changed\n")
    run("check")
    assert entries(cache) == before


def test_what_has_changed_is_checked_again(run, many):
    def lines():
        return run("check", "--format", "concise").stdout.splitlines()

    first = lines()
    (many / "s03.blueprint").write_text(GOOD + "takes -> takes\n")
    assert [line for line in lines() if line not in first and "s03" in line]
    (many / "people.txt").write_text('persona ann "Ann"\n')
    assert not [line for line in lines() if "people.txt" in line]
    (many / "blueprint.toml").write_text('ignore = ["self-arrow"]\n')
    assert not [line for line in lines() if "self-arrow" in line]
    (many / "blueprint.toml").unlink()
    assert [line for line in lines() if "self-arrow" in line]


def test_a_file_that_appears_is_included(run, many):
    for number in range(40):
        (many / f"s{number:02}.blueprint").write_text('include "later.txt"\n' + GOOD)
    assert "error[include-failed]" in run("check", "--format", "concise").stdout
    (many / "later.txt").write_text('persona ann "Ann"\n')
    assert "error[include-failed]" not in run("check", "--format", "concise").stdout


@pytest.mark.parametrize("content", ["", "[]", "{}", '["a"]', '["s00.blueprint", "", [[1]], [], [], ""]', "\x00", "ä"])
def test_a_broken_cache_is_no_fault(run, many, cache, content):
    first = run("check").output
    (path,) = (cache / "findings").iterdir()
    for text in (content, "".join(f"{key}\t{content}\n" for key in entries(cache))):
        path.write_text(text)
        assert run("check").output == first
        assert run("check").output == first


def test_the_cache_does_not_grow_for_ever(run, many, cache, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 20_000)
    for name in ("one", "two", "three"):
        (many / name).mkdir()
        monkeypatch.chdir(many / name)
        first = run("check", "..").output
        assert sum(path.stat().st_size for path in (cache / "findings").iterdir()) <= 20_000
        assert run("check", "..").output == first
    assert len(list((cache / "findings").iterdir())) == 2


def test_a_few_small_files_leave_the_cache_alone(run, folder, cache):
    run("check", "good.blueprint", "broken.blueprint")
    assert not (cache / "findings").exists()


def test_standard_input_among_many(run, many):
    result = run("check", "--format", "json", "-", ".", stdin=BROKEN)
    assert json.loads(result.stdout)["files"][0] == "<stdin>"
    again = run("check", "--format", "json", "-", ".", stdin=GOOD)
    assert "<stdin>" not in [finding["path"] for finding in json.loads(again.stdout)["findings"]]


def test_ctrl_c_ends_all_processes_quietly(start, folder, cache):
    text = GOOD + "".join(f'step "S{n}"\n  customer: c{n} "C" {n}\n' for n in range(300))
    for number in range(300):
        (folder / f"s{number}.blueprint").write_text(f"{text}# {number}\n")
    process = start("check", "-q", "--jobs", "2", "--no-cache", ".")
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.strip() == b""
