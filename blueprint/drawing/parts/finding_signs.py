"""The signs of findings: at each element that a finding speaks of, the check's name in the look of its severity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from blueprint.drawing.drawing import Mark, Rect
from blueprint.drawing.layout.boxes import FOOT, Sign, chip_of, place_sign
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.words.directions import english_sentence
from blueprint.drawing.words.headings import heading, listed
from blueprint.findings.finding import Finding
from blueprint.model.elements import Action, Arrow, Blueprint, Phase, Step

_GAP = 4.0

Signs = dict[str, list[Sign]]
"""Signs by the id of the element at which they stand."""


class Noted(NamedTuple):
    """A sign in words: its number, the severity (error, warning, info), and what its findings say."""

    number: int
    severity: str
    words: str


class FindingSigns(NamedTuple):
    """Where the signs of some findings stand. ``lanes`` are by the id of the lane; ``whole`` are those of the blueprint
    as a whole and of what is not drawn, for the head of the page. ``noted`` has all of them, by number."""

    actions: Signs
    arrows: Signs
    steps: Signs
    phases: Signs
    lanes: Signs
    whole: list[Sign]
    noted: list[Noted]


def finding_signs(
    blueprint: Blueprint, whole: Blueprint, findings: Sequence[Finding], theme: Theme, *, brief: bool = False
) -> FindingSigns:
    """The signs of the findings, numbered, the worst first; those of one check at one element share one that counts.

    ``blueprint`` is what is drawn, a view of ``whole`` or the same: of elements outside the view nothing is said.
    ``brief`` gives each element one small sign for all of its findings, in the look of the worst, and no list: for a
    page that says beside the picture what they are.
    """
    signs = FindingSigns({}, {}, {}, {}, {}, [], [])
    if not findings:
        return signs
    things: dict[str, list[tuple[Signs, int]]] = {}
    drawn: tuple[tuple[Signs, Iterable[Action | Arrow | Step | Phase]], ...] = (
        (signs.actions, blueprint.actions),
        (signs.arrows, blueprint.arrows),
        (signs.steps, blueprint.steps),
        (signs.phases, blueprint.phases),
    )
    for table, elements in drawn:
        for element in elements:
            things.setdefault(element.id, []).append((table, element.span.line))
    lane_of = {lane.unit: lane.id for lane in reversed(blueprint.lanes) if lane.unit}
    lanes = {lane.id for lane in blueprint.lanes}
    groups: dict[tuple[int, str], list[Finding]] = {}
    tables: dict[int, Signs] = {}
    general: Signs = {}
    elsewhere = _elements(whole) - things.keys() if whole is not blueprint else frozenset()
    for finding in sorted(findings, key=lambda one: -one.severity):
        if finding.element in elsewhere:
            continue
        table, handle = general, ""
        if finding.element in things:
            # An action and a step may have one id: then the finding speaks of the one whose line it stands on.
            places = things[finding.element]
            table, handle = min(places, key=lambda place: abs(place[1] - finding.span.line))[0], finding.element
        elif finding.element in lanes or finding.element in lane_of:
            table, handle = signs.lanes, lane_of.get(finding.element, finding.element)
        if brief and table is general:
            continue
        tables[id(table)] = table
        groups.setdefault((id(table), f"{handle}\n{'' if brief else finding.check}"), []).append(finding)
    for number, ((place, key), group) in enumerate(groups.items(), 1):
        sign = _small_sign(group, theme) if brief else _sign(number, group, blueprint.language, theme)
        tables[place].setdefault(key.split("\n")[0], []).append(sign)
        if brief:
            continue
        words = " ".join(dict.fromkeys(finding.message for finding in group))
        signs.noted.append(Noted(number, group[0].severity.word, words))
    signs.whole.extend(general.get("", ()))
    return signs


def _elements(blueprint: Blueprint) -> frozenset[str]:
    parts: tuple[Iterable[Action | Arrow | Step | Phase], ...] = (
        blueprint.actions,
        blueprint.arrows,
        blueprint.steps,
        blueprint.phases,
    )
    return frozenset(element.id for elements in parts for element in elements)


def _sign(number: int, group: list[Finding], language: str, theme: Theme) -> Sign:
    """One sign for the findings of one check at one element. What it says when pointed at is what they say."""
    first = group[0]
    kind = f"finding {first.severity.word}"
    text = f"{number} {first.check}" + ("" if len(group) == 1 else f" ×{len(group)}")
    said = dict.fromkeys(part for finding in group for part in (finding.message, finding.help) if part)
    tip = listed((heading(f"mark {kind}", language), f"{first.check}: {english_sentence(' '.join(said))}"), language)
    return chip_of(kind, text, tip, theme)


def _small_sign(group: list[Finding], theme: Theme) -> Sign:
    """One sign for all findings of one element, with their number where there are several."""
    kind = f"finding {group[0].severity.word}"
    return chip_of(kind, str(len(group)), "", theme) if len(group) > 1 else Sign(kind, "", "", FOOT)


def stack_height(signs: Sequence[Sign]) -> float:
    """How high some signs are below each other, with a gap before each."""
    return len(signs) * (FOOT + _GAP)


def place_stack(signs: Sequence[Sign], middle: float, y: float, room: float, theme: Theme) -> tuple[Mark, ...]:
    """The signs below each other from ``y`` on, no wider than ``room``."""
    marks = []
    for sign in signs:
        y += _GAP
        width = min(sign.width, room)
        marks.append(place_sign(sign, Rect(middle - width / 2, y, width, FOOT), theme))
        y += FOOT
    return tuple(marks)


def place_rows(signs: Sequence[Sign], x: float, y: float, width: float, theme: Theme) -> tuple[tuple[Mark, ...], float]:
    """The signs beside each other in as many rows as they need, and where these end."""
    marks: list[Mark] = []
    at = x
    y += _GAP
    for sign in signs:
        wide = min(sign.width, width)
        if at > x and at + wide > x + width:
            at = x
            y += FOOT + _GAP
        marks.append(place_sign(sign, Rect(at, y, wide, FOOT), theme))
        at += wide + _GAP
    return tuple(marks), y + FOOT if marks else y - _GAP
