"""``blueprint render`` shows what ``blueprint check`` finds: the same settings, silences and known findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blueprint.cli.main import cli

GAPS = 'blueprint "Gap"\nstep "A"\n  frontstage desk: takes "Takes it"\nstep "B"\n  frontstage desk: "Gives it"\n'


@pytest.fixture
def gap(folder: Path) -> Path:
    path = folder / "gap.blueprint"
    path.write_text(GAPS)
    return path


def checked(run, *options):
    """The messages of the findings of ``check``."""
    found = json.loads(run("check", "gap.blueprint", "--format", "json", *options).stdout)
    return sorted(one["message"] for one in found["findings"])


def listed(run, *options):
    """The findings on the page, by their messages."""
    page = run("render", "gap.blueprint", "--format", "html", "-o", "-", *options).stdout
    begin = page.index('{"language"')
    data, _ = json.JSONDecoder().raw_decode(page[begin:])
    return sorted(one["message"] for one in data["findings"])


def test_the_page_lists_what_check_finds(run, gap):
    assert listed(run) == checked(run) != []


@pytest.mark.parametrize("options", [("--profile", "sketch"), ("--ignore", "TP,ST")])
def test_options_of_the_settings_hold(run, gap, options):
    assert listed(run, *options) == checked(run, *options) != listed(run)


def test_the_settings_beside_the_file_hold(run, folder, gap):
    everything = listed(run)
    (folder / "blueprint.toml").write_text('profile = "sketch"\n')
    assert listed(run) == checked(run) != everything
    (folder / "other.toml").write_text('profile = "strict"\n')
    assert listed(run, "--settings", "other.toml") == checked(run, "--settings", "other.toml") != listed(run)


def test_a_silence_and_a_baseline_hold(run, folder, gap):
    first = checked(run)
    assert run("check", "gap.blueprint", "--write-baseline", "known.json").exit_code == 0
    (folder / "blueprint.toml").write_text('baseline = "known.json"\n')
    assert listed(run) == checked(run) == []
    gap.write_text(GAPS + 'step "C"\n  frontstage bar: "Pours"\n')
    assert listed(run) == checked(run) != first


def test_a_picture_has_no_mark_of_what_the_settings_leave_out(run, folder, gap):
    assert 'class="mark finding' in run("render", "gap.blueprint", "--findings", "-o", "-", "--format", "svg").stdout
    run("check", "gap.blueprint", "--write-baseline", "known.json")
    (folder / "blueprint.toml").write_text('baseline = "known.json"\n')
    assert "mark finding" not in run("render", "gap.blueprint", "--findings", "-o", "-", "--format", "svg").stdout


def test_settings_with_a_mistake_are_said_where_findings_are_wanted_and_only_there(run, folder, gap):
    (folder / "blueprint.toml").write_text('profile = "none"\n')
    assert run("render", "gap.blueprint").exit_code == 0
    result = run("render", "gap.blueprint", "--findings")
    assert result.exit_code == 2
    assert "blueprint.toml" in result.stderr


def test_nothing_known_and_gone_is_told(run, folder, gap):
    run("check", "gap.blueprint", "--write-baseline", "known.json")
    (folder / "blueprint.toml").write_text('baseline = "known.json"\n')
    gap.write_text('blueprint "Gap"\nstep "A"\n  customer: "Waits"\n')
    assert run("render", "gap.blueprint", "--findings").stderr == ""


def test_the_options_are_those_of_check() -> None:
    assert {"--profile", "--select", "--ignore", "--today", "--settings"} <= _options("check") & _options("render")


def _options(command: str) -> set[str]:
    import click

    found = cli.get_command(click.Context(cli), command)
    assert found is not None
    return {word for one in found.params for word in one.opts}
