from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import hard_cases
import pytest
from hard_cases import NAMED, hard_case
from stories import story

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Drawing, Rect, TextLine
from blueprint.drawing.looks.theme import default_theme
from blueprint.drawing.sheets.arrows import CONTINUES
from blueprint.drawing.sheets.cuts import Cut, spans, split, step_borders
from blueprint.drawing.sheets.pages import MARGIN, PAPERS, SMALLEST, Sheets, cut_either_way, cut_pages
from blueprint.drawing.words.glyphs import lines_of

CASES = {
    "small": 'blueprint "Coffee"\nstep "Order"\n  customer: "Orders"\n',
    "title only": 'blueprint "Coffee"\n',
    "fifty steps": story(5, 50, 5, most_in_step=3),
    "many lanes": NAMED["thirty lanes"],
    "twelve in a cell": NAMED["twelve in a cell"],
    "long arrows": NAMED["arrows over 40 columns and back"],
    "star": NAMED["one to all and all to one"],
    "turned": NAMED["a page from right to left"],
    **{f"random {seed}": hard_case(seed, steps=9 + seed) for seed in range(4)},
    "German": hard_case(3, 20, 8, "de"),
}
CASES["rows and curves"] = (
    """\
blueprint "Rows" as-is owner care
rows metric, policy
persona c "Customer"
department care "Care" owner "Head"
metric "Whole cost of the service in all its parts" target "5"
"""
    + "\n".join(
        f'phase "Phase {phase} with a name of some words" policy "One person owns the fault until it is mended"\n'
        + "\n".join(
            f'step "Step {phase} {step}" metric "Solved at the first call" target "80%"\n'
            f'  customer c: a{phase}{step} "Does something" emotion {(phase * step) % 5 - 2:+d} takes 5 min\n'
            f'  frontstage care: b{phase}{step} "Answers" takes 5 min'
            for step in range(3)
        )
        for phase in range(5)
    )
    + '\na00 -> b00 -> a01\nb01 => b42 "All of it"\na42 -> a00\n'
)


@pytest.fixture(scope="module", params=CASES)
def whole(request: pytest.FixtureRequest) -> Drawing:
    return draw(blueprint.parse(CASES[request.param]))


@pytest.fixture(scope="module", params=["a4", "a3", "letter upright"])
def sheets(request: pytest.FixtureRequest, whole: Drawing) -> Sheets:
    name, _, way = request.param.partition(" ")
    return cut_pages(whole, PAPERS[name].upright() if way else PAPERS[name])


def box(line: TextLine) -> Rect:
    left = line.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor] * line.width
    return Rect(left, line.y - 8, line.width, 10)


def things(page: Drawing) -> list[Rect]:
    """All that stands on a page, as rectangles."""
    found = [box(line) for line in lines_of(page)]
    found += [band.rect for band in (*page.phases, *page.steps)]
    found += [lane.rect for lane in page.lanes]
    found += [action.rect for action in page.actions]
    found += [arrow.label for arrow in page.arrows if arrow.label]
    found += [mark.rect for arrow in page.arrows for mark in arrow.marks]
    found += [Rect(x, y, 0, 0) for arrow in page.arrows for x, y in arrow.points]
    found += [mark.rect for mark in (*page.times, *page.marks)]
    found += [card.rect for row in page.rows for card in row.cards]
    found += [entry.rect for entry in page.legend]
    return found


def test_nothing_stands_outside_the_margin(sheets: Sheets) -> None:
    margin = MARGIN * 96 / 25.4 / sheets.scale
    for page in sheets.pages:
        for rect in things(page):
            assert rect.x >= margin - 1, rect
            assert rect.y >= margin - 1, rect
            assert rect.right <= page.width - margin + 1, rect
            assert rect.bottom <= page.height - margin + 1, rect


def test_the_lanes_begin_at_the_edge_where_reading_begins(whole: Drawing, sheets: Sheets) -> None:
    margin = MARGIN * 96 / 25.4 / sheets.scale
    for page in sheets.pages:
        for lane in page.lanes:
            if whole.direction == "rtl":
                assert lane.rect.right == pytest.approx(page.width - margin, abs=0.1)
                assert lane.stripe.right == pytest.approx(lane.rect.right, abs=0.1)
                assert all(box(line).right < lane.stripe.x for line in lane.lines)
            else:
                assert lane.rect.x == lane.stripe.x == pytest.approx(margin, abs=0.1)
                assert all(box(line).x > lane.stripe.right for line in lane.lines)


def test_steps_are_read_from_sheet_to_sheet(whole: Drawing, sheets: Sheets) -> None:
    met: list[int] = []
    for page in sheets.pages:
        steps = sorted(page.steps, key=lambda step: step.number)
        places = [step.rect.x for step in steps]
        assert places == sorted(places, reverse=whole.direction == "rtl")
        met += [step.number for step in steps if step.number not in met]
    assert met == [step.number for step in whole.steps]


def test_names_of_lines_below_the_last_lane_stay_on_the_sheet() -> None:
    # Four lines end up below each other at the end of the lanes, close to the end of the paper.
    sheets = cut_pages(draw(blueprint.parse("language ar\n" + hard_case(109, 21))), PAPERS["a3"])
    page = sheets.pages[0]
    assert len({line.start.y for line in page.lines}) == 1 < len(page.lines)
    test_nothing_stands_outside_the_margin(sheets)


def test_the_heading_of_a_step_that_is_cut_stays_on_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    # With arrows that lead back to where they begin, a heading of one long word falls on the cut.
    monkeypatch.setattr(hard_cases, "_SPANS", (*hard_cases._SPANS[:8], 0, *hard_cases._SPANS[8:]))
    sheets = cut_pages(draw(blueprint.parse(hard_case(2, steps=7))), PAPERS["a4"].upright())
    assert any(line.text.endswith("…") for page in sheets.pages for step in page.steps for line in step.lines)
    test_nothing_stands_outside_the_margin(sheets)


def test_text_is_large_enough_or_it_is_said(sheets: Sheets) -> None:
    theme = default_theme()
    smallest = (
        min(theme.style(line.style).size for page in sheets.pages for line in lines_of(page)) * 0.75 * sheets.scale
    )
    assert smallest >= SMALLEST - 0.01 or f"{smallest:.1f} points" in sheets.warning


def test_every_action_and_every_label_stands_on_one_sheet(whole: Drawing, sheets: Sheets) -> None:
    borders = step_borders(whole)
    once = Counter(action.id for action in whole.actions if not spans(action, borders))
    found = Counter(action.id for page in sheets.pages for action in page.actions)
    assert {name: found[name] for name in once} == once
    assert set(found) == {action.id for action in whole.actions}
    labels = Counter(line.text for arrow in whole.arrows for line in arrow.lines)
    assert Counter(line.text for page in sheets.pages for arrow in page.arrows for line in arrow.lines) == labels
    times = Counter(line.text for mark in whole.times for line in mark.lines)
    assert Counter(line.text for page in sheets.pages for mark in page.times for line in mark.lines) == times
    cards = sorted(" ".join(line.text for line in card.lines) for row in whole.rows for card in row.cards)
    shown = [
        " ".join(line.text for line in card.lines) for page in sheets.pages for row in page.rows for card in row.cards
    ]
    assert sorted(shown) == cards


def test_every_arrow_begins_and_ends_once(whole: Drawing, sheets: Sheets) -> None:
    begins: Counter[tuple[str, str, str]] = Counter()
    ends: Counter[tuple[str, str, str]] = Counter()
    for page in sheets.pages:
        for arrow in page.arrows:
            if arrow.points:
                begins[arrow.id, arrow.source, arrow.target] += arrow.begins
                ends[arrow.id, arrow.source, arrow.target] += arrow.ends
    wanted = Counter((arrow.id, arrow.source, arrow.target) for arrow in whole.arrows)
    assert begins == wanted
    assert ends == wanted


def test_what_goes_on_has_the_same_number_on_two_sheets(sheets: Sheets) -> None:
    places: dict[str, list[int]] = {}
    for number, page in enumerate(sheets.pages):
        signs = [mark for arrow in page.arrows for mark in arrow.marks if mark.kind == CONTINUES]
        for mark in signs:
            places.setdefault(mark.lines[0].text, []).append(number)
        boxes = [action.rect for action in page.actions]
        for one, other in [
            *combinations([mark.rect for mark in signs], 2),
            *((m.rect, b) for m in signs for b in boxes),
        ]:
            apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
            assert apart, (number, one, other)
    assert all(len(set(numbers)) == len(numbers) == 2 for numbers in places.values()), places
    unfinished = sum(not arrow.begins or not arrow.ends for page in sheets.pages for arrow in page.arrows)
    assert bool(unfinished) == bool(places)


def test_every_sheet_has_the_title_and_its_number_and_all_have_one_size(whole: Drawing, sheets: Sheets) -> None:
    count = len(sheets.pages)
    for number, page in enumerate(sheets.pages, 1):
        texts = [line.text for line in page.frame]
        assert " ".join(line.text for line in page.frame if line.style == "title").replace(
            " ", ""
        ) == whole.title.replace(" ", "")
        assert (f"{number} / {count}" in texts) == (count > 1)
        assert (page.width, page.height) == (sheets.pages[0].width, sheets.pages[0].height)


def test_headings_are_repeated(sheets: Sheets) -> None:
    for page in sheets.pages:
        for action in page.actions:
            middle = action.rect.y + action.rect.height / 2
            lane = next(lane for lane in page.lanes if lane.rect.y <= middle <= lane.rect.bottom)
            assert lane.id == action.lane
            assert lane.lines


def test_findings_have_sheets_of_their_own() -> None:
    loaded = blueprint.parse(CASES["fifty steps"])
    whole = draw(loaded, blueprint.check(loaded))
    sheets = cut_pages(whole, PAPERS["a4"])
    listed = [page for page in sheets.pages if page.notes]
    assert listed
    assert all(not page.actions for page in listed)
    shown = [line.text for page in listed for note in page.notes for line in note.lines]
    assert shown == [line.text for note in whole.notes for line in note.lines]
    margin = MARGIN * 96 / 25.4 / sheets.scale
    for page in listed:
        for line in [line for note in page.notes for line in note.lines]:
            assert margin - 1 <= box(line).x
            assert box(line).right <= page.width - margin + 1
            assert line.y + 3 <= page.height - margin + 1
    marks = Counter(mark.tip for mark in whole.marks)
    assert Counter(mark.tip for page in sheets.pages for mark in page.marks) == marks


def test_a_phase_that_fits_is_not_torn_apart() -> None:
    steps = "\n".join(
        f'phase "Phase {phase}"\n' + "\n".join(f'step "Step {phase}{step}"\n  customer: "Does it"' for step in range(3))
        for phase in range(6)
    )
    sheets = cut_pages(draw(blueprint.parse(steps)), PAPERS["a4"])
    assert len(sheets.pages) > 1
    for page in sheets.pages:
        assert len(page.steps) % 3 == 0
        assert not any(line.text.startswith("…") for phase in page.phases for line in phase.lines)


def test_few_findings_stand_below_the_legend() -> None:
    loaded = blueprint.parse(CASES["small"])
    whole = draw(loaded, blueprint.check(loaded))
    sheets = cut_pages(whole, PAPERS["a4"])
    assert len(sheets.pages) == 1
    page = sheets.pages[0]
    shown = [line for note in page.notes for line in note.lines]
    assert [line.text for line in shown] == [line.text for note in whole.notes for line in note.lines]
    lowest = max(rect.bottom for rect in things(replace(page, notes=())))
    assert lowest < min(box(line).y for line in shown)
    assert max(box(line).bottom for line in shown) < page.height - MARGIN * 96 / 25.4 / sheets.scale


@pytest.mark.parametrize(
    ("room", "places"),
    [(60, [60, 120]), (100, [90]), (120, [120]), (180, []), (30, [30, 60, 90, 120, 150])],
)
def test_cuts_make_the_fewest_sheets_and_then_tear_the_fewest_phases(room: float, places: list[float]) -> None:
    cuts = [Cut(30, 1), Cut(60, 0), Cut(90, 1), Cut(120, 0), Cut(150, 1)]
    found = split(cuts, 0, 180, room, room)
    assert found is not None
    assert [part.low for part in found.parts[1:]] == places
    assert found.broken == sum(place in (30, 90, 150) for place in places)


def test_a_step_that_fits_is_not_torn_apart_even_where_that_saves_a_sheet() -> None:
    cuts = [Cut(60, 1), Cut(90, 2), Cut(120, 1)]
    found = split(cuts, 0, 180, 100, 100)
    assert found is not None
    assert [part.low for part in found.parts[1:]] == [60, 120]
    longer = split([Cut(60, 2), Cut(120, 2)], 0, 180, 100, 100)
    assert longer is not None
    assert len(longer.parts) == 3
    assert split([], 0, 180, 100, 100) is None


@pytest.mark.parametrize(
    ("example", "paper", "most"),
    [("cable-tv-as-is", "a4", 3), ("cable-tv-as-is", "a3", 1), ("hotel-stay", "a4", 3), ("appliance", "a4", 2)],
)
def test_the_examples_waste_no_paper(example: str, paper: str, most: int) -> None:
    whole = draw(blueprint.load(Path(__file__).parents[2] / "examples" / f"{example}.blueprint"))
    sheets = cut_either_way(whole, PAPERS[paper])
    assert len(sheets.pages) <= most
    assert not sheets.warning


def test_sheets_stand_only_where_that_takes_fewer_or_keeps_lanes_together() -> None:
    met = set()
    for name in ("small", "fifty steps", "many lanes", "star", "random 1", "random 2", "random 3"):
        whole = draw(blueprint.parse(CASES[name]))
        lying, standing = (cut_pages(whole, way) for way in (PAPERS["a4"], PAPERS["a4"].upright()))
        fewer = (len(standing.pages), standing.rows) < (len(lying.pages), lying.rows)
        if lying.warning or standing.warning:
            fewer = not standing.warning
        met.add(fewer)
        assert cut_either_way(whole, PAPERS["a4"]) == (standing if fewer else lying), name
    assert met == {False, True}


def test_larger_paper_takes_fewer_sheets() -> None:
    whole = draw(blueprint.parse(CASES["fifty steps"]))
    assert len(cut_pages(whole, PAPERS["a3"]).pages) < len(cut_pages(whole, PAPERS["a4"]).pages)


def test_the_same_drawing_gives_the_same_sheets() -> None:
    whole = draw(blueprint.parse(CASES["random 1"]))
    assert cut_pages(whole, PAPERS["a4"]) == cut_pages(whole, PAPERS["a4"])
