"""``blueprint check``."""

from __future__ import annotations

import json

import pytest


def test_a_good_file_is_fine(run):
    result = run("check", "good.blueprint")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No findings in 1 file.\n", "")


def test_a_mistake_is_shown_where_it_stands(run):
    result = run("check", "broken.blueprint")
    assert result.exit_code == 1
    assert result.stdout == (
        "error[syntax]: “frontstag” is no stage that a lane can have.\n"
        " --> broken.blueprint:7:3\n"
        "  |\n"
        '7 |   frontstag bar: takes "Takes the order"\n'
        "  |   ^^^^^^^^^\n"
        "  |\n"
        "  = help: Did you mean `frontstage`?\n"
        "  = page: blueprint explain syntax\n"
        "\n"
        "1 error in 1 file.\n"
    )


def test_concise_is_one_line_for_each_finding(run):
    lines = run("check", "--format", "concise", "broken.blueprint").stdout.splitlines()
    assert lines[0] == "broken.blueprint:7:3: error[syntax]: “frontstag” is no stage that a lane can have."
    assert lines[1:] == ["1 error in 1 file. What a finding means: blueprint explain NAME"]


def test_json_holds_everything(run):
    result = run("check", "--format", "json", "broken.blueprint", "good.blueprint", "missing.blueprint")
    assert result.exit_code == 2
    content = json.loads(result.stdout)
    assert content["version"] == 1
    assert content["files"] == ["broken.blueprint", "good.blueprint"]
    assert content["unread"] == ["missing.blueprint: there is no such file"]
    assert content["counts"] == {"error": 1, "warning": 0, "info": 0}
    (finding,) = content["findings"]
    place = {"path": "broken.blueprint", "line": 7, "column": 3, "end": 12}
    assert finding.items() >= {"check": "syntax", "severity": "error", "page": "checks/syntax.md", **place}.items()


def test_json_stays_json_where_nothing_could_be_read(run):
    result = run("check", "--format", "json", "missing.blueprint")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["findings"] == []


def test_severity_sets_the_exit_status_and_hides_nothing(run, folder):
    text = (folder / "good.blueprint").read_text()
    # An info finding: the indentation suggests another owner.
    text = text.replace("orders -> takes", '  note "Of the step"\n\norders -> takes')
    (folder / "info.blueprint").write_text(text)
    usual = run("check", "info.blueprint")
    assert "info[misleading-indentation]" in usual.stdout
    assert usual.exit_code == 0
    assert run("check", "--severity", "warning", "info.blueprint").exit_code == 0
    assert run("check", "--severity", "info", "info.blueprint").exit_code == 1


def test_quiet_prints_nothing(run):
    result = run("check", "-q", "broken.blueprint")
    assert (result.exit_code, result.output) == (1, "")


def test_a_folder_means_every_blueprint_below_it(run, folder):
    for name in ("b/two", "a/one", ".hidden/no", "env/lib/no", "node_modules/no"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.blueprint").write_bytes((folder / "good.blueprint").read_bytes())
    (folder / "env/pyvenv.cfg").touch()
    (folder / "a/notes.txt").write_text("no blueprint")
    result = run("check", "--format", "json", ".")
    files = ["a/one.blueprint", "b/two.blueprint", "broken.blueprint", "good.blueprint"]
    assert json.loads(result.stdout)["files"] == files
    assert json.loads(run("check", "--format", "json").stdout)["files"] == files


def test_a_file_named_twice_is_checked_once(run, folder):
    result = run("check", "good.blueprint", ".", str(folder / "good.blueprint"))
    assert result.stdout.endswith("1 error in 2 files.\n")


def test_standard_input(run):
    result = run("check", "--format", "concise", "-", stdin='blueprint "x"\nstpe "y"\n')
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:2:1: error[syntax]")


def test_the_rest_is_checked_where_a_file_cannot_be_read(run):
    result = run("check", "missing.blueprint", "broken.blueprint")
    assert result.exit_code == 2
    assert result.stderr == "Error: missing.blueprint: there is no such file\n"
    assert "error[syntax]" in result.stdout


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe\x00a", "not UTF-8"),
        ('blueprint "Café"'.encode("latin-1"), "not UTF-8"),
        (b'blueprint "x"\n\0', "NUL byte on line 2"),
        (b"\xe9\n" * 25_000_000, "the limit"),
    ],
    ids=["utf-16", "latin-1", "nul", "50 MB of noise"],
)
@pytest.mark.parametrize("command", ["check", "render"])
def test_what_is_no_text_is_one_message(run, folder, command, data, message):
    (folder / "bad.blueprint").write_bytes(data)
    before = sorted(folder.iterdir())
    result = run(command, "bad.blueprint")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: bad.blueprint: ")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(folder.iterdir()) == before


def test_a_file_of_no_bytes_is_one_finding(run, folder):
    (folder / "empty.blueprint").touch()
    result = run("check", "--format", "concise", "empty.blueprint")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2


def test_a_folder_without_blueprints_is_one_message(run, folder):
    (folder / "nothing").mkdir()
    for command in ("check", "render"):
        result = run(command, "nothing")
        assert result.exit_code == 2
        assert result.stderr == "Error: nothing: there is no .blueprint file in this folder\n"


def test_no_control_character_of_a_file_reaches_the_terminal(run, folder):
    (folder / "evil.blueprint").write_text('blueprint "x"\nstep \x1b[2J\x07 "a\u202eb\x9b31m"\nstpe "\u2066\x1b]0;x"\n')
    for form in ("text", "concise", "json"):
        output = run("check", "--format", form, "evil.blueprint").output
        assert not [sign for sign in output if sign != "\n" and (sign < " " or "\x7f" <= sign <= "\x9f")]
        assert "\u202e" not in output
        assert "\u2066" not in output


def test_a_control_character_in_a_file_name_is_not_printed(run):
    result = run("check", "\x1b[31mred.blueprint")
    assert result.exit_code == 2
    assert "\x1b" not in result.output


def test_colour_only_where_it_is_wanted(run, monkeypatch):
    assert "\x1b[" not in run("check", "broken.blueprint").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31merror" in run("check", "broken.blueprint").stdout
    json.loads(run("check", "--format", "json", "broken.blueprint").stdout)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", "broken.blueprint").stdout


@pytest.mark.parametrize("shared", ["a.blueprint", "z.blueprint"])
def test_what_is_wrong_in_a_shared_file_is_said_once(run, folder, shared):
    """Whether it comes before those that include it, or after them."""
    (folder / shared).write_text('department bar "Bar" owner "Ann", "Bert"\ndepartment bar "Bar again"\n')
    for name in ("m.blueprint", "n.blueprint"):
        (folder / name).write_text(f'include "{shared}"\nstep "X"\n  customer: "Calls"\n')
    lines = run("check", "--format", "concise", "--no-cache", ".").stdout.splitlines()
    assert sum("more-than-one-owner" in line for line in lines) == 1
    assert sum("duplicate-name" in line for line in lines) == 1


def test_a_shared_file_is_judged_by_its_text_alone(run, folder):
    (folder / "shared").mkdir()
    (folder / "shared/people.blueprint").write_text('department bar "Bar"\ndepartment bar "Bar again"\n')
    result = run("check", "--format", "concise", "shared")
    assert [line.split()[1] for line in result.stdout.splitlines()[:-1]] == ["error[duplicate-name]:"]


def test_a_finding_in_an_included_file_shows_its_line_and_comes_once(run, folder):
    (folder / "people.blueprint").write_text('department bar "Bar" owner "A"\nfoo bar\n')
    for name in ("one", "two"):
        (folder / f"{name}.blueprint").write_text(
            f'blueprint "{name}"\ninclude "people.blueprint"\nstep "x"\n  customer: "Y"\n'
        )
    result = run("check", "one.blueprint", "two.blueprint")
    assert result.stdout.count("people.blueprint:2:1") == 1
    assert "2 | foo bar" in result.stdout
