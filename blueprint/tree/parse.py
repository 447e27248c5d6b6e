"""From text to tree, a line at a time, so that a mistake costs its own line and no other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import cast

import lark

from blueprint.text.source import MAX_LINE, first_invisible, split_lines
from blueprint.text.vocabulary import WORDS
from blueprint.tree.grammar import line_parser
from blueprint.tree.nodes import Detail, Fault, LineTree, Token

_HEADS = frozenset("blueprint include language declaration phase step lane line_of action arrow".split())


def parse_lines(text: str) -> tuple[LineTree, ...]:
    """The tree of a whole text, one item for each of its lines. Raises nothing, whatever the text is."""
    return parse_each(split_lines(text))


def parse_each(lines: Iterable[str]) -> tuple[LineTree, ...]:
    """The trees of lines without their ends."""
    return tuple(parse_line(line) if line else _EMPTY for line in lines)


_EMPTY = LineTree("")


@lru_cache(maxsize=65536)
def parse_line(line: str) -> LineTree:
    """The tree of one line without its line end. Equal lines have equal trees, so an edit costs one line."""
    if len(line) > MAX_LINE:
        message = f"this line has {len(line):,} characters; the longest that is read has {MAX_LINE:,}"
        return LineTree("", end=len(line) + 1, fault=Fault(message, 1, 2, "break it into several statements"))
    invisible = first_invisible(line)
    if invisible >= 0:
        from blueprint.tree.recover import possible_names

        message = f"an invisible character (U+{ord(line[invisible]):04X}) stands here"
        fault = Fault(message, invisible + 1, invisible + 2, "delete it")
        return LineTree("", end=len(line) + 1, fault=fault, doubtful=possible_names(line))
    try:
        return line_tree(line)
    except lark.exceptions.UnexpectedInput:
        from blueprint.tree.recover import recovered

        return recovered(line)


def line_tree(line: str) -> LineTree:
    """The tree of a line without mistakes; raises lark's UnexpectedInput where it has one."""
    return _tree(line_parser().parse(line), line)


def _tree(parsed: lark.Tree[lark.Token], line: str) -> LineTree:
    """Our own, lean tree from Lark's."""
    kind = ""
    tokens: tuple[Token, ...] = ()
    details: list[Detail] = []
    comment: Token | None = None
    for child in parsed.children:
        if isinstance(child, lark.Token):
            comment = own_token(child)
        elif child.data in _HEADS:
            kind = str(child.data)
            heads: list[Token] = []
            for part in child.children:
                if isinstance(part, lark.Token):
                    heads.append(own_token(part))
                else:
                    details.append(_detail(part))
            tokens = tuple(heads)
        else:
            kind = "details"
            details.append(_detail(child))
    said = line if comment is None else line[: comment.column - 1]
    indent = len(line) - len(line.lstrip())
    return LineTree(kind, tokens, tuple(details), comment, indent, len(said.rstrip()) + 1)


def own_token(token: lark.Token) -> Token:
    """Lark's token without what we have no use for."""
    column = cast(int, token.column)
    return Token(token.type, str(token), column, column + len(token))


def _detail(tree: lark.Tree[lark.Token]) -> Detail:
    tokens = [own_token(child) for child in tree.children if isinstance(child, lark.Token) and child.type != "COMMA"]
    first, last = tokens[0], tokens[-1]
    shape = str(tree.data)
    if shape in ("share", "percentile"):
        return Detail(None, shape, tuple(tokens), first.column, last.end)
    word = WORDS[" ".join(first.text.lower().split())]
    return Detail(word, shape, tuple(tokens[1:]), first.column, last.end)
