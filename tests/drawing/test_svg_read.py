from __future__ import annotations

from hand_made import drawing

from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.formats.svg_read import Link, Path, Words, read_svg
from blueprint.drawing.looks.theme import built_in
from blueprint.drawing.words.glyphs import lines_of


def test_every_line_of_text_is_read_with_its_looks() -> None:
    page = drawing()
    words = [item for item in read_svg(write_svg(page)) if isinstance(item, Words)]
    assert sorted(item.text for item in words) == sorted(line.text for line in lines_of(page) if line.text)
    for item in words:
        assert item.looks["font-size"].endswith("px")
        assert item.looks["fill"].startswith("#")


def test_shapes_have_the_colours_of_the_theme() -> None:
    for name in ("default", "print"):
        theme = built_in(name)
        painted = [item for item in read_svg(write_svg(drawing(), theme)) if isinstance(item, Path)]
        assert painted[0].looks["fill"] == theme.colour("page").light
        handoffs = [item for item in painted if item.looks.get("stroke") == theme.colour("handoff").light]
        assert handoffs
        assert all("stroke" in item.looks or item.looks.get("fill", "#000000") != "none" for item in painted)


def test_links_are_where_their_boxes_are() -> None:
    page = drawing()
    links = [item for item in read_svg(write_svg(page)) if isinstance(item, Link)]
    boxes = [action.rect for action in page.actions if action.link.startswith(("http", "mailto"))]
    assert len(links) == len(boxes)
    for link, box in zip(links, boxes, strict=True):
        assert abs(link.rect.x - box.x) < 0.1
        assert abs(link.rect.height - box.height) < 0.1
