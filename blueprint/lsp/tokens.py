"""Semantic tokens: what each word of a text is, so that an editor colours names by what they mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lsprotocol import types

from blueprint.lsp.names import Mention, known, mentions_in, space_of
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
    means = _meanings(view)
    position = view.document.position
    data: list[int] = []
    before, start = 0, 0
    for line, text in enumerate(view.lines[first - 1 : last], start=first):
        plain = text.isascii() and line > 1
        for word in _words(text) if text else ():
            begin, end = word.column - 1, word.end - 1
            if not plain:
                begin, end = position(line, word.column).character, position(line, word.end).character
            kind, modifiers = word.kind, 0
            if word.mention is not None:
                kind, modifiers = means(word.mention)
            if line - 1 != before:
                start = 0
            data += (line - 1 - before, begin - start, end - begin, _NUMBERS[kind], modifiers)
            before, start = line - 1, begin
    return data


def tokens_in(view: View, place: types.Range) -> types.SemanticTokens:
    """The tokens of the lines that a range touches."""
    return types.SemanticTokens(tokens(view, place.start.line + 1, place.end.line + 1))


class Sent:
    """The tokens that the editor holds of each text, so that it can be sent what changed. One for each server."""

    def __init__(self) -> None:
        self._sent: dict[str, tuple[str, list[int]]] = {}
        self._count = 0

    def full(self, view: View) -> types.SemanticTokens:
        """All tokens of a text."""
        data = tokens(view)
        return types.SemanticTokens(data, self._keep(view.uri, data))

    def delta(self, view: View, known: str) -> types.SemanticTokens | types.SemanticTokensDelta:
        """What changed since the result that the editor knows; all tokens where it is not the last one."""
        before = self._sent.get(view.uri)
        if before is None or before[0] != known:
            return self.full(view)
        data = tokens(view)
        return types.SemanticTokensDelta(changes(before[1], data), self._keep(view.uri, data))

    def forget(self, uri: str) -> None:
        """Lets go of a text."""
        self._sent.pop(uri, None)

    def _keep(self, uri: str, data: list[int]) -> str:
        self._count += 1
        self._sent[uri] = (str(self._count), data)
        return str(self._count)


def changes(before: Sequence[int], after: Sequence[int]) -> list[types.SemanticTokensEdit]:
    """The one change, if any, that makes the numbers of one result those of another."""
    if before == after:
        return []
    most = min(len(before), len(after))
    begin = next((index for index in range(most) if before[index] != after[index]), most)
    most -= begin
    end = next((index for index in range(most) if before[-1 - index] != after[-1 - index]), most)
    return [types.SemanticTokensEdit(begin, len(before) - begin - end, list(after[begin : len(after) - end]))]


def _meanings(view: View) -> Callable[[Mention], tuple[str, int]]:
    """What gives the kind and the modifiers of a mention in a text."""
    names = known(view.workspace, view.path)
    retired = _retired(view)
    found: dict[tuple[str, tuple[str, ...]], tuple[str, int]] = {}

    def means(mention: Mention) -> tuple[str, int]:
        if mention.kind in _KINDS and mention.kind:
            deprecated = (space_of(mention.kind), mention.name) in retired
            return mention.kind, _DECLARATION | (_DEPRECATED if deprecated else 0)
        key = (mention.name, mention.spaces)
        if key not in found:
            place = next(
                (names[space, mention.name] for space in mention.spaces if (space, mention.name) in names), None
            )
            kind = place.mention.kind if place is not None else ""
            deprecated = any((space, mention.name) in retired for space in mention.spaces)
            # A lane presumes a department where nothing declares who acts in it.
            found[key] = kind if kind in _KINDS else "department", _DEPRECATED if deprecated else 0
        return found[key]

    return means


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
