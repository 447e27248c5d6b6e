"""What the messages on mistakes are made with: what stands at a place of a line, and how it is said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from blueprint.tree.nodes import Fault, Token
from blueprint.tree.words import RUN

LEAVE_OUT = "leave it out"
PUT_IN_QUOTES = "put it in quotes"
PUT_EACH_IN_QUOTES = "put each of them in quotes"
SEVERAL_WORDS = "several words stand in quotes"
DOUBLE_QUOTES = 'a text stands in double quotes: "…"'
COMMA_BETWEEN = "a comma stands between the two"
NAME_BEFORE = "write a name before the text"
UNIT_HELP = "the units of time are s, min, h, days, weeks, months and years"
"""Helps that a correction can carry out."""

WORD = re.compile(rf"{RUN}+(?:[.\-]{RUN}+)*")
QUOTES = {'"': '"', "“": "”“‟", "„": "“”‟", "‟": "”“", "«": "»", "»": "«"}
"""By the sign that opens a text, those that close it."""

SHAPE_TOKENS = {
    "TEXT": "text",
    "TEXTS": "texts",
    "WHO": "who",
    "REF": "ref",
    "REFS": "refs",
    "DURATION": "duration",
    "AMOUNT": "amount",
    "NUMBERED": "number",
    "SIGNED": "signed",
    "COUNT": "count",
    "RATE": "rate",
    "DATE": "date",
    "CHOICE": "choice",
}
"""The tokens with which a detail begins that has something behind it, and its shape in the vocabulary."""


def found(line: str, stop: int) -> tuple[str, int]:
    """What stands at the mistake: a word, a quoted text, a sign, or nothing (""), with the index behind it."""
    if stop >= len(line) or line[stop] == "#":
        return "", stop
    match = WORD.match(line, stop)
    if match:
        return match[0], match.end()
    if line[stop] in QUOTES:
        end = closing(line, stop)
        return ("a text in quotes", end) if end else (line[stop], len(line))
    return line[stop], stop + 1


def closing(line: str, start: int) -> int:
    """The index behind the closing quote of the text that begins at ``start``; 0 where it is not closed."""
    closers = QUOTES[line[start]]
    index = start + 1
    while index < len(line):
        if line[index] == "\\":
            index += 2
            continue
        if line[index] in closers:
            return index + 1
        index += 1
    return 0


def fault(message: str, start: int, end: int, help: str = "") -> Fault:
    """A fault at the indexes ``start`` to ``end`` of the line, one column wide at least."""
    return Fault(message, start + 1, max(end, start + 1) + 1, help)


def instead(word: str) -> str:
    """What stands there instead of what was wanted, as a part of a sentence."""
    if not word:
        return ""
    return f"instead of {word}" if word == "a text in quotes" else f"instead of “{word}”"


def last_detail(seen: Sequence[Token]) -> Token | None:
    """The word of the last detail before the mistake that has something behind it."""
    return next((token for token in reversed(seen) if token.kind in SHAPE_TOKENS), None)


def key(token: Token) -> str:
    """A keyword as the vocabulary writes it."""
    return " ".join(token.text.lower().split())


def complete(expected: Collection[str]) -> bool:
    """Whether the line could have ended, or gone on with a detail, where the mistake stands."""
    return "COMMENT" in expected or "FLAG" in expected


def comma(words: str) -> str:
    """Words behind a comma, where there are any."""
    return f", {words}" if words else ""


def listed(words: Iterable[str]) -> str:
    """Words of the language in a list."""
    items = [f"`{word}`" for word in words]
    return ", ".join(items[:-1]) + f" and {items[-1]}" if len(items) > 1 else "".join(items)
