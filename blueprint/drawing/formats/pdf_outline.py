"""The ways through the sheets of a PDF: bookmarks of phases and steps, and from where an arrow leaves a sheet to where
it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from blueprint.drawing.drawing import Drawing, Rect
from blueprint.drawing.sheets.arrows import CONTINUES
from blueprint.drawing.sheets.parts import said


class Bookmark(NamedTuple):
    """A line of the outline: what it says, and 0 for a phase, 1 for a step in one."""

    name: str
    level: int


class Jump(NamedTuple):
    """An area of a sheet that leads to another one, by its number from 0."""

    rect: Rect
    page: int


def bookmarks(pages: Sequence[Drawing]) -> list[list[Bookmark]]:
    """For each sheet the phases and steps that begin on it, and the list of findings."""
    phases: set[str] = set()
    steps: set[int] = set()
    noted = False
    found = []
    for page in pages:
        here: list[Bookmark] = []
        for step in sorted(page.steps, key=lambda step: step.number):
            if step.number in steps:
                continue
            steps.add(step.number)
            middle = step.rect.x + step.rect.width / 2
            around = [phase for phase in page.phases if phase.rect.x <= middle <= phase.rect.right]
            here += [Bookmark(said(phase.lines), 0) for phase in around if phase.id not in phases]
            phases.update(phase.id for phase in around)
            here.append(Bookmark(step.tip, 1 if around else 0))
        if page.notes and not noted:
            here.append(Bookmark(said(page.notes[0].lines), 0))
            noted = True
        found.append(here)
    return found


def jumps(pages: Sequence[Drawing]) -> list[list[Jump]]:
    """For each sheet the signs where arrows go on, each with the sheet that has the same sign."""
    signs = [
        [(mark.lines[0].text, mark.rect) for arrow in page.arrows for mark in arrow.marks if mark.kind == CONTINUES]
        for page in pages
    ]
    places: dict[str, list[int]] = {}
    for number, some in enumerate(signs):
        for text, _ in some:
            places.setdefault(text, []).append(number)
    return [
        [Jump(rect, other) for text, rect in some for other in places[text] if other != number]
        for number, some in enumerate(signs)
    ]
