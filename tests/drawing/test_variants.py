"""Variants laid over each other: what is only in some of them says so, and nothing else does."""

from __future__ import annotations

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Drawing, Mark
from blueprint.drawing.formats.dot import write_dot
from blueprint.drawing.formats.outline import write_outline
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.views import read_view, show
from blueprint.drawing.words.describe import subtitle_of
from blueprint.model.read import parse

LAMP = """
blueprint "Lamp" as-is
department crew "Crew"
partner firm "Firm"
variant day "By day"
variant night "By night"
step "Report"
  customer: reports "Reports"
step "Repair"
  backstage crew: repairs "Repairs" only in day
  backstage firm: comes "Comes" only in night
step "Bill" only in night
  backstage firm: bills "Bills"
step "Thanks"
  customer: thanks "Thanks"
reports -> repairs
reports => comes "Order"
repairs -> thanks only in day
comes -> bills
reports ..> thanks only in night
reports -> thanks
"""


def drawn(text: str = LAMP) -> Drawing:
    found = parse(text)
    assert found.problems == ()
    return draw(found)


def chips(marks: tuple[Mark, ...]) -> list[str]:
    return [" ".join(line.text for line in mark.lines) for mark in marks if mark.kind == "variant"]


def test_a_chip_with_the_names_stands_at_what_is_only_in_some_variants() -> None:
    drawing = drawn()
    assert {action.id: chips(action.marks) for action in drawing.actions if chips(action.marks)} == {
        "repairs": ["By day"],
        "comes": ["By night"],
    }
    assert [chips(step.marks) for step in drawing.steps] == [[], [], ["By night"], []]


def test_an_action_is_also_in_the_variants_of_its_step() -> None:
    bills = next(action for action in drawn().actions if action.id == "bills")
    assert bills.variants == ("night",)
    assert "Only in: By night" in bills.tip


def test_an_arrow_is_told_apart_with_its_ends_and_names_what_they_do_not() -> None:
    arrows = {arrow.id: arrow for arrow in drawn().arrows}
    assert {handle: arrow.variants for handle, arrow in arrows.items()} == {
        "reports flow repairs": ("day",),
        "reports handoff comes": ("night",),
        "repairs flow thanks": ("day",),
        "comes flow bills": ("night",),
        "reports inform thanks": ("night",),
        "reports flow thanks": (),
    }
    assert {handle: chips(arrow.marks) for handle, arrow in arrows.items() if chips(arrow.marks)} == {
        "reports inform thanks": ["By night"]
    }
    assert all(("Only in: " in arrow.tip) == bool(arrow.variants) for arrow in arrows.values())


def test_the_title_and_the_legend_say_which_variants_there_are() -> None:
    drawing = drawn()
    assert subtitle_of(parse(LAMP)) == "as it is · Variants: “By day”, “By night”"
    kinds = [entry.kind for entry in drawing.legend]
    assert "arrow variant" in kinds
    assert "mark variant" in kinds


def test_nothing_is_said_where_nothing_is_only_in_a_variant() -> None:
    plain = LAMP.replace(" only in day", "").replace(" only in night", "")
    drawing = drawn(plain)
    assert subtitle_of(parse(plain)) == "as it is"
    assert not any("variant" in entry.kind for entry in drawing.legend)
    assert "data-variants" not in write_svg(drawing)


def test_the_view_of_a_variant_does_not_repeat_it_at_every_box() -> None:
    whole = parse(LAMP)
    drawing = draw(show(whole, read_view("variant night")), whole=whole)
    assert drawing.title == "Lamp: By night"
    assert not any(action.variants or chips(action.marks) for action in drawing.actions)
    assert not any(arrow.variants for arrow in drawing.arrows)


def test_the_svg_says_it_to_tools_and_to_those_who_listen() -> None:
    svg = write_svg(drawn())
    assert 'class="arrow inform variant" data-id="reports inform thanks"' in svg
    assert svg.count('data-variants="night"') == 5
    assert svg.count('data-variants="day"') == 3
    assert 'aria-label="Only in: By night"' in svg


def test_dot_and_the_outline_say_it_too() -> None:
    dot = write_dot(drawn())
    assert "dotted" in dot
    assert 'label="By night"' in dot
    outline = write_outline(parse(LAMP))
    assert outline.count("Only in: By night") == 3
    assert outline.count("Only in: By day") == 2
