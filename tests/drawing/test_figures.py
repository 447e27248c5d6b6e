"""Numbers and lengths of time: one way of writing them, in the language of the page and in every format."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from faults import faults

from blueprint.drawing.draw import draw
from blueprint.drawing.render import render
from blueprint.drawing.words import headings as module
from blueprint.drawing.words.describe import arrow_parts
from blueprint.drawing.words.figures import amount_words, length, number_words, signed, time_words
from blueprint.drawing.words.headings import heading
from blueprint.model.details import Number, Time
from blueprint.model.elements import Blueprint
from blueprint.model.read import parse
from blueprint.text.span import Span
from blueprint.text.vocabulary import TIME_UNITS

DATA = Path(module.__file__).parents[1] / "data"
HERE = Span(1, 1, 1)

# Every place of the language that takes a time, a rate, a moment or a feeling.
TEXT = """
blueprint "Titel" time budget 3 days rows standard, metric, promise cases 40 per day
department amt "Amt" capacity 2 per week
phase "Phase" in month 2
step "Eins" on day 3
  customer: a "A" waits 2 weeks at most 1 month 90% under 2 days target 1 week emotion -2 expected +1
  customer: b "B" waits 1 day
  frontstage amt: c "C" takes 2 to 3 hours effort 4
    metric "M" target 5 days actual 2 weeks
    standard "S" tolerance 2 days
    promise "P" within 1 year
  backstage amt: d "D" takes 1 h 30 minutes in week 2
  backstage amt: f "F" takes 2 days
step "Zwei"
  customer: e "E" takes unknown emotion 2
a -> b within 3 days
b => c within 1 week
"""
TIMES = {
    "en": ("repeated once", "repeated 2 times", "repeated 3 times", "at most once", "up to 2 times"),
    "de": ("einmal wiederholt", "2-mal wiederholt", "3-mal wiederholt", "höchstens einmal", "bis zu 2-mal"),
    "ar": ("تكرر مرة واحدة", "تكرر مرتين", "تكرر 3 مرات", "حتى مرة واحدة", "حتى مرتين"),
    "he": ("חזרה אחת", "שתי חזרות", "3 חזרות", "עד פעם אחת", "עד פעמיים"),
}
ENGLISH = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|per|to|within|unknown)\b|\d d\b")


def story(language: str) -> Blueprint:
    found = parse(f"language {language}\n{TEXT}")
    assert found.problems == ()
    return found


@pytest.mark.parametrize("language", TIMES)
def test_repetitions_are_counted_in_words(language: str) -> None:
    details = ("repeated 1 times", "repeated 2 times", "repeated 3 times", "repeats up to 1", "repeats up to 2")
    arrows = "".join(f"b -> a {detail}\n" for detail in details)
    found = parse(f'language {language}\nstep "S"\n  customer: a "A"\n  customer: b "B"\n{arrows}')
    assert [arrow_parts(arrow, language, {}) for arrow in found.arrows] == [[words] for words in TIMES[language]]
    told = render(found, "text").decode()
    comma = "،" if language == "ar" else ","
    assert all(f"{comma} {words}" in told for words in TIMES[language])


def test_an_arabic_list_has_arabic_commas() -> None:
    text = """language ar
channel x "س"
channel y "ص"
step "زيارة" owner "أ", "ب"
  customer: a "يحاول" via x, y asks "ج", "د"
  customer: b "ثان"
a -> b when "حل" within 2 h via x, y
"""
    found = parse(text)
    assert found.problems == ()
    for form in ("text", "svg"):
        assert "س، ص" in render(found, form).decode()
        assert "س, ص" not in render(found, form).decode()
    assert ", " not in render(found, "text").decode()


def written(language: str, form: str) -> str:
    """The words of a blueprint in a format, without the language's own keywords in scripts and styles."""
    text = render(story(language), form).decode()
    if form == "html":
        data = re.search(r'id="bp-data">(.*?)</script>', text, re.DOTALL)
        drawing = re.search(r"<svg .*</svg>", text, re.DOTALL)
        assert data
        assert drawing
        elements = json.dumps(json.loads(data[1])["elements"], ensure_ascii=False)
        text = elements + drawing[0]
    if form in ("svg", "html"):
        text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        labels = re.findall(r'aria-label="([^"]*)"', text)
        text = html.unescape(" ".join([re.sub(r"<[^>]*>", " ", text), *labels]))
    return text


@pytest.mark.parametrize("form", ["svg", "html", "text"])
def test_no_unit_on_a_german_page_is_english(form: str) -> None:
    text = written("de", form)
    told = ["3 Tage", "1 Tag", "2 Wochen", "2–3 h", "1 h 30 min", "Frist 3 Tage", "Frist 1 Woche", "+2", "−2"]
    told += ["Ziel 5 Tage", "Ist 2 Wochen", "Frist 1 Jahr"] if form != "text" else ["Zielwert: 5 Tage"]
    told += ["höchstens 1 Monat"]
    if form != "svg":
        told += ["40 pro Tag", "2 pro Woche", "Tag 3", "Woche 2", "Monat 2", "Toleranz: 2 Tage", "Zielwert: 1 Woche"]
        told += ["90 % dauern weniger als 2 Tage", "Erwartet: +1", "unbekannt"]
    assert [words for words in told if words not in text] == []
    assert ENGLISH.findall(text) == []


@pytest.mark.parametrize("language", ["ar", "he"])
def test_pages_that_read_leftwards_have_units_of_their_own_and_no_fault(language: str) -> None:
    text = written(language, "svg")
    assert not re.search(r"\d (?:min|h|days?|weeks?)\b", text)
    assert heading("unit min", language) in text
    assert faults(draw(story(language))) == []


def test_a_time_alone_in_its_step_is_written_as_in_its_box() -> None:
    page = draw(parse('step "One"\n  customer: a "A" waits 2 weeks\nstep "Two"\n  customer: b "B" waits 90 min\n'))
    boxes = [mark.lines[0].text for action in page.actions for mark in action.marks]
    assert boxes == [mark.lines[0].text for mark in page.times] == ["2 weeks", "90 min"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("5 min", "5 min"),
        ("1 days", "1 day"),
        ("3 d", "3 days"),
        ("1.5 day", "1.5 days"),
        ("4 to 6 minutes", "4–6 min"),
        ("1 h 30 min to 2 hours", "1 h 30 min–2 h"),
        ("1 day to 2 weeks", "1 day–2 weeks"),
    ],
)
def test_times(written: str, told: str) -> None:
    assert time_words(Time(1, 2, written, HERE), "en") == told


def test_a_time_of_a_document_that_nobody_can_read_is_left_as_it_is() -> None:
    assert time_words(Time(1, 2, "3 moons", HERE), "de") == "3 moons"
    assert number_words(Number(4, 4, HERE, "per moon"), "de") == "4 pro moon"


def test_amounts_that_are_no_times_stay() -> None:
    texts = ("95%", "4.2", "5 stars", "3 days after the order", "3 d of work", "")
    assert [amount_words(text, "de") for text in texts] == list(texts)
    assert amount_words("1 H 20 MIN", "de") == "1 h 20 min"
    assert amount_words("1 week", "de") == "1 Woche"


def test_sums() -> None:
    assert length(0, 0, "en") == "0 min"
    assert length(93784, 93784, "en") == "1 day 2 h 3 min 4 s"
    assert length(93784, 93784, "en", most=2) == "1 day 2 h"
    assert length(86400, 3 * 86400, "de") == "1–3 Tage"
    assert length(3600, 86400, "de") == "1 h–1 Tag"


def test_feelings() -> None:
    assert [signed(value) for value in (-2, -0.5, 0, -0.0, 1, 1.5)] == ["−2", "−0.5", "0", "0", "+1", "+1.5"]


@pytest.mark.parametrize(("count", "word"), [(1, "يوم"), (2, "يوم"), (3, "أيام"), (10, "أيام"), (11, "يوم")])
def test_a_language_with_more_forms(count: int, word: str) -> None:
    assert time_words(Time(1, 1, f"{count} days", HERE), "ar") == f"{count} {word}"


def test_every_unit_has_words() -> None:
    keys = json.loads((DATA / "headings-en.json").read_text(encoding="utf-8"))
    known = {number_words(Number(1, 1, HERE, f"per {unit}"), "en") for unit in TIME_UNITS}
    assert len(known) == sum(key.startswith("unit ") for key in keys) == len(set(TIME_UNITS.values()))


@pytest.mark.parametrize("language", ["de", "ar", "he"])
def test_the_languages_that_come_along_are_whole(language: str) -> None:
    english, own = (
        json.loads((DATA / f"headings-{code}.json").read_text(encoding="utf-8")) for code in ("en", language)
    )
    assert list(own) == list(english)
