"""What can be read of a line with a mistake, and the mistake. Needed only where there is one, and loaded then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import lark

from blueprint.text.source import INVISIBLE
from blueprint.text.vocabulary import DECLARATIONS, WORDS
from blueprint.tree.grammar import line_parser
from blueprint.tree.messages import DETAIL_TOKENS, explain, nearest_beginning
from blueprint.tree.mistake import QUOTES
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
_LANE = re.compile(rf"\s*{RUN}+(?:\s+{RUN}+)?\s*:")
_ARROW = re.compile(rf"\s*{RUN}+(?:[.\-]{RUN}+)*\s*[-=~.]+>")
_GLUED = re.compile(rf"(?:{'|'.join(DECLARATIONS)})(?={RUN})", re.IGNORECASE)


def recovered(line: str) -> LineTree:
    """What can be read of a line with a mistake: its longest beginning that is a statement, and the mistake."""
    seen, stop, expected = _until_fault(line)
    fault = explain(line, seen, stop, expected)
    # A name may stand glued to a keyword, and then is no run of its own.
    read = (token.text for token in seen if token.kind == "NAME")
    names = tuple(dict.fromkeys((*possible_names(line), *read)))
    end = len(line.rstrip()) + 1
    for cut in _cuts(line, min(stop, fault.column - 1)):
        try:
            tree = line_tree(line[:cut])
        except lark.exceptions.UnexpectedInput:
            continue
        if tree.kind:
            return tree._replace(fault=fault, doubtful=names)
    indent = len(line) - len(line.lstrip())
    return LineTree(_kind(line, seen), indent=indent, end=end, fault=fault, doubtful=names, lost=_lost(line, seen))


_BEGINNINGS = {"PHASE": "phase", "STEP": "step", "BLUEPRINT": "blueprint"}
"""Statements that hold others: even unreadable they begin something, lest what follows joins what went before."""


def _kind(line: str, seen: Sequence[Token]) -> str:
    """What a line of which nothing can be read was meant to be, as far as its beginning tells."""
    if seen:
        return "details" if seen[0].kind in DETAIL_TOKENS else _BEGINNINGS.get(seen[0].kind, "")
    if line.lstrip()[:1] in QUOTES:
        return "details"
    if _ARROW.match(line):
        return ""
    near = nearest_beginning(line.strip())
    if near in WORDS:
        return "details"
    return "" if near or _LANE.match(line) else "unclear"


def _lost(line: str, seen: Sequence[Token]) -> str:
    """The kind of thing that a statement without a readable name would have named."""
    if not seen:
        glued = _GLUED.match(line.lstrip())
        if glued is not None:
            return glued[0].lower()
        return "include" if nearest_beginning(line.strip()) == "include" else ""
    if seen[0].kind == "DECLARATION":
        return seen[0].text.lower()
    return {"STAGE": "action", "STEP": "step", "INCLUDE": "include"}.get(seen[0].kind, "")


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
    """Every run that may have been meant as a name, also in quotes, which may be the mistake, or behind a keyword;
    and every two runs, with a space between, which may have been one."""
    runs = _WORD.findall(re.sub(INVISIBLE, "", line))
    unglued = [_GLUED.sub("", run, count=1) for run in runs[:1] if _GLUED.match(run)]
    pairs = [f"{first} {last}" for first, last in zip(runs, runs[1:], strict=False)]
    return tuple(dict.fromkeys((*runs, *unglued, *pairs)))
