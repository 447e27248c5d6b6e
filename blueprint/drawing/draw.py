"""Draws a blueprint: lays out the grid, lets the engine find the ways of the arrows, and places everything."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from blueprint.drawing.drawing import Drawing, DrawnAction, DrawnEmotion, Point, Rect, TextLine
from blueprint.drawing.layout.boxes import (
    Box,
    column_widths,
    fill_box,
    place_box,
    rounded,
    shape_of,
    signs_of,
    text_line,
)
from blueprint.drawing.layout.bundles import find_bundles
from blueprint.drawing.layout.engine import EMBEDDED
from blueprint.drawing.layout.grid import Grid, build_grid
from blueprint.drawing.layout.labels import place_labels
from blueprint.drawing.layout.limits import check_size
from blueprint.drawing.layout.places import Places, arrow_needs, loop_corners, polyline, set_places
from blueprint.drawing.layout.rooms import Lines, Rooms
from blueprint.drawing.layout.routes import Routes, ask_engine
from blueprint.drawing.layout.tracks import set_offsets
from blueprint.drawing.layout.ways import choose_ways, free_ways, whole_cost
from blueprint.drawing.looks.theme import Theme, default_theme
from blueprint.drawing.parts import frame
from blueprint.drawing.parts.arrows import Arrows, Words, draw_arrows, plates_of
from blueprint.drawing.parts.emotion import draw_emotions, draw_times, emotion_height, feeling_lanes, has_times
from blueprint.drawing.parts.finding_signs import FindingSigns, finding_signs, place_rows
from blueprint.drawing.parts.legend import draw_legend, legend_bottom
from blueprint.drawing.parts.mirror import mirrored
from blueprint.drawing.parts.notes import draw_notes
from blueprint.drawing.parts.rows import draw_rows, row_kinds
from blueprint.drawing.parts.variants import Variants, with_variants
from blueprint.drawing.words.describe import describe, step_numbers, title_of
from blueprint.drawing.words.headings import direction, heading
from blueprint.findings.finding import Finding
from blueprint.model.elements import Blueprint

_PLACES, _SOME_CELLS = 2, 6  # rounds
_COMPARED = 150  # arrows
_HEADING_ROOM = 20.0


class _Layout(NamedTuple):
    """The lanes' field with all that stands in it, laid out from 0, 0."""

    places: Places
    heights: list[float]
    polylines: list[list[Point]]
    words: dict[int, Words]
    labels: dict[int, Rect]


def draw(
    blueprint: Blueprint,
    findings: Sequence[Finding] = (),
    *,
    engine: str = EMBEDDED,
    timeout: float = 30.0,
    theme: Theme | None = None,
    whole: Blueprint | None = None,
    brief: bool = False,
) -> Drawing:
    """The whole page of a blueprint. It always gives a page, however little the blueprint holds.

    ``engine`` is ``"embedded"``, ``"dot"`` or the path of a Graphviz program, ``timeout`` its time limit in seconds.
    ``findings`` are drawn in, each at its element; ``brief`` draws one small mark for all those of an element, and no
    list, for a page that says the rest beside the picture. ``whole`` is the blueprint that this one is a view of: its
    steps keep their numbers. Raises :class:`blueprint.drawing.layout.limits.SizeError` where the page would be too
    large, and :class:`blueprint.drawing.layout.engine.EngineError` where arrows are to be drawn and the engine is
    missing or fails.
    """
    theme = theme or default_theme()
    language = blueprint.language
    numbers = step_numbers(whole or blueprint)
    grid = _grid(blueprint)
    routes = ask_engine(grid, engine=engine, timeout=timeout)  # It works while the boxes are filled.
    labels = {unit.id: unit.label or unit.id for unit in blueprint.declarations}
    variants = Variants(blueprint)
    found = finding_signs(blueprint, whole or blueprint, findings, theme, brief=brief)
    signs = with_variants(blueprint, variants, found, theme)
    boxes, widths = _boxes(blueprint, grid, labels, signs, theme)
    heads = frame.lane_heads(blueprint, signs.lanes, theme)
    layout = _lay_out(blueprint, grid, boxes, widths, heads, labels, signs, theme, routes)

    # Everything so far began at 0, 0. Now the height of what stands above and the width of the headings are known.
    feels, timed = bool(feeling_lanes(blueprint)), has_times(blueprint)
    rows = [heading("emotion", language)] * feels + [heading("time", language)] * timed
    rows += [heading(f"cards {kind}", language) for kind in row_kinds(blueprint)]
    margin = theme.space("margin")
    head = frame.head_width(heads, rows, theme) if blueprint.lanes or rows else 0.0
    names = frame.line_names(blueprint, theme)
    right = margin + head + layout.places.right[-1]
    width = max(right + frame.names_width(names), margin + 360.0)
    title, y = frame.draw_title(blueprint, margin, margin, width - margin, theme)
    marks, y = place_rows(signs.whole, margin, y, width - margin, theme)
    shifted = layout.places.moved(margin + head, 0)
    phases, y = frame.draw_phases(blueprint, grid, shifted, y + 14, signs.phases, theme)
    steps, y = frame.draw_steps(blueprint, grid, shifted, y + (10 if phases else 4), numbers, signs.steps, theme)
    y += 10
    texts: list[TextLine] = list(title)
    curves: tuple[DrawnEmotion, ...] = ()
    middle = margin + head / 2 + 6
    if feels:
        area = Rect(margin + head, y, right - margin - head, 0)
        area = area._replace(height=emotion_height(blueprint, theme))
        curves = draw_emotions(blueprint, grid, shifted, rounded(area))
        top = y + (area.height - theme.line_height("heading")) / 2
        texts.append(text_line(heading("emotion", language), Point(middle, top), "heading", theme))
        y += area.height + 6
    places = layout.places.moved(margin + head, y)
    actions = _draw_actions(blueprint, grid, boxes, layout, places, variants, theme)
    lanes = frame.draw_lanes(blueprint, grid, heads, places, margin, right, theme)
    arrows = draw_arrows(
        Arrows(blueprint, grid, labels, layout.words, variants),
        [[Point(round(x + margin + head, 2), round(down + y, 2)) for x, down in line] for line in layout.polylines],
        {number: rect._replace(x=rect.x + margin + head, y=rect.y + y) for number, rect in layout.labels.items()},
        theme,
    )
    y = places.bottom[-1]
    times = draw_times(blueprint, grid, places, y + 8, theme) if timed else ()
    if times:
        texts.append(text_line(heading("time", language), Point(middle, y + 9), "heading", theme))
        y = max(mark.rect.bottom for mark in times) + 8
    cards = draw_rows(blueprint, grid, places, margin, middle, y, theme)
    y = cards[-1].rect.bottom if cards else y - 8 * bool(times)
    y += theme.space("legend_gap") * 0.6
    legend = draw_legend(
        actions, arrows, (*phases, *steps, *lanes), marks, curves, language, Rect(margin, y, width - margin, 0), theme
    )
    y = legend_bottom(legend, y)
    notes, y = draw_notes(signs.noted, language, margin, y, width - margin, theme)
    page = Drawing(
        width=round(width + margin, 2),
        height=round(y + margin * 0.75, 2),
        title=title_of(blueprint),
        description=describe(blueprint, numbers),
        language=language,
        direction=direction(language),
        frame=tuple(texts),
        phases=phases,
        steps=steps,
        lanes=lanes,
        lines=frame.draw_lines(names, lanes, theme),
        actions=actions,
        arrows=arrows,
        emotion=curves[0] if curves else None,
        times=times,
        legend=legend,
        marks=marks,
        rows=cards,
        curves=curves[1:],
        notes=notes,
    )
    return mirrored(page) if page.direction == "rtl" else page


def _grid(blueprint: Blueprint) -> Grid:
    """Where everything stands. Where it is quickly found out, the rows are those of the file unless others are better
    for the arrows."""
    grid = build_grid(blueprint)
    check_size(grid)
    if len(grid.links) <= _COMPARED:
        written = build_grid(blueprint, as_written=True)
        if written.seats != grid.seats and whole_cost(written) <= whole_cost(grid):
            return written
    return grid


def _boxes(
    blueprint: Blueprint, grid: Grid, labels: dict[str, str], found: FindingSigns, theme: Theme
) -> tuple[list[Box], list[float]]:
    """The content of every seat's box, and the width of every column."""
    kinds = {unit.id: unit.kind for unit in blueprint.declarations}
    units = {lane.id: lane.unit for lane in blueprint.lanes}
    signs = [signs_of(seat.action, blueprint, labels, theme) + found.actions.get(seat.id, []) for seat in grid.seats]
    widths = frame.widened(blueprint, grid, column_widths(grid.seats, signs, grid.columns, theme), theme)
    boxes = []
    for seat, below in zip(grid.seats, signs, strict=True):
        unit = units[seat.action.lane] if seat.action is not None else ""
        width = sum(widths[seat.left // 2 : seat.right // 2 + 1])
        boxes.append(fill_box(seat, width, shape_of(seat.action, kinds.get(unit, "")), below, theme))
    return boxes, widths


def _lay_out(
    blueprint: Blueprint,
    grid: Grid,
    boxes: list[Box],
    widths: list[float],
    heads: list[frame.LaneHead],
    labels: dict[str, str],
    found: FindingSigns,
    theme: Theme,
    routes: Routes,
) -> _Layout:
    """Find the ways of the arrows, and repeat placing until all their words have room.

    Words that find no free place get a place in a gap in the first rounds, and a cell of their own from then on, which
    they keep. It ends: after so many rounds all words get cells, and those are free (see ``rooms``). Crowded pages take
    three rounds.
    """
    free = free_ways(grid)
    ways = choose_ways(grid, free, routes.plans())
    words = plates_of(blueprint, grid, ways, labels, found.arrows, theme)
    borders = frozenset(last + 1 for _, last in grid.lane_rows[:-1])
    least = [
        (head.height - _HEADING_ROOM) / ((last - first) // 2 + 1)
        for head, (first, last) in zip(heads, grid.lane_rows, strict=True)
        for _ in range(first, last + 1, 2)
    ]
    plates = {number: plate.plate for number, plate in words.items()}
    drawn = {line.above for line in blueprint.lines if not line.hidden}
    lines = [(last + 1, lane.id in drawn) for lane, (_, last) in zip(blueprint.lanes, grid.lane_rows, strict=True)]
    rooms = Rooms(plates)
    bundles = find_bundles(grid, ways, plates.keys())
    corners = loop_corners(grid, boxes, widths, ways)
    for attempt in count():
        offsets = set_offsets(ways, borders, rooms.apart, bundles, corners)
        needs = arrow_needs(grid, boxes, widths, ways, offsets, rooms.cells)
        places = set_places(grid, needs, rooms.reserve(), least)
        polylines = [
            polyline(grid, number, way, steps, places, needs.heights)
            for number, (way, steps) in enumerate(zip(ways, offsets, strict=True))
        ]
        rects = [places.box(grid, number, height) for number, height in enumerate(needs.heights)]
        named = [(places.y[border], shown) for border, shown in lines]
        placed, missing = place_labels(plates, polylines, rects, named, rooms, places, needs)
        if not missing:
            break
        crossed = Lines(ways, polylines)
        for number in missing if attempt < _SOME_CELLS else plates:
            rooms.make(number, ways[number], polylines, places, crossed, cell=attempt >= _PLACES)
    return _Layout(places, needs.heights, polylines, words, placed)


def _draw_actions(
    blueprint: Blueprint,
    grid: Grid,
    boxes: list[Box],
    layout: _Layout,
    places: Places,
    variants: Variants,
    theme: Theme,
) -> tuple[DrawnAction, ...]:
    """The boxes in reading order: step by step, lane by lane."""
    lanes = blueprint.lanes
    order = sorted(range(len(grid.seats)), key=lambda number: (grid.seats[number].left, grid.seats[number].row))
    found = []
    for number in order:
        seat, box = grid.seats[number], boxes[number]
        rect = rounded(places.box(grid, number, layout.heights[number]))
        lines, marks = place_box(box, rect, theme)
        lane = lanes[seat.lane]
        parts = [f"{seat.label} ({lane.label})" if lane.label else seat.label]
        parts += [mark.tip for mark in marks if mark.tip]
        link = ""
        only_in = variants.of_action(seat.name)
        if seat.action is not None:
            if only_in and not seat.action.only_in:
                parts.append(variants.words(only_in))  # The chip stands at the step.
            parts += [note.text for note in seat.action.facts.notes]
            link = seat.action.facts.links[0].text if seat.action.facts.links else ""
        tip = " · ".join(parts)
        found.append(DrawnAction(seat.name, lane.stage, lane.id, box.shape, rect, lines, marks, tip, link, only_in))
    return tuple(found)
