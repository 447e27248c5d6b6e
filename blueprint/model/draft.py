"""A statement while its lines are being read: its details find the element, or the other detail, that takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, cast

from blueprint.model import values
from blueprint.model.details import Feeling, Information, Name
from blueprint.model.elements import (
    Action,
    Arrow,
    ArrowKind,
    Blueprint,
    Card,
    CardKind,
    Declaration,
    Facts,
    Phase,
    Problem,
    Step,
)
from blueprint.model.moved import moved
from blueprint.text.span import Span
from blueprint.text.vocabulary import UNITS
from blueprint.tree.belonging import element_takes, grouped, takes
from blueprint.tree.nodes import Detail, LineTree, Token
from blueprint.tree.quotes import normal, unquoted

CLASSES: dict[str, type] = {
    "blueprint": Blueprint,
    **dict.fromkeys((*UNITS, "channel", "touchpoint", "variant"), Declaration),
    "phase": Phase,
    "step": Step,
    "action": Action,
    "arrow": Arrow,
}
"""The class of the model for each place of the vocabulary that is an element."""

ONE_ARROW = 3
"""The tokens of an arrow without its label: its two ends and the sign. A chain has more."""

_OWN = {kind: frozenset(item.name for item in fields(cls)) for kind, cls in CLASSES.items()}
_ARTICLE = {"action": "an action", "arrow": "an arrow", "blueprint": "the blueprint"}


@dataclass
class Draft:
    """One statement with what has been said of it so far.

    ``kind`` is its place in the vocabulary (``""`` for a line that could not be read and for statements without
    details), ``title`` the tokens that name and label it, ``facts`` its values by field.
    """

    kind: str
    tree: LineTree
    line: int
    path: str
    title: tuple[Token, ...] = ()
    name: str = ""
    label: str = ""
    who: str = ""
    """Who is named in front of an action; ``""`` where nobody is."""
    id: str = ""
    broken: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    indent: int = 0
    last: tuple[int, Detail] | None = None
    place: Span | None = None
    """Where its name stands, once somebody has asked."""
    read_on: int = 0
    """The line on which its values were read; it may stand on another one by now."""
    said: dict[str, Any] | None = None
    """The values as they were read; in ``facts`` it is known what their names mean."""
    ends: tuple[tuple[Name, ArrowKind, Name], ...] = ()
    """The arrows that a statement draws, by their ends."""
    meant: frozenset[str] | None = None
    """The names in it, if it is known of all what they mean; else None."""
    made: tuple[Any, ...] = ()
    """What was made of it, and the ids and names that it was made with, for the next reading of the text."""

    def __post_init__(self) -> None:
        self.read_on = self.line

    def move(self, by: int) -> None:
        """Notes that it stands so many lines further down. Its values follow when somebody asks for them."""
        self.line += by
        self.place = None

    def settle(self) -> None:
        """Brings its values to where it stands."""
        by, self.read_on = self.line - self.read_on, self.line
        if by:
            self.facts = {name: moved(value, by) for name, value in self.facts.items()}
            self.said = {name: moved(value, by) for name, value in self.said.items()} if self.said is not None else None
            self.ends = moved(self.ends, by)

    def read_title(self, tokens: tuple[Token, ...]) -> None:
        """Takes the name and the label from the tokens that hold them; what lacks a label is called by its name."""
        self.title = tokens
        for token in tokens:
            if token.kind == "NAME":
                self.name = normal(token.text)
            elif token.kind == "STRING":
                self.label = unquoted(token)
        self.label = self.label or self.name

    def name_span(self) -> Span:
        """The place of its name, or of the whole statement where it has none."""
        if self.place is None:
            token = next((token for token in self.title if token.kind == "NAME"), None)
            self.place = self.span if token is None else values.span_of(token, self.line, self.path)
        return self.place

    def wrong_title(self) -> Iterator[Problem]:
        """The problems of a label that holds nothing, and so would make an empty box, and of one that could belong to
        any arrow of a chain."""
        chain = self.kind == "arrow" and sum(token.kind != "STRING" for token in self.tree.tokens) > ONE_ARROW
        for token in self.title:
            span = values.span_of(token, self.line, self.path)
            if values.is_empty(token):
                yield Problem("wrong-value", values.NOTHING, span, "write what people shall read")
            if chain and token.kind == "STRING":
                yield Problem(
                    "misplaced-detail",
                    "a chain of arrows takes no label: it would be unclear which of them it belongs to",
                    span,
                    "write the arrow with the label on a line of its own",
                )

    @property
    def span(self) -> Span:
        """The line of the statement, from its first sign to its last, without the comment."""
        return Span(self.line, self.tree.indent + 1, max(self.tree.end, self.tree.indent + 2), self.path)

    def take(self, details: tuple[Detail, ...], line: int, problems: list[Problem], *, continued: bool) -> None:
        """Adds the details of one line; ``continued`` where the line is not the statement's own."""
        if not self.kind or not details:
            return
        groups, stray = grouped(self.kind, details)
        for detail in stray:
            problems.append(self._misplaced(detail, line, begins=continued and detail is details[0]))
        for group in groups:
            self._add(self.facts, group.detail, group.parts, line, problems)
        self.last = (line, details[-1])

    def _add(
        self, facts: dict[str, Any], detail: Detail, parts: tuple[Detail, ...], line: int, problems: list[Problem]
    ) -> None:
        """Adds the value of one detail, with those that belong to it, to the values by field."""
        inner: dict[str, Any] = {}
        for part in parts:
            self._add(inner, part, (), line, problems)
        try:
            self._refuse_itself(detail)
            value = _value(detail, inner, line, self.path)
        except values.WrongValue as wrong:
            span = values.span_of(wrong.token, line, self.path)
            problems.append(Problem("wrong-value", wrong.message, span, wrong.help))
            self.broken = True
            return
        word = detail.word
        name = detail.shape if word is None else "cards" if word.is_card else word.field
        if word is not None and word.many:
            facts[name] = (*facts.get(name, ()), *(value if isinstance(value, tuple) else (value,)))
            if word.shape == "refs" and any(token.kind == "OR" for token in detail.values):
                facts["either_channel"] = True
        elif name in facts:
            span = Span(line, detail.column, detail.end, self.path)
            said = "a share is" if word is None else f"`{word.text}` is"
            message = f"{said} said twice" if name != "state" else "a blueprint is either `as-is` or `to-be`, once"
            problems.append(Problem("repeated-detail", message, span, "keep one of the two; the first one counts"))
        else:
            facts[name] = value

    def _refuse_itself(self, detail: Detail) -> None:
        """Raises ``WrongValue`` where an action is said to go on during its own wait."""
        if detail.word is None or detail.word.field != "meanwhile":
            return
        for token in detail.values:
            if self.name and token.kind == "NAME" and normal(token.text) == self.name:
                help = "name the action of somebody else, or what is done besides"
                raise values.WrongValue("an action does not go on during its own wait", token, help)

    def _misplaced(self, detail: Detail, line: int, *, begins: bool) -> Problem:
        span = Span(line, detail.column, detail.end, self.path)
        if detail.word is None:
            if detail.shape == "percentile":
                return Problem(
                    "misplaced-detail", "“… under …” says nothing here", span, "write it behind `takes` or `waits`"
                )
            return Problem("misplaced-detail", "a share belongs to an arrow", span, "write it on the line of an arrow")
        word = detail.word
        owners = [place for place in sorted(word.places) if place not in CLASSES]
        if begins and not word.begins_line:
            listed = " or ".join(f"`{owner}`" for owner in owners)
            return Problem(
                "misplaced-detail",
                f"`{word.text}` cannot begin a line: it says something of {listed}",
                span,
                f"write it behind {listed}, on the same line",
            )
        places = sorted(word.places)
        thing = _ARTICLE.get(self.kind, f"a {self.kind}")
        return Problem(
            "misplaced-detail",
            f"`{word.text}` says nothing of {thing}",
            span,
            f"it can be said of: {', '.join(places)}",
        )

    def misleading(self, tree: LineTree, line: int, parent: Draft | None) -> Problem | None:
        """The problem of a line of details whose indentation suggests that it belongs to another owner."""
        if not self.kind or not tree.details:
            return None
        first = tree.details[0]
        if first.word is None or not element_takes(self.kind, first):
            return None
        span = Span(line, first.column, first.end, self.path)
        if self.last is not None and self.last[0] != self.line:
            previous = self.last[1]
            if tree.indent > self.indent and takes(previous.word, first):
                assert previous.word is not None
                return Problem(
                    "misleading-indentation",
                    f"`{first.word.text}` belongs to {self.described}, not to the `{previous.word.text}` above it",
                    span,
                    f"write it on the line of `{previous.word.text}` if it belongs there, otherwise indent it less",
                )
        if (
            parent is not None
            and tree.indent <= self.tree.indent > parent.tree.indent
            and element_takes(parent.kind, first)
        ):
            return Problem(
                "misleading-indentation",
                f"`{first.word.text}` belongs to {self.described}, not to {parent.described}",
                span,
                f"write it directly below {parent.described} if it belongs there, otherwise indent it more",
            )
        return None

    @property
    def described(self) -> str:
        """The statement in words for a message."""
        return f"the {self.kind} “{self.label}”" if self.label else f"the {self.kind}"

    def element_facts(self) -> Iterator[tuple[str, Any]]:
        """The values by field of the model's class; those that every element can hold are gathered in its facts."""
        self.settle()
        own = _OWN[self.kind]
        shared = {key: value for key, value in self.facts.items() if key not in own}
        for key, value in self.facts.items():
            if key in own:
                yield key, value
        if shared:
            yield "facts", Facts(**shared)


def _value(detail: Detail, inner: dict[str, Any], line: int, path: str) -> Any:
    """The value of a detail: a tuple where its shape is a list, with the values ``inner`` that belong to it."""
    word = detail.word
    span = Span(line, detail.column, detail.end, path)
    if word is None:
        return values.percentile(detail) if detail.shape == "percentile" else values.share(detail, line, path)
    values.refuse_empty(detail, word.text)
    if word.field == "state":
        return word.text
    if word.shape == "flag":
        return span
    if word.is_card:
        return Card(cast(CardKind, word.text), unquoted(detail.values[0]), span, **inner)
    if word.field in ("emotion", "effort"):
        return Feeling(values.number(detail, line, path).low, span, **inner)
    if word.field in ("asks", "reads", "writes", "carries"):
        return Information(values.texts(detail, line, path), span, **inner)
    make = values.link if word.text == "link" else _VALUE[word.shape]
    value = make(detail, line, path)
    return replace(value, **inner) if inner else value


_VALUE: dict[str, Callable[[Detail, int, str], Any]] = {
    "text": lambda detail, line, path: values.text(detail.values[0], line, path),
    "texts": values.texts,
    "who": values.names,
    "ref": values.names,
    "refs": values.names,
    "duration": values.time,
    "amount": values.amount,
    "number": values.number,
    "signed": values.number,
    "count": values.number,
    "rate": values.number,
    "date": values.day,
    "choice": values.choice,
}
"""What makes the value of each shape."""
