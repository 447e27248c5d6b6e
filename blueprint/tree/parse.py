"""From text to tree, a line at a time, so that a mistake costs its own line and no other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import lark

from blueprint.text.source import INVISIBLE, MAX_LINE, split_lines
from blueprint.text.vocabulary import WORDS
from blueprint.tree.grammar import RUN, line_parser
from blueprint.tree.nodes import Detail, Fault, LineTree, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CUTS = 40
"""How many words are dropped from the end of a faulty line in search of a part that can be read."""

_HEADS = frozenset("blueprint include language declaration phase step lane line_of action arrow".split())
_WORD = re.compile(rf"{RUN}+(?:[.\-]{RUN}+)*")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"?|[“„‟](?:\\.|[^“”‟\\])*[“”‟]?|«(?:\\.|[^»\\])*»?|»(?:\\.|[^«\\])*«?')
_BOUNDARY = re.compile(r"\s+")


def parse_lines(text: str) -> tuple[LineTree, ...]:
    """The tree of a whole text, one item for each of its lines. Raises nothing, whatever the text is."""
    return tuple(parse_line(line) if line else _EMPTY for line in split_lines(text))


_EMPTY = LineTree("")


@lru_cache(maxsize=65536)
def parse_line(line: str) -> LineTree:
    """The tree of one line without its line end. Equal lines have equal trees, so an edit costs one line."""
    if len(line) > MAX_LINE:
        message = f"this line has {len(line):,} characters; the longest that is read has {MAX_LINE:,}"
        return LineTree("", end=len(line) + 1, fault=Fault(message, 1, 2, "break it into several statements"))
    invisible = INVISIBLE.search(line)
    if invisible is not None:
        column = invisible.start() + 1
        message = f"an invisible control character (U+{ord(invisible[0]):04X}) stands here"
        return LineTree(
            "", end=len(line) + 1, fault=Fault(message, column, column + 1, "delete it"), doubtful=_names(line)
        )
    try:
        return _tree(line_parser().parse(line), line)
    except lark.exceptions.UnexpectedInput:
        return _recovered(line)


def _tree(parsed: lark.Tree[lark.Token], line: str) -> LineTree:
    """Our own, lean tree from Lark's."""
    kind = ""
    tokens: tuple[Token, ...] = ()
    details: list[Detail] = []
    comment: Token | None = None
    for child in parsed.children:
        if isinstance(child, lark.Token):
            comment = _token(child)
        elif child.data in _HEADS:
            kind = str(child.data)
            heads: list[Token] = []
            for part in child.children:
                if isinstance(part, lark.Token):
                    heads.append(_token(part))
                else:
                    details.append(_detail(part))
            tokens = tuple(heads)
        else:
            kind = "details"
            details.append(_detail(child))
    indent = len(line) - len(line.lstrip())
    end = (comment.column if comment is not None else len(line) + 1) - indent
    return LineTree(kind, tokens, tuple(details), comment, indent, len(line[indent : end + indent - 1].rstrip()) + indent + 1)


def _token(token: lark.Token) -> Token:
    column = cast(int, token.column)
    return Token(token.type, str(token), column, column + len(token))


def _detail(tree: lark.Tree[lark.Token]) -> Detail:
    tokens = [_token(child) for child in tree.children if isinstance(child, lark.Token) and child.type != "COMMA"]
    first, last = tokens[0], tokens[-1]
    shape = str(tree.data)
    if shape in ("share", "percentile"):
        return Detail(None, shape, tuple(tokens), first.column, last.end)
    word = WORDS[" ".join(first.text.lower().split())]
    return Detail(word, shape, tuple(tokens[1:]), first.column, last.end)


def _recovered(line: str) -> LineTree:
    """What can be read of a line with a mistake: its longest beginning that is a statement, and the mistake."""
    from blueprint.tree.messages import explain

    seen, stop, expected = _until_fault(line)
    fault = explain(line, seen, stop, expected)
    names = _names(line)
    end = len(line.rstrip()) + 1
    for cut in _cuts(line, min(stop, fault.column - 1)):
        try:
            tree = _tree(line_parser().parse(line[:cut]), line[:cut])
        except lark.exceptions.UnexpectedInput:
            continue
        if tree.kind:
            return tree._replace(fault=fault, doubtful=names)
    indent = len(line) - len(line.lstrip())
    head = _BEGINNINGS.get(seen[0].kind, "") if seen else ""
    return LineTree(head, indent=indent, end=end, fault=fault, doubtful=names)


_BEGINNINGS = {"PHASE": "phase", "STEP": "step", "BLUEPRINT": "blueprint"}
"""Statements that hold others: even unreadable they begin something, lest what follows joins what went before."""


def _until_fault(line: str) -> tuple[list[Token], int, set[str]]:
    """The tokens before the mistake, its place (an index into the line), and the kinds of token that could stand there."""
    parser = line_parser().parse_interactive(line)
    seen: list[Token] = []
    try:
        for token in parser.iter_parse():
            seen.append(_token(token))
        parser.feed_eof()
    except lark.exceptions.UnexpectedToken as error:
        place = error.token
        stop = len(line.rstrip()) if place.type == "$END" else cast(int, place.start_pos)
        if place.type != "$END" and seen and seen[-1].column - 1 == stop:
            seen.pop()
        return seen, stop, set(error.accepts or error.expected)
    except lark.exceptions.UnexpectedCharacters as error:
        return seen, error.pos_in_stream, set(error.allowed or ())
    return seen, len(line), set()


def _cuts(line: str, stop: int) -> Sequence[int]:
    """Places before the mistake, from right to left, at which the line may be cut: ends of words outside quotes."""
    quoted = [match.span() for match in _QUOTED.finditer(line)]
    cuts = [stop]
    for match in _BOUNDARY.finditer(line, 0, stop):
        if not any(start < match.start() < end for start, end in quoted):
            cuts.append(match.start())
    return sorted(set(cuts), reverse=True)[:MOST_CUTS]


def _names(line: str) -> tuple[str, ...]:
    """Every run outside quotes and comments that may have been meant as a name."""
    return tuple(dict.fromkeys(_WORD.findall(_QUOTED.sub(" ", line).split("#")[0])))
