"""``blueprint fmt``: the canonical form on files, folders and standard input."""

from __future__ import annotations

from pathlib import Path

import pytest

ROUGH = 'step "One"\ncustomer:   asks "Asks"\n'
NEAT = 'step "One"\n  customer: asks "Asks"\n'


@pytest.fixture
def rough(folder: Path) -> Path:
    """A folder with one file that is not in form, and one that is."""
    for name in ("good", "broken"):
        (folder / f"{name}.blueprint").unlink()
    (folder / "rough.blueprint").write_text(ROUGH)
    (folder / "neat.blueprint").write_text(NEAT)
    return folder


def test_files_are_brought_into_form_and_others_left_alone(run, rough):
    before = (rough / "neat.blueprint").stat().st_mtime_ns
    result = run("fmt", ".")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Formatted rough.blueprint\n1 changed, 1 file is in form already.\n"
    assert (rough / "rough.blueprint").read_text() == NEAT
    assert (rough / "neat.blueprint").stat().st_mtime_ns == before
    assert run("fmt", "--check").exit_code == 0


def test_check_and_diff_write_nothing(run, rough):
    result = run("fmt", "--check", "rough.blueprint", "neat.blueprint")
    assert result.exit_code == 1
    assert "Would format rough.blueprint" in result.stderr
    result = run("fmt", "--diff", "-q", ".")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-2:] == ['-customer:   asks "Asks"', '+  customer: asks "Asks"']
    assert (rough / "rough.blueprint").read_text() == ROUGH


def test_standard_input_goes_to_standard_output(run, rough):
    result = run("fmt", "-", stdin=ROUGH)
    assert (result.exit_code, result.stdout, result.stderr) == (0, NEAT, "")


def test_a_byte_order_mark_is_kept(run, rough):
    mark = b"\xef\xbb\xbf"
    (rough / "rough.blueprint").write_bytes(mark + ROUGH.encode())
    assert run("fmt", "rough.blueprint").exit_code == 0
    assert (rough / "rough.blueprint").read_bytes() == mark + NEAT.encode()
    assert run("fmt", "--check", "rough.blueprint").exit_code == 0
    assert run("fmt", "-", stdin=mark + ROUGH.encode()).stdout_bytes == mark + NEAT.encode()


def test_a_file_with_a_mistake_is_left_untouched(run, rough):
    (rough / "bad.blueprint").write_text('step "One\n   customer: "A"\nfoo\n')
    result = run("fmt", ".")
    assert result.exit_code == 2
    assert "bad.blueprint:1:6: the quote that opens here is not closed on this line (1 more)" in result.stderr
    assert (rough / "bad.blueprint").read_text() == 'step "One\n   customer: "A"\nfoo\n'
    assert (rough / "rough.blueprint").read_text() == NEAT


def test_what_cannot_be_read_is_one_message(run, rough):
    result = run("fmt", "gone.blueprint", "rough.blueprint")
    assert result.exit_code == 2
    assert "gone.blueprint: there is no such file" in result.stderr
    assert (rough / "rough.blueprint").read_text() == NEAT


def test_the_width_is_a_choice(run, rough):
    (rough / "long.blueprint").write_text('customer: a "A long label" owner "Somebody" emotion -1\n')
    assert run("fmt", "--check", "long.blueprint").exit_code == 0
    assert run("fmt", "--width", "40", "long.blueprint").exit_code == 0
    assert (rough / "long.blueprint").read_text() == ('customer: a "A long label"\n  owner "Somebody"\n  emotion -1\n')
