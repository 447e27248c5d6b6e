"""The preview says when the settings of a file have mistakes, and until when."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint.cli.decided import House
from blueprint.preview.picture import Look, Mistake, Picture, take
from blueprint.text.span import Span

STORY = 'blueprint "B"{}\nstep "S"\n  customer: a "Asks"\na -> a\n'


def test_wrong_settings_are_told_above_the_picture(tmp_path: Path) -> None:
    story, settings = tmp_path / "a.blueprint", tmp_path / "blueprint.toml"
    story.write_text(STORY.format(""), encoding="utf-8")
    settings.write_text('ignore = ["self-arrow"]\ntoday = 3\n')
    house = House()
    first = take(str(story), Picture(), Look(), house)
    assert first.note is not None
    assert first.note.words == "The settings have mistakes. Until they are mended, they count as not there."
    (mistake,) = first.note.mistakes
    assert mistake == Mistake("blueprint.toml:2 “today” is a day such as 2026-10-01", Span(2, 1, 1, str(settings)))
    assert "self-arrow" in first.page
    assert str(settings) in first.used

    settings.write_text('ignore = ["self-arrow"]\n')
    second = take(str(story), first, Look(), house)
    assert second.note is None
    assert "self-arrow" not in second.page

    settings.write_text('baseline = "known.json"\n')
    third = take(str(story), second, Look(), house)
    assert third.note is not None
    assert "known.json" in third.note.mistakes[0].text


@pytest.mark.parametrize(("language", "words"), [("de", "Einstellungen"), ("he", "הגדרות"), ("ar", "الإعدادات")])
def test_in_the_language_of_the_page(tmp_path: Path, language: str, words: str) -> None:
    story = tmp_path / "a.blueprint"
    story.write_text(f"language {language}\n" + STORY.format(""), encoding="utf-8")
    (tmp_path / "blueprint.toml").write_text("today = 3\n")
    note = take(str(story), Picture(), Look(), House()).note
    assert note is not None
    assert words in note.words
