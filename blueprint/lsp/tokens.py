"""Semantic tokens: what each word of a text is, so that an editor colours names by what they mean."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lsprotocol import types

from blueprint.lsp.names import Mention, known, mentions_in, space_of
from blueprint.lsp.slices import at_once
from blueprint.lsp.view import View
from blueprint.tree.nodes import Token
from blueprint.tree.parse import parse_line

_KINDS: dict[str, str] = {
    "comment": types.SemanticTokenTypes.Comment,
    "string": types.SemanticTokenTypes.String,
    "number": types.SemanticTokenTypes.Number,
    "operator": types.SemanticTokenTypes.Operator,
    "keyword": types.SemanticTokenTypes.Keyword,
    "detail": types.SemanticTokenTypes.Property,
    "chosen": types.SemanticTokenTypes.EnumMember,
    "persona": types.SemanticTokenTypes.Parameter,
    "department": types.SemanticTokenTypes.Class,
    "role": types.SemanticTokenTypes.Type,
    "partner": types.SemanticTokenTypes.Interface,
    "system": types.SemanticTokenTypes.Struct,
    "channel": types.SemanticTokenTypes.Event,
    "touchpoint": types.SemanticTokenTypes.Decorator,
    "variant": types.SemanticTokenTypes.TypeParameter,
    "phase": types.SemanticTokenTypes.Namespace,
    "step": types.SemanticTokenTypes.Namespace,
    "action": types.SemanticTokenTypes.Function,
    "": types.SemanticTokenTypes.Variable,
}
"""The protocol's type for each kind of word; ``""`` is a name that means nothing, or nothing yet."""

_TYPES = list(dict.fromkeys(_KINDS.values()))
_NUMBERS = {kind: _TYPES.index(name) for kind, name in _KINDS.items()}
_DECLARATION, _DEPRECATED = 1, 2
_MANY = 1000

LEGEND = types.SemanticTokensLegend(
    _TYPES, [types.SemanticTokenModifiers.Declaration, types.SemanticTokenModifiers.Deprecated]
)
"""The types and modifiers in the order of their numbers."""

_OF_TOKEN = {
    "STRING": "string",
    "NUMBER": "number",
    "SIGN_NUMBER": "number",
    "PERCENT": "number",
    "DAY": "number",
    "ARROW": "operator",
    "COLON": "operator",
    "DASH": "operator",
    "CHOSEN": "chosen",
    "UNIT": "keyword",
    "UNKNOWN": "keyword",
    "TIMES": "keyword",
    "PER": "keyword",
    "OR": "keyword",
    "UNDER": "keyword",
    "TO": "keyword",
    "HIDDEN": "keyword",
    "NAME": "",
    "ARROW_FROM": "",
}


class _Word(NamedTuple):
    """A word of a line: its columns (in code points, from 1), its kind, and what it names where it is a name."""

    column: int
    end: int
    kind: str
    mention: Mention | None = None


def tokens(view: View, first: int = 1, last: int | None = None) -> list[int]:
    """The tokens of the lines from ``first`` to ``last`` (from 1, both included; else of all), in the protocol's
    numbers: five for each, lines and columns as distances from the token before."""
    return at_once(Colours(view).tokens(view, first, last))


def tokens_in(view: View, place: types.Range) -> Generator[None, None, types.SemanticTokens]:
    """Finds, in pieces, the tokens of the lines that a range touches."""
    yield from view.workspace.naming(view.path)
    return types.SemanticTokens((yield from Colours(view).tokens(view, place.start.line + 1, place.end.line + 1)))


class Colours:
    """What the words of a text mean, and the tokens of each line that has been asked for."""

    def __init__(self, view: View) -> None:
        names = known(view.workspace, view.path)
        self._kinds = {key: place.mention.kind for key, place in names.items()}
        self._retired = _retired(view)
        self._position = view.document.position
        self._encoding = view.document.encoding
        self._lines: dict[str, list[int]] = {}

    def of(self, view: View) -> Colours:
        """The same for a later text: with the lines of this one where all names mean what they meant."""
        later = Colours(view)
        same = (later._kinds, later._retired, later._encoding) == (self._kinds, self._retired, self._encoding)
        # Now and then what stood there only while it was typed is let go.
        if same and len(self._lines) <= len(view.lines) + _MANY:
            later._lines = self._lines
        return later

    def tokens(self, view: View, first: int = 1, last: int | None = None) -> Generator[None, None, list[int]]:
        """Finds, in pieces, the tokens of some lines, as the protocol counts them."""
        data: list[int] = []
        before = 0
        for line, text in enumerate(view.lines[first - 1 : last], start=first):
            if not text:
                continue
            numbers = self._lines.get(text)
            if numbers is None or line == 1:
                yield
                numbers = self._line(text, line)
                if line > 1:  # where there may be a byte order mark
                    self._lines[text] = numbers
            if numbers:
                data.append(line - 1 - before)
                data += numbers
                before = line - 1
        return data

    def _line(self, text: str, line: int) -> list[int]:
        """The numbers of a line's tokens without the first, which is the distance from the line before."""
        numbers: list[int] = []
        plain = text.isascii() and line > 1
        start = 0
        for word in _words(text):
            begin, end = word.column - 1, word.end - 1
            if not plain:
                begin = self._position(line, word.column).character
                end = self._position(line, word.end).character
            kind, modifiers = (word.kind, 0) if word.mention is None else self._means(word.mention)
            numbers += (0, begin - start, end - begin, _NUMBERS[kind], modifiers)
            start = begin
        return numbers[1:]

    def _means(self, mention: Mention) -> tuple[str, int]:
        """The kind and the modifiers of a mention."""
        if mention.kind in _KINDS and mention.kind:
            deprecated = (space_of(mention.kind), mention.name) in self._retired
            return mention.kind, _DECLARATION | (_DEPRECATED if deprecated else 0)
        found = (self._kinds[space, mention.name] for space in mention.spaces if (space, mention.name) in self._kinds)
        kind = next(found, "")
        deprecated = any((space, mention.name) in self._retired for space in mention.spaces)
        # A lane presumes a department where nothing declares who acts in it.
        return kind if kind in _KINDS else "department", _DEPRECATED if deprecated else 0


class Sent:
    """The tokens that the editor holds of each text, so that it can be sent what changed. One for each server."""

    def __init__(self) -> None:
        self._sent: dict[str, tuple[str, list[int], Colours]] = {}
        self._count = 0

    def full(self, view: View) -> Generator[None, None, types.SemanticTokens]:
        """Finds, in pieces, all tokens of a text."""
        number, data = yield from self._made(view)
        return types.SemanticTokens(data, number)

    def delta(self, view: View, known: str) -> Generator[None, None, types.SemanticTokens | types.SemanticTokensDelta]:
        """Finds, in pieces, what changed since the result that the editor knows; all tokens where that is too old."""
        before = self._sent.get(view.uri)
        if before is None or before[0] != known:
            return (yield from self.full(view))
        number, data = yield from self._made(view)
        return types.SemanticTokensDelta(changes(before[1], data), number)

    def forget(self, uri: str) -> None:
        """Lets go of a text."""
        self._sent.pop(uri, None)

    def _made(self, view: View) -> Generator[None, None, tuple[str, list[int]]]:
        """The number and the tokens of a result, which is noted."""
        yield from view.workspace.naming(view.path)
        before = self._sent.get(view.uri)
        colours = before[2].of(view) if before is not None else Colours(view)
        yield
        data = yield from colours.tokens(view)
        self._count += 1
        self._sent[view.uri] = (str(self._count), data, colours)
        return str(self._count), data


def changes(before: Sequence[int], after: Sequence[int]) -> list[types.SemanticTokensEdit]:
    """The one change, if any, that makes the numbers of one result those of another."""
    if before == after:
        return []
    begin = _same(before, after)
    end = _same(before[begin:][::-1], after[begin:][::-1])
    return [types.SemanticTokensEdit(begin, len(before) - begin - end, list(after[begin : len(after) - end]))]


def _same(one: Sequence[int], other: Sequence[int]) -> int:
    """So many numbers at the beginning are the same. Most are, so they are compared by the thousand."""
    most = min(len(one), len(other))
    begin = next((at for at in range(0, most, _MANY) if one[at : at + _MANY] != other[at : at + _MANY]), most)
    return next((at for at in range(begin, most) if one[at] != other[at]), most)


def _retired(view: View) -> frozenset[tuple[str, str]]:
    """What a text, or one that it includes, says is retired, by space and name."""
    found = set()
    for path in view.workspace.seen_from(view.path):
        document = view.workspace.document(path)
        if document is None or "retired" not in document.text.lower():
            continue
        made: tuple[str, str] | None = None
        for line in document.lines:
            tree = parse_line(line)
            if tree.kind and tree.kind != "details":
                first = next((one for one in mentions_in(line) if one.kind and one.kind in _KINDS), None)
                made = (first.spaces[0], first.name) if first is not None else None
            for detail in tree.details:
                retired = detail.values and detail.values[0].text.lower() == "retired"
                if made is not None and retired and detail.word is not None and detail.word.text == "status":
                    found.add(made)
    return frozenset(found)


@lru_cache(maxsize=65536)
def _words(line: str) -> tuple[_Word, ...]:
    """The words of a line from left to right; of a broken line those in the part that can be read."""
    tree = parse_line(line)
    named: Mapping[int, Mention] = {one.column: one for one in mentions_in(line)}
    found = [_word(token, named) for token in tree.tokens]
    if tree.kind == "language":
        found[1:] = [word._replace(kind="chosen") for word in found[1:]]
    for detail in tree.details:
        if detail.word is not None:
            end = detail.values[0].column if detail.values else detail.end
            found.append(
                _Word(detail.column, detail.column + len(line[detail.column - 1 : end - 1].rstrip()), "detail")
            )
        found += [_word(token, named) for token in detail.values]
    if tree.comment is not None:
        found.append(_Word(tree.comment.column, tree.comment.end, "comment"))
    return tuple(found)


def _word(token: Token, named: Mapping[int, Mention]) -> _Word:
    """A token that is no detail's word: all that are no values, names or signs are keywords."""
    return _Word(token.column, token.end, _OF_TOKEN.get(token.kind, "keyword"), named.get(token.column))
