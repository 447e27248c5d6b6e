"""What makes arrows easy to tell apart: room between those that meet one side of a box, words far from other arrows."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import DrawnArrow, Point, Rect
from blueprint.drawing.layout.labels import place_labels
from blueprint.drawing.layout.places import Needs, Places
from blueprint.drawing.layout.rooms import Plate, Rooms

CABLE = Path(__file__).parents[2] / "examples" / "cable-tv-to-be.blueprint"
FIELD = Places((), (), (400,), (), (), (100,))


@pytest.fixture(scope="module")
def arrows() -> dict[str, DrawnArrow]:
    return {arrow.id: arrow for arrow in draw(blueprint.load(CABLE)).arrows}


@pytest.mark.parametrize(
    ("into", "out", "apart"),
    [("greets flow waits", "waits flow answers", 20), ("repairs flow watches", "watches flow asks_rating", 20)],
)
def test_a_head_stands_clear_of_the_tail_beside_it(
    arrows: dict[str, DrawnArrow], into: str, out: str, apart: float
) -> None:
    head, tail = arrows[into].points[-1], arrows[out].points[0]
    assert head.y == tail.y
    assert abs(head.x - tail.x) == pytest.approx(apart)


def test_those_that_leave_one_side_in_a_row_keep_apart(arrows: dict[str, DrawnArrow]) -> None:
    one, other = (arrows[f"repairs {end}"].points[0] for end in ("flow watches", "inform asks_rating"))
    assert one.x == other.x
    assert abs(one.y - other.y) == pytest.approx(16)


def placed(other: list[Point]) -> Rect:
    """Where words stand on a level line, with another line on the page."""
    own = [Point(0, 50), Point(400, 50)]
    plates = {0: Plate(60, 16)}
    found, missing = place_labels(plates, [own, other], [], [], Rooms(plates), FIELD, Needs([], [], {}, {}))
    assert missing == []
    return found[0]


def test_words_stand_in_the_middle_unless_another_arrow_runs_close_by() -> None:
    assert placed([Point(0, 10), Point(400, 10)]).x == 166.5
    close = placed([Point(150, 62), Point(250, 62)])
    assert close.right < 150 - 7 or close.x > 250 + 7
    # Where it is close everywhere, the middle is as good as any other place.
    assert abs(placed([Point(0, 62), Point(400, 62)]).x - 166.5) < 1
