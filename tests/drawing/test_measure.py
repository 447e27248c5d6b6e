from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.drawing.words.measure import clusters, text_width


def font_width(text: str, size: float, weight: str) -> float:
    ttlib = pytest.importorskip("fontTools.ttLib")
    with (files("blueprint.drawing") / "data" / f"LiberationSans-{weight}.ttf").open("rb") as file:
        font = ttlib.TTFont(file)
        table, metrics, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        return sum(metrics[table[ord(char)]][0] for char in text) * size / units


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize(
    "text",
    [
        "Calls the hotline",
        "Straßenbeleuchtungsstörung",
        "Ἀθῆναι και Ελλάδα",
        "Жалоба в гостинице",
        "Žluťoučký kůň",
        "4–6 min “ok” €",
    ],
)
def test_known_characters_have_the_widths_of_the_font(text: str, weight: str) -> None:
    assert text_width(text, 13, weight == "Bold") == pytest.approx(font_width(text, 13, weight))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("abc", 3),
        ("e\u0301a", 2),
        ("👨‍👩‍👧‍👦", 1),
        ("🇩🇪🇫🇷🇪", 3),
        ("👍🏽👍", 2),
        ("1️⃣2", 2),
        ("❤️‍🔥", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 1),
        ("क्षत्रिय", 3),
        ("각각", 2),
        ("日本語", 3),
        ("मिलना", 3),
        ("กำ", 1),
        ("", 0),
    ],
)
def test_clusters_are_what_a_reader_sees(text: str, count: int) -> None:
    assert len(clusters(text)) == count


@given(st.text())
def test_clusters_join_to_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text(max_size=60), st.booleans())
def test_width_is_never_negative_and_grows_with_the_size(text: str, bold: bool) -> None:
    width = text_width(text, 10, bold)
    assert width >= 0
    assert text_width(text, 20, bold) == pytest.approx(2 * width)


def test_marks_and_joined_emoji_count_once() -> None:
    assert text_width("é", 12) == text_width("e\u0301", 12)
    assert text_width("👨‍👩‍👧‍👦", 12) == text_width("👍🏽", 12) == text_width("👍", 12)
    assert text_width("日本", 12) == 24
    assert text_width("\u200b\u2067\u2069", 12) == 0
