"""Names and texts: what is compared, and what is kept."""

from __future__ import annotations

import blueprint
from blueprint.drawing.render import render
from blueprint.findings.output.terminal import display_width, printable
from blueprint.tree.quotes import normal, quoted


def test_names_that_look_alike_are_the_same() -> None:
    assert normal("Ka\u0308se") == normal("K\u00e4se")
    assert normal("ลูก\u200bค้า") == "ลูกค้า"
    text = 'step "One"\n  customer: ลูก\u200bค้า "One"\n  customer: b "Two"\nลูกค้า -> b\n'
    loaded = blueprint.parse(text)
    assert not loaded.problems
    assert loaded.arrows[0].source.name == "ลูกค้า"


def test_a_text_keeps_its_spaces_without_width() -> None:
    text = "โทร\u200bทัศน์"
    loaded = blueprint.parse(f'step "One"\n  customer: {quoted(text)}\n')
    assert [action.label for action in loaded.steps[0].actions] == [text]
    assert loaded.steps[0].actions[0].id == blueprint.parse('step "One"\n  customer: "โทรทัศน์"\n').steps[0].actions[0].id


def test_elsewhere_they_are_a_mistake() -> None:
    for label in ("a\u200bb", "\u200b", "Größe\u200b"):
        problems = blueprint.parse(f'step "One"\n  customer: "{label}"\n').problems
        assert ["U+200B" in problem.message for problem in problems] == [True]


def test_nobody_sees_them() -> None:
    loaded = blueprint.parse('step "One"\n  customer: "โทร\u200bทัศน์ Kunden\u00adauftrag"\n')
    told = render(loaded, "text").decode()
    assert "โทรทัศน์ Kundenauftrag" in told
    assert printable("โทร\u200bทัศน์ a\u200bb") == "โทร\u200bทัศน์ a<U+200B>b"
    assert display_width("ก\u200bข") == 2
