"""Where the cursor stands in a line: what the grammar takes there, and which detail words fit, on broken lines too."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

import lark

from blueprint.lsp.statement import Statement, fitting, statement
from blueprint.lsp.view import View
from blueprint.model.values import WrongValue, time
from blueprint.text.vocabulary import ARROW_SIGNS, DECLARATIONS, LINES, STATEMENTS, WORDS, Word
from blueprint.tree.belonging import takes
from blueprint.tree.grammar import line_parser
from blueprint.tree.nodes import Detail, LineTree, Token
from blueprint.tree.parse import own_token, parse_line
from blueprint.tree.quotes import normal
from blueprint.tree.words import RUN

SHAPES = {
    "FLAG", "TEXT", "TEXTS", "WHO", "REF", "REFS", "DURATION", "AMOUNT", "NUMBERED", "SIGNED", "COUNT", "RATE", "DATE",
    "CHOICE",
}  # fmt: skip
"""The terminals of detail words."""

_PERCENTILE = Detail(None, "percentile", (), 1, 1)
_PARTIAL = re.compile(rf"(?:(?:{RUN}|[.\-])*|<-?|[-=]|\.\.?)$")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*("|$)|[“„‟](?:\\.|[^“”‟\\])*([“”‟]|$)|«(?:\\.|[^»\\])*(»|$)|#.*$')
_ALLOW = re.compile(r"#\s*allow\s+([a-z-]*)$", re.IGNORECASE)
_SILENCE = re.compile(r"#\s*(|a|al|all|allo|allow)$", re.IGNORECASE)
_INCLUDE = re.compile(r'\s*include\s*["“„«]([^"”»]*)$', re.IGNORECASE)
_CHOICES = [choice for word in WORDS.values() for choice in word.choices]
_MANY_WORDS = [words for words in (*WORDS, *STATEMENTS, *LINES, *_CHOICES) if " " in words]


class Cursor(NamedTuple):
    """A place in a line.

    ``start`` is the column where the word that is being written begins. ``inside`` is ``"silence"`` at the beginning of
    a comment, ``"comment"`` for the name of a check in a silence, ``"include"`` for the path of an include, else
    ``""``. ``accepts`` are the terminals of the grammar that may follow, ``first`` and ``last`` those of the first and
    the last token before, ``stage`` the stage of an action's line, ``handing`` whether an arrow ``=>`` stands just
    before, ``word`` the detail word of the value that is wanted, ``low`` the first number and the unit of the range
    whose other end is wanted, ``number`` the number just before, ``least`` the seconds below which a limit would be
    broken, ``of_time`` whether a share here is that of a time, and wants its limit, ``barred`` the names that make no
    sense here, ``details`` the detail words that fit, the likeliest first, ``begins`` whether the line has just begun,
    and ``deeper`` whether it is then indented more than the statement above.
    """

    line: int
    start: int
    inside: str = ""
    accepts: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""
    stage: str = ""
    handing: bool = False
    word: Word | None = None
    low: tuple[str, str] = ("", "")
    number: str = ""
    least: float = 0
    of_time: bool = False
    barred: frozenset[str] = frozenset()
    details: tuple[Word, ...] = ()
    begins: bool = False
    deeper: bool = False


def cursor(view: View, line: int, column: int) -> Cursor | None:
    """The place before a column (from 1) of a line; None inside quotes and comments, where words are free."""
    before = view.lines[line - 1][: column - 1]
    free = _free(before, line)
    if free is not None:
        return free if free.inside else None
    match = _PARTIAL.search(before)
    start = match.start() if match is not None else len(before)
    if taken(before[:start])[2] >= 0:
        start = _longer(before, start)
    head = before[:start]
    tokens, accepts = _read(head)
    begins = not head.strip()
    tree = parse_line(head) if not begins else LineTree("")
    arrow = len(tokens) == 0 and not begins and not head.strip().count(" ")
    if arrow:
        # A single name: the grammar knows it as the beginning of an arrow only by the arrow behind it.
        return Cursor(line, start + 1, accepts=frozenset(("ARROW",)), first="ARROW_FROM", last="ARROW_FROM")
    first = tokens[0].kind if tokens else ""
    last = tokens[-1] if tokens else None
    word = _word(tokens)
    of = statement(view, line, tree, parse_line(head + view.lines[line - 1][column - 1 :]), begins=begins)
    within = any(takes(detail.word, _PERCENTILE) for detail in tree.details) and _PERCENTILE.shape not in of.said
    if not within:
        accepts.discard("UNDER")
        if (of.kind != "arrow" or "share" in of.said) and (last is None or last.kind != "AMOUNT"):
            accepts.discard("PERCENT")
    elif tree.details[-1].shape == "share":
        accepts.difference_update(SHAPES)  # of a time a share says nothing without a limit
    if sum(token.kind == "ARROW" for token in tokens) > 1:
        accepts.discard("STRING")  # a chain of arrows takes no label
    return Cursor(
        line,
        start + 1,
        accepts=frozenset(accepts),
        first=first,
        last=last.kind if last is not None else "",
        stage=tokens[0].text.lower() if first == "STAGE" else "",
        handing=last is not None and last.kind == "ARROW" and ARROW_SIGNS.get(last.text, last.text) == "=>",
        word=word,
        low=_low(tokens),
        number=last.text if last is not None and last.kind == "NUMBER" else "",
        least=_least(tree, line, word),
        of_time=within,
        barred=_barred(of, tokens, word),
        details=() if accepts.isdisjoint(SHAPES) else fitting(view, line, tree, of, start, begins=begins),
        begins=begins,
        deeper=begins and _deeper(view, line, start),
    )


def _least(tree: LineTree, line: int, word: Word | None) -> float:
    """The seconds that something takes whose longest acceptable time is wanted; 0 where that is not known."""
    if word is None or word.text != "at most":
        return 0
    for detail in reversed(tree.details):
        if detail.word is not None and detail.word.text in word.places and detail.values:
            try:
                return time(detail, line, "").high or 0
            except WrongValue:
                return 0
    return 0


def _barred(of: Statement, tokens: list[Token], word: Word | None) -> frozenset[str]:
    """The names of what would lead to itself, be part of itself or wait for itself, and of what is in the list already
    that is being written."""
    if tokens and tokens[-1].kind == "ARROW":
        return frozenset(normal(token.text) for token in tokens[-2:-1])
    begin = max((index for index, token in enumerate(tokens) if token.kind in SHAPES), default=len(tokens))
    listed = {normal(token.text) for token in tokens[begin:] if token.kind == "NAME"}
    if of.kind in DECLARATIONS or (word is not None and word.field == "meanwhile"):
        listed.add(of.name)
    return frozenset(listed)


def _deeper(view: View, line: int, indent: int) -> bool:
    """Whether a line is indented more than the statement above it that takes details."""
    for number in range(line - 1, 0, -1):
        above = view.trees[number - 1]
        if above.kind not in ("", "details"):
            return above.kind in ("action", "arrow", "declaration", "blueprint") and indent > above.indent
    return False


def _free(before: str, line: int) -> Cursor | None:
    """The place where it is in quotes or in a comment; None elsewhere."""
    for match in _QUOTED.finditer(before):
        if match[0].startswith("#"):
            for inside, pattern in (("silence", _SILENCE), ("comment", _ALLOW)):
                found = pattern.match(before, match.start())
                if found is not None:
                    return Cursor(line, found.start(1) + 1, inside)
            return Cursor(line, 1)
        if match.end() == len(before) and not any(match.groups()):
            path = _INCLUDE.match(before)
            return Cursor(line, path.start(1) + 1, "include") if path is not None else Cursor(line, 1)
    return None


def _longer(before: str, start: int) -> int:
    """Where the word begins that is being written, if it is one of several words ("moment of tr")."""
    for match in re.finditer(r"(?:(?<=\s)|^)(?=\S)", before):
        written = " ".join(before[match.start() :].lower().split())
        if before[match.start() :].endswith((" ", "\t")):
            written += " "
        if " " in written and any(word.startswith(written) for word in _MANY_WORDS):
            return match.start()
    return start


def _read(head: str) -> tuple[list[Token], set[str]]:
    """The tokens of the beginning of a line, and what may follow. Where a mistake stands in it, that is passed over as
    far as something readable follows."""
    tokens, accepts, stop = taken(head)
    if stop < 0:
        return tokens, accepts
    readable = head[:stop]
    for match in re.finditer(r"\S+\s*", head[stop:]):
        rest = head[stop + match.end() :]
        if rest.strip():
            tried, following, fault = taken(f"{readable} {rest}")
            if fault < 0 and len(tried) > len(tokens):
                return tried, following
    return tokens, accepts


def taken(head: str) -> tuple[list[Token], set[str], int]:
    """The tokens of a beginning, what may follow them, and the index of a mistake, -1 where there is none."""
    parser = line_parser().parse_interactive(head)
    tokens: list[Token] = []
    stop = -1
    try:
        for token in parser.iter_parse():
            tokens.append(own_token(token))
    except lark.exceptions.UnexpectedToken as error:
        stop = cast(int, error.token.start_pos)
        if tokens and tokens[-1].column - 1 == stop:
            tokens.pop()
    except lark.exceptions.UnexpectedCharacters as error:
        stop = cast(int, error.pos_in_stream)
    return tokens, set(parser.accepts()), stop  # type: ignore[no-untyped-call]


def _word(tokens: list[Token]) -> Word | None:
    """The last detail word, whose value may be wanted."""
    for token in reversed(tokens):
        if token.kind in SHAPES:
            return WORDS.get(" ".join(token.text.lower().split()))
    return None


def _low(tokens: list[Token]) -> tuple[str, str]:
    """The first number of a range whose other end is wanted, or its unit, and the unit of the first, ``""`` where it
    has none; a pair of ``""`` elsewhere."""
    before = tokens[:-1] if tokens and tokens[-1].kind == "NUMBER" else tokens
    if not before or before[-1].kind not in ("TO", "DASH"):
        return "", ""
    begin = max(index for index, token in enumerate(tokens) if token.kind in SHAPES) + 1
    number, unit = tokens[begin], tokens[begin + 1]
    return number.text, unit.text.lower() if unit.kind == "UNIT" else ""
