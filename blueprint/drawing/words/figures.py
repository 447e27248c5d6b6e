"""Numbers and lengths of time in words: the one way in which picture, page and outline write them, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from blueprint.drawing.words.headings import heading
from blueprint.model.details import Number, Time
from blueprint.text.vocabulary import TIME_UNITS

_UNITS = {1: "s", 60: "min", 3600: "h", 86400: "day", 604800: "week", 2592000: "month", 31536000: "year"}
_COUNTED = re.compile(r"(\d+(?:\.\d+)?) ?([a-z]+)")
_LENGTH = re.compile(rf"{_COUNTED.pattern}(?: {_COUNTED.pattern})*")
_FORM = re.compile(r"(?:(\d+)(?:-(\d+))? )?(.+)")
_SUMMED = (86400, 3600, 60, 1)
"""The units in which a sum is written. Weeks and months are left out: their days need not be those of the calendar."""


def signed(value: float) -> str:
    """A feeling as a figure: ``+2``, ``−1`` with a true minus, ``0``."""
    return f"{value:+g}".replace("-", "−") if value else "0"


def spread(low: float, high: float) -> str:
    """A number, or a range with a dash."""
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def number_words(number: Number, language: str) -> str:
    """A number with its unit: ``30 %``, ``40 per day``, ``day 3`` of the journey."""
    figures = spread(number.low, number.high)
    if number.unit.startswith("per "):
        size = TIME_UNITS.get(number.unit[4:])
        unit = _unit(1, size, language) if size else number.unit[4:]
        return heading("rate", language).format(count=figures, unit=unit)
    if number.unit in ("day", "week", "month"):
        return heading(f"moment {number.unit}", language).format(number=figures)
    return f"{figures} {number.unit}".rstrip()


def times_words(key: str, number: Number, language: str) -> str:
    """How often something happens, in the words of a heading that has a form for each number: ``repeated once``."""
    return _form(number.high, heading(key, language)).format(count=spread(number.low, number.high))


def time_words(time: Time, language: str) -> str:
    """A length of time in the units in which it was written, a range with a dash: ``3 days``, ``4–6 min``."""
    return heading("unknown", language) if time.low is None else _translated(time.text, language)


def amount_words(text: str, language: str) -> str:
    """A target or another amount as it was written; where that is a length of time, with the units of the language."""
    written = text.lower()
    is_length = _LENGTH.fullmatch(written) and all(unit in TIME_UNITS for _, unit in _COUNTED.findall(written))
    return _translated(written, language) if is_length else text


def length(low: float, high: float, language: str, most: int = len(_SUMMED)) -> str:
    """A number of seconds, or a range of them, in days, hours, minutes and seconds, the ``most`` largest of these."""
    one, other = tuple(_parts(low))[:most], tuple(_parts(high))[:most]
    if low == high:
        return _joined(one, language)
    if len(one) == len(other) == 1 and one[0][1] == other[0][1]:
        # Where both are counts of one unit it is said once: 4–6 min.
        count, size = other[0]
        return f"{one[0][0]}–{count} {_unit(count, size, language)}"
    return f"{_joined(one, language)}–{_joined(other, language)}"


def _parts(seconds: float) -> Iterator[tuple[int, int]]:
    left = round(seconds)
    if not left:
        yield 0, 60
    for size in _SUMMED:
        count, left = divmod(left, size)
        if count:
            yield count, size


def _joined(parts: tuple[tuple[int, int], ...], language: str) -> str:
    return " ".join([f"{count} {_unit(count, size, language)}" for count, size in parts])


def _translated(text: str, language: str) -> str:
    def counted(found: re.Match[str]) -> str:
        size = TIME_UNITS.get(found[2])
        return f"{found[1]} {_unit(float(found[1]), size, language)}" if size else found[0]

    return _COUNTED.sub(counted, text.replace(" to ", "–"))


def _unit(count: float, size: int, language: str) -> str:
    return _form(count, heading(f"unit {_UNITS[size]}", language))


def _form(count: float, forms: str) -> str:
    """The words that go with a number. A heading holds them with bars between them, each after the number or the range
    that it goes with; the last goes with all others: ``1 day | days``."""
    for form in forms.split(" | "):
        found = _FORM.fullmatch(form)
        assert found is not None
        low, high, words = found.groups()
        if low is None or float(low) <= count <= float(high or low):
            break
    return words
