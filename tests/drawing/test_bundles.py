"""Arrows that share an end share a line; no others do. Arrows back in time keep out of the way."""

from __future__ import annotations

from faults import faults, overlaps

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Drawing, DrawnArrow
from blueprint.model.read import parse

FAN = """
department a "A"
department b "B"
step "One"
  frontstage a: s "Sorts"
step "Two"
  frontstage a: x1 "Takes one"
  backstage b: x2 "Takes two"
  backstage b: x3 "Takes three"
step "Three"
  frontstage a: e "Joins"
"""


def drawn(text: str) -> Drawing:
    drawing = draw(parse(text))
    assert faults(drawing) == []
    return drawing


def arrow(drawing: Drawing, source: str, target: str) -> DrawnArrow:
    return next(each for each in drawing.arrows if (each.source, each.target) == (source, target))


def test_a_fan_out_begins_on_one_line() -> None:
    page = drawn(f"{FAN}s -> x2\ns -> x3")
    one, other = arrow(page, "s", "x2").points, arrow(page, "s", "x3").points
    assert one[0] == other[0]
    assert one[1].x == other[1].x


def test_a_fan_in_ends_on_one_line() -> None:
    page = drawn(f"{FAN}x2 -> e\nx3 -> e")
    assert arrow(page, "x2", "e").points[-1] == arrow(page, "x3", "e").points[-1]


def test_arrows_of_other_kinds_or_with_words_have_lines_of_their_own() -> None:
    for second in ("x3 ..> e", 'x3 -> e "Parts"'):
        page = drawn(f"{FAN}x2 -> e\n{second}")
        assert arrow(page, "x2", "e").points[-1] != arrow(page, "x3", "e").points[-1]


def test_two_arrows_between_the_same_boxes_can_both_be_seen() -> None:
    page = drawn(f"{FAN}x2 -> e\nx2 -> e\ne -> x2\nx3 -> e")
    ways = [each.points for each in page.arrows]
    assert len(set(ways)) == len(ways)


def test_where_arrows_run_both_ways_each_has_its_words() -> None:
    page = drawn(
        'department a "A"\nstep "One"\n  customer: x "X"\n  frontstage a: y "Y"\nx -> y "There"\ny -> x "Back"'
    )
    for each in page.arrows:
        other = next(one for one in page.arrows if one is not each)
        assert each.label is not None
        assert each.points[0].x == each.points[1].x
        assert each.label.x <= each.points[0].x <= each.label.right
        assert not each.label.x <= other.points[0].x <= each.label.right or not overlaps(
            each.label, each.label._replace(x=other.points[0].x, width=0)
        )


def test_a_repetition_runs_back_under_its_lane() -> None:
    steps = "\n".join(f'step "Step {number}"\n  customer: a{number} "Does it"' for number in range(4))
    page = drawn(f"{steps}\na0 -> a1 -> a2 -> a3\na3 -> a0 repeated 2 times")
    back = arrow(page, "a3", "a0")
    assert max(point.y for point in back.points) > max(action.rect.bottom for action in page.actions)


def test_words_of_an_arrow_at_the_upper_edge_stay_within_the_lanes() -> None:
    page = drawn(
        'step "One"\n  customer: a "A"\n  frontstage: f "F"\nstep "Two"\n  customer: b "B"\nstep "Three"\n'
        '  customer: c "C"\na -> b -> c\na -> f\nb -> f\nc -> f\nc -> a when "it is not solved at all" repeated 2 times'
    )
    assert all(each.label is None or each.label.y >= page.lanes[0].rect.y for each in page.arrows)
