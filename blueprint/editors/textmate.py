"""Writes the TextMate grammar of the language, with which VS Code and others colour a file before a server answers.

``python -m blueprint.editors.textmate`` writes it from the table of words, ``grammar/blueprint.lark`` gives the syntax.
A keyword is coloured only where one can stand: a name stands behind the word that takes it, so each rule takes both.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from blueprint.text.vocabulary import ARROW_SIGNS, ARROWS, DECLARATIONS, LINES, STAGES, TIME_UNITS, WORDS
from blueprint.tree.words import RUN

PATH = Path("editors/vscode/syntaxes/blueprint.tmLanguage.json")
"""Where the grammar stands in the checkout."""

SCOPE = "source.service-blueprint"

_NAME = rf"(?!~){RUN}+(?:[.\-]{RUN}+)*"
_END = r"(?![.\-]?\w)"
# Nothing that could be the beginning of the same run stands before.
_START = r"(?<![^\s\"“”„‟«»#:,<>=%()\[\]{}→⇒↔])"
_NUMBER = r"\d+(?:\.\d+)?"
_BEGIN = r"^\x{FEFF}?\s*"

_KEYWORD = "keyword.other.detail.blueprint"
_STATEMENT = "keyword.control.statement.blueprint"
_STAGE = "storage.type.stage.blueprint"
_CHOICE = "constant.language.blueprint"
_WORD = "keyword.other.blueprint"
_NAMED = "variable.other.name.blueprint"
_DEFINED = "entity.name.blueprint"
_DIGITS = "constant.numeric.blueprint"
_UNIT = "keyword.other.unit.blueprint"
_SIGN = "punctuation.separator.blueprint"
_ARROW = "keyword.operator.arrow.blueprint"

Rule = dict[str, object]


def grammar() -> Rule:
    """The grammar, as the file holds it."""
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Blueprint",
        "scopeName": SCOPE,
        "fileTypes": ["blueprint"],
        "patterns": [_use("comment"), *_statements(), _line(r"(?=\S)")],
        "repository": {
            "comment": _comment(),
            "string": {"patterns": list(_strings())},
            "arrow": _match(rf"({_arrows()})(?:\s*({_NAME}))?", _ARROW, _NAMED),
            "detail": {"patterns": [_use("comment"), _use("string"), *_details(), *_values()]},
        },
    }


def _statements() -> Iterable[Rule]:
    """The lines that begin with a statement; what follows it up to the end of the line are details."""
    name = rf"(?:\s+({_NAME}))?"
    stage = _any(STAGES)
    yield _line(rf"({_NAME})(?=\s*(?:{_arrows()}))", _NAMED, more=(_use("arrow"),))
    yield _line(rf"({stage})(?:\s+({_NAME}))?\s*(:)(?:\s*({_NAME}))?", _STAGE, _NAMED, _SIGN, _DEFINED)
    yield _line(rf"({_any(DECLARATIONS)}){name}", "storage.type.declaration.blueprint", _DEFINED)
    yield _line(rf"({_any(('phase', 'step'))}){name}", _STATEMENT, _DEFINED)
    yield _line(rf"({_any(('language',))}){name}", _STATEMENT, _NAMED)
    yield _line(rf"({_any(('lane',))})(?:\s+({stage}){name})?", _STATEMENT, _STAGE, _NAMED)
    hidden = rf"(?:\s+({_any(('hidden',))}))?"
    yield _line(rf"({_any(('line of',))})(?:\s+({_any(LINES)}){hidden})?", _STATEMENT, _STAGE, _CHOICE)
    yield _line(rf"({_any(('blueprint', 'include'))})", _STATEMENT)


def _details() -> Iterable[Rule]:
    """The detail words by the shape of what follows them, each with what could be taken for a word."""
    to = rf"(?:\s*(?:({_any(('to',))})|([-–—]))\s*({_NUMBER}))?"
    chosen = _any({choice: None for word in WORDS.values() for choice in word.choices})
    yield _detail("flag", "")
    yield _detail("number", rf"(?:\s*({_NUMBER}){to})?", _DIGITS, _WORD, _SIGN, _DIGITS)
    yield _detail("signed", rf"(?:\s*([-+−–]?{_NUMBER}))?", _DIGITS)
    yield _detail("count", rf"(?:\s*({_NUMBER})(?:\s*({_any(('times',))}))?)?", _DIGITS, _WORD)
    per = rf"(?:\s*({_NUMBER})\s*({_any(('per',))})\s*({_any(TIME_UNITS)}))?"
    yield _detail("rate", per, _DIGITS, _WORD, _UNIT)
    yield _detail("date", r"(?:\s*(\d{4}-\d{1,2}-\d{1,2}))?", _DIGITS)
    yield _detail("choice", rf"(?:\s*({chosen}(?:\s*,\s*{chosen})*))?", _CHOICE)
    yield _detail("duration", rf"(?:\s*({_any(('unknown',))}))?", _CHOICE)
    for shape in ("who", "ref", "refs"):
        yield _detail(shape, rf"(?:\s*({_NAME}))?", _NAMED)
    for shape in ("text", "texts", "amount"):
        yield _detail(shape, "")


def _values() -> Iterable[Rule]:
    """What else may stand among details: times, shares, and the further names of a list."""
    yield _match(rf"({_NUMBER}\s*%)(?:\s*({_any(('under',))}))?", _DIGITS, _WORD)
    number = rf"(?:{_START}|(?<=[-–—]))({_NUMBER})"
    yield _match(rf"{number}\s*({_any(TIME_UNITS)})", _DIGITS, _UNIT)
    yield _match(rf"{number}(?=\s|$|[-–—,#])", _DIGITS)
    yield _match(r"[-–—](?=\s*\d)", whole=_SIGN)
    yield _match(rf"{_START}({_any(('to',))})(?=\s*\d)", _WORD)
    yield _match(rf"{_START}({_any(('or',))})\s+({_NAME})", _WORD, _NAMED)
    yield _match(rf"(,)(?:\s*({_NAME}))?", _SIGN, _NAMED)
    # A run that is none of all this is no keyword, whatever stands inside it.
    yield _match(_NAME, whole="meta.other.blueprint")


def _comment() -> Rule:
    silence = _match(r"(#)\s*(allow)\s+([a-z][a-z-]*)\s*(?=:)", "", "keyword.other.silence.blueprint", _NAMED)
    comment: Rule = {"begin": "(?=#)", "end": "$", "name": "comment.line.number-sign.blueprint"}
    return {**comment, "patterns": [silence]}


def _strings() -> Iterable[Rule]:
    for opening, closing in (('"', '"'), ("[“„‟]", "[“”‟]"), ("«", "»"), ("»", "«")):
        escape = _match(r"\\.", whole="constant.character.escape.blueprint")
        string: Rule = {"begin": opening, "end": f"{closing}|(?=$)", "name": "string.quoted.double.blueprint"}
        yield {**string, "patterns": [escape]}


def _detail(shape: str, rest: str, *scopes: str) -> Rule:
    words = _any(word.text for word in WORDS.values() if word.shape == shape)
    return _match(rf"{_START}({words}){rest}", _KEYWORD, *scopes)


def _line(begin: str, *scopes: str, more: tuple[Rule, ...] = ()) -> Rule:
    rule: Rule = {"begin": _BEGIN + begin, "end": "$", "beginCaptures": _captures(scopes)}
    return {**rule, "patterns": [*more, _use("detail")]}


def _match(pattern: str, *scopes: str, whole: str = "") -> Rule:
    rule: Rule = {"match": pattern}
    if whole:
        rule["name"] = whole
    if scopes:
        rule["captures"] = _captures(scopes)
    return rule


def _captures(scopes: Iterable[str]) -> Rule:
    return {str(number): {"name": scope} for number, scope in enumerate(scopes, start=1) if scope}


def _use(name: str) -> Rule:
    return {"include": f"#{name}"}


def _arrows() -> str:
    return "|".join(re.escape(sign) for sign in sorted([*ARROWS, *ARROW_SIGNS], key=len, reverse=True))


def _any(words: Iterable[str]) -> str:
    """Any of these words, whole and in any case. One that begins a longer word of the language is not found where the
    longer one stands."""
    parts = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        part = _spaced(word)
        for longer in WORDS:
            if longer.startswith(f"{word} "):
                part += rf"(?!\s+{_spaced(longer[len(word) + 1 :])}{_END})"
        parts.append(part)
    return f"(?i:{'|'.join(parts)}){_END}"


def _spaced(word: str) -> str:
    return r"\s+".join(part.replace("-", r"\-") for part in word.split())


def text() -> str:
    """The text of the file."""
    return json.dumps(grammar(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(), encoding="utf-8", newline="\n")
