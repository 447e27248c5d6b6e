"""A blueprint as a sheet of paper: its text and its model side by side, and edits that do one kind of damage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Arrow, Blueprint, Declaration, Phase, Step
from blueprint.model.load import load_source
from blueprint.text.source import Source
from blueprint.tree.belonging import grouped
from blueprint.tree.nodes import LineTree, Token
from blueprint.tree.parse import parse_line

Element = Blueprint | Declaration | Phase | Step | Action | Arrow
KINDS: dict[type, str] = {Blueprint: "blueprint", Phase: "phase", Step: "step", Action: "action", Arrow: "arrow"}


class Said(NamedTuple):
    """One detail in the text: its line, its word, from which column to which it goes with all that belongs to it, and
    its values."""

    line: int
    word: str
    begin: int
    end: int
    values: tuple[Token, ...]
    parts: tuple[Said, ...]

    def part(self, word: str) -> Said | None:
        """The detail of this word that belongs to this one."""
        return next((one for one in self.parts if one.word == word), None)


class Sheet:
    """The text of a blueprint. Lines count from 1; every edit gives a new text and changes nothing here."""

    def __init__(self, name: str, text: str, path: str = "") -> None:
        self.name = name
        self.text = text
        self.path = path
        self.lines = text.split("\n")

    def read(self, text: str) -> Blueprint:
        """The model of another text at the same place."""
        return load_source(Source(path=self.path, text=text))

    @cached_property
    def blueprint(self) -> Blueprint:
        """The model of the text."""
        return self.read(self.text)

    @cached_property
    def index(self) -> Index:
        """What the operators look up to find where a damage is one."""
        return Index(self.blueprint)

    @cached_property
    def trees(self) -> list[LineTree]:
        """What each line says."""
        return [parse_line(line) for line in self.lines]

    def own(self, thing: Element) -> bool:
        """Whether a thing stands in this file, and not in one that it includes."""
        return thing.span.path == self.blueprint.path

    # What the text says

    def lines_of(self, thing: Element) -> Iterator[int]:
        """The line of a statement and those of its details below."""
        yield thing.span.line
        for number in range(thing.span.line + 1, len(self.lines) + 1):
            tree = self.trees[number - 1]
            if tree.kind == "details":
                yield number
            elif tree.kind or tree.fault:
                return

    def details(self, thing: Element, *words: str) -> list[Said]:
        """The details that are said of a thing in this file, those of the given words or all."""
        if not self.own(thing) or (isinstance(thing, Arrow) and self.is_chain(thing)):
            return []
        kind = thing.kind if isinstance(thing, Declaration) else KINDS[type(thing)]
        found: list[Said] = []
        for number in self.lines_of(thing):
            for group in grouped(kind, self.trees[number - 1].details)[0]:
                parts = tuple(Said(number, _word(one.word), one.column, one.end, one.values, ()) for one in group.parts)
                detail = group.detail
                end = max((detail.end, *(one.end for one in parts)))
                found.append(Said(number, _word(detail.word), detail.column, end, detail.values, parts))
        return [one for one in found if not words or one.word in words]

    def is_chain(self, arrow: Arrow) -> bool:
        """Whether an arrow stands in a row of several on one line."""
        return sum(token.kind == "ARROW" for token in self.trees[arrow.span.line - 1].tokens) > 1

    def ends(self, arrow: Arrow) -> tuple[Action | None, Action | None]:
        """The actions at the two ends of an arrow."""
        return self.index.action_at(arrow.source), self.index.action_at(arrow.target)

    def joined(self, action: Action) -> tuple[Action, ...]:
        """An action and all that exchanges join to it."""
        node = {action.id: action}
        waiting = [action]
        for here in waiting:
            for arrow in (*self.index.arrows_out.get(here.id, ()), *self.index.arrows_in.get(here.id, ())):
                for end in self.ends(arrow) if arrow.kind == "exchange" else ():
                    if end is not None and end.id not in node:
                        node[end.id] = end
                        waiting.append(end)
        return tuple(waiting)

    def out_of(self, action: Action) -> list[Arrow]:
        """The arrows that lead away from an action and all that exchanges join to it, ``..>`` included."""
        node = self.joined(action)
        away = [arrow for one in node for arrow in self.index.arrows_out.get(one.id, ())]
        return [one for one in away if one.kind != "exchange" and self.index.action_at(one.target) not in node]

    def into(self, action: Action) -> list[Arrow]:
        """The arrows that lead to an action and all that exchanges join to it, ``..>`` included."""
        node = self.joined(action)
        there = [arrow for one in node for arrow in self.index.arrows_in.get(one.id, ())]
        return [one for one in there if one.kind != "exchange" and self.index.action_at(one.source) not in node]

    def turns_to(self, front: Action, arrow: Arrow | None) -> bool:
        """Whether by an arrow the customer turns to the front stage, and not the other way round."""
        if arrow is None:
            return False
        return arrow.kind == "exchange" or (arrow.kind in ("flow", "handoff") and arrow.target.name == front.id)

    # What a new action or arrow says, so that it lacks nothing that the others have

    @cached_property
    def takes(self) -> str:
        """How long a new action takes, where the file gives times."""
        return " takes 1 min" if any(one.takes or one.waits for one in self.blueprint.actions) else ""

    @cached_property
    def serves(self) -> str:
        """What a new contact is good for, where the file says it of others."""
        things = (*self.blueprint.actions, *self.blueprint.steps)
        return " serves understand me" if any(one.serves for one in things) else ""

    @cached_property
    def within(self) -> str:
        """The deadline of a new handoff, where the file gives times or deadlines."""
        dated = any(one.within is not None for one in self.blueprint.arrows)
        return " within 1 min" if dated or self.takes else ""

    # Edits

    def swapped(self, line: int, begin: int, end: int, words: str) -> str:
        """The text with other words between two columns of a line; a line that becomes blank goes."""
        old = self.lines[line - 1]
        new = old[: begin - 1] + words + old[end - 1 :]
        return self._with(line, [] if not new.strip() else [new.rstrip() if not words else new])

    def without(self, said: Said) -> str:
        """The text without a detail and what belongs to it."""
        return self.swapped(said.line, said.begin, said.end, "")

    def valued(self, said: Said, words: str) -> str:
        """The text with another value behind a detail word; its parts stay."""
        return self.swapped(said.line, said.values[0].column, said.values[-1].end, words)

    def plus(self, thing: Element, words: str) -> str:
        """The text with one more detail of a thing, on a line of its own."""
        return self.after(thing.span.line, "    " + words)

    def after(self, line: int, *new: str) -> str:
        """The text with new lines below a line, 0 for the top."""
        return "\n".join([*self.lines[:line], *new, *self.lines[line:]])

    def cut(self, *lines: int) -> str:
        """The text without some lines."""
        gone = set(lines)
        return "\n".join(words for number, words in enumerate(self.lines, 1) if number not in gone)

    def without_thing(self, thing: Element) -> str:
        """The text without a statement and its details."""
        return self.cut(*self.lines_of(thing))

    def without_arrow(self, arrow: Arrow, instead: str = "") -> str:
        """The text without one arrow, also where it stands in a row, and with another in its place."""
        if not self.is_chain(arrow):
            old = instead and self.lines[arrow.span.line - 1].replace(self.signs(arrow), instead, 1)
            return self._with(arrow.span.line, [old]) if old else self.without_thing(arrow)
        tokens = self.trees[arrow.span.line - 1].tokens
        line = self.lines[arrow.span.line - 1]
        for before, sign, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if sign.kind == "ARROW" and (before.text, behind.text) == (arrow.source.name, arrow.target.name):
                first, last = line[: before.end - 1], line[behind.column - 1 :]
                rest = [part for part in (first, last) if parse_line(part).kind == "arrow"]
                return self._with(arrow.span.line, [*rest, *([instead] if instead else [])])
        raise ValueError(arrow.id)

    def signs(self, arrow: Arrow) -> str:
        """An arrow as it stands on its line: its two ends and the sign between."""
        tokens = self.trees[arrow.span.line - 1].tokens
        return self.lines[arrow.span.line - 1][tokens[0].column - 1 : tokens[2].end - 1]

    def led(self, arrow: Arrow, source: str = "", target: str = "", sign: str = "") -> str:
        """The text with an arrow that leads elsewhere, or has another sign."""
        usual = {"flow": "->", "exchange": "<->", "handoff": "=>", "inform": "..>"}[arrow.kind]
        new = f"{source or arrow.source.name} {sign or usual} {target or arrow.target.name}"
        return self.without_arrow(arrow, new)

    def _with(self, line: int, new: list[str]) -> str:
        return "\n".join([*self.lines[: line - 1], *new, *self.lines[line:]])


def _word(word: object) -> str:
    return getattr(word, "text", "") or "share"
