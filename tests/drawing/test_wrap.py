from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.words.measure import clusters, text_width
from blueprint.drawing.words.syllables import syllables
from blueprint.drawing.words.wrap import unwrap, wrap

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
@example("\u00ad", 20, False)
@example("\u200b \u00ad", 20, False)
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: float, bold: bool) -> None:
    lines = wrap(text, width, SIZE, bold)
    for line in lines:
        assert text_width(line, SIZE, bold) <= width + 0.01 or len(clusters(line)) == 1
        assert line
    kept = "".join("".join(line.lstrip("\u200e\u200f") for line in lines).split()).replace("-", "")
    assert "".join(unwrap(lines, hyphens=True).replace("\u200b", "").split()).replace("-", "") == kept
    given_text = "".join(unicodedata.normalize("NFC", text).split())
    assert kept == given_text.replace("\u00ad", "").replace("\u200b", "").replace("-", "")


@given(st.text(max_size=200), st.floats(1, 300))
def test_nothing_makes_it_raise(text: str, width: float) -> None:
    wrap(text, width, SIZE)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ลูกค้าเปิดเครื่องรับโทรทัศน์และพบว่าหน้าจอมืดสนิท", "ลูก|ค้า|เปิด|เครื่อง|รับ|โทร|ทัศน์|และ|พบ|ว่าหน้าจอมืดสนิท"),
        ("ลูกค้าต่างๆได้รับอีเมล", "ลูก|ค้า|ต่างๆ|ได้รับ|อี|เมล"),
        ("แจ้งปัญหาการใช้งาน", "แจ้ง|ปัญ|หา|การ|ใช้งาน"),
        ("บัตรCRM2ใบ", "บัตร|CRM2|ใบ"),
        ("ລູກຄ້າໂທຫາສູນບໍລິການ", "ລູກ|ຄ້າ|ໂທຫາ|ສູນບໍລິ|ການ"),
        ("អតិថិជនទូរស័ព្ទទៅមជ្ឈមណ្ឌលសេវាកម្ម", "អតិ|ថិជន|ទូរស័ព្ទ|ទៅមជ្ឈមណ្ឌល|សេ|វាកម្ម"),
        ("ဖောက်သည်ဝန်ဆောင်မှုစင်တာ", "ဖောက်|သည်|ဝန်|ဆောင်|မှု|စင်|တာ"),
    ],
)
def test_phrases_without_spaces_break_between_syllables(text: str, parts: str) -> None:
    assert "|".join(syllables(text)) == parts


@given(st.text(st.sampled_from("กขคงนมรลอะาำิีึืุูเแโใไ่้์ๆฯລກະາເັ" + "កខរ្ាិះំ" + "ကခ်္ာိ" + "aB2 -")))
def test_no_line_begins_with_a_vowel_or_ends_with_one_that_leads(text: str) -> None:
    parts = syllables(text)
    assert "".join(parts) == text
    for first, second in zip(parts, parts[1:], strict=False):
        assert second[0] not in "ะาำิีึืุู่้์ๆฯະາັ្ាិះំ်္ာိ"
        assert first[-1] not in "เแโใไເ"


def test_a_phrase_that_a_line_holds_stays_whole() -> None:
    assert wrap("ลูกค้า เปิดเครื่องรับ", 100, SIZE) == ("ลูกค้า", "เปิดเครื่องรับ")
    assert text_width("ลูกค้า เปิด", SIZE) < 100


def test_an_author_says_where_words_end() -> None:
    marked = "โทร\u200bทัศน์\u200bมืดสนิท\u200bและเงียบ"
    assert wrap(marked, 80, SIZE) == ("โทรทัศน์", "มืดสนิท", "และเงียบ")
    assert wrap("電話の\u200bサポート\u200bを呼ぶ", 75, SIZE) == ("電話の", "サポート", "を呼ぶ")
    text = 'step "One"\n  customer: a "โทร\u200bทัศน์"\n  customer: "a\u200bb"\n'
    loaded = blueprint.parse(text)
    assert ["U+200B" in problem.message for problem in loaded.problems] == [True]
    assert "\u200b" not in "".join(line.text for line in draw(loaded).actions[0].lines)


def test_lines_are_put_together_again() -> None:
    assert unwrap(("Gets a", "survey")) == "Gets a survey"
    assert unwrap(("Kunden-", "auftrag")) == "Kundenauftrag"
    assert unwrap(("Kunden-", "auftrag"), hyphens=True) == "Kunden-auftrag"
    assert unwrap(("電話に", "出る")) == "電話に\u200b出る"
    text = "The team calls חברת הכבלים של תל אביב and waits"
    assert any(line.startswith("\u200e") for line in wrap(text, 90, SIZE))
    assert unwrap(wrap(text, 90, SIZE)) == text
