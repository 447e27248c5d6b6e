"""The legend at the foot of the page: a sample and a word for everything that occurs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blueprint.drawing.boxes import text_line
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
from blueprint.drawing.headings import headings
from blueprint.drawing.theme import Theme

_ROW = 24.0
_BETWEEN = 22.0
_WORDS_AFTER = 8.0
CURVES = 4
"""How many curves of feelings can be told apart."""
_SAMPLES = {"curve": (34.0, 16.0), "arrow": (34.0, 12.0), "mark": (16.0, 16.0), "shape": (30.0, 16.0)}
_ARROWS = ("flow", "exchange", "handoff", "inform")
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
    marks = {mark.kind for thing in (*drawn, *ways, *heads) for mark in thing.marks} | {mark.kind for mark in whole}
    kinds = {arrow.kind for arrow in ways}
    wanted = [f"arrow {kind}" for kind in _ARROWS if kind in kinds]
    wanted += [f"shape {shape}" for shape in _SHAPES if shape in shapes]
    wanted += [key for key in words if key.startswith("mark ") and key[5:] in marks]
    labels = {kind: words[kind] for kind in wanted}
    if len(curves) > 1:
        labels = {f"curve {number % CURVES}": curve.name for number, curve in enumerate(curves)} | labels
    entries: list[LegendEntry] = []
    x, y = area.x, area.y
    for kind, label in labels.items():
        width, height = _SAMPLES[kind.split(" ", 1)[0]]
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
        entries.append(LegendEntry(kind, Rect(round(x, 2), round(middle - height / 2, 2), width, height), line))
        x += need + _BETWEEN
    return tuple(entries)


def legend_bottom(entries: tuple[LegendEntry, ...], top: float) -> float:
    """Where the legend ends."""
    return max((entry.rect.y + entry.rect.height / 2 + _ROW / 2 for entry in entries), default=top)
