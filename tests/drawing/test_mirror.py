"""Pages for languages that are written from right to left: the mirror image of what they would be otherwise."""

from __future__ import annotations

import pytest
from faults import faults
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import story

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Point
from blueprint.drawing.formats.dot import write_dot
from blueprint.drawing.formats.paths import chains
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.formats.svg_parts import LEFTWARDS, SIGNS
from blueprint.drawing.parts.mirror import mirrored
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


@pytest.mark.parametrize("kind", LEFTWARDS)
def test_a_sign_that_points_forward_is_its_own_mirror_image(kind: str) -> None:
    for forward, leftward in zip(SIGNS[kind], LEFTWARDS[kind], strict=True):
        turned = [[Point(-point.x, point.y) for point in chain] for chain in chains(forward)]
        assert [list(chain) for chain in chains(leftward)] == turned


def test_signs_point_to_where_the_journey_goes() -> None:
    text = (
        'variant v "V"\nblueprint "B" rows opportunity\nstep "One"\n'
        '  customer: a "A" trigger first contact nothing comes back optional only in v\n    opportunity "O"\n'
        '  backstage: b "B" outcome\n    pain "P"\na -> b\n'
    )
    for language, here, elsewhere in (("en", SIGNS, LEFTWARDS), ("he", LEFTWARDS, SIGNS)):
        page = draw(parse(f"language {language}\n{text}"))
        svg = write_svg(page)
        paths = {kind: max(here[kind], key=len) for kind in LEFTWARDS}
        # In its box and in the legend; the card in its row.
        assert {kind: svg.count(f'd="{path}"') for kind, path in paths.items()} == {
            kind: 1 if kind == "opportunity" else 2 for kind in LEFTWARDS
        }
        assert not [kind for kind in LEFTWARDS if f'd="{max(elsewhere[kind], key=len)}"' in svg]
        assert svg.count(f'd="{SIGNS["pain"][0]}"') == 2
        assert write_dot(page)
