"""``blueprint explain``."""

from __future__ import annotations

import pytest

from blueprint.findings.catalog import pages
from blueprint.text.vocabulary import ARROWS, LINES, STAGES, STATEMENTS, WORDS


def test_without_a_name_all_checks_are_listed(run):
    result = run("explain")
    assert result.exit_code == 0
    for page in pages():
        assert f"{page.code}  {page.severity.word:<8} {page.name} " in result.stdout


@pytest.mark.parametrize("letters", ["HO", "ho"])
def test_a_family_is_listed(run, letters):
    result = run("explain", letters)
    assert result.exit_code == 0
    for page in pages():
        assert (f"  {page.code}  " in result.stdout) is (page.code[:2] == "HO")


def test_the_profiles_of_a_check_are_said(run):
    assert "\nRuns in strict.\n" in run("explain", "missing-duration").stdout
    assert "\nRuns in sketch, review, strict.\n" in run("explain", "duplicate-arrow").stdout
    listed = " ".join(run("explain").stdout.split())
    for page in pages():
        assert f"{page.summary} ({', '.join(page.profiles[:-1]) or 'only strict'})" in listed


@pytest.mark.parametrize("name", ["orphan-handoff", "ORPHAN-HANDOFF", "HO01", "ho01"])
def test_a_check_by_name_or_code(run, name):
    result = run("explain", name)
    assert result.exit_code == 0
    assert result.stdout.startswith("orphan-handoff (HO01, error)\n")
    assert "\n    answers => field" in result.stdout.replace("    blueprint", "")


def test_every_page_fits_the_terminal(run):
    for page in pages():
        result = run("explain", page.name)
        assert result.exit_code == 0
        assert page.summary in result.stdout
        prose = [line for line in result.stdout.splitlines()[2:] if not line.startswith("    ")]
        assert max(map(len, prose)) <= 88
        assert "```" not in result.stdout


@pytest.mark.parametrize(
    "word",
    [*STAGES, *STATEMENTS, *ARROWS, *WORDS, *(f"line of {line}" for line in LINES), "Moment of Truth", "customer:"],
)
def test_every_word_of_the_language(run, word):
    assert run("explain", *word.split()).exit_code == 0
    assert run("explain", "--", word).exit_code == 0


def test_what_is_said_of_a_word(run):
    assert run("explain", "emotion").stdout == (
        "emotion\n"
        "How it feels, from -2 to +2.\n"
        "A detail, followed by a number with its sign, such as “-1”.\n"
        "From -2 to 2.\n"
        "May be said of: action.\n"
    )


def test_an_unknown_name_gets_the_nearest_one(run):
    result = run("explain", "orphan-handof")
    assert result.exit_code == 2
    assert result.stderr == "Error: There is no check and no word “orphan-handof”. Did you mean “orphan-handoff”?\n"
    assert "blueprint explain lists" in run("explain", "zzzzzzzzz").stderr


def test_completion_knows_checks_and_words():
    from blueprint.cli.explain import complete

    def names(start):
        return {item.value for item in complete(None, None, start)}

    assert "orphan-handoff" in names("orph")
    assert "emotion" in names("emot")


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("truth", ["moment of truth"]),
        ("of truth", ["moment of truth"]),
        ("Budget", ["time budget"]),
        ("up", ["repeats up to"]),
        ("most", ["at most"]),
        ("to", ["escalates to", "repeats up to"]),
    ],
)
def test_a_part_of_a_keyword_gives_the_keywords_that_hold_it(run, part, names):
    result = run("explain", *part.split())
    assert result.exit_code == 0
    pages = result.stdout.rstrip("\n").split("\n\n")
    assert [page.split("\n")[0] for page in pages] == names
    assert all(WORDS[name].help in page for name, page in zip(names, pages, strict=True))
