"""The legend at the foot of the page: a sample and a word for everything that occurs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blueprint.drawing.drawing import (
    DrawnAction,
    DrawnArrow,
    DrawnBand,
    DrawnEmotion,
    DrawnLane,
    LegendEntry,
    Mark,
    Point,
    Rect,
)
from blueprint.drawing.layout.boxes import Sign, chip_of, place_sign, rounded, text_line
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.words.headings import headings

_ROW = 24.0
_BETWEEN = 22.0
_WORDS_AFTER = 8.0
CURVES = 4
"""How many curves of feelings can be told apart."""
_SAMPLES = {"curve": (34.0, 16.0), "arrow": (34.0, 12.0), "mark": (16.0, 16.0), "shape": (30.0, 16.0)}
_CHIPS = ("time", "wait", "channel", "variant")
_WIDEST_CHIP = 160.0
_ARROWS = ("flow", "exchange", "handoff", "inform", "joining")
_SHAPES = ("evidence", "system", "bot", "choice", "wait", "ghost", "outside")


def draw_legend(
    actions: Iterable[DrawnAction],
    arrows: Iterable[DrawnArrow],
    heads: Iterable[DrawnBand | DrawnLane],
    whole: Iterable[Mark],
    curves: Sequence[DrawnEmotion],
    language: str,
    area: Rect,
    theme: Theme,
) -> tuple[LegendEntry, ...]:
    """The entries in rows from the upper left corner of ``area``, as wide as it is; how high it is does not matter.
    ``heads`` are the headings that carry marks, ``whole`` the marks of the page,
    ``curves`` those of the feelings, which are named where there are several."""
    words = headings(language)
    drawn = list(actions)
    shapes = {action.shape for action in drawn}
    ways = list(arrows)
    marks: dict[str, Mark] = {}
    for mark in (*(mark for thing in (*drawn, *ways, *heads) for mark in thing.marks), *whole):
        if mark.kind not in marks or _shortness(mark) < _shortness(marks[mark.kind]):
            marks[mark.kind] = mark
    kinds = {arrow.kind for arrow in ways}
    wanted = [f"arrow {kind}" for kind in _ARROWS if kind in kinds]
    wanted += ["arrow branch"] * any(arrow.branch and arrow.kind != "exchange" for arrow in ways)
    wanted += ["arrow variant"] * any(arrow.variants for arrow in ways)
    wanted += [f"shape {shape}" for shape in _SHAPES if shape in shapes]
    wanted += [key for key in words if key.startswith("mark ") and key[5:] in marks]
    labels = {kind: words[kind] for kind in wanted}
    if len(curves) > 1:
        labels = {f"curve {number % CURVES}": curve.name for number, curve in enumerate(curves)} | labels
    entries: list[LegendEntry] = []
    x, y = area.x, area.y
    for kind, label in labels.items():
        family, _, name = kind.partition(" ")
        width, height = _SAMPLES[family]
        # A chip stands there as it stands in a box, with the shortest words of its kind.
        sign = _sample(marks[name], theme) if name in _CHIPS and family == "mark" else None
        if sign is not None:
            width = sign.width
        text = text_line(label, Point(0, 0), "legend", theme, "start")
        need = width + _WORDS_AFTER + text.width
        if x > area.x and x + need > area.right:
            x, y = area.x, y + _ROW
        middle = y + _ROW / 2
        line = text_line(
            label,
            Point(x + width + _WORDS_AFTER, middle - theme.line_height("legend") / 2),
            "legend",
            theme,
            "start",
        )
        rect = rounded(Rect(x, middle - height / 2, width, height))
        entries.append(LegendEntry(kind, rect, line, place_sign(sign, rect, theme) if sign is not None else None))
        x += need + _BETWEEN
    return tuple(entries)


def _words(mark: Mark) -> str:
    return " ".join(line.text for line in mark.lines)


def _shortness(mark: Mark) -> tuple[bool, float]:
    """Less for shorter words; words that were cut, and times that nobody knows, only where there are no others."""
    words = _words(mark)
    return words == "?" or words.endswith("…"), mark.rect.width


def _sample(mark: Mark, theme: Theme) -> Sign:
    """The sign with the words of a mark, or with dots in their place where they would have to be cut."""
    words = _words(mark)
    sign = chip_of(mark.kind, words, "", theme)
    return chip_of(mark.kind, "…", "", theme) if words.endswith("…") or sign.width > _WIDEST_CHIP else sign


def legend_bottom(entries: tuple[LegendEntry, ...], top: float) -> float:
    """Where the legend ends."""
    return max((entry.rect.y + entry.rect.height / 2 + _ROW / 2 for entry in entries), default=top)
