"""What of a drawing stands on one sheet: its window moved into place, with headings and the signs of what goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from blueprint.drawing.drawing import (
    Drawing,
    DrawnAction,
    DrawnBand,
    DrawnLane,
    DrawnLine,
    Point,
    Rect,
    TextLine,
)
from blueprint.drawing.layout.boxes import shortened, text_line
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.sheets.arrows import Numbers, sheet_arrows
from blueprint.drawing.sheets.curves import sheet_curve
from blueprint.drawing.sheets.cuts import Part, clipped, spans
from blueprint.drawing.sheets.moved import edge_line, moved_lines, moved_mark, moved_marks, moved_rect
from blueprint.drawing.sheets.rows import sheet_rows
from blueprint.drawing.words.measure import text_width
from blueprint.drawing.words.wrap import unwrap, wrap

NAMES_GAP = 10.0
_PHASE_PAD = 28.0


class Frame(NamedTuple):
    """What is the same on all sheets, in points of the drawing.

    ``width`` and ``height`` are those of the sheet without its ``margin``, ``head`` and ``names`` the widths of the
    columns for the headings of the lanes and the names of the lines, ``low`` and ``high`` the ends of what is cut along
    time, ``title`` and ``strip`` the heights of the title and of phases and steps, which begin at ``top_strip``;
    ``foot`` is how far times and rows reach below the lanes, ``phase_more`` how much higher the phases must be than in
    the drawing, ``row_heights`` how high the rows of cards are. ``turned`` says that time runs from right to left.
    """

    margin: float
    width: float
    height: float
    head: float
    names: float
    low: float
    high: float
    title: float
    top_strip: float
    strip: float
    top_lanes: float
    bottom_lanes: float
    foot: float
    turned: bool
    phase_more: float = 0.0
    row_heights: tuple[float, ...] = ()


class _Window(NamedTuple):
    """The window of a sheet, and how far it is moved: ``up`` for the strip of headings, ``dy`` for all below."""

    across: Part
    down: Part
    dx: float
    dy: float
    up: float
    left: float
    right: float


def fill_sheet(
    drawing: Drawing,
    frame: Frame,
    across: Part,
    down: Part,
    numbers: Numbers,
    borders: Sequence[float],
    theme: Theme,
) -> Drawing:
    """The sheet for one window of a drawing, without title and legend. Of ``drawing`` only what touches ``across`` is
    needed; ``borders`` are those of the steps."""
    # The lanes begin at the edge of the sheet where reading begins.
    turned_left = frame.margin + frame.width - frame.head - across.length
    left = turned_left if frame.turned else frame.margin + frame.head
    top = frame.margin + frame.title + frame.strip + frame.phase_more
    window = _Window(
        across,
        down,
        left + across.before - across.low,
        top + down.before - down.low,
        frame.margin + frame.title - frame.top_strip,
        left,
        left + across.length,
    )
    lanes = _lanes(drawing, frame, window)
    times = tuple(moved_mark(mark, window.dx, window.dy) for mark in drawing.times if _is_here(mark.rect, across))
    curves = [drawing.emotion, *drawing.curves] if down.first else []
    ends = (window.left, window.right + frame.head) if frame.turned else (window.left - frame.head, window.right)
    shown = [
        part
        for part in (sheet_curve(curve, window.across, window.dx, window.dy) for curve in curves if curve is not None)
        if part is not None
    ]
    return replace(
        drawing,
        frame=_headings(drawing, frame, window),
        phases=_phases(drawing, frame, window, borders, theme),
        steps=_steps(drawing, frame, window, borders, theme),
        lanes=lanes,
        lines=_lines(drawing, frame, window, lanes, theme),
        actions=_actions(drawing, window, borders, theme),
        arrows=sheet_arrows(drawing, across, down, window.dx, window.dy, numbers, theme),
        emotion=shown[0] if shown else None,
        curves=tuple(shown[1:]),
        times=times if down.last else (),
        rows=sheet_rows(drawing, ends, across, frame.row_heights, window.dx, window.dy, theme) if down.last else (),
        legend=(),
        marks=(),
        notes=(),
    )


def _is_here(rect: Rect, part: Part) -> bool:
    return part.holds(rect.x + rect.width / 2)


def said(lines: Iterable[TextLine]) -> str:
    """The words of some lines as one text, a word that was divided at the end of a line put together again."""
    return unwrap(line.text for line in lines)


def _headings(drawing: Drawing, frame: Frame, window: _Window) -> tuple[TextLine, ...]:
    """The headings of the curve and of the times, which belong to no lane."""
    found: list[TextLine] = []
    head = frame.margin if not frame.turned else window.right
    was = min((lane.rect.x for lane in drawing.lanes), default=frame.margin) if not frame.turned else frame.high
    for line in drawing.frame:
        if line.style in ("title", "subtitle"):
            continue
        shown = window.down.first if line.y < frame.top_lanes else window.down.last
        if shown:
            found += moved_lines([line], head - was, window.dy)
    return tuple(found)


def _shown_phases(
    drawing: Drawing, part: Part, borders: Sequence[float], theme: Theme
) -> list[tuple[DrawnBand, float, float, tuple[str, ...]]]:
    """The phases of a sheet, with the ends of their bands and the lines of their words. A phase is there where a box or
    a step of it is, not where the sheet merely ends a little beyond its border."""
    found = []
    style = theme.style("phase")
    inside = _middles(drawing, part, borders)
    inside += [step.rect.x + step.rect.width / 2 for step in drawing.steps if _is_here(step.rect, part)]
    inside += [phase.rect.x + phase.rect.width / 2 for phase in drawing.phases if _is_here(phase.rect, part)]
    turned = drawing.direction == "rtl"
    for phase in drawing.phases:
        low = phase.rect.x if part.first else max(phase.rect.x, part.low)
        high = phase.rect.right if part.last else min(phase.rect.right, part.high)
        if high - low < 12 or not any(low < x < high for x in inside):
            continue
        begin, end = clipped(phase.rect, part)
        text = said(phase.lines)
        if (end < phase.rect.right - 1) if turned else (begin > phase.rect.x + 1):
            text = f"… {text}"
        found.append((phase, begin, end, wrap(text, end - begin - _PHASE_PAD, style.size, style.bold)))
    return found


def phase_growth(strips: Sequence[Drawing], parts: Sequence[Part], borders: Sequence[float], theme: Theme) -> float:
    """How much higher the bands of the phases must be, where their words need more lines on some sheet. ``strips`` are
    the drawing in parts."""
    most = max((len(phase.lines) for strip in strips for phase in strip.phases), default=0)
    wanted = [
        len(lines)
        for strip, part in zip(strips, parts, strict=True)
        for _, _, _, lines in _shown_phases(strip, part, borders, theme)
    ]
    return max(0, max(wanted, default=0) - most) * theme.line_height("phase")


def _phases(
    drawing: Drawing, frame: Frame, window: _Window, borders: Sequence[float], theme: Theme
) -> tuple[DrawnBand, ...]:
    found = []
    for phase, begin, end, lines in _shown_phases(drawing, window.across, borders, theme):
        height = phase.rect.height + frame.phase_more
        rect = Rect(
            round(begin + window.dx, 2), round(phase.rect.y + window.up, 2), round(end - begin, 2), round(height, 2)
        )
        top = rect.y + (height - len(lines) * theme.line_height("phase")) / 2
        middle = rect.x + rect.width / 2
        words = [
            text_line(line, Point(middle, top + number * theme.line_height("phase")), "phase", theme)
            for number, line in enumerate(lines)
        ]
        shift = middle - (phase.rect.x + phase.rect.width / 2)
        marks = (
            moved_marks(phase.marks, shift, window.up + frame.phase_more) if _is_here(phase.rect, window.across) else ()
        )
        found.append(replace(phase, rect=rect, lines=tuple(words), marks=marks))
    return tuple(found)


def _middles(drawing: Drawing, part: Part, borders: Sequence[float]) -> list[float]:
    """Where along time the boxes of a sheet stand, but for those that span several steps."""
    return [
        action.rect.x + action.rect.width / 2
        for action in drawing.actions
        if _is_here(action.rect, part) and not spans(action, borders)
    ]


def _steps(
    drawing: Drawing, frame: Frame, window: _Window, borders: Sequence[float], theme: Theme
) -> tuple[DrawnBand, ...]:
    """The headings of the steps; one whose boxes stand on two sheets has a heading on both."""
    part = window.across
    inside = _middles(drawing, part, borders)
    found = []
    for step in drawing.steps:
        if not _is_here(step.rect, part) and not any(step.rect.x < x < step.rect.right for x in inside):
            continue
        begin, end = clipped(step.rect, part)
        low = min(_left(line) for line in step.lines)
        high = max(_left(line) + line.width for line in step.lines)
        lines = step.lines
        if high - low > end - begin:
            # Longer than what the sheet has of the step: from where that begins, as far as there is room.
            shift = begin - low
            lines = tuple(_cut(line, low + end - begin, theme) for line in lines)
        else:
            # The words keep their place unless that is on the next sheet.
            shift = 0.0 if begin + 2 < low and high < end - 2 else (begin + end) / 2 - (low + high) / 2
        dx, dy = window.dx + shift, window.up + frame.phase_more
        found.append(
            replace(
                step,
                rect=Rect(
                    round(begin + window.dx, 2), round(step.rect.y + dy, 2), round(end - begin, 2), step.rect.height
                ),
                lines=moved_lines(lines, dx, dy),
                marks=moved_marks(step.marks, dx, dy) if _is_here(step.rect, part) else (),
            )
        )
    return tuple(found)


def _cut(line: TextLine, right: float, theme: Theme) -> TextLine:
    """A line as far as it reaches to the right."""
    left = _left(line)
    if left + line.width <= right:
        return line
    style = theme.style(line.style)
    text = shortened(line.text, right - left, style.size, style.bold)
    width = text_width(text, style.size, style.bold)
    return line._replace(text=text, width=round(width, 2), x=round(left + width / 2, 2), anchor="middle")


def _left(line: TextLine) -> float:
    return line.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor] * line.width


def _lanes(drawing: Drawing, frame: Frame, window: _Window) -> tuple[DrawnLane, ...]:
    found = []
    begin = window.left - (0 if frame.turned else frame.head)
    end = window.right + (frame.head if frame.turned else 0)
    for lane in drawing.lanes:
        top = lane.rect.y if window.down.first else max(lane.rect.y, window.down.low)
        bottom = lane.rect.bottom if window.down.last else min(lane.rect.bottom, window.down.high)
        if bottom - top < 4:
            continue
        dx = end - lane.rect.right if frame.turned else begin - lane.rect.x
        dy = window.dy + (top + bottom) / 2 - (lane.rect.y + lane.rect.bottom) / 2
        found.append(
            replace(
                lane,
                rect=Rect(round(begin, 2), round(top + window.dy, 2), round(end - begin, 2), round(bottom - top, 2)),
                stripe=Rect(
                    round(lane.stripe.x + dx, 2), round(top + window.dy, 2), lane.stripe.width, round(bottom - top, 2)
                ),
                lines=moved_lines(lane.lines, dx, dy),
                marks=moved_marks(lane.marks, dx, dy),
            )
        )
    return tuple(found)


def _lines(
    drawing: Drawing, frame: Frame, window: _Window, lanes: Sequence[DrawnLane], theme: Theme
) -> tuple[DrawnLine, ...]:
    """The lines between the lanes, each with its name in a narrow column behind its end."""
    if not lanes:
        return ()
    style = theme.style("line")
    height = theme.line_height("line")
    low = -1e9 if window.down.first else window.down.low - 0.1
    high = 1e9 if window.down.last else window.down.high + 0.1
    here = [
        (
            line,
            round(line.start.y + window.dy, 2),
            wrap(said(line.lines), frame.names - NAMES_GAP + 1, style.size, style.bold),
        )
        for line in drawing.lines
        if low <= line.start.y <= high
    ]
    lowest = frame.margin + frame.height
    found = []
    filled: dict[float, float] = {}  # By the place of a line: where the names there end.
    for line, at, words in here:
        together = sum(len(others) for _, place, others in here if place == at) * height
        top = filled.get(at, min(at - len(words) * height / 2, lowest - together))
        filled[at] = top + len(words) * height
        x = lanes[0].rect.x - NAMES_GAP if frame.turned else lanes[0].rect.right + NAMES_GAP
        texts = [
            edge_line(word, Point(x, top + number * height), "line", theme, turned=frame.turned)
            for number, word in enumerate(words)
        ]
        found.append(DrawnLine(line.kind, Point(lanes[0].rect.x, at), Point(lanes[0].rect.right, at), tuple(texts)))
    return tuple(found)


def _actions(drawing: Drawing, window: _Window, borders: Sequence[float], theme: Theme) -> tuple[DrawnAction, ...]:
    """The boxes; of one that spans several steps the piece that is here, with its words."""
    part = window.across
    found = []
    for action in drawing.actions:
        rect = action.rect
        if not window.down.holds(rect.y + rect.height / 2):
            continue
        if not spans(action, borders):
            if _is_here(rect, part):
                found.append(_moved_action(action, window.dx, window.dy))
            continue
        begin = rect.x if part.first else max(rect.x, part.low)
        end = rect.right if part.last else min(rect.right, part.high)
        if end - begin > 6:
            found.append(_piece(action, *clipped(rect, part), window, theme))
    return tuple(found)


def _moved_action(action: DrawnAction, dx: float, dy: float) -> DrawnAction:
    return replace(
        action,
        rect=moved_rect(action.rect, dx, dy),
        lines=moved_lines(action.lines, dx, dy),
        marks=moved_marks(action.marks, dx, dy),
    )


def _piece(action: DrawnAction, begin: float, end: float, window: _Window, theme: Theme) -> DrawnAction:
    whole = action.rect
    shift = (begin + end) / 2 - (whole.x + whole.width / 2)
    moved = _moved_action(action, window.dx + shift, window.dy)
    rect = Rect(round(begin + window.dx, 2), moved.rect.y, round(end - begin, 2), whole.height)
    lines = moved.lines
    room = end - begin - 12
    if any(line.width > room for line in lines):
        height = theme.line_height("action")
        style = theme.style("action")
        words = wrap(said(line for line in lines if line.style == "action"), room, style.size, style.bold)
        fitting = max(1, int((whole.height - 8) / height))
        if len(words) > fitting:
            words = (*words[: fitting - 1], words[fitting - 1] + " …")
        top = rect.y + (rect.height - len(words) * height) / 2
        middle = rect.x + rect.width / 2
        lines = tuple(
            text_line(word, Point(middle, top + number * height), "action", theme) for number, word in enumerate(words)
        )
    marks = moved.marks if window.across.holds(whole.x + whole.width / 2) else ()
    return replace(moved, rect=rect, lines=lines, marks=marks)
