from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.drawing.measure import clusters, text_width
from blueprint.drawing.wrap import wrap

SIZE = 12.5


def test_nothing_gives_no_line() -> None:
    assert wrap("", 100, SIZE) == ()
    assert wrap(" \n\t ", 100, SIZE) == ()


def test_lines_are_evenly_filled() -> None:
    assert wrap("Gets a survey for a fault not fixed", 140, SIZE) == ("Gets a survey for", "a fault not fixed")
    assert wrap("Two\n  words", 140, SIZE) == ("Two words",)


@pytest.mark.parametrize(
    ("word", "width", "lines"),
    [
        ("Kundenauftragspenetrationslinie", 140, ("Kundenauftrags-", "penetrationslinie")),
        ("Straßenbeleuchtungsstörung", 130, ("Straßenbeleuchtungs-", "störung")),
        ("Mitgliedsbeitragsverwaltung", 120, ("Mitgliedsbeitrags-", "verwaltung")),
        (
            "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesellschaft",
            100,
            ("Donaudampf-", "schifffahrts-", "gesellschaft"),
        ),
        ("https://example.org/path?one=1&two=2", 110, ("https://example.org/", "path?one=1&two=2")),
    ],
)
def test_long_words_are_divided_where_a_reader_would(word: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrap(word, width, SIZE) == lines


def test_a_word_that_fits_is_not_divided() -> None:
    assert wrap("Ein Rechnungsbetrag", 100, SIZE) == ("Ein", "Rechnungsbetrag")
    assert wrap("Mo-Sa 8-20, day -1, 2026-10-01", 66, SIZE) == ("Mo-Sa", "8-20, day", "-1,", "2026-10-01")


def test_japanese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    lines = wrap("これは「長い文章」です。はい、そうです。", 75, SIZE)
    assert len(lines) > 2
    assert not any(line[0] in "、。」" or line[-1] == "「" for line in lines)


def test_directions_are_closed_on_every_line() -> None:
    lines = wrap("before \u2067العربية طويلة جدا هنا في السطر\u2069 after \u202eoverride that never ends", 100, SIZE)
    for line in lines:
        assert line.count("\u2067") == line.count("\u2069")
        assert line.count("\u202e") == line.count("\u202c")


WORDS = st.text(
    st.one_of(
        st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüßABC -/.,&"),
        st.sampled_from("日本語、。「」テスト ภาษาไทยๆ 한국어 العربية"),
        st.sampled_from(["👨", "\u200d", "👩", "🇩", "🇪", "👍", "🏽", "\u0301", "\ufe0f", "\u00ad", "\u200b", "्", "क"]),
    ),
    max_size=80,
)


@given(WORDS, st.floats(20, 200), st.booleans())
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: float, bold: bool) -> None:
    lines = wrap(text, width, SIZE, bold)
    for line in lines:
        assert text_width(line, SIZE, bold) <= width + 0.01 or len(clusters(line)) == 1
        assert line
    kept = "".join("".join(lines).split()).replace("-", "")
    given_text = "".join(unicodedata.normalize("NFC", text).split())
    assert kept == given_text.replace("\u00ad", "").replace("\u200b", "").replace("-", "")


@given(st.text(max_size=200), st.floats(1, 300))
def test_nothing_makes_it_raise(text: str, width: float) -> None:
    wrap(text, width, SIZE)
