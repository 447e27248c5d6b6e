"""Cuts a drawing into sheets of paper, so that text stays legible: headings on each, and signs where arrows go on.

Sheets are cut at phases, where a phase is longer than a sheet at steps, and where the lanes are higher than one between
lanes. All sheets have one scale and one layout, so that they can be hung up beside each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from blueprint.drawing.drawing import Drawing, DrawnNote, LegendEntry, Mark, Point, Rect, TextLine
from blueprint.drawing.looks.theme import Theme, default_theme
from blueprint.drawing.sheets.arrows import Numbers
from blueprint.drawing.sheets.cuts import Cut, Split, lane_cuts, split, step_borders, time_cuts
from blueprint.drawing.sheets.moved import edge_line, moved_mark
from blueprint.drawing.sheets.notes import note_sheets, notes_within
from blueprint.drawing.sheets.parts import NAMES_GAP, Frame, fill_sheet, phase_growth, said
from blueprint.drawing.sheets.rows import row_heights
from blueprint.drawing.sheets.strips import strips
from blueprint.drawing.words.glyphs import lines_of
from blueprint.drawing.words.wrap import wrap

_MM = 96 / 25.4
MARGIN = 8.0
"""The empty edge of a sheet, in millimetres; printers need some."""
SMALLEST = 6.0
"""The size that no printed text falls below, in points of 1/72 inch."""
_LARGEST_SCALE = 1.35
_HALVINGS = 6
_NAMES = 78.0
_TITLE_GAP = 14.0
_STRIP_GAP = 10.0
_LEGEND_GAP = 14.0
_LEGEND_ROW = 24.0
_LEGEND_BETWEEN = 22.0
_NOTES_GAP = 24.0


class Paper(NamedTuple):
    """A sheet lying on its side; lengths in millimetres."""

    width: float
    height: float

    def upright(self) -> Paper:
        """The same sheet standing."""
        return Paper(self.height, self.width)


PAPERS = {"a4": Paper(297, 210), "a3": Paper(420, 297), "letter": Paper(279.4, 215.9)}


class Sheets(NamedTuple):
    """The sheets in reading order. ``scale`` is how many points of CSS on paper stand for one of the drawing;
    ``warning`` is a sentence where some text had to become smaller than ``SMALLEST``, otherwise ``""``; ``rows`` is how
    many sheets it takes for all the lanes."""

    pages: tuple[Drawing, ...]
    scale: float
    warning: str = ""
    rows: int = 1


class _Plan(NamedTuple):
    """The cuts for one scale, with the drawing in strips between those along time. ``alone`` says whether the legend
    needs a sheet of its own; on its sheet it begins at ``legend``. ``notes`` are the findings below it, ``further``
    those on each sheet after it."""

    scale: float
    across: Split
    down: Split
    strips: tuple[Drawing, ...]
    frame: Frame
    alone: bool
    legend: float
    notes: tuple[DrawnNote, ...]
    further: tuple[tuple[DrawnNote, ...], ...]

    @property
    def cost(self) -> tuple[int, int]:
        """The number of sheets, and how many phases and lanes are torn apart."""
        sheets = len(self.across.parts) * len(self.down.parts) + self.alone + len(self.further)
        return sheets, self.across.broken + self.down.broken


def cut_pages(drawing: Drawing, paper: Paper, theme: Theme | None = None) -> Sheets:
    """The drawing on as many sheets as it takes for its text to stay legible, at the largest scale for that many."""
    theme = theme or default_theme()
    sizes = [theme.style(line.style).size for line in lines_of(drawing)]
    smallest = min(sizes, default=10.0)
    scale = min(SMALLEST / (smallest * 0.75), _LARGEST_SCALE)
    cuts = _cuts(drawing, _frame(drawing, paper, 1.0, theme))
    plan = _plan(drawing, cuts, paper, scale, theme)
    warning = ""
    if plan is not None:
        plan = _enlarged(plan, lambda scale: _plan(drawing, cuts, paper, scale, theme))
    while plan is None:
        scale *= 0.92
        plan = _plan(drawing, cuts, paper, scale, theme)
        warning = (
            f"the smallest text is {smallest * 0.75 * scale:.1f} points high on this paper, "
            "since a box or a lane is larger than a sheet; take larger paper"
        )
    return Sheets(_sheets(drawing, plan, cuts, theme), plan.scale, warning, len(plan.down.parts))


def cut_either_way(drawing: Drawing, paper: Paper, theme: Theme | None = None) -> Sheets:
    """The drawing on sheets that lie on their sides, or stand upright where that takes fewer, or cuts fewer lanes
    apart."""
    ways = [cut_pages(drawing, way, theme) for way in (paper, paper.upright())]
    return min(ways, key=lambda sheets: (bool(sheets.warning), len(sheets.pages), sheets.rows))


def _enlarged(least: _Plan, plan_at: Callable[[float], _Plan | None]) -> _Plan:
    """The plan at the largest scale that takes no more sheets, and tears no more apart, than the one at the smallest
    scale."""
    largest = plan_at(_LARGEST_SCALE)
    if largest is not None and largest.cost <= least.cost:
        return largest
    best, too_large = least, _LARGEST_SCALE
    for _ in range(_HALVINGS):
        scale = (best.scale + too_large) / 2
        found = plan_at(scale)
        if found is not None and found.cost <= best.cost:
            best = found
        else:
            too_large = scale
    return best


class _Cuts(NamedTuple):
    """The places for cuts along time and across it, and the borders of the steps."""

    across: tuple[Cut, ...]
    down: tuple[Cut, ...]
    borders: list[float]


def _cuts(drawing: Drawing, frame: Frame) -> _Cuts:
    return _Cuts(
        time_cuts(drawing, frame.low, frame.high),
        lane_cuts(drawing, frame.top_lanes, frame.bottom_lanes),
        step_borders(drawing),
    )


def _plan(drawing: Drawing, cuts: _Cuts, paper: Paper, scale: float, theme: Theme) -> _Plan | None:
    """The best cuts at one scale, None where something is larger than a sheet."""
    frame = _frame(drawing, paper, scale, theme)
    room = frame.width - frame.head - frame.names
    if room < 60:
        return None
    low, high = frame.low, frame.high
    across = split(cuts.across, low, high, room, room)
    if across is None:
        return None
    cut = strips(drawing, across.parts)
    heights = row_heights(cut, across.parts, theme)
    frame = frame._replace(
        phase_more=phase_growth(cut, across.parts, cuts.borders, theme),
        row_heights=heights,
        foot=frame.foot + sum(heights) - sum(row.rect.height for row in drawing.rows),
    )
    top = frame.title + frame.strip + frame.phase_more
    below = frame.top_lanes - frame.top_strip - frame.strip  # the curve, which stands on the upper sheets only
    height = frame.height - top
    lanes_top, lanes_bottom = frame.top_lanes, frame.bottom_lanes
    down = split(cuts.down, lanes_top - below, lanes_bottom, height, height - frame.foot)
    if down is None:
        return None
    area = Rect(frame.margin, frame.margin + frame.title, frame.width, frame.height - frame.title)
    legend = frame.margin + top + down.parts[-1].length + frame.foot + _LEGEND_GAP
    height = _legend_height(drawing, frame.width)
    alone = height > 0 and legend + height > area.bottom
    if alone:
        legend = area.y
    below = legend + height + _NOTES_GAP
    notes = notes_within(drawing, area._replace(y=below, height=area.bottom - below))
    further = note_sheets(drawing, area) if notes is None else []
    return _Plan(scale, across, down, cut, frame, alone, legend, notes or (), tuple(further))


def _frame(drawing: Drawing, paper: Paper, scale: float, theme: Theme) -> Frame:
    """What is the same on all sheets, in points of the drawing."""
    margin = MARGIN * _MM / scale
    width = paper.width * _MM / scale - 2 * margin
    height = paper.height * _MM / scale - 2 * margin
    turned = drawing.direction == "rtl"
    lanes = drawing.lanes
    tops = [band.rect.y for band in (*drawing.phases, *drawing.steps)]
    bottoms = [
        max([band.rect.bottom, *(mark.rect.bottom for mark in band.marks)])
        for band in (*drawing.phases, *drawing.steps)
    ]
    left = min((lane.rect.x for lane in lanes), default=margin)
    right = max((lane.rect.right for lane in lanes), default=drawing.width - margin)
    head = 0.0
    if lanes:
        stripe = lanes[0].stripe
        middle = next((lane.lines[0].x for lane in lanes if lane.lines), (stripe.x + stripe.right) / 2)
        head = right - (2 * middle - stripe.x) if turned else 2 * middle - stripe.right - left
    lines = [text for line in drawing.lines for text in line.lines]
    names = min(_NAMES, max((line.width for line in lines), default=0.0)) + NAMES_GAP if lines else 0.0
    titles = _titles(drawing, width, theme)
    top_lanes = min((lane.rect.y for lane in lanes), default=max(bottoms, default=0.0))
    bottom_lanes = max((lane.rect.bottom for lane in lanes), default=top_lanes)
    ends = [mark.rect.bottom for mark in drawing.times] + [row.rect.bottom for row in drawing.rows]
    top_strip = min(tops, default=top_lanes)
    strip = max(bottoms, default=top_lanes) - top_strip + _STRIP_GAP if tops else 0.0
    curves = [drawing.emotion, *drawing.curves] if drawing.emotion is not None else []
    return Frame(
        margin=margin,
        width=width,
        height=height,
        head=head,
        names=names,
        low=left if turned else left + head,
        high=right - head if turned else right,
        title=sum(theme.line_height(style) + 2 for _, style in titles) + _TITLE_GAP if titles else 0.0,
        top_strip=top_strip,
        strip=strip if not curves else min(strip, min(curve.rect.y for curve in curves) - top_strip),
        top_lanes=top_lanes,
        bottom_lanes=bottom_lanes,
        foot=max(ends, default=bottom_lanes) - bottom_lanes,
        turned=turned,
    )


def _titles(drawing: Drawing, width: float, theme: Theme) -> list[tuple[str, str]]:
    """The lines of the title and of what stands below it, broken anew for the sheet, with the page number beside."""
    found = []
    for style in ("title", "subtitle"):
        text = drawing.title if style == "title" else said(line for line in drawing.frame if line.style == style)
        look = theme.style(style)
        found += [(line, style) for line in wrap(text, width - 70, look.size, look.bold)]
    return found


def _sheets(drawing: Drawing, plan: _Plan, cuts: _Cuts, theme: Theme) -> tuple[Drawing, ...]:
    frame = plan.frame
    numbers = Numbers(plan.strips, plan.across.parts, plan.down.parts)
    columns = list(zip(plan.strips, plan.across.parts, strict=True))
    pages = [
        fill_sheet(strip, frame, across, down, numbers, cuts.borders, theme)
        for strip, across in (columns[::-1] if frame.turned else columns)
        for down in plan.down.parts
    ]
    # A sheet with empty lanes only is left out; the last carries the legend.
    pages = [page for page in pages[:-1] if not _is_empty(page)] + pages[-1:]
    if plan.alone:
        pages.append(_blank(drawing))
    pages[-1] = replace(_with_legend(pages[-1], drawing, frame, plan.legend), notes=plan.notes)
    pages += [replace(_blank(drawing), notes=notes) for notes in plan.further]
    return tuple(_headed(page, drawing, frame, number, len(pages), theme) for number, page in enumerate(pages, 1))


def _blank(drawing: Drawing) -> Drawing:
    """A sheet with nothing on it."""
    bare = replace(drawing, frame=(), phases=(), steps=(), lanes=(), lines=(), actions=(), arrows=(), emotion=None)
    return replace(bare, times=(), legend=(), marks=(), rows=(), curves=(), notes=())


def _is_empty(page: Drawing) -> bool:
    cards = any(row.cards for row in page.rows)
    return not (page.actions or page.arrows or page.times or page.emotion or cards)


def _headed(page: Drawing, drawing: Drawing, frame: Frame, number: int, count: int, theme: Theme) -> Drawing:
    """The sheet with the title and its number, as large as the paper."""
    texts: list[TextLine] = []
    near, far = frame.margin, frame.margin + frame.width
    if frame.turned:
        near, far = far, near
    y = frame.margin
    for text, style in _titles(drawing, frame.width, theme):
        texts.append(edge_line(text, Point(near, y), style, theme, turned=frame.turned))
        y += theme.line_height(style) + 2
    if count > 1:
        drop = (theme.line_height("title") - theme.line_height("subtitle")) / 2 + theme.style("title").size * 0.1
        place = Point(far, frame.margin + drop)
        texts.append(edge_line(f"{number} / {count}", place, "subtitle", theme, turned=not frame.turned))
    return replace(
        page,
        width=round(frame.width + 2 * frame.margin, 2),
        height=round(frame.height + 2 * frame.margin, 2),
        frame=(*texts, *page.frame),
    )


def _legend_height(drawing: Drawing, width: float) -> float:
    things: list[Mark | LegendEntry] = [*drawing.marks, *drawing.legend]
    rows = _flow(things, width)
    return _LEGEND_ROW * (rows[-1][1] + 1) if rows else 0.0


def _flow(things: list[Mark | LegendEntry], width: float) -> list[tuple[float, int]]:
    """Where each thing stands in rows of a width: its distance from the beginning, and the number of its row."""
    found: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for thing in things:
        need = _extent(thing)
        if x > 0 and x + need > width:
            x, row = 0.0, row + 1
        found.append((x, row))
        x += need + (_LEGEND_BETWEEN if isinstance(thing, LegendEntry) else 6.0)
    return found


def _extent(thing: Mark | LegendEntry) -> float:
    if isinstance(thing, Mark):
        return thing.rect.width
    begin = thing.line.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[thing.line.anchor] * thing.line.width
    return max(thing.rect.right, begin + thing.line.width) - min(thing.rect.x, begin)


def _with_legend(page: Drawing, drawing: Drawing, frame: Frame, y: float) -> Drawing:
    """The sheet with the legend, and before it the findings on the whole, from ``y`` on."""
    marks: list[Mark] = []
    entries: list[LegendEntry] = []
    things: list[Mark | LegendEntry] = [*drawing.marks, *drawing.legend]
    for thing, (along, row) in zip(things, _flow(things, frame.width), strict=True):
        extent = _extent(thing)
        x = frame.margin + (frame.width - along - extent if frame.turned else along)
        middle = y + (row + 0.5) * _LEGEND_ROW
        if isinstance(thing, Mark):
            marks.append(moved_mark(thing, x - thing.rect.x, middle - thing.rect.y - thing.rect.height / 2))
            continue
        begin = thing.line.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[thing.line.anchor] * thing.line.width
        dx = x - min(thing.rect.x, begin)
        dy = middle - thing.rect.y - thing.rect.height / 2
        rect = thing.rect._replace(x=round(thing.rect.x + dx, 2), y=round(thing.rect.y + dy, 2))
        line = thing.line._replace(x=round(thing.line.x + dx, 2), y=round(thing.line.y + dy, 2))
        chip = None if thing.chip is None else moved_mark(thing.chip, dx, dy)
        entries.append(replace(thing, rect=rect, line=line, chip=chip))
    return replace(page, legend=tuple(entries), marks=tuple(marks))
