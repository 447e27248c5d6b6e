"""``blueprint new``."""

from __future__ import annotations

import pytest

import blueprint


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_file_to_start_from_has_no_findings(run, folder, language):
    result = run("new", "--language", language, "hotel-stay.blueprint")
    assert result.exit_code == 0
    assert result.stdout == (
        "Wrote hotel-stay.blueprint\n"
        "Check it: blueprint check hotel-stay.blueprint\n"
        "Draw it:  blueprint render hotel-stay.blueprint\n"
    )
    story = blueprint.load(folder / "hotel-stay.blueprint")
    assert (story.label, story.language) == ("Hotel stay", language)
    assert blueprint.check(story) == ()


def test_a_file_that_is_there_is_kept(run, folder):
    before = (folder / "good.blueprint").read_bytes()
    result = run("new", "good.blueprint")
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert (folder / "good.blueprint").read_bytes() == before
    assert run("new", "good.blueprint", "--force").exit_code == 0
    assert (folder / "good.blueprint").read_bytes() != before


def test_the_name_comes_from_the_title_and_the_title_from_the_name(run, folder):
    run("new", "--title", "Müll & Straße: Abholung!")
    assert (folder / "müll-straße-abholung.blueprint").exists()
    run("new", "antrag")
    assert blueprint.load(folder / "antrag.blueprint").label == "Antrag"
    run("new")
    assert blueprint.load(folder / "my-service.blueprint").label == "My service"


@pytest.mark.parametrize("title", ['"', "\\", 'a "b" \\', "two\nlines\tand \x1b more", "{title} %s", "# no", "“x”"])
def test_any_title_can_be_read_again(run, title):
    result = run("new", "-", "--title", title)
    assert result.exit_code == 0
    story = blueprint.parse(result.stdout)
    assert not story.problems
    assert story.label == " ".join(title.replace("\x1b", " ").split())


def test_a_folder_is_not_written_over(run, folder):
    (folder / "there").mkdir()
    for name in ("there", "missing/new.blueprint"):
        result = run("new", name)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"Error: {name}: ")
