"""Lanes and lines, derived from what acts where; nobody has to draw them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from blueprint.model.details import Name
from blueprint.model.elements import Declaration, Lane, Line, LineKind, Problem, Stage
from blueprint.model.values import span_of
from blueprint.text.span import Span
from blueprint.text.suggest import nearest
from blueprint.text.vocabulary import LINES, STAGES, UNITS
from blueprint.tree.quotes import normal, unquoted

if TYPE_CHECKING:
    from blueprint.model.draft import Draft

_STAGES = list(STAGES)


def lane_id(stage: str, unit: str) -> str:
    """The id of the lane of a stage and a unit (``""``: of nobody in particular)."""
    return f"{stage}:{unit}" if unit else stage


@dataclass(frozen=True)
class _Wish:
    """A ``lane`` statement: its place in the order, and the heading that it gives."""

    order: int
    heading: str
    span: Span


def lane_of(draft: Draft, persona: str) -> tuple[str, Stage, str]:
    """The id of an action's lane, its stage, and who acts in it. ``persona`` is the only one: a bare ``customer:``."""
    stage = cast(Stage, draft.tree.tokens[0].text.lower())
    who = draft.who or (persona if stage == "customer" else "")
    return lane_id(stage, who), stage, who


def lanes_and_lines(
    drafts: dict[str, list[Draft]],
    declarations: tuple[Declaration, ...],
    doubtful: tuple[str, ...],
    persona: str,
    problems: list[Problem],
) -> tuple[tuple[Lane, ...], tuple[Line, ...]]:
    """The lanes that are used, in drawing order, and the lines between them; adds what is wrong with what is said of
    them. ``drafts`` are the statements by kind.

    Lanes stand in the order of their stages; within a stage those that a ``lane`` statement names come first, in its
    order, then the others in the order of declaration, then of first use.
    """
    used: dict[str, tuple[Stage, str, Span]] = {}
    for draft in drafts.get("action", ()):
        handle, stage, unit = lane_of(draft, persona)
        if handle not in used:
            used[handle] = stage, unit, draft.span
    units = {item.id: item for item in declarations if item.kind in UNITS}
    personas = [item.id for item in declarations if item.kind == "persona"]
    wishes = _wishes(drafts.get("lane", []), used, units.keys() | set(doubtful), personas, problems)
    declared = {unit: order for order, unit in enumerate(units)}

    def order(handle: str) -> tuple[int, int, int]:
        stage, unit, _ = used[handle]
        wish = wishes.get(handle)
        return _STAGES.index(stage), wish.order if wish else len(wishes), declared.get(unit, -1)

    lanes = []
    for handle in sorted(used, key=order):
        stage, unit, span = used[handle]
        declaration = units.get(unit)
        wish = wishes.get(handle)
        label = wish.heading if wish and wish.heading else declaration.label if declaration else unit
        lanes.append(
            Lane(id=handle, stage=stage, unit=unit, label=label, owner=owner_words(declaration, units), span=span)
        )
    return tuple(lanes), _lines(lanes, drafts.get("line_of", []), problems)


def owner_words(unit: Declaration | None, units: dict[str, Declaration]) -> str:
    """Who is accountable for a unit, in words: its own owners, or those of the unit that it is part of."""
    seen: set[str] = set()
    while unit is not None and unit.id not in seen:
        seen.add(unit.id)
        if unit.facts.owners:
            return ", ".join(_label(name, units) for name in unit.facts.owners)
        unit = units.get(unit.part_of[0].name) if unit.part_of else None
    return ""


def _label(name: Name, units: dict[str, Declaration]) -> str:
    return units[name.name].label if name.kind != "text" and name.name in units else name.name


def _wishes(
    drafts: list[Draft], used: Collection[str], acting: set[str], personas: list[str], problems: list[Problem]
) -> dict[str, _Wish]:
    """What ``lane`` statements say, by the id of the lane; ``acting`` and ``personas`` are the ids of those who
    can have one."""
    wishes: dict[str, _Wish] = {}
    for draft in drafts:
        tokens = draft.tree.tokens
        unit = next((normal(token.text) for token in tokens if token.kind == "NAME"), "")
        heading = next((unquoted(token) for token in tokens if token.kind == "STRING"), "")
        handle = lane_id(tokens[1].text.lower(), unit)
        if unit and unit not in acting:
            token = next(token for token in tokens if token.kind == "NAME")
            near = nearest(unit, acting)
            help = f"did you mean `{near}`?" if near else "name somebody who acts in a lane, or is declared"
            span = span_of(token, draft.line, draft.path)
            problems.append(Problem("unknown-name", f"nobody is called “{unit}” who could have a lane", span, help))
        if not unit and handle not in used:
            handle = lane_id("customer", personas[0]) if handle == "customer" and len(personas) == 1 else handle
        span = span_of(tokens[-1], draft.line, draft.path)
        if handle in wishes:
            problems.append(
                Problem(
                    "repeated-detail",
                    "this lane is placed twice",
                    draft.span,
                    "keep one of the two; the first one counts",
                    ((wishes[handle].span, "placed here first"),),
                )
            )
            continue
        wishes[handle] = _Wish(len(wishes), heading, span)
    return wishes


def _lines(lanes: list[Lane], drafts: list[Draft], problems: list[Problem]) -> tuple[Line, ...]:
    """The lines, from top to bottom; of those that coincide the line of visibility comes first."""
    said = _said_of_lines(drafts, problems)
    lines = []
    levels = [_STAGES.index(lane.stage) for lane in lanes]
    for kind, (stage, _) in LINES.items():
        level = _STAGES.index(stage)
        above = next((index for index in reversed(range(len(lanes))) if levels[index] <= level), None)
        if above is None or above + 1 == len(lanes) or lanes[above].stage == "evidence":
            continue
        label, hidden = said.get(kind, ("", False))
        lines.append(
            Line(
                kind=cast(LineKind, kind),
                label=label,
                above=lanes[above].id,
                below=lanes[above + 1].id,
                hidden=hidden,
            )
        )
    place = {lane.id: index for index, lane in enumerate(lanes)}
    return tuple(sorted(lines, key=lambda line: (place[line.above], line.kind != "visibility")))


def _said_of_lines(drafts: list[Draft], problems: list[Problem]) -> dict[str, tuple[str, bool]]:
    """The label of each line that a statement speaks of (``""``: its own), and whether it is hidden."""
    said: dict[str, tuple[str, bool]] = {}
    for draft in drafts:
        kind_token, value = draft.tree.tokens[1:]
        kind = " ".join(kind_token.text.lower().split())
        if kind in said:
            message = f"the line of {kind} is spoken of twice"
            help = "keep one of the two; the first one counts"
            problems.append(Problem("repeated-detail", message, draft.span, help))
        else:
            said[kind] = (unquoted(value) if value.kind == "STRING" else "", value.kind == "HIDDEN")
    return said
