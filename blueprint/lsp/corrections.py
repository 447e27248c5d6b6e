"""A line with a mistake as it was most likely meant. Nothing is offered that the reader would not understand better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from blueprint.text.synonyms import SYNONYMS
from blueprint.tree.messages import WORD
from blueprint.tree.nodes import Fault
from blueprint.tree.parse import parse_line

DID_YOU_MEAN = re.compile("did you mean `([^`]+)`", re.IGNORECASE)

_WRITE = re.compile(r"write (\d\S*)$", re.IGNORECASE)
_SPACE_AFTER = re.compile("write a space after `([^`]+)`", re.IGNORECASE)


class Correction(NamedTuple):
    """A line as it may have been meant, and what was done to it, as an order."""

    words: str
    line: str


def corrections(line: str, fault: Fault) -> tuple[Correction, ...]:
    """The ways to put a line right, the likeliest first: each is without a mistake, or has its first one further on."""
    found: dict[str, Correction] = {}
    for one in _tried(line, fault):
        after = parse_line(one.line).fault
        if one.line != line and (after is None or after.column > fault.column + len(one.line) - len(line)):
            found.setdefault(one.line, one)
    return tuple(sorted(found.values(), key=lambda one: parse_line(one.line).fault is not None))


def _tried(line: str, fault: Fault) -> Iterator[Correction]:
    """What may help, tried or not. The help of a fault says what is to be done, so it is asked."""
    start, end = fault.column - 1, fault.end - 1
    there = line[start:end]
    meant = DID_YOU_MEAN.search(fault.help)
    if meant is not None:
        yield _meant(line, start, end, meant[1])
    if fault.help.startswith("the arrows are"):
        sign = "=>" if "=" in there else "..>" if "." in there or "…" in there else "->"
        sign = "<->" if there.startswith("<") and there.endswith(">") else sign
        if not (there.startswith("<") and not there.endswith(">")):
            yield _replaced(line, start, end, sign)
    glued = _SPACE_AFTER.search(fault.help)
    if glued is not None:
        cut = start + len(glued[1])
        yield Correction(f"Write a space after “{line[start:cut]}”", f"{line[:cut]} {line[cut:]}")
    written = _WRITE.search(fault.help)
    if fault.message == "a comma stands inside a number":
        yield Correction("Write a point for the comma", f"{line[:start]}.{line[end:].lstrip()}")
    elif written is not None:
        yield _replaced(line, start, end, written[1])
    if fault.help == "add the closing quote":
        closing = {"“": "”", "„": "“", "«": "»", "»": "«"}.get(there[:1], '"')
        yield Correction("Add the closing quote", line.rstrip() + closing)
    if fault.message.startswith("the colon after the lane"):
        yield Correction("Write a colon after the lane", f"{line[:start]}:{line[start:]}")
    if fault.help == "a comment begins with `#`":
        yield Correction("Make it a comment", f"{line[:start]}#{line[end:]}")
    if fault.help.startswith(("leave it out", "delete it", "write the line without it")):
        rest = line[end:] if line[:start].strip() else line[end:].lstrip()
        yield Correction(f"Take out “{there}”" if there.isprintable() else "Delete it", line[:start] + rest)
    if fault.help == "write a comma before the second one":
        yield Correction("Write a comma between the texts", f"{line[:start].rstrip()}, {line[start:]}")
    if "stand without quotes" in fault.message:
        yield Correction("Take away the quotes", line[:start] + there[1:-1] + line[end:])
    if fault.help.startswith("use commas for all"):
        yield Correction("Write “or”", f"{line[:start].rstrip()} or {line[end:].lstrip()}")
    if fault.help.startswith("a text stands in double quotes"):
        last = line.find("'", start + 1)
        if last > 0:
            yield Correction("Write double quotes", f'{line[:start]}"{line[start + 1 : last]}"{line[last + 1 :]}')
    if fault.help == "several words stand in quotes" or fault.message.endswith("is no detail of the language"):
        yield from _in_quotes(line, start)


def _replaced(line: str, start: int, end: int, text: str) -> Correction:
    return Correction(f"Change “{line[start:end]}” to “{text}”", line[:start] + text + line[end:])


def _meant(line: str, start: int, end: int, meant: str) -> Correction:
    """The keyword that was meant, in the place of as many words as were written for it."""
    if line[start:end].lower() in SYNONYMS:
        return _replaced(line, start, end, meant)
    ends = [match.end() for match in WORD.finditer(line, start)][: meant.count(" ") + 1] or [end]

    def likeness(cut: int) -> float:
        return SequenceMatcher(None, line[start:cut].lower(), meant).ratio()

    return _replaced(line, start, max(ends, key=likeness) if " " in meant else end, meant)


def _in_quotes(line: str, start: int) -> Iterator[Correction]:
    """The words around a place in quotes, from the one before it on, as many of them as can be."""
    before = [match.start() for match in WORD.finditer(line, 0, start) if not line[match.end() : start].strip()]
    stop = re.search(r'["“„«#]', line[start:])
    last = start + stop.start() if stop is not None else len(line)
    for match in reversed(list(WORD.finditer(line, start, last))):
        if before:
            begin = before[-1]
            words = line[begin : match.end()]
            yield Correction("Put the words in quotes", f'{line[:begin]}"{words}"{line[match.end() :]}')
