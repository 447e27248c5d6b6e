"""Findings say where to read on: at the address of the house, by the command, and on a terminal by a click."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from blueprint.findings.link import link
from tests.cli.conftest import BROKEN, ROOT

SETTING = 'documentation = "https://e.org/{check}.html"\n'


@pytest.fixture
def addresses(run):
    """The address of each finding, by file and check."""

    def call(*arguments, stdin=None):
        found = json.loads(run("check", "--format", "json", *arguments, stdin=stdin).stdout)["findings"]
        return {(one["path"], one["check"]): one["address"] for one in found}

    return call


def test_each_file_has_the_address_of_its_own_settings(addresses, folder):
    (folder / "in").mkdir()
    (folder / "in/broken.blueprint").write_text(BROKEN)
    (folder / "in/blueprint.toml").write_text(SETTING)
    assert addresses("broken.blueprint") == {("broken.blueprint", "syntax"): ""}
    assert addresses(".") == {
        ("broken.blueprint", "syntax"): "",
        ("in/broken.blueprint", "syntax"): "https://e.org/syntax.html",
    }
    # It changes no finding, and what was kept of an earlier run does not know it.
    (folder / "in/blueprint.toml").write_text(SETTING.replace("e.org", "f.org"))
    for number in range(12):
        (folder / f"in/{number}.blueprint").write_text(BROKEN)
    for known in (".html", ".md"):
        (folder / "in/blueprint.toml").write_text(SETTING.replace(".html", known))
        assert addresses("in")["in/3.blueprint", "syntax"] == f"https://e.org/syntax{known}"


def test_what_is_found_in_an_included_file_has_the_address_of_those_who_include_it(addresses, folder):
    (folder / "blueprint.toml").write_text(SETTING)
    (folder / "people.txt").write_text('department bar "Bar" owner "A"\nfoo bar\n')
    text = 'blueprint "one"\ninclude "people.txt"\nstep "x"\n  customer: "Y"\n'
    (folder / "one.blueprint").write_text(text)
    assert addresses("one.blueprint")["people.txt", "syntax"] == "https://e.org/syntax.html"
    assert addresses("-", stdin=text)["people.txt", "syntax"] == "https://e.org/syntax.html"


def test_text_names_the_address_or_else_the_command(run, folder):
    for command in (("check",), ("render", "-o", "x.svg")):
        result = run(*command, "broken.blueprint")
        assert "  = page: blueprint explain syntax\n" in result.output
    (folder / "blueprint.toml").write_text(SETTING)
    for command in (("check",), ("render", "-o", "x.svg")):
        result = run(*command, "broken.blueprint")
        assert "  = page: https://e.org/syntax.html\n" in result.output


def test_a_page_in_html_has_the_address(run, folder):
    (folder / "blueprint.toml").write_text(SETTING)
    run("render", "-q", "broken.blueprint", "-o", "page.html")
    assert '"address":"https://e.org/syntax.html"' in (folder / "page.html").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("more", "linked"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "linux"}, False), ({"TERM": "dumb"}, False)],
)
@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_terminal_gets_a_link_to_the_page(folder, form, more, linked):
    command = [sys.executable, "-m", "blueprint", "check", "--format", form, "broken.blueprint"]
    shown = on_a_terminal(command, folder, {"TERM": "xterm-256color", **more})
    links = re.findall(r"\x1b]8;;([^\x1b]+)\x1b\\", shown)
    assert links == ([link("syntax", "")] if linked else [])
    assert ("\x1b[" in shown) == ("NO_COLOR" not in more and more.get("TERM") != "dumb")


def test_colours_that_are_forced_into_a_file_bring_no_links(run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("check", "broken.blueprint").stdout
    assert "\x1b[1;31m" in shown
    assert "\x1b]8" not in shown


def on_a_terminal(command, folder, environment):
    """What a command writes to a terminal."""
    import pty

    outer, inner = pty.openpty()
    process = subprocess.Popen(
        command, cwd=folder, stdin=inner, stdout=inner, stderr=inner,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip
    os.close(inner)
    written = b""
    while True:
        try:
            part = os.read(outer, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    os.close(outer)
    assert process.wait(timeout=60) == 1
    return written.decode()
