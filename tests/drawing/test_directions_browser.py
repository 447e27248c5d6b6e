"""Paragraphs in two directions: each line as the browser orders it is as PNG and PDF order it, on pages of both kinds."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from devtools import Browser

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.formats.html import write_html
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.formats.svg_read import Words, read_svg
from blueprint.drawing.words.directions import english_sentence
from blueprint.drawing.words.runs import runs_of
from blueprint.drawing.words.wrap import wrap

LABELS = (
    "הלקוח מתקשר אל Customer Service Hotline ואומר: לא עובד (שוב) 24/7!",
    "The team calls חברת הכבלים של תל אביב and waits (עד 30 דקות) for an answer, 50% of cases",
    "يتصل العميل بـ Cable TV Support (الخط الساخن) 0800-123-456، ثم ينتظر 5–10 min.",
    "(א) Starts in Hebrew, then English goes on for long, וגם קצת עברית בסוף.",
    "Order #12: מספר 12-34, שלב 3/4 “ברור” – done?",
    "הזמנה \u2066Order (12) – ok?\u2069 נשלחה",
    english_sentence("“יחידה (HD)” can send the customer back to “שלב 12” (in “הזמנה 3”) without end; it happened."),
)

# The characters of each line that can be seen, from left to right.
_SCRIPT = """(() => {
  const lines = [];
  for (const text of document.querySelectorAll('svg.blueprint text')) {
    let at = 0;
    for (const node of text.querySelectorAll('tspan')) {
      const found = [];
      for (let index = 0; index < node.textContent.length; index++, at++) {
        const box = text.getExtentOfChar(at);
        if (box.width > 0.01 && node.hasAttribute('x')) found.push([box.x + box.width / 2, node.textContent[index]]);
      }
      if (node.hasAttribute('x')) lines.push(found.sort((a, b) => a[0] - b[0]).map(pair => pair[1]).join(''));
    }
  }
  return lines;
})()"""


def seen_in_browser(browser: Browser, svg: str, direction: str, folder: Path) -> list[str]:
    page = folder / "page.html"
    page.write_text(f'<!doctype html><html dir="{direction}"><meta charset="utf-8"><body>{svg}', "utf-8")
    browser.open(page)
    lines: list[str] = browser.run(_SCRIPT)
    return lines


def seen_by_us(line: str) -> str:
    return "".join(run.text[::-1] if run.leftwards else run.text for run in runs_of(line, {}))


def words_of(line: str) -> str:
    """A line as it is seen: what is missing in the shipped font is one letter here, for fonts differ."""
    return re.sub(r"[\u0600-\u06ff]", "□", re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", line))


def mixed(seed: int) -> str:
    chance = random.Random(seed)
    pool = ("שלום", "עברית", "call", "CRM", "12", "3/4", "(ok)", "(כן)", "–", "50%", "a-b", "מס'", "2026-10-01", "ok!")
    return " ".join(chance.choice(pool) for _ in range(12)).strip("–")


@pytest.mark.browser
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("he", "ltr"), ("he", "rtl")])
def test_the_browser_orders_lines_as_we_do(browser: Browser, language: str, direction: str, tmp_path: Path) -> None:
    labels = [*LABELS, *(mixed(seed) for seed in range(24))]
    steps = "".join(f'step "{label}"\n  customer: "{label}"\n' for label in labels)
    svg = write_svg(draw(blueprint.parse(f"language {language}\n{steps}")))
    ours = [words_of(seen_by_us(item.text)) for item in read_svg(svg) if isinstance(item, Words)]
    theirs = [words_of(line) for line in seen_in_browser(browser, svg, direction, tmp_path)]
    assert len(ours) > 100
    assert ours == theirs


def test_a_name_in_a_message_moves_no_quote_or_bracket_of_it() -> None:
    assert (
        seen_by_us(english_sentence("“אב 12” waits (for “גד HD”) 3 times.")) == "“12 בא” waits (for “HD דג”) 3 times."
    )
    assert english_sentence("“Größe 12” waits (for “HD”).") == "“Größe 12” waits (for “HD”)."
    lines = wrap(english_sentence("“אבגד הוזח” waits, and “טיכל” is not what it waits for at all."), 90, 10)
    assert len(lines) > 3
    assert all(min(run.level for run in runs_of(line, {})) == 0 for line in lines)


def test_each_line_has_the_direction_of_its_paragraph() -> None:
    for label in LABELS[:5]:
        lines = wrap(label, 120, 12.5)
        assert len(lines) > 2
        first = runs_of(lines[0], {})
        leftwards = label[0] in "הي("
        for line in lines:
            levels = {run.level for run in runs_of(line, {})}
            assert min(levels) >= leftwards, (label, line)
        assert first
    assert wrap("Größe und Ελλάς bleiben, wie sie sind", 80, 12.5)[0] == "Größe und"


def test_the_page_in_html_keeps_the_lines_of_the_drawing() -> None:
    loaded = blueprint.parse(f'language he\nstep "One"\n  customer: "{LABELS[0]}"\n')
    drawing = draw(loaded)
    lines = re.findall(r'<tspan x="[^>]*>([^<]+)<', write_html(loaded, drawing))
    assert [
        line for action in drawing.actions for line in (text.text for text in action.lines) if line not in lines
    ] == []
