"""Arrows that lead back to their own box: a loop around one of its corners."""

from __future__ import annotations

from faults import faults

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import DrawnArrow, Point, Rect
from blueprint.drawing.render import FORMATS, render
from blueprint.model.read import parse

TEXT = """
step "One"
  customer: rings "Rings"
  frontstage: answers "Answers"
step "Two"
  customer: waits "Waits"
rings -> rings when "it is busy" repeats up to 3
rings -> answers -> waits
answers -> answers
answers => answers "Case"
"""


def side(point: Point, box: Rect) -> str:
    """The side of a box on which a point lies."""
    sides = {"W": point.x - box.x, "E": point.x - box.right, "N": point.y - box.y, "S": point.y - box.bottom}
    return min(sides, key=lambda name: abs(sides[name]))


def drawn(text: str = TEXT) -> tuple[dict[str, DrawnArrow], dict[str, Rect]]:
    drawing = draw(parse(text))
    assert faults(drawing) == []
    return {arrow.id: arrow for arrow in drawing.arrows}, {action.id: action.rect for action in drawing.actions}


def test_a_loop_runs_around_a_corner_and_carries_its_words() -> None:
    arrows, boxes = drawn()
    loop, box = arrows["rings flow rings"], boxes["rings"]
    assert (loop.source, loop.target) == ("rings", "rings")
    assert " ".join(line.text for line in loop.lines) == "it is busy up to 3 times"
    assert len(loop.points) == 5
    assert {side(loop.points[0], box), side(loop.points[-1], box)} == {"E", "N"}
    # Near the corner, and out of the way of what runs straight.
    assert box.right - loop.points[-1].x < 30
    assert loop.points[2].x > box.right
    assert loop.points[2].y < box.y


def test_loops_of_one_box_and_other_arrows_keep_apart() -> None:
    arrows, boxes = drawn()
    ends = [point for handle in arrows for point in (arrows[handle].points[0], arrows[handle].points[-1])]
    assert len(ends) == len(set(ends))
    assert side(arrows["answers flow waits"].points[0], boxes["answers"]) in "EN"


def test_a_loop_changes_neither_columns_nor_rows() -> None:
    _, plain = drawn("\n".join(line for line in TEXT.splitlines() if "rings -> rings" not in line))
    _, boxes = drawn()
    order = sorted(boxes, key=lambda name: (boxes[name].x, boxes[name].y))
    assert order == sorted(plain, key=lambda name: (plain[name].x, plain[name].y))


def test_every_format_has_the_loops() -> None:
    blueprint = parse(TEXT)
    for format in FORMATS:
        assert render(blueprint, format)
    assert b'data-from="rings" data-to="rings"' in render(blueprint)
    assert "rings" in render(blueprint, "text").decode().casefold()
    assert render(blueprint, "pdf", paper="a4")
