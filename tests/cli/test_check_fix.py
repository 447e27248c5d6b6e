"""``blueprint check --fix``, ``--unsafe`` and ``--diff``."""

from __future__ import annotations

import subprocess

import pytest

from tests.cli.conftest import GOOD

TWICE = GOOD + "takes -> drinks\n"
SELF = GOOD + "orders -> orders\n"


def test_a_safe_fix_is_made_and_said(run, folder):
    (folder / "a.blueprint").write_text(TWICE)
    result = run("check", "--fix", "a.blueprint")
    assert (folder / "a.blueprint").read_text() == GOOD
    assert result.exit_code == 0
    assert result.stdout == "No findings in 1 file.\n"
    assert result.stderr == "a.blueprint:15:1: Remove the second arrow (duplicate-arrow)\nFixed 1 finding in 1 file.\n"
    again = run("check", "--fix", "a.blueprint")
    assert (again.stdout, again.stderr) == ("No findings in 1 file.\n", "")


def test_an_unsafe_fix_waits_to_be_asked_for(run, folder):
    (folder / "a.blueprint").write_text(SELF)
    result = run("check", "--fix", "a.blueprint")
    assert (folder / "a.blueprint").read_text() == SELF
    assert result.exit_code == 1
    assert result.stderr == "1 more can be fixed with --unsafe, which may change what the blueprint says.\n"
    assert run("check", "--fix", "--unsafe", "a.blueprint").exit_code == 0
    assert (folder / "a.blueprint").read_text() == GOOD


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_a_mark_and_other_lines_stay(run, folder, end, mark):
    odd = GOOD.replace("department", "\tdepartment  ").replace("\n", end)
    (folder / "a.blueprint").write_bytes(mark + odd.encode() + b"takes -> drinks")
    run("check", "--fix", "a.blueprint")
    assert (folder / "a.blueprint").read_bytes() == mark + odd.encode()


def test_one_fix_makes_room_for_the_next(run, folder):
    text = GOOD + "takes -> takes  # allow self-arrow: asked again\n" + "takes -> drinks\n" * 3
    (folder / "a.blueprint").write_text(text)
    result = run("check", "--fix", "--unsafe", "a.blueprint")
    assert "Fixed 3 findings in 1 file." in result.stderr
    assert (folder / "a.blueprint").read_text() == text.replace("takes -> drinks\n" * 3, "")


def test_a_difference_writes_nothing_and_patch_understands_it(run, start, folder):
    for name, text in (("a", TWICE), ("b", GOOD), ("c", TWICE[:-1]), ("d", TWICE.replace("\n", "\r\n"))):
        (folder / f"{name}.blueprint").write_bytes(text.encode())
    before = {path: path.read_bytes() for path in folder.glob("*.blueprint")}
    process = start("check", "--diff", ".")
    difference, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert errors.endswith(b"Would fix 3 findings in 3 files.\n")
    assert {path: path.read_bytes() for path in folder.glob("*.blueprint")} == before
    assert difference.startswith(b"--- a/a.blueprint\n+++ b/a.blueprint\n@@ -12,4 +12,3 @@\n")
    done = subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=folder, input=difference, check=False)
    assert done.returncode == 0
    patched = {path.name: path.read_bytes() for path in folder.glob("*.blueprint")}
    run("check", "--fix", "a.blueprint", "c.blueprint", "d.blueprint")
    after = {path.name: path.read_bytes() for path in folder.glob("*.blueprint")}
    assert patched == after
    assert run("check", "--diff", "a.blueprint").exit_code == 0


def test_the_difference_of_standard_input(run):
    result = run("check", "--diff", "-", stdin=TWICE)
    assert result.exit_code == 1
    assert "-takes -> drinks\n" in result.stdout


def test_what_is_broken_elsewhere_does_not_keep_a_fix_away(run, folder):
    (folder / "a.blueprint").write_text("a line\n" + TWICE)
    assert run("check", "--fix", "a.blueprint").exit_code == 1
    assert (folder / "a.blueprint").read_text() == "a line\n" + GOOD


def test_a_file_that_is_only_included_stays_as_it_is(run, folder):
    (folder / "people.blueprint").write_text("persona ann # allow self-arrow: never\n")
    (folder / "a.blueprint").write_text('include "people.blueprint"\n' + TWICE)
    run("check", "--fix", "--unsafe", "a.blueprint")
    assert (folder / "people.blueprint").read_text() == "persona ann # allow self-arrow: never\n"
    assert (folder / "a.blueprint").read_text() == 'include "people.blueprint"\n' + GOOD


def test_a_fix_that_makes_a_mistake_is_not_made(run, folder, monkeypatch):
    from blueprint.findings.checks import duplicate_arrow
    from blueprint.findings.finding import Edit

    # As a check would be that has lost its way.
    monkeypatch.setattr(duplicate_arrow, "Edit", lambda span, text: Edit(span, "takes >> drinks"))
    (folder / "a.blueprint").write_text(TWICE)
    result = run("check", "--fix", "a.blueprint")
    assert (folder / "a.blueprint").read_text() == TWICE
    assert "Fixed" not in result.stderr
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--unsafe", "good.blueprint"],
        ["--fix", "-"],
        ["--fix", "--watch", "."],
        ["--diff", "--write-baseline", "a.json"],
    ],
)
def test_options_that_do_not_go_together(run, arguments):
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage")


def test_a_missing_file_is_said_and_the_rest_is_fixed(run, folder):
    (folder / "a.blueprint").write_text(TWICE)
    result = run("check", "--fix", "missing.blueprint", "a.blueprint")
    assert result.exit_code == 2
    assert result.stderr.count("there is no such file") == 1
    assert (folder / "a.blueprint").read_text() == GOOD
    assert run("check", "--diff", "missing.blueprint").exit_code == 2
