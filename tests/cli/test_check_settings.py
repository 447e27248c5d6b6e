"""The settings of ``blueprint check``: found, read, laid over each other, shown."""

from __future__ import annotations

import json
import re

import pytest

from blueprint.settings.layers import matches

# One finding: the arrow from the customer to itself.
SELF = "orders -> orders\n"


@pytest.fixture
def found(run, folder):
    """The names of the checks that find something, by file."""
    (folder / ".git").mkdir()

    def call(*arguments):
        result = run("check", "--format", "json", *arguments)
        assert result.exit_code in (0, 1), result.output
        names = {}
        for finding in json.loads(result.stdout)["findings"]:
            names.setdefault(finding["path"], set()).add(finding["check"])
        return names

    return call


@pytest.fixture
def story(folder):
    """Writes the good blueprint with a self-arrow."""

    def write(name):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((folder / "good.blueprint").read_text() + SELF)

    return write


def test_settings_are_found_above_the_file(found, story, folder):
    story("a/b/c.blueprint")
    path = "a/b/c.blueprint"
    assert "self-arrow" in found(path)[path]
    (folder / "pyproject.toml").write_text('[tool.blueprint]\nignore = ["self-arrow"]\n')
    assert "self-arrow" not in found(path).get(path, set())
    (folder / "a/blueprint.toml").write_text('severity = { self-arrow = "info" }\n')
    assert "self-arrow" in found(path)[path]
    (folder / "a/pyproject.toml").write_text('[tool.blueprint]\nignore = ["self-arrow"]\n')
    assert "self-arrow" in found(path)[path]


def test_a_pyproject_without_our_table_is_passed_over(found, story, folder):
    story("a/c.blueprint")
    (folder / "blueprint.toml").write_text('ignore = ["FL08"]\n')
    (folder / "a/pyproject.toml").write_text('[project]\nname = "service-blueprint"\n')
    assert "self-arrow" not in found("a").get("a/c.blueprint", set())
    (folder / "a/pyproject.toml").write_text("blueprint = no TOML\n")
    assert "self-arrow" not in found("a").get("a/c.blueprint", set())


def test_nothing_is_looked_for_above_the_project(found, story, folder):
    (folder / "blueprint.toml").write_text('ignore = ["FL"]\n')
    story("inner/c.blueprint")
    (folder / "inner/.git").mkdir()
    assert "self-arrow" in found("inner")["inner/c.blueprint"]


def test_settings_for_some_files(found, story, folder):
    story("drafts/a.blueprint")
    story("b.blueprint")
    (folder / "blueprint.toml").write_text('[[files]]\npath = "drafts/"\nignore = ["self-arrow"]\n')
    names = found(".")
    assert "self-arrow" not in names.get("drafts/a.blueprint", set())
    assert "self-arrow" in names["b.blueprint"]


def test_a_later_part_goes_before_an_earlier_one_and_options_before_both(found, story, folder):
    story("a.blueprint")
    (folder / "blueprint.toml").write_text(
        'ignore = ["FL"]\n[[files]]\npath = "a.*"\nselect = ["FL08"]\n[[files]]\npath = "b.*"\nignore = ["FL08"]\n'
    )
    assert "self-arrow" in found("a.blueprint")["a.blueprint"]
    assert "self-arrow" not in found("a.blueprint", "--ignore", "FL").get("a.blueprint", set())
    assert "self-arrow" not in found("a.blueprint", "--ignore", "HO,self_arrow").get("a.blueprint", set())


def test_severity_and_profile(run, story, folder):
    story("a.blueprint")
    assert run("check", "a.blueprint").exit_code == 1
    (folder / "blueprint.toml").write_text('profile = "strict"\n[severity]\nself-arrow = "warning"\n')
    result = run("check", "a.blueprint")
    assert "warning[self-arrow]" in result.stdout
    assert result.exit_code == 0


def test_another_settings_file_and_options(found, story, folder):
    story("a.blueprint")
    (folder / "blueprint.toml").write_text('ignore = ["self-arrow"]\n')
    (folder / "ours.toml").write_text('profile = "sketch"\n')
    assert "self-arrow" in found("a.blueprint", "--settings", "ours.toml")["a.blueprint"]


def test_standard_input_has_the_settings_of_the_folder(run, story, folder):
    story("a.blueprint")
    (folder / "blueprint.toml").write_text('ignore = ["self-arrow"]\n')
    result = run("check", "-", stdin=(folder / "a.blueprint").read_bytes())
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('profil = "review"\n', ["blueprint.toml:1: there is no setting “profil”. Did you mean “profile”?"]),
        ('profile = "strickt"\n', ["blueprint.toml:1: there is no profile “strickt”. Did you mean “strict”?"]),
        (
            '\nselect = ["self-arow"]\nignore = ["XX99"]\n',
            [
                "blueprint.toml:2: there is no check “self-arow”. Did you mean “self-arrow”?",
                "blueprint.toml:3: there is no check “XX99”. See blueprint explain.",
            ],
        ),
        ('[severity]\nself-arrow = "warn"\n', ["blueprint.toml:2: a severity is one of"]),
        ('[severity]\nself-arow = "error"\n', ["blueprint.toml:2: there is no check “self-arow”."]),
        ("severity = 3\n", ["blueprint.toml:1: “severity” is a table"]),
        ("[thresholds]\nrisc = 3\n", ["blueprint.toml:2: there is no threshold “risc”. Did you mean “risk”?"]),
        ("[thresholds]\nrisk = true\nowner_share = 50\n", ["blueprint.toml:2: ", "blueprint.toml:3: “owner_share” is"]),
        ('today = "tomorrow"\n', ["blueprint.toml:1: “today” is a day such as 2026-10-01"]),
        ("today = 2026-10-01T10:00:00\n", ["blueprint.toml:1: “today” is a day"]),
        ("ignore = 3\n", ["blueprint.toml:1: “ignore” is a list"]),
        ("baseline = 3\n", ["blueprint.toml:1: “baseline” is the path of a file"]),
        ('[[files]]\nprofile = "sketch"\n', ["blueprint.toml:1: each [[files]] says for which files"]),
        (
            '[[files]]\npath = "a"\n[[files]]\npath = "b"\nbaseline = "c"\n',
            ["blueprint.toml:5: there is no setting “baseline” here"],
        ),
        ("files = 3\n", ["blueprint.toml:1: “files” is a list of tables"]),
        ("\nprofile = \n", ["blueprint.toml:2: this is no valid TOML"]),
        ("profile = 'a\x01'", ["blueprint.toml:1: this is no valid TOML"]),
        (
            'documentation = "https://example.org/checks/"\n',
            ["blueprint.toml:1: “documentation” needs {check} where the name of a check goes"],
        ),
        (
            'documentation = "ftp://example.org/{check}"\n',
            ["blueprint.toml:1: “documentation” is an address that begins with http:// or https://"],
        ),
        ('documentation = "https:///{check}"\n', ["blueprint.toml:1: “documentation” is an address that"]),
        ("documentation = 3\n", ["blueprint.toml:1: “documentation” is an address that"]),
        ('documentation = "https://e.org/a b/{check}"\n', ["blueprint.toml:1: “documentation” holds a sign"]),
        ('documentation = "https://e.org/{check}/{name}"\n', ["blueprint.toml:1: “documentation” holds a sign"]),
        ('documentation = "https://e.org/{check}\\u001b]"\n', ["blueprint.toml:1: “documentation” holds a sign"]),
        (
            '[[files]]\npath = "a"\ndocumentation = "https://e.org/{check}"\n',
            ["blueprint.toml:3: there is no setting “documentation” here"],
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(run, folder, text, messages):
    (folder / "blueprint.toml").write_text(text)
    result = run("check", "good.blueprint")
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == len(messages)
    for line, message in zip(lines, messages, strict=True):
        assert line.startswith(f"Error: {message}")


def test_what_is_wrong_in_a_pyproject_has_its_line_too(run, folder):
    (folder / "pyproject.toml").write_text('[project]\nprofile = 1\n\n[tool.blueprint]\nprofile = "all"\n')
    assert "pyproject.toml:5: there is no profile “all”" in run("check", "good.blueprint").stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "self-arow"], "--select: there is no check “self-arow”. Did you mean “self-arrow”?"),
        (["--today", "soon"], "--today: 'soon' is no day; write it as 2026-10-01."),
        (["--profile", "all"], "'all' is not one of"),
        (["--settings", "none.toml"], "none.toml: cannot be read (No such file or directory)"),
    ],
)
def test_an_option_that_means_nothing(run, arguments, message):
    result = run("check", *arguments, "good.blueprint")
    assert result.exit_code == 2
    assert message in result.stderr


def test_show_settings_says_what_is_in_force_and_why(run, story, folder):
    story("drafts/a.blueprint")
    (folder / "blueprint.toml").write_text(
        'documentation = "https://e.org/{check}#top"\n'
        'ignore = ["FL"]\n[severity]\nHO01 = "info"\n[thresholds]\nrisk = 90\n'
        '[[files]]\npath = "drafts"\nprofile = "sketch"\n'
    )
    result = run("check", "--show-settings", "--today", "2026-10-01", "--select", "FL09", ".")
    assert result.exit_code == 0
    usual, draft = result.stdout.split("In force for ")[1:]
    assert usual.startswith("broken.blueprint, good.blueprint\n")
    assert draft.startswith("drafts/a.blueprint\n")
    assert re.search(r"documentation +https://e\.org/\{check\}#top +blueprint\.toml:1\n", draft)
    assert re.search(r"risk +90 +blueprint\.toml:6\n", usual)
    assert re.search(r"today +2026-10-01 +--today\n", usual)
    assert re.search(r"FL08 self-arrow +off +ignored, blueprint\.toml:2\n", usual)
    assert re.search(r"FL09 duplicate-arrow +error +selected, --select\n", usual)
    assert re.search(
        r"HO01 orphan-handoff +info +in the profile review; info instead of error, blueprint\.toml:4\n", usual
    )
    assert re.search(r"profile +sketch .*blueprint\.toml:9\n", draft)


@pytest.mark.parametrize(
    ("pattern", "fits", "fits_not"),
    [
        ("drafts/", ["drafts/a", "x/drafts/a/b"], ["drafts2/a", "x/mydrafts/a"]),
        ("/drafts", ["drafts/a"], ["x/drafts/a"]),
        ("a/b", ["a/b", "a/b/c"], ["x/a/b", "a/bc"]),
        ("*.blueprint", ["a.blueprint", "x/b.blueprint"], ["a.blueprints"]),
        ("a/*.blueprint", ["a/b.blueprint"], ["a/b/c.blueprint", "a.blueprint"]),
        ("a/**/c", ["a/c", "a/b/c", "a/b/d/c"], ["a/bc", "c"]),
        ("a/**", ["a/b", "a/b/c"], ["ab"]),
        ("**", ["a", "a/b"], []),
        ("a?.b", ["ax.b", "y/az.b"], ["a.b", "axy.b", "axcb"]),
    ],
)
def test_patterns(pattern, fits, fits_not):
    assert [path for path in fits if not matches(pattern, path)] == []
    assert [path for path in fits_not if matches(pattern, path)] == []
