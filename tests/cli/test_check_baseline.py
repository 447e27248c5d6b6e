"""``blueprint check --baseline`` and ``--write-baseline``."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import GOOD


@pytest.fixture
def old(folder):
    """A blueprint with a finding that has been there for long."""
    path = folder / "services/old.blueprint"
    path.parent.mkdir()
    path.write_text(GOOD + "orders -> orders\n")
    return path


def test_known_findings_are_quiet_and_new_ones_are_not(run, folder, old):
    assert run("check", "services").exit_code == 1
    written = run("check", "--write-baseline", "known.json", "services")
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr == "Wrote 1 known finding to known.json.\n"
    entries = json.loads((folder / "known.json").read_text())["findings"]
    path = "services/old.blueprint"
    assert entries == [{"path": path, "check": "self-arrow", "element": "orders flow orders"}]
    known = run("check", "--baseline", "known.json", "services")
    assert (known.exit_code, known.stdout, known.stderr) == (0, "No findings in 1 file.\n", "")
    old.write_text("# moved\n\n" + old.read_text().replace("takes -> drinks", "takes -> drinks\ndrinks -> drinks"))
    result = run("check", "--format", "concise", "--baseline", "known.json", "services")
    assert [line.split(":")[1] for line in result.stdout.splitlines()[:-1]] == ["17"]


def test_what_is_gone_is_told(run, old):
    run("check", "--write-baseline", "known.json", "services")
    old.write_text(GOOD)
    result = run("check", "--baseline", "known.json", "services")
    assert result.exit_code == 0
    assert result.stderr == (
        "Info: known.json: 1 known finding is no more there; --write-baseline drops them:\n"
        "  services/old.blueprint: self-arrow: orders flow orders\n"
    )
    assert run("check", "--baseline", "known.json", "good.blueprint").stderr == ""
    old.unlink()
    assert "no more there" in run("check", "--baseline", "known.json", "good.blueprint").stderr


def test_the_settings_name_a_baseline(run, folder, old):
    run("check", "--write-baseline", "services/known.json", "services")
    assert json.loads((folder / "services/known.json").read_text())["findings"][0]["path"] == "old.blueprint"
    (folder / "services/blueprint.toml").write_text('baseline = "known.json"\n')
    (folder / "other.blueprint").write_text(old.read_text())
    result = run("check", "--format", "concise", "services", "other.blueprint")
    assert len(result.stdout.splitlines()) == 2
    assert result.stdout.startswith("other.blueprint:")


def test_broken_lines_are_never_known(run):
    run("check", "--write-baseline", "known.json", "broken.blueprint")
    assert run("check", "--baseline", "known.json", "broken.blueprint").exit_code == 1


def test_a_baseline_that_cannot_be_read(run, folder):
    result = run("check", "--baseline", "known.json", "good.blueprint")
    assert result.exit_code == 2
    assert "known.json: there is no such file" in result.stderr
    (folder / "known.json").write_text("[]")
    result = run("check", "--baseline", "known.json", "good.blueprint")
    assert result.exit_code == 2
    assert "no baseline can be read from it (it is no baseline of version 1)" in result.stderr


def test_standard_input_can_be_known(run, old):
    text = old.read_bytes()
    run("check", "--write-baseline", "known.json", "-", stdin=text)
    assert run("check", "--baseline", "known.json", "-", stdin=text).exit_code == 0
