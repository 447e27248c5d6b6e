from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.drawing.words.safe import safe_link, xml_text

ANYTHING = st.text(st.characters())


@given(ANYTHING)
def test_any_text_becomes_content_and_attribute(text: str) -> None:
    safe = xml_text(text)
    element = ElementTree.fromstring(f'<a b="{safe}">{safe}</a>'.encode())
    assert element.text == element.get("b") or not safe


def test_what_xml_cannot_hold_is_gone() -> None:
    assert xml_text("a\x00b\x1bc\ud800d\uffffe\x85") == "abcde"
    assert xml_text("<&\">'") == "&lt;&amp;&quot;&gt;&#39;"


@pytest.mark.parametrize(
    "link", ["https://example.org/a?b=c&d", "HTTP://example.org", "mailto:anna@example.org", " https://example.org "]
)
def test_good_links(link: str) -> None:
    assert safe_link(link) == link.strip()


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVaScript:alert(1)", "java\nscript:x", "data:text/html,x", "file:///etc/passwd", "//example.org",
     "https:", "https://a b", "https://x\x00y", "vbscript:x", "", "mailto:", 'https://x"onload="y', "\x01javascript:x"],
)  # fmt: skip
def test_other_links_are_nothing(link: str) -> None:
    assert safe_link(link) == ""
