"""The list of findings on sheets of its own, in columns that are read one after the other."""

from __future__ import annotations

from dataclasses import replace

from blueprint.drawing.drawing import Drawing, DrawnNote, Rect
from blueprint.drawing.sheets.moved import moved_lines, moved_mark

_BETWEEN = 28.0
_GAP = 7.0
_UP, _DOWN = 12.0, 5.0  # How far letters reach above their baseline and below it, at most.


def note_sheets(drawing: Drawing, area: Rect) -> list[tuple[DrawnNote, ...]]:
    """For each sheet the findings on it, within ``area``; the heading of the list stands on the first."""
    if not drawing.notes:
        return []
    heading, *entries = drawing.notes
    turned = drawing.direction == "rtl"
    extents = [_extent(note) for note in entries]
    widest = max(extent.width for extent in extents)
    count = max(1, int((area.width + _BETWEEN) / (widest + _BETWEEN)))
    title = _extent(heading)
    top = area.y + title.height + 2 * _GAP
    sheets = [[_moved(heading, title, area.x, area.y, area.width, turned)]]
    column, y = 0, top
    for note, extent in zip(entries, extents, strict=True):
        if y > area.y and y + extent.height > area.bottom and y > top:
            column, y = column + 1, top
            if column == count:
                top = area.y
                column, y = 0, top
                sheets.append([])
        along = column * (widest + _BETWEEN)
        x = area.right - along - widest if turned else area.x + along
        sheets[-1].append(_moved(note, extent, x, y, widest, turned))
        y += extent.height + _GAP
    return [tuple(sheet) for sheet in sheets]


def notes_within(drawing: Drawing, area: Rect) -> tuple[DrawnNote, ...] | None:
    """The findings within an area, None where they need more room."""
    sheets = note_sheets(drawing, area)
    if not sheets:
        return ()
    fit = len(sheets) == 1 and all(_extent(note).bottom <= area.bottom for note in sheets[0])
    return sheets[0] if fit else None


def _extent(note: DrawnNote) -> Rect:
    rects = [note.mark.rect] if note.mark is not None else []
    for line in note.lines:
        left = line.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor] * line.width
        rects.append(Rect(left, line.y - _UP, line.width, _UP + _DOWN))
    x, y = min(rect.x for rect in rects), min(rect.y for rect in rects)
    return Rect(x, y, max(rect.right for rect in rects) - x, max(rect.bottom for rect in rects) - y)


def _moved(note: DrawnNote, extent: Rect, x: float, y: float, width: float, turned: bool) -> DrawnNote:
    """The entry at the beginning of a column: at its left, or where ``turned`` at its right."""
    dx = x + width - extent.right if turned else x - extent.x
    dy = y - extent.y
    mark = None if note.mark is None else moved_mark(note.mark, dx, dy)
    return replace(note, mark=mark, lines=moved_lines(note.lines, dx, dy))
