"""The findings in a numbered list below the picture, since paper shows nothing when one points at it."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint.drawing.drawing import DrawnNote, Point, Rect
from blueprint.drawing.layout.boxes import chip_of, place_sign, text_line
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.parts.finding_signs import Noted
from blueprint.drawing.words.directions import english_sentence
from blueprint.drawing.words.headings import heading
from blueprint.drawing.words.wrap import wrap

_ABOVE = 16.0
_COLUMN = 340.0
_BETWEEN = 28.0
_AFTER_CHIP = 8.0
_CHIP = 18.0
_ENTRY_GAP = 7.0
_HEADING_GAP = 8.0


def draw_notes(
    noted: Sequence[Noted], language: str, x: float, y: float, width: float, theme: Theme
) -> tuple[tuple[DrawnNote, ...], float]:
    """The list below ``y`` in as many columns as ``width`` has room for, and where it ends down the page.

    The columns are about equally high, and are read one after the other.
    """
    if not noted:
        return (), y
    y += _ABOVE
    title = text_line(heading("page findings", language), Point(x, y), "step", theme, "start")
    top = y + theme.line_height("step") + _HEADING_GAP
    count = max(1, min(len(noted), int((width + _BETWEEN) / (_COLUMN + _BETWEEN))))
    style = theme.style("legend")
    chips = [chip_of(f"finding {one.severity}", str(one.number), "", theme) for one in noted]
    beside = max(chip.width for chip in chips) + _AFTER_CHIP
    width = min((width + _BETWEEN) / count - _BETWEEN, _COLUMN * 1.5)
    room = max(width - beside, 60.0)
    texts = [wrap(english_sentence(" ".join(one.words.split())), room, style.size, style.bold) for one in noted]
    line_height = theme.line_height("legend")
    heights = [max(_CHIP, len(lines) * line_height) + _ENTRY_GAP for lines in texts]
    target = _lowest(heights, count)
    entries = [DrawnNote(None, (title,))]
    y = bottom = top
    for chip, lines, height in zip(chips, texts, heights, strict=True):
        if y > top and y + height > top + target + 0.01:
            x, y = x + width + _BETWEEN, top
        mark = place_sign(chip, Rect(x, y, chip.width, 16), theme)
        down = y + max(0.0, (16 - line_height) / 2)
        drawn = [
            text_line(line, Point(x + beside, down + index * line_height), "legend", theme, "start")
            for index, line in enumerate(lines)
        ]
        entries.append(DrawnNote(mark, tuple(drawn)))
        y += height
        bottom = max(bottom, y)
    return tuple(entries), bottom


def _lowest(heights: Sequence[float], columns: int) -> float:
    """The height of the lowest columns that hold all entries in their order."""
    # The entries differ little in height, so a few tries find it.
    target = max(max(heights), sum(heights) / columns)
    while _columns(heights, target) > columns:
        target *= 1.04
    return target


def _columns(heights: Sequence[float], target: float) -> int:
    count, used = 1, 0.0
    for height in heights:
        if used and used + height > target + 0.01:
            count, used = count + 1, 0.0
        used += height
    return count
