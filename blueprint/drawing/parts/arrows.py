"""The arrows with their words, from the corners of their ways and the places of their plates."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.drawing.drawing import DrawnArrow, Mark, Point, Rect, TextLine
from blueprint.drawing.layout.boxes import Sign, rounded, text_line
from blueprint.drawing.layout.grid import Grid
from blueprint.drawing.layout.rooms import Plate
from blueprint.drawing.layout.ways import Way
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.parts.finding_signs import Signs, place_stack, stack_height
from blueprint.drawing.parts.variants import Variants
from blueprint.drawing.words.describe import arrow_parts
from blueprint.drawing.words.headings import heading
from blueprint.drawing.words.measure import text_width
from blueprint.drawing.words.wrap import wrap
from blueprint.model.elements import Blueprint

_WIDEST = 104.0
_WIDEST_LEVEL = 168.0
_LONG = 3.5  # in bands


class Words(NamedTuple):
    """The words of an arrow in lines, the signs below them, and the plate behind both."""

    lines: tuple[str, ...]
    plate: Plate
    signs: tuple[Sign, ...] = ()


class Arrows(NamedTuple):
    """What the arrows are drawn from; ``words`` by the number of the link."""

    blueprint: Blueprint
    grid: Grid
    labels: dict[str, str]
    words: dict[int, Words]
    variants: Variants


def plates_of(
    blueprint: Blueprint, grid: Grid, ways: list[Way], labels: dict[str, str], found: Signs, theme: Theme
) -> dict[int, Words]:
    """The words of those arrows that carry any, by the number of the link. ``labels`` are those of the declarations,
    ``found`` the signs of findings by the arrow's id."""
    style = theme.style("label")
    pad_x, pad_y = theme.space("label_pad_x"), theme.space("label_pad_y")
    plates: dict[int, Words] = {}
    for number, link in enumerate(grid.links):
        parts = arrow_parts(link.arrow, blueprint.language, labels)
        # A long level part has room for longer lines, and so needs fewer of them.
        level = any(not run.upright and run.high - run.low >= _LONG for run in ways[number].runs)
        room = _WIDEST_LEVEL if level else _WIDEST
        lines = [line for part in parts for line in wrap(part, room, style.size, style.bold)]
        signs = tuple(found.get(link.arrow.id, ()))
        if lines or signs:
            widths = [text_width(line, style.size, style.bold) for line in lines]
            width = max(widths + [sign.width for sign in signs])
            height = len(lines) * theme.line_height("label") + stack_height(signs)
            plate = Plate(round(width + 2 * pad_x, 2), round(height + 2 * pad_y, 2))
            plates[number] = Words(tuple(lines), plate, signs)
    return plates


def draw_arrows(
    arrows: Arrows, polylines: list[list[Point]], plates: dict[int, Rect], theme: Theme
) -> tuple[DrawnArrow, ...]:
    """The arrows in the order of the file."""
    language = arrows.blueprint.language
    seats = arrows.grid.seats
    pad_y = theme.space("label_pad_y")
    found: list[DrawnArrow] = []
    for number, (link, points) in enumerate(zip(arrows.grid.links, polylines, strict=True)):
        source, target = seats[link.source], seats[link.target]
        ends = heading("from to", language).format(source=source.label, target=target.label)
        tip = ": ".join([heading(f"arrow {link.arrow.kind}", language), ends])
        parts = arrow_parts(link.arrow, language, arrows.labels)
        only_in = arrows.variants.of_arrow(link.arrow)
        if only_in:
            parts.append(arrows.variants.words(only_in))
        rect = rounded(plates[number]) if number in plates else None
        lines: tuple[TextLine, ...] = ()
        marks: tuple[Mark, ...] = ()
        if rect is not None:
            middle, height = rect.x + rect.width / 2, theme.line_height("label")
            lines = tuple(
                [
                    text_line(line, Point(middle, rect.y + pad_y + index * height), "label", theme)
                    for index, line in enumerate(arrows.words[number].lines)
                ]
            )
            signs = arrows.words[number].signs
            marks = place_stack(signs, middle, rect.y + pad_y + len(lines) * height, rect.width, theme)
        found.append(
            DrawnArrow(
                link.arrow.id,
                link.arrow.kind,
                source.name,
                target.name,
                tuple(points),
                rect,
                lines,
                " · ".join([tip, *parts]),
                marks,
                variants=only_in,
                branch=link.arrow.is_branch and (source.action is None or source.action.choice is None),
            )
        )
    return tuple(found)
