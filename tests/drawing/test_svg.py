from __future__ import annotations

import time
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hand_made import drawing
from hypothesis import given
from hypothesis import strategies as st

from blueprint.drawing.drawing import Drawing, Point
from blueprint.drawing.formats import svg_style
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.formats.svg_parts import ICONS, arrow, box
from blueprint.text.vocabulary import STAGES

NAMESPACE = "{http://www.w3.org/2000/svg}"
NASTY = "</text><script>alert('1')</script>\"&\x00\ud800 onload=x"


def groups(svg: str, name: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    return [element for element in root.iter(f"{NAMESPACE}g") if element.get("class", "").split()[:1] == [name]]


def test_tools_find_every_element_by_class_and_data() -> None:
    page = drawing()
    svg = write_svg(page)
    actions = {element.get("data-id"): element for element in groups(svg, "action")}
    assert list(actions) == [action.id for action in page.actions]
    assert actions["calls"].get("class") == "action customer"
    assert [element.get("class") for element in groups(svg, "lane")] == [f"lane {lane.stage}" for lane in page.lanes]
    arrows = [(e.get("class"), e.get("data-from"), e.get("data-to")) for e in groups(svg, "arrow")]
    assert arrows == [(f"arrow {arrow.kind}", arrow.source, arrow.target) for arrow in page.arrows]
    assert [e.get("class") for e in groups(svg, "line")] == [
        "line interaction", "line visibility", "line internal", "line order", "line implementation"
    ]  # fmt: skip
    assert len(groups(svg, "step")) == len(page.steps)
    assert len(groups(svg, "phase")) == len(page.phases)
    assert len(groups(svg, "emotion")) == 1
    assert len(groups(svg, "mark")) == sum(len(action.marks) for action in page.actions)


def test_the_first_shape_of_an_action_is_its_box() -> None:
    for element in groups(write_svg(drawing()), "action"):
        shapes = [each for each in element.iter() if each.tag in (f"{NAMESPACE}rect", f"{NAMESPACE}path")]
        assert "box" in shapes[0].get("class", "").split()


def test_title_and_description_come_first_and_everything_has_a_name() -> None:
    root = ElementTree.fromstring(write_svg(drawing()))
    assert [child.tag for child in list(root)[:2]] == [f"{NAMESPACE}title", f"{NAMESPACE}desc"]
    for name in ("action", "lane", "arrow", "line", "step", "phase", "mark", "emotion"):
        assert all(element.get("aria-label") and element.get("role") for element in groups(write_svg(drawing()), name))


def test_words_of_several_lines_are_one_text() -> None:
    root = ElementTree.fromstring(write_svg(drawing()))
    texts = ["".join(text.itertext()) for text in root.iter(f"{NAMESPACE}text")]
    assert "Notices the black screen" in texts
    assert "Ersatzteilbevorra-tungsplanung" in texts


def test_strangers_text_is_only_text() -> None:
    page = drawing()
    action = page.actions[0]
    bad = replace(
        action,
        id=NASTY,
        lane=NASTY,
        tip=NASTY,
        link="javascript:alert(1)",
        lines=tuple(line._replace(text=NASTY) for line in action.lines),
    )
    svg = write_svg(
        replace(page, title=NASTY, description=NASTY, language='de" onload="x', actions=(bad, *page.actions[1:]))
    )
    root = ElementTree.fromstring(svg.encode())
    assert not list(root.iter(f"{NAMESPACE}script"))
    assert "javascript:" not in svg
    for element in root.iter():
        assert not any(name.startswith("on") for name in element.attrib)
        assert element.get("href", "https://").startswith("https://")


@given(st.text(st.characters(), max_size=40))
def test_any_text_makes_a_whole_file(text: str) -> None:
    page = drawing()
    one = page.actions[0]
    lines = tuple(line._replace(text=text) for line in one.lines)
    ElementTree.fromstring(
        write_svg(replace(page, title=text, actions=(replace(one, id=text, tip=text, lines=lines),))).encode()
    )


def test_links_and_right_to_left() -> None:
    page = drawing()
    assert 'href="https://example.org/?a=1&amp;b=2"' in write_svg(page)
    line = page.frame[0]._replace(text="خدمة", anchor="start")
    assert '<text class="t-title" text-anchor="end" direction="rtl">' in write_svg(replace(page, frame=(line,)))


def test_the_same_drawing_gives_the_same_text() -> None:
    assert write_svg(drawing()) == write_svg(drawing())


def test_no_reference_leaves_the_file() -> None:
    svg = write_svg(drawing())
    assert "url(" not in svg
    assert "@import" not in svg
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg") + svg.count("https://example.org")


def test_an_empty_page() -> None:
    ElementTree.fromstring(write_svg(Drawing(10, 10, "", "", "en", "ltr", (), (), (), (), (), (), (), None, (), ())))


@pytest.mark.parametrize("kind", ["flow", "exchange", "handoff", "inform"])
def test_arrows_of_every_kind_have_their_heads(kind: str) -> None:
    svg = arrow(kind, (Point(0, 0), Point(0, 30), Point(40, 30)))
    assert svg.count('class="head"') == (2 if kind == "exchange" else 1)
    assert "Q0 30" in svg
    assert arrow(kind, (Point(1, 1), Point(1, 1))) == ""


def test_a_branch_begins_with_a_diamond_and_goes_on_behind_it() -> None:
    points = Point(0, 0), Point(0, 30), Point(40, 30)
    svg = arrow("flow", points, branch=True)
    assert svg.count('class="fork"') == 1
    assert 'class="way" d="M0 10L' in svg
    assert 'class="fork"' not in arrow("flow", points, branch=True, begins=False)
    assert 'class="fork"' not in arrow("exchange", points, branch=True)


def test_every_stage_has_an_icon_and_every_shape_a_look() -> None:
    assert list(ICONS) == list(STAGES) == list(svg_style.STAGES)
    area = drawing().actions[0].rect
    assert len({box(shape, area) for shape in ("box", "evidence", "system", "bot", "choice", "wait", "ghost")}) == 7


def test_a_large_page_is_written_quickly() -> None:
    page = drawing()
    large = replace(page, actions=page.actions * 100, arrows=page.arrows * 223)
    write_svg(page)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        write_svg(large)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.6  # 0.1 s on two quiet cores
