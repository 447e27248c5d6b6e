"""Mistakes behind a word that wants something other than what stands there, or than nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from blueprint.text.suggest import nearest
from blueprint.text.synonyms import synonym
from blueprint.text.vocabulary import LINES, SHAPES, STAGES, TIME_UNITS, WORDS, Word
from blueprint.tree.mistake import (
    COMMA_BETWEEN,
    LEAVE_OUT,
    NAME_BEFORE,
    PUT_EACH_IN_QUOTES,
    PUT_IN_QUOTES,
    QUOTES,
    SHAPE_TOKENS,
    UNIT_HELP,
    WORD,
    comma,
    complete,
    fault,
    found,
    instead,
    key,
    last_detail,
    listed,
)
from blueprint.tree.nodes import Fault, Token

_NO_PROSE = tuple(",:;=<>→⇒↔~%-")
_AND = frozenset(("and", "&", "+", "/", ";", "und", "et", "y", "e"))


def missing_value(line: str, seen: Sequence[Token], stop: int, expected: Collection[str]) -> Fault | None:
    """A word that wants something other behind it than what stands there."""
    if not seen:
        return None
    word, end = found(line, stop)
    there = instead(word)
    last = seen[-1]
    owner = last_detail(seen)
    shape = SHAPE_TOKENS.get(owner.kind, "") if owner is not None else ""
    at_value = owner is not None and last is owner
    if word in (":", "=") and (at_value or _heads(seen)):
        name = "colon" if word == ":" else "“=”"
        help = f"{LEAVE_OUT}; only a lane has one" if word == ":" else LEAVE_OUT
        return fault(f"no {name} stands after `{key(last) if at_value else last.text}`", stop, end, help)
    joined = _joined(line, seen, stop, expected, owner)
    if joined is not None:
        return joined
    if "CHOSEN" in expected and owner is not None:
        return _choice(WORDS[key(owner)], word, stop, end)
    if last.kind == "LINE_OF":
        near = nearest(word, LINES)
        help = f"did you mean `{near}`?" if near else f"the lines are those of {listed(LINES)}"
        return fault(f"there is no line of “{word}”" if word else "the name of the line is missing", stop, end, help)
    if last.kind == "LANE":
        near = nearest(word, STAGES)
        help = f"did you mean `{near}`?" if near else f"the stages are {listed(STAGES)}"
        return fault(f"after `lane` comes a stage{comma(there)}", stop, end, help)
    if last.kind == "ARROW":
        return fault(f"after the arrow comes the name of an action{comma(there)}", stop, end)
    if last.kind == "COMMA":
        help = PUT_EACH_IN_QUOTES if shape == "texts" and WORD.match(word) else ""
        return fault(f"after the comma comes one more of the list{comma(there)}", stop, end, help)
    if last.kind == "OR":
        return fault(f"after `or` comes one more name{comma(there)}", stop, end)
    if last.kind == "NUMBER" and re.match(r",\d", line[stop:]):
        help = f"write {last.text}.{line[stop + 1 :].split()[0]}"
        return fault("a comma stands inside a number", stop, stop + 1, help)
    if owner is not None and owner.kind == "REFS" and word == ",":
        return fault("commas and `or` stand in one list", stop, end, "use commas for all of them, `or` for one of them")
    if owner is not None and owner.kind == "DATE" and at_value:
        return _date(line, owner, word, stop, end)
    if "UNIT" in expected and last.kind in ("NUMBER", "PER"):
        near = _unit(word, last) if word else ""
        help = f"did you mean `{near}`?" if near else UNIT_HELP
        if word and WORD.fullmatch(word) and word not in WORDS:
            return fault(f"“{word}” is no unit of time", stop, end, help)
        return fault(f"the unit of time is missing after “{last.text}”", last.column - 1, last.end - 1, UNIT_HELP)
    if owner is not None and at_value:
        begun = owner.column - 1
        written, meant = synonym(line[begun:], WORDS)
        if len(written) > len(owner.text):
            return fault(
                f"“{written}” is no detail of the language", begun, begun + len(written), f"did you mean `{meant}`?"
            )
    if owner is not None and (at_value or not complete(expected)):
        help = (
            {"text": PUT_IN_QUOTES, "texts": PUT_EACH_IN_QUOTES}.get(shape, "") if _is_prose(line, stop, word) else ""
        )
        return fault(f"after `{key(owner)}` comes {SHAPES[shape]}{comma(there)}", stop, end, help)
    if "COLON" not in expected and not complete(expected):
        head = " ".join(token.text for token in seen if token.kind != "STRING").replace(" :", ":")
        help = PUT_IN_QUOTES if "STRING" in expected and _is_prose(line, stop, word) else ""
        if "HIDDEN" in expected and word and nearest(word, ("hidden",)):
            help = "did you mean `hidden`?"
        if last.kind == "DECLARATION" and word == "a text in quotes":
            help = NAME_BEFORE
        return fault(f"after `{head}` comes {_wanted(expected)}{comma(there)}", stop, end, help)
    return None


def _is_prose(line: str, stop: int, word: str) -> bool:
    """Whether words stand there that may be meant as a text: no sign, no number alone, and no text behind them."""
    rest = line[stop:].partition("#")[0]
    words = word != "a text in quotes" and not any(quote in rest for quote in QUOTES)
    return words and rest[:1] not in _NO_PROSE and any(sign.isalpha() for sign in rest)


def _heads(seen: Sequence[Token]) -> bool:
    """Whether the tokens are the beginning of a statement that takes a name and a text, without either or with one."""
    return seen[0].kind in ("BLUEPRINT", "INCLUDE", "PHASE", "STEP", "DECLARATION") and len(seen) <= 2


def _joined(
    line: str, seen: Sequence[Token], stop: int, expected: Collection[str], owner: Token | None
) -> Fault | None:
    """An “and” in a list, or another sign in the place of a comma."""
    if owner is None or "COMMA" not in expected or not WORDS[key(owner)].many:
        return None
    word, end = found(line, stop)
    last = seen[-1]
    if last.kind == "NAME" and WORD.match(word):
        if last.text.lower() in _AND and seen[-2].kind == "COMMA":  # "a, b, and c"
            return fault(f"“{last.text}” is one too many", last.column - 1, last.end - 1, COMMA_BETWEEN)
        if last.text.endswith(";"):
            return fault("“;” stands in the place of a comma", last.end - 2, last.end - 1, COMMA_BETWEEN)
    if word.lower() in _AND and line[end:].strip():
        return fault(f"“{word}” stands in the place of a comma", stop, end, COMMA_BETWEEN)
    return None


def _unit(word: str, number: Token) -> str:
    """The unit of time that was most likely meant, in the plural where it stands behind such a number."""
    near = nearest(word, TIME_UNITS)
    several = f"{near}s"
    return several if several in TIME_UNITS and number.kind == "NUMBER" and float(number.text) != 1 else near


def _date(line: str, owner: Token, word: str, stop: int, end: int) -> Fault:
    """A day that is written another way."""
    match = re.match(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", line[stop:]) or re.match(
        r"(?P<year>\d{4})[./](?P<month>\d{1,2})[./](?P<day>\d{1,2})", line[stop:]
    )
    help = "write year, month, day: 2026-10-01"
    if match is not None:
        help = f"write {match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    return fault(f"after `{key(owner)}` comes a date{comma(instead(word))}", stop, end, help)


def _choice(row: Word, word: str, stop: int, end: int) -> Fault:
    if word == "a text in quotes":
        return fault(f"the words of `{row.text}` stand without quotes", stop, end, f"it takes {listed(row.choices)}")
    near = nearest(word, row.choices) if word else ""
    help = f"did you mean `{near}`?" if near else f"it takes {listed(row.choices)}"
    message = f"“{word}” is no word that `{row.text}` takes" if word else f"after `{row.text}` comes one of its words"
    return fault(message, stop, end, help)


def _wanted(expected: Collection[str]) -> str:
    wishes = []
    if "NAME" in expected:
        wishes.append("a name")
    if "STRING" in expected:
        wishes.append("a text in quotes")
    if "STAGE" in expected:
        wishes.append("a stage")
    if "HIDDEN" in expected:
        wishes.append("`hidden`")
    return " or ".join(wishes) or "something else"
