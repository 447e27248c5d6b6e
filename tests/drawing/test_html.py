"""The page as a text: what is in it, that nothing of a stranger is more than text, and that all of the model is told."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import fields
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import story

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.formats.html import write_html
from blueprint.drawing.render import render
from blueprint.drawing.words import facts
from blueprint.drawing.words.headings import headings
from blueprint.drawing.words.safe import json_text
from blueprint.findings.run import check
from blueprint.model.elements import Action, Arrow, Blueprint, Card, Declaration, Facts, Phase, Step
from blueprint.text.vocabulary import DECLARATIONS, WORDS

EXAMPLES = Path(__file__).parents[2] / "examples"
NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(2)>'\\\"&<!--"
HOSTILE = r"""
blueprint "</script><script>alert(1)</script> ${title} <!--" as-is owner "<b onclick=alert(1)>"
department care "<img src=x onerror=alert(2)>"
phase "</style><script>alert(3)</script>"
step "'\"><svg onload=alert(4)>"
  customer: bp-canvas "]]></title><script>alert(5)</script>" link "javascript:alert(6)" note "<a href=javascript:alert(7)>x</a>"
  frontstage care: __proto__ "</textarea><iframe src=//example.org>" link "https://example.org/?a=b"
    pain "<style>*{display:none}</style>"
bp-canvas -> __proto__ "&lt;script&gt; </desc><script>alert(8)</script>"
"""


def page(text: str, documentation: str = "") -> str:
    found = blueprint.parse(text)
    findings = check(found)
    return write_html(found, draw(found, findings, brief=True), findings, documentation=documentation)


def test_a_finding_leads_to_the_page_of_its_check_where_the_settings_say_where_it_is() -> None:
    found = blueprint.parse('step "S"\n  customer: a "A"\na -> a\n')
    findings = check(found)
    drawing = draw(found, findings, brief=True)
    told = data_of(write_html(found, drawing, findings, documentation="https://e.org/{check}"))["findings"]
    assert {one["check"]: one["address"] for one in told}["self-arrow"] == "https://e.org/self-arrow"
    assert {one["address"] for one in data_of(write_html(found, drawing, findings))["findings"]} == {""}


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="bp-data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


class Tags(HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.blueprint")), ids=lambda file: file.stem)
def test_every_element_of_an_example_is_known_to_its_page(file: Path) -> None:
    story = blueprint.load(file)
    html = render(story, "html", findings=check(story)).decode()
    data = data_of(html)
    keys = [element["key"] for element in data["elements"]]
    assert len(keys) == len(set(keys))
    for action in story.actions:
        assert f"action {action.id}" in keys
    drawn = re.findall(r'<g class="(action|arrow|step|phase|lane)\b[^>]*? data-id="([^"]*)"', html)
    assert {f"{kind} {unescape(handle)}" for kind, handle in drawn} <= set(keys)
    named = [key for element in data["elements"] for key in element.get("parents", []) + element.get("parts", [])]
    assert set(named) <= set(keys)
    assert {finding["key"] for finding in data["findings"]} <= set(keys)
    assert len(data["findings"]) == len(check(story))


def test_nothing_is_loaded_and_only_our_script_and_styles_may_run() -> None:
    html = page(HOSTILE)
    tags = Tags(html).found
    scripts = [attributes for tag, attributes in tags if tag == "script"]
    assert [attributes.get("type") for attributes in scripts] == ["application/json", None]
    assert not [tag for tag, _ in tags if tag in ("link", "iframe", "img", "object", "embed", "base", "image", "use")]
    for _, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc")]
        assert (attributes.get("href") or "#bp-canvas") == "#bp-canvas"
    policy = next(attributes["content"] for _, attributes in tags if attributes.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "url(" not in html.split("</style>")[0]
    assert "@import" not in html
    bodies = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", html, re.DOTALL)
    assert len(bodies) == 3
    for body in bodies:
        digest = base64.b64encode(hashlib.sha256(unescape(body).encode() if "<svg" in body else body.encode()).digest())
        assert f"'sha256-{digest.decode()}'" in policy


def test_links_of_strangers_are_web_and_mail_addresses_or_only_text() -> None:
    data = data_of(page(HOSTILE))
    links = [value[2] for element in data["elements"] for _, values in element.get("rows", []) for value in values]
    assert set(links) == {"", "https://example.org/?a=b"}


@given(st.text(st.characters(), max_size=60))
def test_any_text_is_data_that_cannot_leave_its_script(text: str) -> None:
    told = json_text(json.dumps(text, ensure_ascii=False))
    assert json.loads(told) == text
    assert not re.search("[<>&\u2028\u2029]", told)
    told.encode()


def test_the_same_blueprint_gives_the_same_page() -> None:
    text = (EXAMPLES / "hotel-stay.blueprint").read_text(encoding="utf-8")
    assert page(text) == page(text)


def test_the_page_speaks_the_language_of_the_blueprint() -> None:
    html = page('language de\nblueprint "Kaffee"\nstep "Bestellt"\n  customer: "Sagt, was es sein soll" takes 1 min\n')
    assert '<html lang="de" dir="ltr">' in html
    assert headings("de")["page search hint"] in html
    rows = {row[0]: row[1][0][0] for element in data_of(html)["elements"] for row in element.get("rows", [])}
    assert rows["Dauert"] == "1 min"


def test_right_to_left() -> None:
    assert '<html lang="ar" dir="rtl">' in page('language ar\nblueprint "خدمة"\nstep "خطوة"\n  customer: "يتصل"\n')


@pytest.mark.parametrize("text", ["", 'blueprint "Only a title"\n', 'step "s"\n', "customer: a\n"])
def test_however_little_there_is_it_is_a_page(text: str) -> None:
    assert data_of(page(text))["elements"]


def test_every_field_of_the_model_is_told() -> None:
    structure = {
        "id", "name", "label", "span", "stage", "lane", "broken", "facts", "steps", "actions", "kind", "source", "target",
        "declared", "path", "language", "declarations", "phases", "arrows", "lanes", "lines", "silences", "problems",
        "doubtful", "text", "cards", "either_channel",
    }  # fmt: skip
    told = {*facts.BEFORE, *facts.FLAGS}
    for kind in (Blueprint, Declaration, Phase, Step, Action, Arrow):
        assert {field.name for field in fields(kind)} - structure <= told, kind
    assert {field.name for field in fields(Facts)} - structure == set(facts.SHARED)
    assert {field.name for field in fields(Card)} - (structure - {"target"}) == set(facts.OF_CARDS)
    words = headings("en")
    for name in (*told, *facts.SHARED, *facts.OF_CARDS):
        assert f"field {name}" in words
    choices = {choice for word in WORDS.values() if word.text != "rows" for choice in word.choices}
    assert {f"choice {choice}" for choice in choices} <= words.keys()
    assert {f"page kind {kind}" for kind in DECLARATIONS} <= words.keys()


def test_an_owner_is_told_with_where_it_comes_from() -> None:
    html = page(
        'department care "Care" owner "Anna"\nstep "s"\n  frontstage care: answers "Answers"\n  frontstage care: own owner "Ben"\n'
    )
    rows = {element["key"]: dict(element.get("rows", [])) for element in data_of(html)["elements"]}
    assert rows["action answers"]["Owner"] == [["Anna", ["by Care"], "", ""]]
    assert rows["action own"]["Owner"] == [["Ben", [], "", ""]]


def test_a_view_has_the_findings_of_what_it_shows() -> None:
    story = blueprint.load(EXAMPLES / "cable-tv-as-is.blueprint")
    data = data_of(render(story, "html", view="customer", findings=check(story)).decode())
    keys = {element["key"] for element in data["elements"]}
    assert 0 < len(data["findings"]) < len(check(story))
    assert {finding["key"] for finding in data["findings"]} <= keys


def test_a_large_page_is_written_quickly_and_not_too_large() -> None:
    found = blueprint.parse(story(3, 60, 12))
    findings = check(found)
    drawing = draw(found, findings, brief=True)
    write_html(found, drawing, findings)
    start = time.perf_counter()
    html = write_html(found, drawing, findings)
    assert time.perf_counter() - start < 2  # 0.1 s on two quiet cores
    assert len(html) < 80_000 + 3000 * (len(found.actions) + len(found.arrows))


def test_the_page_is_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    pages = []
    for seed, language in (("1", "C"), ("2", "de_DE.UTF-8")):
        target = tmp_path / f"{seed}.html"
        command = [
            sys.executable,
            "-m",
            "blueprint",
            "render",
            str(EXAMPLES / "hotel-stay.blueprint"),
            "-o",
            str(target),
        ]
        settings = {"PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": f"UTC{seed}"}
        subprocess.run(command, check=True, capture_output=True, cwd=EXAMPLES.parent, env={**os.environ, **settings})
        pages.append(target.read_bytes())
    assert pages[0] == pages[1]
    assert data_of(pages[0].decode())["findings"], "the command lists findings without being asked"
