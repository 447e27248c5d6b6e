"""The values that may stand at the cursor: choices, times, numbers, days, texts in quotes; and the words between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from lsprotocol import types

from blueprint.drawing.words.headings import languages
from blueprint.lsp.cursor import Cursor
from blueprint.lsp.markdown import content, plain
from blueprint.lsp.proposals.item import help_of, item
from blueprint.lsp.view import View
from blueprint.text.vocabulary import LINES, STAGES, TIME_UNITS, Word

KIND = types.CompletionItemKind

_TIME_UNITS = ("min", "h", "days", "weeks", "months", "s")
"""The units that are proposed; others are read, too."""

_RATE_UNITS = ("day", "week", "month", "h", "year")
_SAMPLES = ("1 min", "5 min", "15 min", "1 h", "1 day", "3 days", "1 week", "1 month", "3 months", "1 year")
_AT_ONCE = 5
"""So many sample times are proposed."""

_MANY = 10
"""Of a number that may be anything up to so much every one is proposed."""

_ALL = 100
"""A share in percent is no more than this."""

_ESTIMATED = ("takes", "waits")
"""What is told or observed may be a range, or unknown; a limit is one time."""

_WITHIN = {
    "text": '"$1"',
    "texts": '"$1"',
    "duration": "${1:5} ${2|min,h,days,weeks|}",
    "number": "${1:1}",
    "count": "${1:3} times",
    "rate": "${1:40} per ${2|day,week,month|}",
    "signed": "${1|-2,-1,0,+1,+2|}",
}
"""What a snippet proposes behind a detail word, by the shape."""


def snippet_behind(word: Word, view: View) -> str:
    """The value that a snippet proposes behind a detail word; ``""`` where the word is better followed by a choice."""
    if word.shape == "choice":
        return f"${{1|{','.join(word.choices)}|}}"
    if word.shape == "date":
        return f"${{1:{view.today.isoformat()}}}"
    return '"https://$1"' if word.text == "link" else _WITHIN.get(word.shape, "")


def values(view: View, place: Cursor, written: str) -> Iterator[types.CompletionItem]:
    """Values of the detail or of the statement on the left. ``written`` is what stands there of them."""
    word = place.word
    help = help_of(word.text) if word is not None else None
    for value in _numbers(place, written):
        yield item(value, KIND.Value, help=help)
    if "UNKNOWN" in place.accepts and word is not None and word.text in _ESTIMATED:
        yield item("2 to 3 days", KIND.Value, help=help)
        yield item("unknown", KIND.Value, help=content("Nobody knows how long."))
    if "CHOSEN" in place.accepts and word is not None:
        for choice in word.choices:
            yield item(choice, KIND.EnumMember, detail=word.text, help=help)
    if "UNIT" in place.accepts and place.last in ("NUMBER", "PER"):
        for unit in _TIME_UNITS if place.last == "NUMBER" else _RATE_UNITS:
            if not place.low[0] or _ends_behind(place, place.number, unit):
                yield item(unit, KIND.Unit, help=help)
    if "DAY" in place.accepts:
        yield from _days(view, help)
    if "SIGN_NUMBER" in place.accepts and word is not None:
        for number in range(-2, int(min(word.high, 2)) + 1):
            yield item(f"{number:+d}" if number else "0", KIND.Value, help=help)
    if place.first == "LINE_OF" and "LINE" in place.accepts:
        spoken_of = {
            " ".join(tree.tokens[1].text.lower().split())
            for number, tree in enumerate(view.trees, start=1)
            if tree.kind == "line_of" and len(tree.tokens) > 1 and number != place.line
        }
        for line, (_, about) in LINES.items():
            if line not in spoken_of:
                yield item(line, KIND.EnumMember, help=content(plain(about)))
    if place.first == "LANGUAGE" and "NAME" in place.accepts:
        yield from (item(language, KIND.Value) for language in languages())
    if place.first == "LANE" and "STAGE" in place.accepts:
        yield from (item(stage, KIND.Keyword, help=help_of(stage)) for stage in STAGES)


def between(place: Cursor) -> Iterator[types.CompletionItem]:
    """The words that may stand between two parts of a value, or end it."""
    word = place.word
    help = help_of(word.text) if word is not None else None
    for kind in ("TO", "TIMES", "PER", "OR", "UNDER", "HIDDEN"):
        if kind not in place.accepts or not place.last:
            continue
        if kind == "TO" and word is not None and word.text not in _ESTIMATED and word.field != "moment":
            continue
        text = kind.lower()
        yield item(text, KIND.Keyword, help=help, text=text if kind in ("TIMES", "HIDDEN") else f"{text} ")


def quotes(view: View, place: Cursor) -> Iterator[types.CompletionItem]:
    """A pair of quotes with the cursor between them, where a text may stand."""
    if "STRING" not in place.accepts or not place.last or place.first == "INCLUDE":
        return
    before = view.lines[place.line - 1][: place.start - 1]
    gap = "" if before.endswith((" ", "\t")) else " "
    inner = "https://" if place.word is not None and place.word.text == "link" else ""
    snippets = view.workspace.snippets
    help = help_of(place.word.text) if place.word is not None else content("What people read, in quotes.")
    text = f'{gap}"{inner}$1"' if snippets else f'{gap}"{inner}'
    yield item('"…"', KIND.Text, help=help, text=text, snippet=snippets)


def _numbers(place: Cursor, written: str) -> Iterator[str]:
    """Times, amounts and numbers: those that begin with the digits that are written, else sensible ones."""
    if place.accepts.isdisjoint(("NUMBER", "PERCENT")) or place.begins:
        return
    word, number = place.word, written.rstrip(".")
    number = number if number.replace(".", "", 1).isdigit() else ""
    if place.low[0]:
        yield from _other_ends(place, number)
    elif place.last == "COUNT":
        yield from (f"{count} times" for count in ((number,) if number else (3, 2, 5)))
    elif place.last == "RATE":
        yield from (f"{number or 40} per {unit}" for unit in _RATE_UNITS)
    elif place.last == "NUMBERED" and word is not None:
        low = max(1, int(word.low))
        numbers = range(low, int(min(word.high, low + 2 if word.high > _MANY else word.high)) + 1)
        yield from (number,) if number and word.low <= float(number) <= word.high else map(str, numbers)
    elif place.last == "UNIT" and number:
        yield from (f"{number} min", f"{number} s")  # 1 h 30 min
    elif place.last in ("DURATION", "UNDER", "AMOUNT"):
        yield from (_length(number, unit) for unit in _TIME_UNITS) if number else _samples(place.least)
    if "PERCENT" in place.accepts and (number or place.last == "AMOUNT") and float(number or 0) <= _ALL:
        yield f"{number or 90}%{' under ' if place.of_time and place.last != 'AMOUNT' else ''}"


def _other_ends(place: Cursor, number: str) -> Iterator[str]:
    """The ends of a range that has begun; none that lies before its beginning."""
    low, _ = place.low
    number = number or str(int(float(low)) + 1)
    if place.word is None or place.word.shape != "duration":
        if float(number) >= float(low):
            yield number
        return
    for end in _TIME_UNITS:
        if _ends_behind(place, number, end):
            yield _length(number, end)


def _ends_behind(place: Cursor, number: str, unit: str) -> bool:
    """Whether a time lies at or behind the one with which the range begins."""
    low, other = place.low
    return _seconds(number, unit) >= _seconds(low, other or unit)


def _samples(least: float) -> list[str]:
    """Some times, none below so many seconds."""
    return [text for text in _SAMPLES if _seconds(*text.split()) >= least][:_AT_ONCE]


def _seconds(number: str, unit: str) -> float:
    return float(number) * TIME_UNITS[unit]


def _length(number: str, unit: str) -> str:
    return f"{number} {unit.removesuffix('s') if number == '1' and unit != 's' else unit}"


def _days(view: View, help: types.MarkupContent | None) -> Iterator[types.CompletionItem]:
    for words, days in (
        ("today", 0),
        ("in a month", 30),
        ("in three months", 91),
        ("in half a year", 182),
        ("in a year", 365),
    ):
        day = (view.today + timedelta(days=days)).isoformat()
        yield item(day, KIND.Value, detail=words, filter=f"{day} {words}", help=help)
