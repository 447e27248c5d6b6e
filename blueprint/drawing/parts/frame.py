"""What stands around the boxes: title, phases, steps, lanes with their headings, and the lines between them."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.drawing.drawing import DrawnBand, DrawnLane, DrawnLine, Point, Rect, TextLine
from blueprint.drawing.layout.boxes import Sign, longest_word, rounded, text_line
from blueprint.drawing.layout.grid import Grid
from blueprint.drawing.layout.places import LEAST_GAP, Places
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.parts.finding_signs import Signs, place_stack, stack_height
from blueprint.drawing.words.describe import subtitle_of, title_of
from blueprint.drawing.words.headings import heading, listed
from blueprint.drawing.words.measure import text_width
from blueprint.drawing.words.wrap import wrap
from blueprint.model.elements import Blueprint, Lane

_HEAD_PAD = 12.0
_LINE_GAP = 10.0
_STEP_PAD = 6.0


class LaneHead(NamedTuple):
    """The words at the beginning of a lane: text and style of each line, the signs below, and the height of all."""

    lines: tuple[tuple[str, str], ...]
    height: float
    signs: tuple[Sign, ...] = ()


def lane_heads(blueprint: Blueprint, found: Signs, theme: Theme) -> list[LaneHead]:
    """The headings of the lanes: the stage, who acts, who owns it, and the signs of findings."""
    room = theme.space("heading")
    heads: list[LaneHead] = []
    for lane in blueprint.lanes:
        stage = heading(f"stage {lane.stage}", blueprint.language)
        label = lane.label or stage
        lines: list[tuple[str, str]] = []
        if label != stage:
            lines += [(line, "stage") for line in _wrapped(stage, room, "stage", theme)]
        lines += [(line, "lane") for line in _wrapped(label, room, "lane", theme)]
        lines += [(line, "owner") for line in _wrapped(lane.owner, room, "owner", theme)]
        signs = tuple(found.get(lane.id, ()))
        height = sum(theme.line_height(style) for _, style in lines) + stack_height(signs)
        heads.append(LaneHead(tuple(lines), height, signs))
    return heads


def _wrapped(text: str, room: float, name: str, theme: Theme) -> tuple[str, ...]:
    style = theme.style(name)
    return wrap(text, room, style.size, style.bold)


def head_width(heads: list[LaneHead], rows: list[str], theme: Theme) -> float:
    """The width of the column of headings, stripe included; ``rows`` are the headings of rows that are no lanes."""
    widest = max([40.0, *(sign.width for head in heads for sign in head.signs)])
    for text, style in [line for head in heads for line in head.lines] + [(row, "heading") for row in rows]:
        found = theme.style(style)
        widest = max(widest, text_width(text, found.size, found.bold))
    return theme.space("stripe") + 2 * _HEAD_PAD + widest


def draw_lanes(
    blueprint: Blueprint, grid: Grid, heads: list[LaneHead], places: Places, x: float, right: float, theme: Theme
) -> tuple[DrawnLane, ...]:
    """The bands of the lanes from ``x`` to ``right``, each with its stripe and its heading."""
    stripe = theme.space("stripe")
    found: list[DrawnLane] = []
    for number, (lane, head) in enumerate(zip(blueprint.lanes, heads, strict=True)):
        top, bottom = lane_ends(grid, places, number)
        middle = (places.left[0] + x + stripe) / 2
        y = (top + bottom) / 2 - head.height / 2
        lines: list[TextLine] = []
        for text, style in head.lines:
            lines.append(text_line(text, Point(middle, y), style, theme))
            y += theme.line_height(style)
        found.append(
            DrawnLane(
                lane.id,
                lane.stage,
                rounded(Rect(x, top, right - x, bottom - top)),
                rounded(Rect(x, top, stripe, bottom - top)),
                tuple(lines),
                _lane_tip(lane, blueprint.language),
                place_stack(head.signs, middle, y, places.left[0] - x - stripe, theme),
            )
        )
    return tuple(found)


def lane_ends(grid: Grid, places: Places, number: int) -> tuple[float, float]:
    """Where a lane begins and ends, down the page: in the middle of the gaps around its rows."""
    first, last = grid.lane_rows[number]
    top = places.top[0] if number == 0 else places.y[first - 1]
    bottom = places.bottom[-1] if number == len(grid.lane_rows) - 1 else places.y[last + 1]
    return top, bottom


def _lane_tip(lane: Lane, language: str) -> str:
    stage = heading(f"stage {lane.stage}", language)
    tip = stage if lane.label in ("", stage) else f"{stage}: {lane.label}"
    return listed((tip, f"{heading('owner', language)}: {lane.owner}"), language) if lane.owner else tip


def line_names(blueprint: Blueprint, theme: Theme) -> list[tuple[str, str, str, float]]:
    """The lines to draw: kind, the lane above, the name, and the width of the name."""
    style = theme.style("line")
    found: list[tuple[str, str, str, float]] = []
    for line in blueprint.lines:
        if not line.hidden:
            name = line.label or heading(f"line {line.kind}", blueprint.language)
            name = " ".join(name.split())
            found.append((line.kind, line.above, name, text_width(name, style.size, style.bold)))
    return found


def draw_lines(
    names: list[tuple[str, str, str, float]], lanes: tuple[DrawnLane, ...], theme: Theme
) -> tuple[DrawnLine, ...]:
    """The lines between the lanes, with their names behind their ends."""
    by_id = {lane.id: lane for lane in lanes}
    height = theme.line_height("line")
    below: dict[str, int] = {}  # Lines that lie on each other have their names below each other.
    found = []
    for kind, above, name, _ in names:
        lane = by_id.get(above)
        if lane is None:
            continue
        rect = lane.rect
        top = rect.bottom + (below.get(above, 0) - 0.5) * height
        below[above] = below.get(above, 0) + 1
        text = text_line(name, Point(rect.right + _LINE_GAP, top), "line", theme, "start")
        found.append(DrawnLine(kind, Point(rect.x, rect.bottom), Point(rect.right, rect.bottom), (text,)))
    return tuple(found)


def names_width(names: list[tuple[str, str, str, float]]) -> float:
    """The room that the names of the lines take at the right of the lanes."""
    return max((width for _, _, _, width in names), default=-_LINE_GAP) + _LINE_GAP


def draw_title(blueprint: Blueprint, x: float, y: float, width: float, theme: Theme) -> tuple[list[TextLine], float]:
    """The title and the line below it, in ``width``, and where they end down the page."""
    lines: list[TextLine] = []
    for text, style in ((title_of(blueprint), "title"), (subtitle_of(blueprint), "subtitle")):
        for line in _wrapped(text, width, style, theme):
            lines.append(text_line(line, Point(x, y), style, theme, "start"))
            y += theme.line_height(style)
        y += 2
    return lines, y


def widened(blueprint: Blueprint, grid: Grid, widths: list[float], theme: Theme) -> list[float]:
    """The widths of the columns, wide enough for the words of phases and steps, so that none of them is divided."""
    wanted: list[tuple[int, int, float]] = []  # first and last column, the room that their heading needs
    step = 0
    for phase in blueprint.phases:
        first = step
        for each in phase.steps:
            begin, end = (band // 2 for band in grid.step_columns[step])
            number = _longest_word("00 ", "number", theme) + 7
            wanted.append((begin, end, _longest_word(each.label or each.name, "step", theme) + number + 2 * _STEP_PAD))
            step += 1
        if phase.steps:
            begin, end = grid.step_columns[first][0] // 2, grid.step_columns[step - 1][1] // 2
            wanted.append((begin, end, _longest_word(phase.label, "phase", theme) + 28 + theme.space("phase_gap")))
    widths = list(widths)
    for begin, end, need in wanted:
        count = end - begin + 1
        lacking = need - sum(widths[begin : end + 1]) - count * LEAST_GAP
        if lacking > 0:
            for column in range(begin, end + 1):
                widths[column] += lacking / count
    return widths


def _longest_word(text: str, name: str, theme: Theme) -> float:
    return longest_word(text, theme.style(name))


def draw_phases(
    blueprint: Blueprint, grid: Grid, places: Places, y: float, signs: Signs, theme: Theme
) -> tuple[tuple[DrawnBand, ...], float]:
    """The bands of the phases that have a label, with the signs of findings below, and where they end."""
    gap = theme.space("phase_gap") / 2
    found: list[tuple[str, Rect, tuple[str, ...]]] = []
    most = 0
    step = 0
    last_step = len(grid.step_columns) - 1
    for phase in blueprint.phases:
        if not phase.steps:
            continue
        first, last = step, step + len(phase.steps) - 1
        step += len(phase.steps)
        if not phase.label:
            continue
        left = places.left[0] if first == 0 else places.x[grid.step_columns[first][0] - 1] + gap
        right = places.right[-1] if last == last_step else places.x[grid.step_columns[last][1] + 1] - gap
        lines = _wrapped(phase.label, right - left - 28, "phase", theme)
        most = max(most, len(lines))
        found.append((phase.id, Rect(left, y, right - left, 0), lines))
    if not found:
        return (), y
    height = theme.space("phase_height") + (most - 1) * theme.line_height("phase")
    bands = []
    for handle, rect, lines in found:
        rect = rounded(rect._replace(height=height))
        top = rect.y + (height - len(lines) * theme.line_height("phase")) / 2
        below = signs.get(handle, [])
        marks = place_stack(below, rect.x + rect.width / 2, rect.bottom, rect.width, theme)
        words = _stack(lines, rect, top, "phase", theme)
        bands.append(DrawnBand("phase", handle, rect, words, " ".join(lines), marks=marks))
    return tuple(bands), y + height + max(stack_height(signs.get(handle, [])) for handle, _, _ in found)


def draw_steps(
    blueprint: Blueprint, grid: Grid, places: Places, y: float, numbers: dict[str, int], signs: Signs, theme: Theme
) -> tuple[tuple[DrawnBand, ...], float]:
    """The ``numbers`` (by the steps' ids) and names of the steps above their columns, with the signs of findings
    below, and where all that ends."""
    style = theme.style("step")
    height = theme.line_height("step")
    found: list[DrawnBand] = []
    bottom = y
    for step, (first, last) in zip(blueprint.steps, grid.step_columns, strict=True):
        label = step.label or step.name
        if not label:
            continue
        number = numbers.get(step.id, 0)
        digits = str(number)
        left, right = places.x[first - 1], places.x[last + 1]
        wide = text_width(digits, theme.style("number").size, theme.style("number").bold) + 7
        lines = wrap(label, right - left - wide - 2 * _STEP_PAD, style.size, style.bold)
        most = max((text_width(line, style.size, style.bold) for line in lines), default=0.0)
        begin = (places.left[first] + places.right[last]) / 2 - (wide + most) / 2
        begin = min(max(begin, left + _STEP_PAD), right - _STEP_PAD - wide - most)  # The gaps may differ in width.
        texts = [text_line(digits, Point(begin, y), "number", theme, "start")]
        for index, line in enumerate(lines):
            texts.append(text_line(line, Point(begin + wide, y + index * height), "step", theme, "start"))
        rect = rounded(Rect(left, y, right - left, max(1, len(lines)) * height))
        below = signs.get(step.id, [])
        marks = place_stack(below, (left + right) / 2, rect.bottom, right - left - 8, theme)
        found.append(DrawnBand("step", step.id, rect, tuple(texts), f"{number} {label}", number, marks))
        bottom = max(bottom, rect.bottom + stack_height(below))
    return tuple(found), bottom


def _stack(lines: tuple[str, ...], rect: Rect, top: float, style: str, theme: Theme) -> tuple[TextLine, ...]:
    middle = rect.x + rect.width / 2
    height = theme.line_height(style)
    return tuple(
        [text_line(line, Point(middle, top + index * height), style, theme) for index, line in enumerate(lines)]
    )
