"""From the tokens behind a detail word to the value they mean.

Each function takes a detail of one shape and gives the value, and raises ``WrongValue`` (caught by the reader of the
file) where it is of the right form but means nothing, such as the 40th of May.
"""

from __future__ import annotations

import re
from datetime import date

from blueprint.model.details import Day, Name, Number, Text, Time
from blueprint.text.span import Span
from blueprint.text.vocabulary import TIME_UNITS
from blueprint.tree.nodes import Detail, Token
from blueprint.tree.quotes import normal, unquoted


class WrongValue(Exception):
    """A value that is written well and means nothing: message, token, and what to do."""

    def __init__(self, message: str, token: Token, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.token = token
        self.help = help


NOTHING = "the quotes hold nothing"


def is_empty(token: Token) -> bool:
    """Whether a token is a pair of quotes with nothing to read between them."""
    return token.kind == "STRING" and not unquoted(token).strip()


def refuse_empty(detail: Detail, word: str) -> None:
    """Raises ``WrongValue`` where one of the texts of a detail is empty: it must not count as said."""
    for token in detail.values:
        if is_empty(token):
            raise WrongValue(NOTHING, token, f"write it, or take `{word}` out until it is known")


def span_of(token: Token, line: int, path: str) -> Span:
    """Where a token stands in the file."""
    return Span(line, token.column, token.end, path)


def text(token: Token, line: int, path: str) -> Text:
    """A quoted text, or a word of a choice in lower case."""
    words = unquoted(token) if token.kind == "STRING" else " ".join(token.text.lower().split())
    return Text(words, span_of(token, line, path))


def link(detail: Detail, line: int, path: str) -> Text:
    """A web or mail address; anything else could run in the reader's browser."""
    address = text(detail.values[0], line, path)
    if not is_address(address.text):
        raise WrongValue(
            "this is no web or mail address", detail.values[0], "a link begins with https://, http:// or mailto:"
        )
    return address


def is_address(text: str) -> bool:
    """Whether a text is a web or mail address."""
    return re.match(r"(?:https?://|mailto:)[^\s]+$", text, re.IGNORECASE) is not None


def texts(detail: Detail, line: int, path: str) -> tuple[Text, ...]:
    """The texts of a list."""
    return tuple(text(token, line, path) for token in detail.values if token.kind in ("STRING", "CHOSEN"))


def choice(detail: Detail, line: int, path: str) -> Text | tuple[Text, ...]:
    """The chosen word, or for a detail that may be said more than once the words, of those that its row lists."""
    word = detail.word
    assert word is not None
    chosen = texts(detail, line, path)
    for item, token in zip(chosen, detail.values, strict=True):
        if item.text not in word.choices:
            raise WrongValue(
                f"“{item.text}” is no word that `{word.text}` takes", token, f"it takes {', '.join(word.choices)}"
            )
    if word.many:
        return chosen
    if len(chosen) > 1:
        raise WrongValue(f"`{word.text}` takes one word only", detail.values[1])
    return chosen[0]


def names(detail: Detail, line: int, path: str) -> tuple[Name, ...]:
    """The names, or quoted texts that stand for somebody, of a list."""
    return tuple(name(token, line, path) for token in detail.values if token.kind in ("NAME", "STRING"))


def name(token: Token, line: int, path: str) -> Name:
    """A name yet to be resolved; a quoted text needs no declaration."""
    if token.kind == "STRING":
        return Name(unquoted(token), span_of(token, line, path), "text")
    return Name(normal(token.text), span_of(token, line, path))


def time(detail: Detail, line: int, path: str) -> Time:
    """A time or a range of times in seconds."""
    values = detail.values
    span = Span(line, detail.column, detail.end, path)
    words = " ".join("to" if token.kind == "DASH" else token.text.lower() for token in values)
    if values[0].kind == "UNKNOWN":
        return Time(None, None, "unknown", span)
    split = next((index for index, token in enumerate(values) if token.kind in ("TO", "DASH")), len(values))
    low, high = values[:split], values[split + 1 :]
    if not high:
        amount = _seconds(low)
        return Time(amount, amount, words, span)
    highest = _seconds(high)
    lowest = float(low[0].text) * _unit(high[1]) if len(low) == 1 else _seconds(low)
    if lowest > highest:
        raise WrongValue("the range ends before it begins", values[0], "write the shorter time first")
    return Time(lowest, highest, words, span)


def _seconds(tokens: tuple[Token, ...]) -> float:
    return sum(float(number.text) * _unit(unit) for number, unit in zip(tokens[::2], tokens[1::2], strict=True))


def _unit(token: Token) -> int:
    return TIME_UNITS[token.text.lower()]


def percentile(detail: Detail) -> tuple[float, float]:
    """(percent, seconds) of "90% under 12 min"."""
    share = _percent(detail.values[0])
    return share, _seconds(tuple(token for token in detail.values[1:] if token.kind in ("NUMBER", "UNIT")))


def share(detail: Detail, line: int, path: str) -> Number:
    """The percentage of an arrow."""
    amount = _percent(detail.values[0])
    return Number(amount, amount, span_of(detail.values[0], line, path), "%")


def _percent(token: Token) -> float:
    amount = float(token.text.rstrip("%").strip())
    if amount > 100:
        raise WrongValue(f"{token.text} is more than all", token, "a share lies between 0% and 100%")
    return amount


def number(detail: Detail, line: int, path: str) -> Number:
    """A number, a count, or a rate, within the bounds that the vocabulary sets."""
    word = detail.word
    assert word is not None
    numbers = [token for token in detail.values if token.kind in ("NUMBER", "SIGN_NUMBER")]
    amounts = [_signed(token) for token in numbers]
    for token, amount in zip(numbers, amounts, strict=True):
        if not word.low <= amount <= word.high:
            bounds = f"from {word.low:g} to {word.high:g}" if word.high < float("inf") else f"of {word.low:g} or more"
            raise WrongValue(f"`{word.text}` takes a number {bounds}, not {token.text}", token)
    if amounts[0] > amounts[-1]:
        raise WrongValue("the range ends before it begins", numbers[0], "write the smaller number first")
    unit = word.text.rpartition(" ")[2] if word.field == "moment" else ""
    if word.shape == "rate":
        unit = f"per {detail.values[-1].text.lower()}"
    return Number(amounts[0], amounts[-1], Span(line, detail.column, detail.end, path), unit)


def _signed(token: Token) -> float:
    return float(token.text.replace("−", "-").replace("–", "-"))


def day(detail: Detail, line: int, path: str) -> Day:
    """A day of the calendar; the form is given by the grammar, the calendar is asked here."""
    token = detail.values[0]
    year, month, number = (int(part) for part in token.text.split("-"))
    try:
        return Day(date(year, month, number), span_of(token, line, path))
    except ValueError:
        raise WrongValue(
            f"{token.text} is no day of the calendar", token, "write year, month, day: 2026-10-01"
        ) from None


def amount(detail: Detail, line: int, path: str) -> Text:
    """A target or an actual value as it was written."""
    first, last = detail.values[0], detail.values[-1]
    span = Span(line, first.column, last.end, path)
    if first.kind == "STRING":
        return Text(unquoted(first), span)
    return Text(" ".join(token.text for token in detail.values), span)
