"""The rows of cards below the lanes, on one sheet: each card stands where it begins, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from blueprint.drawing.drawing import Drawing, DrawnRow, Mark, Point
from blueprint.drawing.layout.boxes import rounded, text_line
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.sheets.cuts import Part
from blueprint.drawing.sheets.moved import moved_lines, moved_mark
from blueprint.drawing.words.wrap import unwrap, wrap

_PAD = 8.0
_SIGN = 20.0
_PAD_Y = 5.0
_APART = 5.0
_EDGE = 8.0


def row_heights(strips: Sequence[Drawing], parts: Sequence[Part], theme: Theme) -> tuple[float, ...]:
    """How high each row must be, so that its cards have room on every sheet. ``strips`` are the drawing in parts."""
    return tuple(
        max(
            [
                strips[0].rows[number].rect.height,
                *(
                    _height(_cards(strip, strip.rows[number], part, theme), strip.rows[number])
                    for strip, part in zip(strips, parts, strict=True)
                ),
            ]
        )
        for number in range(len(strips[0].rows))
    )


def sheet_rows(
    drawing: Drawing,
    ends: tuple[float, float],
    part: Part,
    heights: Sequence[float],
    dx: float,
    dy: float,
    theme: Theme,
) -> tuple[DrawnRow, ...]:
    """The rows on the sheet of a part, as high as ``heights`` say; ``ends`` are those of the lanes there."""
    found = []
    down = 0.0
    begin, end = ends
    for row, height in zip(drawing.rows, heights, strict=True):
        rect = row.rect._replace(x=begin, width=end - begin, y=row.rect.y + dy + down, height=height)
        heading = end - row.rect.right if drawing.direction == "rtl" else begin - row.rect.x
        middle = (height - row.rect.height) / 2
        cards = tuple(moved_mark(card, dx, dy + down) for card in _cards(drawing, row, part, theme))
        found.append(
            replace(row, rect=rounded(rect), lines=moved_lines(row.lines, heading, dy + down + middle), cards=cards)
        )
        down += height - row.rect.height
    return tuple(found)


def _height(cards: list[Mark], row: DrawnRow) -> float:
    return max([0.0, *(card.rect.bottom - row.rect.y + _EDGE for card in cards)])


def _cards(drawing: Drawing, row: DrawnRow, part: Part, theme: Theme) -> list[Mark]:
    """The cards that begin on the sheet, narrower where they would leave it, and below each other where they meet."""
    turned = drawing.direction == "rtl"
    placed: list[Mark] = []
    low = -1e9 if part.first else part.low - part.before + 2
    high = 1e9 if part.last else part.high + part.after - 2
    for card in row.cards:
        begin = card.rect.right - 1 if turned else card.rect.x + 1
        # Cards are a little wider than their columns.
        if not part.holds(min(max(begin, card.rect.x + 8), card.rect.right - 8)):
            continue
        left, right = max(card.rect.x, low), min(card.rect.right, high)
        fitted = card if right - left > card.rect.width - 1 else _narrowed(card, left, right, turned, theme)
        top = fitted.rect.y
        for other in placed:
            if other.rect.x < fitted.rect.right and fitted.rect.x < other.rect.right:
                top = max(top, other.rect.bottom + _APART)
        placed.append(moved_mark(fitted, 0, top - fitted.rect.y))
    return placed


def _narrowed(card: Mark, left: float, right: float, turned: bool, theme: Theme) -> Mark:
    """The card from ``left`` to ``right``, its words broken anew."""
    style = theme.style("label")
    words = wrap(unwrap(line.text for line in card.lines), right - left - 2 * _PAD - _SIGN, style.size, style.bold)
    height = theme.line_height("label")
    x = right - _PAD - _SIGN if turned else left + _PAD + _SIGN
    lines = tuple(
        text_line(word, Point(x, card.rect.y + _PAD_Y + number * height), "label", theme, "end" if turned else "start")
        for number, word in enumerate(words)
    )
    rect = card.rect._replace(
        x=left, width=right - left, height=max(card.rect.height, len(lines) * height + 2 * _PAD_Y)
    )
    return replace(card, rect=rounded(rect), lines=lines)
