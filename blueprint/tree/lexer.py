"""The lexer of one line: Lark's contextual lexing, with the keywords looked up in a table.

Like Lark's own contextual lexer it recognises only what the parser can take where it stands, so that every keyword
works as a name elsewhere. Lark's would compile the words of the language into one regular expression for each of some
fifty states of the parser, which costs a short run more than all its other work; a look-up costs nothing beforehand. A
test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from lark.exceptions import UnexpectedCharacters
from lark.lexer import Lexer, Token

from blueprint.tree.words import RUN, words_of

if TYPE_CHECKING:
    from lark.common import LexerConf
    from lark.lexer import LexerState
    from lark.parsers.lalr_parser_state import ParserState

_Match = Any
_SPACE = re.compile(r"\s*")
_LETTERS = re.compile(r"[a-z]+(?:-[a-z]+)*(?![.\-]?\w)", re.IGNORECASE)
_KEYWORDS = re.compile("<(:?[a-z ]+)>")


class LineLexer(Lexer):
    """Cuts a line into the tokens that the parser can take. The terminals are those of the grammar: a pattern of the
    form ``<words>`` stands for a list of the vocabulary, every other one is a regular expression."""

    __future_interface__ = True

    def __init__(self, conf: LexerConf) -> None:
        self._keywords: dict[str, list[tuple[_Match, str]]] = {}
        self._patterns: list[tuple[str, str]] = []
        for terminal in sorted(conf.terminals, key=lambda terminal: -terminal.priority):
            pattern = terminal.pattern.to_regexp()
            key = _KEYWORDS.fullmatch(pattern)
            if key is not None:
                for word in words_of(key[1]):
                    first, _, rest = word.partition(" ")
                    self._keywords.setdefault(first, []).append((_rest(rest), terminal.name))
            elif terminal.name not in conf.ignore:
                self._patterns.append((terminal.name, pattern.replace("<run>", RUN)))
        for choices in self._keywords.values():
            choices.sort(key=lambda choice: choice[0] is None)  # "told nothing" before "told"
        self._compiled: dict[str, _Match] = {}
        self._states: dict[Any, list[tuple[str, _Match]]] = {}

    def lex(self, lexer_state: LexerState, parser_state: ParserState[Any]) -> Iterator[Token]:
        """The tokens of the state's text, one by one, as the parser goes on. Raises UnexpectedCharacters where nothing
        fits that the parser could take."""
        text = lexer_state.text.text
        table = parser_state.parse_conf.parse_table.states
        position = _SPACE.match(text).end()  # type: ignore[union-attr]
        length = len(text)
        while position < length:
            state = parser_state.position
            accepted = table[state]
            kind, end = self._word(text, position, accepted)
            if not kind:
                kind, end = self._value(text, position, state, accepted)
                if not kind:
                    raise UnexpectedCharacters(  # type: ignore[no-untyped-call]
                        text, position, 1, position + 1, allowed=set(accepted)
                    )
            yield Token(kind, text[position:end], position, 1, position + 1)
            position = _SPACE.match(text, end).end()  # type: ignore[union-attr]

    def _word(self, text: str, position: int, accepted: Mapping[str, Any]) -> tuple[str, int]:
        """The keyword here that the parser can take, with the index behind it; ``""`` where there is none."""
        letters = _LETTERS.match(text, position)
        if letters is None:
            return "", position
        if "ARROW_FROM" in accepted and self._pattern("ARROW_FROM")(text, position):
            return "", position
        for rest, kind in self._keywords.get(letters[0].lower(), ()):
            if kind in accepted:
                if rest is None:
                    return kind, letters.end()
                more = rest(text, letters.end())
                if more is not None:
                    return kind, more.end()
        return "", position

    def _value(self, text: str, position: int, state: Any, accepted: Mapping[str, Any]) -> tuple[str, int]:
        """The value or sign at the position that the parser can take."""
        matchers = self._states.get(state)
        if matchers is None:
            matchers = [(name, self._pattern(name)) for name, _ in self._patterns if name in accepted]
            self._states[state] = matchers
        for kind, match in matchers:
            found = match(text, position)
            if found is not None:
                return kind, found.end()
        return "", position

    def _pattern(self, name: str) -> _Match:
        match = self._compiled.get(name)
        if match is None:
            match = self._compiled[name] = re.compile(dict(self._patterns)[name]).match
        return match


def _rest(words: str) -> _Match:
    """What matches the further words of a keyword, or None for a keyword of one word."""
    if not words:
        return None
    return re.compile(r"\s+" + r"\s+".join(map(re.escape, words.split())) + r"(?![.\-]?\w)", re.IGNORECASE).match
