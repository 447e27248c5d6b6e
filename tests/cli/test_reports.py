"""Where findings go: several formats in one run, files, the summary of a job."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blueprint.cli.reports import FORMATS


@pytest.fixture(autouse=True)
def nowhere(monkeypatch):
    """No service that checks a repository, even where one runs these tests."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


def test_the_formats_are_the_files_that_write_them():
    folder = Path(__file__).parents[2] / "blueprint/findings/output"
    writers = {file.stem for file in folder.glob("*.py") if "\ndef write(" in file.read_text(encoding="utf-8")}
    assert writers == set(FORMATS)


def test_several_formats_in_one_run(run, folder):
    result = run(
        "check", "--format", "concise", "--format", "sarif=a.sarif", "--format", "json=b.json", "broken.blueprint"
    )
    assert result.exit_code == 1
    assert result.stdout.startswith("broken.blueprint:7:3: error[syntax]")
    assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((folder / "b.json").read_text())["files"] == ["broken.blueprint"]


def test_a_format_with_a_file_leaves_standard_output_empty(run, folder):
    for arguments in (["--format", "junit=out"], ["--format", "junit", "--output-file", "out"]):
        result = run("check", *arguments, "broken.blueprint")
        assert (result.exit_code, result.output) == (1, "")
        assert (folder / "out").read_text().startswith("<?xml")
        (folder / "out").unlink()


def test_an_output_file_alone_holds_the_text(run, folder):
    assert run("check", "--output-file", "out", "broken.blueprint").stdout == ""
    assert (folder / "out").read_text(encoding="utf-8") == run("check", "broken.blueprint").stdout


def test_a_dash_is_standard_output(run):
    assert run("check", "--output-file", "-", "broken.blueprint").stdout == run("check", "broken.blueprint").stdout


def test_quiet_writes_the_files_still(run, folder):
    assert run("check", "-q", "--format", "text", "--format", "json=out", "broken.blueprint").output == ""
    assert json.loads((folder / "out").read_text())["counts"]["error"] == 1


def test_files_hold_no_colour(run, folder, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("check", "--output-file", "out", "broken.blueprint")
    assert "\x1b" not in (folder / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xml"], "'xml' is not one of text, concise, json,"),
        (["--format", "json="], "the name of a file is missing"),
        (["--format", "text", "--format", "json"], "--format json=FILE"),
        (["--format", "json=a", "--format", "text=./a"], "two formats cannot go to one file"),
        (["--format", "json=a", "--output-file", "b"], "--output-file is for a format that names no file"),
        (["--output-file", "good.blueprint"], "findings would be written over a blueprint"),
        (["--output-file", "new.blueprint"], "findings would be written over a blueprint"),
        (["--output-file", "no/such/folder"], "there is no such folder"),
    ],
)
def test_what_cannot_be_written_is_one_message(run, folder, arguments, words):
    before = {file: file.read_bytes() for file in folder.iterdir()}
    result = run("check", *arguments, "good.blueprint")
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_a_file_that_was_read_is_not_written_over(run, folder):
    (folder / "people.txt").write_text('department bar "Bar"\n')
    (folder / "one.blueprint").write_text('blueprint "x"\ninclude "people.txt"\nstep "x"\n  frontstage bar: "Y"\n')
    assert run("check", "--output-file", "people.txt", "one.blueprint").exit_code == 2
    assert (folder / "people.txt").read_text() == 'department bar "Bar"\n'


@pytest.mark.parametrize("form", FORMATS)
def test_where_nothing_could_be_read_programs_still_get_a_document(run, form):
    result = run("check", "--format", form, "missing.blueprint")
    assert result.exit_code == 2
    assert bool(result.stdout) == (form not in ("text", "concise"))


def test_github_gets_a_summary_of_the_job(run, folder, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    (folder / "summary.md").write_text("# Before\n")
    run("check", "broken.blueprint")
    assert (folder / "summary.md").read_text() == "# Before\n"
    run("check", "--format", "github", "broken.blueprint")
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("# Before\n**")
    assert "| `syntax` |" in summary


def test_a_summary_that_cannot_be_written_stops_nothing(run, folder, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "no/such/folder"))
    result = run("check", "--format", "github", "broken.blueprint")
    assert result.exit_code == 1
    assert "::error file=broken.blueprint,line=7" in result.stdout
    assert result.stderr.startswith("Warning: ")
    assert "the summary of the job cannot be written" in result.stderr


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_those_of_the_repository(run, folder, monkeypatch, name):
    (folder / "sub").mkdir()
    (folder / "broken.blueprint").rename(folder / "sub/broken.blueprint")
    monkeypatch.chdir(folder / "sub")
    assert "file=broken.blueprint" in run("check", "--format", "github", "broken.blueprint").stdout
    monkeypatch.setenv(name, str(folder))
    for form in ("github", "gitlab", "sarif", "junit", "markdown"):
        assert "sub/broken.blueprint" in run("check", "--format", form, ".").stdout
    monkeypatch.setenv(name, str(folder / "elsewhere"))
    assert "file=broken.blueprint" in run("check", "--format", "github", "broken.blueprint").stdout


def test_junit_fails_for_what_fails_the_run(run):
    assert "<failure" in run("check", "--format", "junit", "broken.blueprint").stdout
    text = 'blueprint "x"\nstep "y"\n  customer: a "Orders"\n  frontstage bar: b "Takes"\na -> b\na -> b\n'
    for severity in ("error", "warning", "info"):
        result = run("check", "--format", "junit", "--severity", severity, "-", stdin=text)
        assert ("<failure" in result.stdout) == (result.exit_code == 1)
