"""Pages for languages that are written from right to left: the mirror image of what they would be otherwise."""

from __future__ import annotations

import pytest
from faults import faults
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import story

from blueprint.drawing.draw import draw
from blueprint.drawing.mirror import mirrored
from blueprint.drawing.svg import write_svg
from blueprint.model.read import parse

TEXT = """
blueprint "انقطاع التلفاز"
phase "العطل"
step "يظلم التلفاز"
  customer: notices "يلاحظ" emotion -1 takes 5 min
step "يتصل"
  customer: calls "يتصل بالخط" emotion 1
  backstage: "Mends"
notices -> calls "كلام"
"""


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur"])
def test_time_goes_to_the_left_and_lanes_begin_at_the_right(language: str) -> None:
    page = draw(parse(f"language {language}\n{TEXT}"))
    assert page.direction == "rtl"
    assert page.steps[0].rect.x > page.steps[1].rect.x
    assert page.lanes[0].stripe.right == page.lanes[0].rect.right
    assert page.arrows[0].points[0].x > page.arrows[0].points[-1].x
    assert page.emotion is not None
    assert page.emotion.dots[0].x > page.emotion.dots[1].x
    assert page.frame[0].anchor == "end"
    assert faults(page) == []


def test_text_at_the_right_edge_ends_there_in_every_program() -> None:
    svg = write_svg(draw(parse(f"language ar\n{TEXT}")))
    assert '<text class="t-title" text-anchor="end"><tspan' in svg
    assert "\u202bانقطاع التلفاز\u202c" in svg


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), steps=st.integers(1, 12), lanes=st.integers(2, 8))
def test_what_holds_on_a_page_holds_on_its_mirror_image(seed: int, steps: int, lanes: int) -> None:
    text = story(seed, steps, lanes)
    page = draw(parse(f"language dv\n{text}"))  # whose headings are the English ones, and so as wide
    assert faults(page) == []
    there = draw(parse(text))
    assert len(page.arrows) == len(there.arrows)
    back = mirrored(page)
    assert [action.rect for action in back.actions] == [action.rect for action in there.actions]
    assert mirrored(mirrored(back)) == back
