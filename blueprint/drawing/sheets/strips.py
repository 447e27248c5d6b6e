"""A drawing in strips along time, so that a sheet is made from what lies on it and not from everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from blueprint.drawing.drawing import Drawing, DrawnAction, DrawnArrow, DrawnBand, Mark
from blueprint.drawing.sheets.cuts import Part, touched

_Thing = TypeVar("_Thing")


def strips(drawing: Drawing, parts: Sequence[Part]) -> tuple[Drawing, ...]:
    """The drawing once for each part: the same, but for the boxes, arrows, headings, times and cards that do not touch
    the part. What touches two parts is in both."""
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    lows[0], highs[-1] = -float("inf"), float("inf")

    def dealt(things: Iterable[_Thing], ends: Callable[[_Thing], tuple[float, float]]) -> list[tuple[_Thing, ...]]:
        found: list[list[_Thing]] = [[] for _ in parts]
        for thing in things:
            for number in touched(lows, highs, *ends(thing)):
                found[number].append(thing)
        return [tuple(some) for some in found]

    phases, steps = dealt(drawing.phases, _ends), dealt(drawing.steps, _ends)
    actions, arrows = dealt(drawing.actions, _ends), dealt(drawing.arrows, _reach)
    times = dealt(drawing.times, _ends)
    cards = [dealt(row.cards, _ends) for row in drawing.rows]
    return tuple(
        replace(
            drawing,
            phases=phases[number],
            steps=steps[number],
            actions=actions[number],
            arrows=arrows[number],
            times=times[number],
            rows=tuple(replace(row, cards=some[number]) for row, some in zip(drawing.rows, cards, strict=True)),
        )
        for number in range(len(parts))
    )


def _ends(thing: DrawnAction | DrawnBand | Mark) -> tuple[float, float]:
    return thing.rect.x, thing.rect.right


def _reach(arrow: DrawnArrow) -> tuple[float, float]:
    """How far an arrow reaches along time, with its words and signs."""
    rects = [mark.rect for mark in arrow.marks]
    if arrow.label is not None:
        rects.append(arrow.label)
    xs = [point.x for point in arrow.points] + [end for rect in rects for end in (rect.x, rect.right)]
    return min(xs), max(xs)
