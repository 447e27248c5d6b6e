"""A line with a mistake as it was most likely meant. Nothing is offered that the reader would not understand better."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from blueprint.lsp.making import candidates
from blueprint.text.synonyms import SYNONYMS
from blueprint.text.vocabulary import ARROW_SIGNS, ARROWS, STAGES, STATEMENTS, WORDS
from blueprint.tree import mistake
from blueprint.tree.mistake import WORD
from blueprint.tree.nodes import Detail, Fault, LineTree, Token
from blueprint.tree.parse import parse_line
from blueprint.tree.quotes import normal, quoted
from blueprint.tree.signs import CLOSING_MARKS, closings

DID_YOU_MEAN = re.compile("did you mean `([^`]+)`", re.IGNORECASE)

MOST_ENDS = 4
"""So many signs are tried that may close a text in other quotes; an apostrophe may look like one."""

MOST_TEXTS = 12
"""So many further texts in other quotes are put right at once."""

_WRITE = re.compile(r"write (\d\S*)$", re.IGNORECASE)
_SPACE_AFTER = re.compile("write a space after `([^`]+)`", re.IGNORECASE)
_CLOSING = {"“": "”", "„": "“", "«": "»", "»": "«"}
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_KEYWORDS = frozenset((*STATEMENTS, *STAGES, *WORDS))
_NEXT_DETAIL = re.compile(rf"\s+(?=(?:{'|'.join(WORDS)})(?![.\-]?\w)|\d+(?:\.\d+)?\s*%)", re.IGNORECASE)


class Correction(NamedTuple):
    """A line as it may have been meant, and what was done to it, as an order. ``sure`` says whether it is beyond doubt
    that this was meant, once the line is without a mistake."""

    words: str
    line: str
    sure: bool = True


def corrections(line: str, fault: Fault, taken: Collection[str] = ()) -> tuple[Correction, ...]:
    """The ways to put a line right, the likeliest first: each is without a mistake, or, where none is, has its first
    one further on. ``taken`` are names that no new thing may have."""
    clean: dict[str, Correction] = {}
    better: dict[str, Correction] = {}
    for one in _tried(line, fault, taken):
        left = parse_line(one.line).fault
        if one.line == line:
            continue
        if left is None:
            clean.setdefault(one.line, one)
        elif (both := _with_next(one, left, taken)) is not None:
            clean.setdefault(both.line, both)
        elif left.column > fault.column + len(one.line) - len(line):
            better.setdefault(one.line, one._replace(sure=False))
    return tuple((clean or better).values())


def _with_next(one: Correction, left: Fault, taken: Collection[str]) -> Correction | None:
    """A correction with that of the mistake that is left behind it, where this one is beyond doubt."""
    for other in _tried(one.line, left, taken):
        if other.sure and parse_line(other.line).fault is None:
            words = f"{one.words}, and {other.words[0].lower()}{other.words[1:]}"
            return Correction(words, other.line, one.sure)
    return None


def _tried(line: str, fault: Fault, taken: Collection[str]) -> Iterator[Correction]:
    """What may help, tried or not. The help of a fault says what is to be done, so it is asked."""
    start, end = fault.column - 1, fault.end - 1
    there = line[start:end]
    help = fault.help
    meant = DID_YOU_MEAN.search(help)
    if meant is not None:
        yield _meant(line, start, end, meant[1])
    if help.startswith("the arrows are"):
        sign = "=>" if "=" in there else "..>" if "." in there or "…" in there else "->"
        sign = "<->" if there.startswith("<") and there.endswith(">") else sign
        if not (there.startswith("<") and not there.endswith(">")):
            apart = line[start - 1 : start].isspace() and line[end : end + 1].isspace()
            others = any(sign in line[:start] or sign in line[end:] for sign in (*ARROWS, *ARROW_SIGNS))
            yield _replaced(line, start, end, sign)._replace(sure=apart or not others)
    glued = _SPACE_AFTER.search(help)
    if glued is not None:
        cut = start + len(glued[1])
        yield Correction(f"Write a space after “{line[start:cut]}”", f"{line[:cut]} {line[cut:]}")
    written = _WRITE.search(help)
    if fault.message == "a comma stands inside a number":
        yield Correction("Write a point for the comma", f"{line[:start]}.{line[end:].lstrip()}")
    elif written is not None:
        yield _replaced(line, start, end, written[1])
    if help == "add the closing quote":
        yield _closed(line, there)
    if fault.message.startswith("the colon after the lane"):
        yield from _with_colon(line, start)
    if fault.message.endswith("stands where the colon of a lane does"):
        rest = line[end:].lstrip()
        yield Correction(f"Change “{there.strip()}” to “:”", f"{line[:start]}: {rest}")
    if help == "a comment begins with `#`":
        yield Correction("Make it a comment", f"{line[:start]}#{line[end:]}")
    if help.startswith((mistake.LEAVE_OUT, "delete it", "write the line without it")):
        before, rest = line[:start], line[end:]
        rest = rest.lstrip() if not before.strip() or before[-1].isspace() else rest
        yield Correction(f"Take out “{there}”" if there.isprintable() else "Delete it", (before + rest).rstrip())
    if help == "write a comma before the second one":
        yield Correction("Write a comma between the texts", f"{line[:start].rstrip()}, {line[start:]}")
    if help == mistake.COMMA_BETWEEN:
        before = line[:start].rstrip().removesuffix(",")
        yield Correction(f"Write a comma for “{there}”", f"{before}, {line[end:].lstrip()}")
    if "stand without quotes" in fault.message:
        yield Correction("Take away the quotes", line[:start] + there[1:-1] + line[end:])
    if help.startswith("it takes "):
        for choice in re.findall("`([^`]+)`", help):
            yield _put(line, start, end, choice)._replace(sure=False)
    if help == mistake.UNIT_HELP and fault.message.startswith("the unit of time is missing"):
        units = ("h", "day", "week") if there.lower() == "per" else ("min", "h", "days")
        for unit in units:
            yield Correction(f"Write “{there} {unit}”", f"{line[:end]} {unit}{line[end:]}", sure=False)
    if help.startswith("use commas for all"):
        yield Correction("Write “or”", f"{line[:start].rstrip()} or {line[end:].lstrip()}")
    if help == mistake.NAME_BEFORE:
        yield from _with_name(line, start, there[1:-1], taken)
    if help == mistake.DOUBLE_QUOTES:
        yield from _in_double_quotes(line, start)
    if help == mistake.PUT_EACH_IN_QUOTES:
        yield from _each_in_quotes(line, start)
    if help == mistake.PUT_IN_QUOTES:
        yield from _in_quotes(line, start)
    brackets = _BRACKETS.match(line, start) if help == "put the words in quotes, or leave it out" else None
    if brackets is not None:
        words = brackets[1] or brackets[2] or ""
        yield _quoting(line, start, brackets.end(), words)
    if help == mistake.SEVERAL_WORDS or fault.message.endswith("is no detail of the language"):
        for one in _title_in_quotes(line, start):
            yield one._replace(sure=one.sure and help == mistake.SEVERAL_WORDS)


def _replaced(line: str, start: int, end: int, text: str) -> Correction:
    return Correction(f"Change “{line[start:end]}” to “{text}”", line[:start] + text + line[end:])


def _put(line: str, start: int, end: int, text: str) -> Correction:
    """A word in the place of another, or where none stands."""
    if line[start:end].strip():
        return _replaced(line, start, end, text)
    return Correction(f"Write “{text}”", f"{line[:start].rstrip()} {text}{line[end:]}")


def _meant(line: str, start: int, end: int, meant: str) -> Correction:
    """The keyword that was meant, in the place of as many words as were written for it."""
    if line[start:end].lower() in SYNONYMS:
        return _replaced(line, start, end, meant)
    ends = [match.end() for match in WORD.finditer(line, start)][: meant.count(" ") + 1] or [end]

    def likeness(cut: int) -> float:
        return SequenceMatcher(None, line[start:cut].lower(), meant).ratio()

    return _replaced(line, start, max(ends, key=likeness) if " " in meant else end, meant)


def _closed(line: str, opened: str) -> Correction:
    """The closing quote of a text that is not closed, for a false one at its end if there is one."""
    closing = _CLOSING.get(opened[:1], '"')
    text = line.rstrip()
    if len(opened.rstrip()) > 2 and text[-1] in CLOSING_MARKS:
        return Correction(f"Change “{text[-1]}” to “{closing}”", text[:-1] + closing)
    return Correction("Add the closing quote", text + closing)


def _with_colon(line: str, end: int) -> Iterator[Correction]:
    """The colon behind the words of a lane, or behind its stage where a text seems to begin there."""
    stage = re.match(r"\s*\S+", line)
    begun = line[stage.end() : end].strip() if stage is not None else ""
    if stage is not None and begun and (begun[0].isupper() or not line[end:].strip()):
        cut = stage.end()
        yield Correction(f"Write a colon after “{stage[0].strip()}”", f"{line[:cut]}:{line[cut:]}")
    yield Correction("Write a colon after the lane", f"{line[:end]}:{line[end:]}")


def _with_name(line: str, start: int, label: str, taken: Collection[str]) -> Iterator[Correction]:
    """A name made from the text before which one is missing; none where the text has no words."""
    if any(sign.isalpha() for sign in label):
        name = next(name for name in candidates(label) if normal(name) not in taken and name not in _KEYWORDS)
        yield Correction(f"Write the name “{name}” before the text", f"{line[:start]}{name} {line[start:]}")


def _quoting(line: str, start: int, end: int, words: str) -> Correction:
    return Correction(f"Put “{words}” in quotes", line[:start] + quoted(words) + line[end:])


def _in_double_quotes(line: str, start: int) -> Iterator[Correction]:
    """The text in other quotes at a place, and those that follow it on the line, in the quotes of the language."""
    for end in closings(line, start)[:MOST_ENDS]:
        words = line[start + 1 : end - 1]
        one = Correction(f"Put “{words}” in double quotes", line[:start] + quoted(words) + line[end:])
        left = parse_line(one.line).fault
        for _ in range(MOST_TEXTS):
            if left is None or left.help != mistake.DOUBLE_QUOTES:
                break
            first, last = left.column - 1, left.end - 1
            new = one.line[:first] + quoted(one.line[first + 1 : last - 1]) + one.line[last:]
            one = Correction("Put the texts in double quotes", new)
            left = parse_line(new).fault
        yield one
        if left is None:
            return


def _ends(line: str, start: int) -> list[int]:
    """Where words without quotes may end: before each detail that may begin behind them, and at the last. Words that
    end in a detail without a value are whole first: "Makes a complaint" is no detail."""
    stop = re.search(r'["“„«#]', line[start:])
    last = len(line[: start + stop.start() if stop is not None else len(line)].rstrip())
    cuts = [match.start() for match in _NEXT_DETAIL.finditer(line, start + 1, last)]
    flags = [cut for cut in cuts if _is_flag(line[cut:last])]
    return [*(cut for cut in cuts if cut not in flags), last, *flags]


def _is_flag(words: str) -> bool:
    details = parse_line(words).details
    return bool(details) and details[0].shape == "flag"


def _in_quotes(line: str, start: int) -> Iterator[Correction]:
    """The words from a place on in quotes, where they are no details themselves."""
    ends = _ends(line, start)
    if parse_line(line[start : max(ends)]).kind == "details" and parse_line(line[start : max(ends)]).fault is None:
        return
    sure = ends[-1] == max(ends)
    for end in ends:
        if end > start:
            one = _quoting(line, start, end, line[start:end])
            yield one._replace(sure=sure)
            sure = sure and parse_line(one.line).fault is not None


def _each_in_quotes(line: str, start: int) -> Iterator[Correction]:
    """The items of a list from a place on, each in quotes."""
    for end in _ends(line, start):
        items = [item.strip() for item in line[start:end].split(",")]
        if all(items):
            words = ", ".join(map(quoted, items))
            title = f"Put “{items[0]}” in quotes" if len(items) == 1 else f"Write {words}"
            yield Correction(title, line[:start] + words + line[end:])


def _title_in_quotes(line: str, start: int) -> Iterator[Correction]:
    """The words around a place in quotes: from the one before it on, or from the place on where the one before it looks
    like a name and a text begins there."""
    before = [match.start() for match in WORD.finditer(line, 0, start) if not line[match.end() : start].strip()]
    if before and line[before[-1] : start].strip() not in WORDS:
        first = before[-1]
        named = line[start : start + 1].isupper() and not line[first].isupper()
        for begin in (start, first) if named else (first, start):
            found = [one for one in _in_quotes(line, begin) if begin == first or parse_line(one.line).fault is None]
            if any(parse_line(one.line).fault is None for one in found):
                yield from found
                return
            if begin == first and not named:
                yield from found


def corrected_values(line: str, tree: LineTree, column: int) -> Iterator[Correction]:
    """The value at a column of a line that can be read, as it may have been meant: the nearest that its word takes, or
    the range turned round."""
    for detail in tree.details:
        token = next((token for token in detail.values if token.column == column), None)
        if token is None or detail.word is None:
            continue
        if token.kind in ("NUMBER", "SIGN_NUMBER"):
            amount = float(token.text.replace("−", "-").replace("–", "-"))
            bound = min(max(amount, detail.word.low), detail.word.high)
            if bound != amount:
                yield _replaced(line, column - 1, token.end - 1, f"{bound:g}")._replace(sure=False)
                return
        yield from _turned(line, detail)


def _turned(line: str, detail: Detail) -> Iterator[Correction]:
    """A range that ends before it begins, turned round."""
    split = next((place for place, token in enumerate(detail.values) if token.kind in ("TO", "DASH")), 0)
    low, high = detail.values[:split], detail.values[split + 1 :]
    if len(low) == 1 and len(high) <= 2:  # the unit of time stands for both
        high = high[:1]
    if split and (len(low) == len(high) == 1 or len(low) > 1):
        between = line[low[-1].end - 1 : high[0].column - 1]
        words = f"{_said(line, high)}{between}{_said(line, low)}"
        yield _replaced(line, low[0].column - 1, high[-1].end - 1, words)


def _said(line: str, tokens: Sequence[Token]) -> str:
    return line[tokens[0].column - 1 : tokens[-1].end - 1]
