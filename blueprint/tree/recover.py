"""What can be read of a line with a mistake, and the mistake. Needed only where there is one, and loaded then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import lark

from blueprint.tree.grammar import line_parser
from blueprint.tree.messages import explain
from blueprint.tree.nodes import LineTree, Token
from blueprint.tree.parse import line_tree, own_token
from blueprint.tree.words import RUN

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CUTS = 40
"""How many words are dropped from the end of a faulty line in search of a part that can be read."""

_WORD = re.compile(rf"{RUN}+(?:[.\-]{RUN}+)*")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"?|[“„‟](?:\\.|[^“”‟\\])*[“”‟]?|«(?:\\.|[^»\\])*»?|»(?:\\.|[^«\\])*«?')
_BOUNDARY = re.compile(r"\s+")


def recovered(line: str) -> LineTree:
    """What can be read of a line with a mistake: its longest beginning that is a statement, and the mistake."""
    seen, stop, expected = _until_fault(line)
    fault = explain(line, seen, stop, expected)
    names = possible_names(line)
    end = len(line.rstrip()) + 1
    for cut in _cuts(line, min(stop, fault.column - 1)):
        try:
            tree = line_tree(line[:cut])
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
    """The tokens before the mistake, its place (an index into the line), and the tokens that could stand there."""
    parser = line_parser().parse_interactive(line)
    seen: list[Token] = []
    try:
        for token in parser.iter_parse():
            seen.append(own_token(token))
        parser.feed_eof()  # type: ignore[no-untyped-call]
    except lark.exceptions.UnexpectedToken as error:
        place = error.token
        stop = len(line.rstrip()) if place.type == "$END" else cast(int, place.start_pos)
        if place.type != "$END" and seen and seen[-1].column - 1 == stop:
            seen.pop()
        return seen, stop, set(error.accepts or error.expected)
    except lark.exceptions.UnexpectedCharacters as error:
        return seen, cast(int, error.pos_in_stream), set(error.allowed or ())
    return seen, len(line), set()


def _cuts(line: str, stop: int) -> Sequence[int]:
    """Places before the mistake, from right to left, at which the line may be cut: ends of words outside quotes."""
    quoted = [match.span() for match in _QUOTED.finditer(line)]
    cuts = [stop]
    for match in _BOUNDARY.finditer(line, 0, stop):
        if not any(start < match.start() < end for start, end in quoted):
            cuts.append(match.start())
    return sorted(set(cuts), reverse=True)[:MOST_CUTS]


def possible_names(line: str) -> tuple[str, ...]:
    """Every run outside quotes and comments that may have been meant as a name."""
    return tuple(dict.fromkeys(_WORD.findall(_QUOTED.sub(" ", line).split("#")[0])))
