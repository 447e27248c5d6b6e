"""``blueprint render --theme`` and ``--format text``."""

from __future__ import annotations

import json


def test_a_theme_by_its_name_and_by_its_file(run, folder):
    assert run("render", "good.blueprint", "--theme", "print", "-o", "print.svg").exit_code == 0
    assert "@media" not in (folder / "print.svg").read_text()
    (folder / "mine.json").write_text(json.dumps({"extends": "print", "colours": {"page": "#abcdef"}}))
    assert run("render", "good.blueprint", "--theme", "mine.json", "-o", "mine.svg").exit_code == 0
    assert "#abcdef" in (folder / "mine.svg").read_text()
    for form in ("html", "dot"):
        assert run("render", "good.blueprint", "--theme", "mine.json", "-o", f"mine.{form}").exit_code == 0
        assert "#abcdef" in (folder / f"mine.{form}").read_text()


def test_what_is_no_theme_is_one_message_and_nothing_is_drawn(run, folder):
    (folder / "bad.json").write_text('{"colours": {"pgae": "#ffffff"}, "extends": "prnt"}')
    (folder / "latin.json").write_bytes(b'{"name": "\xe4"}')
    (folder / "some").mkdir()
    for theme, words in (
        ("prnt", "There is no theme 'prnt', and no such file. Did you mean print?"),
        ("dark", "The themes are default, print, high-contrast."),
        ("bad\x00.json", "no such file"),
        (
            "bad.json",
            'bad.json: colours: there is no colour "pgae"; did you mean "page"? · bad.json: extends: expected',
        ),
        ("latin.json", "latin.json: this is no theme: it is not UTF-8"),
        ("some", "some: cannot be read"),
    ):
        result = run("render", "good.blueprint", "--theme", theme)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
        assert words.replace(" bad.json:", "") in result.stderr
        assert not (folder / "good.svg").exists()


def test_the_outline_goes_to_a_file_or_to_standard_output(run, folder):
    assert run("render", "good.blueprint", "--format", "text").stdout == "Wrote good.txt\n"
    text = (folder / "good.txt").read_text(encoding="utf-8")
    assert text.startswith("Coffee to go\n")
    assert run("render", "good.blueprint", "-o", "other.txt").exit_code == 0
    assert (folder / "other.txt").read_text(encoding="utf-8") == text
    assert run("render", "good.blueprint", "--format", "text", "-o", "-").stdout == text
    told = run("render", "good.blueprint", "--format", "text", "-o", "-", "--findings").stdout
    assert set(text.splitlines()) <= set(told.splitlines())
    assert run("render", "good.blueprint", "--format", "svg", "-o", "other.txt").exit_code == 2
