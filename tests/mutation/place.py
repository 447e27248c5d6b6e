"""Where a damage was done: the lines of the damaged text on which a finding about it may stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from difflib import SequenceMatcher

from blueprint.findings.finding import Finding
from blueprint.model.elements import Action, Arrow, Blueprint
from tests.mutation.sheet import Element, Sheet


class Place:
    """What a damage touched: the lines that it changed or added, and the statements that it changed, added or took away;
    of arrows also the two ends, of actions also the step, the arrows, and all with which they are in exchange."""

    def __init__(self, before: Sheet, after: Sheet) -> None:
        self._path = after.blueprint.path
        gone: set[int] = set()
        new: set[int] = set()
        for sign, first, last, begin, end in SequenceMatcher(None, before.lines, after.lines, False).get_opcodes():
            if sign != "equal":
                gone.update(range(first + 1, last + 1))
                new.update(range(begin + 1, end + 1))
        names = _names(before, gone) | _names(after, new)
        own = _own(after.blueprint)
        ends = [*(one.span.line for one in own[1:]), len(after.lines) + 1]
        touched = (
            # Several arrows may stand on one line.
            range(one.span.line, max(end, one.span.line + 1))
            for one, end in zip(own, ends, strict=True)
            if names & _all_names(one)
        )
        self._lines = new.union(*touched)

    def has(self, finding: Finding) -> bool:
        """Whether a finding, or a second place that it names, stands where the damage was done."""
        spans = (finding.span, *(place.span for place in finding.places))
        return any(span.path == self._path and span.line in self._lines for span in spans)


def _own(blueprint: Blueprint) -> list[Element]:
    """The statements of the file itself, in order."""
    things: tuple[Element, ...] = (blueprint, *blueprint.phases, *blueprint.steps, *blueprint.actions)
    things = (*things, *blueprint.arrows, *blueprint.declarations)
    return sorted((one for one in things if one.span.path == blueprint.path), key=lambda one: one.span)


def _all_names(thing: Element) -> set[str]:
    """The name of a statement, and of an arrow those of its two ends."""
    if isinstance(thing, Arrow):
        return {thing.id, thing.source.name, thing.target.name}
    return {"" if isinstance(thing, Blueprint) else thing.id}


def _names(sheet: Sheet, lines: Iterable[int]) -> set[str]:
    """The names of the statements that some lines belong to, and of what these speak of."""
    things = _own(sheet.blueprint)
    heads = [one.span.line for one in things]
    names: set[str] = set()
    for line in lines:
        head = heads[max(0, bisect_right(heads, line) - 1)]
        for one in things[bisect_right(heads, head - 1) : bisect_right(heads, head)]:
            names |= _all_names(one)
            if isinstance(one, Action):
                names.add(sheet.index.around[one.id][0].id)
    joined = (end.id for one in names & sheet.index.actions.keys() for end in sheet.joined(sheet.index.actions[one]))
    return names.union(joined)
