"""Damages to the text itself and to the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blueprint.text.vocabulary import WORDS
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


@breaks("syntax")
def quote_left_open(sheet: Sheet) -> Iterator[Damage]:
    """Leaves a quote open."""
    for number, line in enumerate(sheet.lines, 1):
        tree = sheet.trees[number - 1]
        if tree.kind and tree.comment is None and line.rstrip().endswith('"'):
            text = sheet.swapped(number, len(line.rstrip()), len(line.rstrip()) + 1, " ")
            yield Damage(f"open quote in line {number}", text)


@breaks("syntax")
def arrow_of_another_tool(sheet: Sheet) -> Iterator[Damage]:
    """Writes an arrow of another tool."""
    for number, line in enumerate(sheet.lines, 1):
        if sheet.trees[number - 1].kind == "arrow":
            yield Damage(f"other arrow in line {number}", _line(sheet, number, re.sub(r"<->|->|=>|\.\.>", "-->", line)))


@breaks("syntax")
def colon_forgotten(sheet: Sheet) -> Iterator[Damage]:
    """Forgets the colon of a lane."""
    for number, line in enumerate(sheet.lines, 1):
        if sheet.trees[number - 1].kind == "action":
            yield Damage(f"no colon in line {number}", _line(sheet, number, line.replace(":", "", 1)))


@breaks("syntax")
def word_misspelt(sheet: Sheet) -> Iterator[Damage]:
    """Misspells the word that begins a line."""
    for number, line in enumerate(sheet.lines, 1):
        tree = sheet.trees[number - 1]
        if tree.kind not in ("", "arrow"):
            yield Damage(f"misspelt line {number}", _line(sheet, number, re.sub(r"^(\s*)(\w)", r"\1\2zx", line)))


@breaks("wrong-value")
def emotion_too_high(sheet: Sheet) -> Iterator[Damage]:
    """Sets an emotion beyond its scale."""
    for action in sheet.blueprint.actions:
        for said in sheet.details(action, "emotion"):
            yield Damage(action.label, sheet.valued(said, "+7"))


@breaks("wrong-value")
def no_such_day(sheet: Sheet) -> Iterator[Damage]:
    """Writes a day that the calendar does not have."""
    for said in sheet.details(sheet.blueprint, "reviewed"):
        yield Damage("review", sheet.valued(said, "2026-02-31"))


@breaks("wrong-value")
def text_emptied(sheet: Sheet) -> Iterator[Damage]:
    """Empties a text behind a detail word."""
    blueprint = sheet.blueprint
    for thing in (blueprint, *blueprint.declarations, *blueprint.steps, *blueprint.actions, *blueprint.arrows):
        for said in sheet.details(thing):
            for one in (said, *said.parts):
                if one.values and one.values[0].kind == "STRING":
                    token = one.values[0]
                    text = sheet.swapped(one.line, token.column, token.end, '""')
                    yield Damage(f"line {one.line}: {one.word}", text)


@breaks("wrong-value")
def meanwhile_itself(sheet: Sheet) -> Iterator[Damage]:
    """Lets an action go on during its own wait."""
    for action in sheet.blueprint.actions:
        for said in sheet.details(action, "waits") if action.name else ():
            end = (said.part("meanwhile") or said).end
            joined = ", " if said.part("meanwhile") else " meanwhile "
            yield Damage(action.label, sheet.swapped(said.line, end, end, joined + action.name))


@breaks("misplaced-detail")
def trigger_at_a_step(sheet: Sheet) -> Iterator[Damage]:
    """Puts a trigger at a step."""
    for step in sheet.blueprint.steps:
        if step.label and sheet.own(step):
            yield Damage(step.label, sheet.plus(step, "trigger"))


@breaks("misplaced-detail")
def deadline_at_an_action(sheet: Sheet) -> Iterator[Damage]:
    """Puts a deadline at an action that promises nothing."""
    for action in sheet.blueprint.actions:
        yield Damage(action.label, sheet.swapped(*_end(sheet, action.span.line), " within 1 h"))


@breaks("repeated-detail")
def said_twice(sheet: Sheet) -> Iterator[Damage]:
    """Says twice how long an action takes."""
    for action in sheet.blueprint.actions:
        if action.takes is not None and sheet.details(action, "takes"):
            yield Damage(action.label, sheet.plus(action, "takes 99 min"))


@breaks("misleading-indentation")
def back_at_the_depth_of_the_step(sheet: Sheet) -> Iterator[Damage]:
    """Puts a detail of an action back at the depth of the action, as if it were one of the step."""
    for action in sheet.blueprint.actions:
        for said in sheet.details(action):
            tree = sheet.trees[said.line - 1]
            if said.line > action.span.line and said.begin == tree.indent + 1 and "step" in WORDS[said.word].places:
                indent = " " * (action.span.column - 1)
                yield Damage(f"line {said.line}", _line(sheet, said.line, indent + sheet.lines[said.line - 1].lstrip()))


@breaks("include-failed")
def included_file_gone(sheet: Sheet) -> Iterator[Damage]:
    """Includes a file that is not there."""
    for number, line in enumerate(sheet.lines, 1):
        if line.startswith("include"):
            yield Damage(line, _line(sheet, number, line.replace('.blueprint"', 's.blueprint"')))
    if sheet.blueprint.label:
        yield Damage("one more", sheet.after(sheet.blueprint.span.line - 1, 'include "nowhere.blueprint"'))


@breaks("second-blueprint")
def second_title(sheet: Sheet) -> Iterator[Damage]:
    """Adds a second title."""
    yield Damage("at the end", sheet.text.rstrip("\n") + '\nblueprint "Another one"\n')


@breaks("duplicate-name")
def second_declaration(sheet: Sheet) -> Iterator[Damage]:
    """Declares a name twice."""
    for one in sheet.blueprint.declarations:
        if one.declared and sheet.own(one):
            line = max(sheet.lines_of(one))
            yield Damage(one.label, sheet.after(line, f'{one.kind} {one.id} "The second"'))


@breaks(
    "duplicate-name",
    "unreachable-action: the arrows lead to the first of the two",
    "missing-trigger: the arrows come from the first of the two",
)
def second_action(sheet: Sheet) -> Iterator[Damage]:
    """Gives a second action the name of the first."""
    for action in sheet.blueprint.actions:
        if action.name and action.stage == "backstage":
            line = max(sheet.lines_of(action))
            words = sheet.lines[action.span.line - 1].split(":")[0]
            yield Damage(action.label, sheet.after(line, f'{words}: {action.name} "Does something else"'))


@breaks("unknown-name")
def end_misspelt(sheet: Sheet) -> Iterator[Damage]:
    """Misspells the end of an arrow."""
    for arrow in sheet.blueprint.arrows:
        yield Damage(arrow.id, sheet.led(arrow, target="qqqqqq"))


@breaks("unknown-name")
def name_misspelt(sheet: Sheet) -> Iterator[Damage]:
    """Misspells a name behind a detail."""
    for thing in (*sheet.blueprint.actions, *sheet.blueprint.declarations):
        for said in sheet.details(thing, "owner", "via", "part of", "escalates to", "uses", "only in"):
            if said.values[0].kind == "NAME":
                end = said.values[0].end
                yield Damage(f"{thing.label}: {said.word}", sheet.swapped(said.line, end, end, "qqqq"))


def _line(sheet: Sheet, number: int, new: str) -> str:
    return "\n".join([*sheet.lines[: number - 1], new, *sheet.lines[number:]])


def _end(sheet: Sheet, number: int) -> tuple[int, int, int]:
    end = sheet.trees[number - 1].end
    return number, end, end
