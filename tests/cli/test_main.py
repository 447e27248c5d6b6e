"""The command as a whole: help, version, completion, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from blueprint.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]


def test_help_names_every_command_with_examples(run):
    result = run("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in result.stdout
        page = run(name, "-h")
        assert page.exit_code == 0
        assert "Examples:" in page.stdout
        assert "Exit status: 0" in page.stdout


def test_version(run):
    import blueprint

    assert run("--version").stdout == f"blueprint {blueprint.__version__}\n"


@pytest.mark.parametrize("arguments", [["chek"], ["render"], ["check", "--sevrity", "info"], ["--nonsense"]])
def test_a_wrong_call_is_said_and_ends_with_2(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_the_nearest_command_is_named(run):
    assert "Did you mean 'check'?" in run("chek").stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(start, monkeypatch, shell):
    monkeypatch.setenv("_BLUEPRINT_COMPLETE", f"{shell}_source")
    process = start()
    output, errors = process.communicate(timeout=30)
    if shell == "bash" and b"Bash" in errors:
        pytest.skip("this Bash is too old")
    assert b"_BLUEPRINT_COMPLETE" in output


def test_completion_of_files_and_checks(start, monkeypatch):
    monkeypatch.setenv("_BLUEPRINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "blueprint explain orphan")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert start().communicate(timeout=30)[0] == b"plain,orphan-handoff\n"
    monkeypatch.setenv("COMP_WORDS", "blueprint check goo")
    assert start().communicate(timeout=30)[0] == b"file,goo\n"
    monkeypatch.setenv("COMP_WORDS", "blueprint check --severity ")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert b"plain,warning" in start().communicate(timeout=30)[0]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_gone_is_no_error(start, folder):
    (folder / "many.blueprint").write_text("foo bar\n" * 20_000)
    process = start("check", "--format", "concise", "many.blueprint")
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_full_disk_is_one_message(start):
    with open("/dev/full", "wb") as full:
        process = start("check", "broken.blueprint", out=full)
        assert process.communicate(timeout=30)[1] == (
            b"Error: standard output cannot be written (No space left on device)\n"
        )
    assert process.returncode == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
def test_a_file_name_that_is_no_utf_8(run, folder):
    name = os.fsdecode(b"caf\xe9.blueprint")
    (folder / name).write_bytes((folder / "broken.blueprint").read_bytes())
    for arguments in (["check"], ["check", "--format", "json"], ["render"], ["render", "--format", "json"]):
        result = run(*arguments, name)
        assert result.exit_code == 1
        assert "caf�.blueprint" in result.output.replace("\\ufffd", "�")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")
def test_ctrl_c_is_quiet(start):
    process = start("check", "-", stdin=subprocess.PIPE)
    # More than a pipe holds: when it is written, the command is reading.
    process.stdin.write(b"#" * 1_000_000)
    process.stdin.flush()
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert errors.strip() == b""
    assert process.returncode == 130


def test_a_terminal_that_knows_few_characters_gets_escapes(start, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    process = start("check", "broken.blueprint")
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (1, b"")
    assert output.startswith(rb"error[syntax]: \u201cfrontstag\u201d is")


def test_the_page_names_every_option_and_its_examples_are_true(run, folder):
    page = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        command = import_module(COMMANDS[name]).command
        for parameter in command.params:
            for option in parameter.opts:
                assert option.startswith("-") is False or f"`{option}" in page, f"{name} {option}"
    (folder / "coffee.blueprint").write_text(
        'blueprint "Coffee to go"\n\nstep "Order"\n  customer: "Orders a flat white"\n'
        '  frontstage barista: "Takes the order"\n  suport till: "Prints the slip"\n'
    )
    shown = [block.partition("\n")[::2] for block in re.findall(r"```console\n\$ (.*?)```", page, re.DOTALL)]
    for command, output in shown[1:]:
        assert run(*command.split()[1:]).stdout == output
