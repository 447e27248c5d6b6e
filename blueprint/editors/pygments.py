"""A lexer for Pygments, so that Sphinx, MkDocs, LaTeX and many others colour blueprints.

Pygments finds it through its entry point. It reads the text line by line with the language's own parser, so it knows
keywords where they are keywords and names where they are names; what the parser could not read of a line is told apart
by the look of its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pygments.lexer import Lexer
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String, Text, _TokenType

from blueprint.text.vocabulary import DECLARATIONS, STAGES, STATEMENTS, WORDS
from blueprint.tree.nodes import LineTree
from blueprint.tree.parse import parse_line

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_PART = re.compile(
    r'(?P<comment>#.*)|(?P<string>"(?:\\.|[^"\\])*"?|[“„‟][^“”‟]*[“”‟]?|«[^»]*»?|»[^«]*«?)'
    r"|(?P<arrow><->|->|=>|\.\.>|[→⇒↔])|(?P<number>\d+(?:[.\-]\d+)*\s*%?)|(?P<word>\w[\w.\-]*)|(?P<rest>\s+|.)"
)

_TYPES: dict[str, _TokenType] = {
    "NAME": Name.Variable,
    "ARROW_FROM": Name.Variable,
    "STRING": String.Double,
    "NUMBER": Number,
    "SIGN_NUMBER": Number,
    "PERCENT": Number,
    "DAY": Literal.Date,
    "ARROW": Operator,
    "COLON": Punctuation,
    "DASH": Operator,
    "CHOSEN": Keyword.Constant,
    "HIDDEN": Keyword.Constant,
    "UNKNOWN": Keyword.Constant,
    "UNIT": Keyword.Type,
    "STAGE": Keyword.Namespace,
    "DECLARATION": Keyword.Declaration,
}
"""The type of each kind of token; all others are words of statements."""

_SOLE = frozenset(word for phrase in (*STATEMENTS, *STAGES, *DECLARATIONS, *WORDS) for word in phrase.split())
"""The words that keywords are made of, for lines that cannot be read."""


class BlueprintLexer(Lexer):
    """Colours ``.blueprint`` files."""

    # Pygments has a "Blueprint" of its own, the language of GNOME's user interfaces, and its own come first.
    name: ClassVar[str] = "Service blueprint"
    aliases: ClassVar[list[str]] = ["service-blueprint"]
    filenames: ClassVar[list[str]] = ["*.blueprint"]
    mimetypes: ClassVar[list[str]] = ["text/x-blueprint"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """The tokens of a text: index, type and words; put together they are the text."""
        for match in _LINE.finditer(text):
            line = match[0].rstrip("\r\n").removeprefix("\ufeff")
            start = match.start() + match[0].startswith("\ufeff")
            if start > match.start():
                yield match.start(), Text.Whitespace, "\ufeff"
            yield from _of_line(line, start)
            if start + len(line) < match.end():
                yield start + len(line), Text.Whitespace, text[start + len(line) : match.end()]


def _of_line(line: str, start: int) -> Iterator[tuple[int, _TokenType, str]]:
    """The tokens of one line; ``start`` is its index in the text."""
    at = 0
    for begin, end, kind in _known(line, parse_line(line)):
        if begin > at:
            yield from _guessed(line[at:begin], start + at)
        yield start + begin, kind, line[begin:end]
        at = end
    if at < len(line):
        yield from _guessed(line[at:], start + at)


def _known(line: str, tree: LineTree) -> Iterator[tuple[int, int, _TokenType]]:
    """What the parser read of a line: runs (as indexes) with their types, from left to right."""
    for token in tree.tokens:
        yield token.column - 1, token.end - 1, _TYPES.get(token.kind, Keyword)
    for detail in tree.details:
        if detail.word is not None:
            end = detail.values[0].column - 1 if detail.values else detail.end - 1
            yield detail.column - 1, detail.column - 1 + len(line[detail.column - 1 : end].rstrip()), Name.Attribute
        for token in detail.values:
            yield token.column - 1, token.end - 1, _TYPES.get(token.kind, Keyword)
    if tree.comment is not None:
        yield tree.comment.column - 1, tree.comment.end - 1, Comment.Single


def _guessed(words: str, start: int) -> Iterator[tuple[int, _TokenType, str]]:
    """What stands between what could be read: mostly spaces and commas, or the rest of a line with a mistake."""
    for match in _PART.finditer(words):
        yield start + match.start(), _guess(match), match[0]


def _guess(match: re.Match[str]) -> _TokenType:
    if match["comment"]:
        return Comment.Single
    if match["string"]:
        return String.Double
    if match["arrow"]:
        return Operator
    if match["number"]:
        return Number
    if match["word"]:
        return Keyword if match["word"].lower() in _SOLE else Name.Variable
    return Text.Whitespace if match["rest"].isspace() else Punctuation
