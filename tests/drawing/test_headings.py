from __future__ import annotations

import json
from importlib.resources import files

import pytest

from blueprint.drawing.headings import direction, heading, headings
from blueprint.text.vocabulary import ARROWS, LANGUAGES, LINES, STAGES

DATA = files("blueprint.drawing") / "data"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_heading(language: str) -> None:
    own = json.loads((DATA / f"headings-{language}.json").read_text(encoding="utf-8"))
    english = json.loads((DATA / "headings-en.json").read_text(encoding="utf-8"))
    assert list(own) == list(english)
    assert all(own.values())
    for key, words in english.items():
        assert sorted(part.split("}")[0] for part in words.split("{")[1:]) == sorted(
            part.split("}")[0] for part in own[key].split("{")[1:]
        )


def test_stages_lines_and_arrows_have_headings() -> None:
    words = headings("en")
    assert {f"stage {stage}" for stage in STAGES} <= words.keys()
    assert {f"line {line}" for line in LINES} <= words.keys()
    assert {f"arrow {kind}" for kind, _ in ARROWS.values()} <= words.keys()


def test_a_variant_has_the_words_of_its_language_and_an_unknown_one_english() -> None:
    assert heading("line visibility", "de-AT") == heading("line visibility", "de_CH") == "Sichtbarkeitslinie"
    assert headings("tlh") == headings("en")
    assert headings("../../etc") == headings("en")
    assert headings("") == headings("en")


def test_direction() -> None:
    assert [direction(language) for language in ("en", "ar", "he-IL", "de")] == ["ltr", "rtl", "rtl", "ltr"]
