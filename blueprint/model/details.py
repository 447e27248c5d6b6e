"""What the detail words say: frozen values of texts, names, numbers, days, times, feelings and information, each with
its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from blueprint.text.span import Span


class Value:
    """What all values have in common: equal fields make equal values. Said here once, since generating it for each
    class would take a good part of the time in which a small file is checked."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _content(self) == _content(other)

    def __hash__(self) -> int:
        return hash(_content(self))

    def __repr__(self) -> str:
        said = (f"{item.name}={getattr(self, item.name)!r}" for item in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}({', '.join(said)})"


def _content(value: Value) -> tuple[object, ...]:
    return tuple(getattr(value, item.name) for item in fields(value))  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Text(Value):
    """Words in quotes, or one of a detail's fixed words, without the quotes."""

    text: str
    span: Span

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Name(Value):
    """Somebody or something that is named.

    ``kind`` says what the name means: the kind of a declaration, ``"action"``, ``"step"``; ``"text"`` where it was
    written in quotes and so needs no declaration; ``""`` where nothing declares it.
    """

    name: str
    span: Span
    kind: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Number(Value):
    """A number, or a range where ``high`` is above ``low``, with the unit that was written ("%", "per day", "week")."""

    low: float
    high: float
    span: Span
    unit: str = ""


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Day(Value):
    """A day of the calendar."""

    day: date
    span: Span


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Time(Value):
    """A length of time in seconds, ``low`` to ``high``; both are None where it is said to be unknown.

    ``text`` is the time as written, with single spaces. ``percentile`` is (percent, seconds): so many percent of the
    cases take less than so long. ``told``, ``told_nothing`` and ``meanwhile`` belong to waits.
    """

    low: float | None
    high: float | None
    text: str
    span: Span
    at_most: Time | None = None
    target: Text | None = None
    percentile: tuple[float, float] | None = None
    told: tuple[Text, ...] = ()
    told_nothing: Span | None = None
    meanwhile: tuple[Name, ...] = ()
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Feeling(Value):
    """An emotion (-2 to +2) or an effort (1 to 5), with what was expected beforehand."""

    value: float
    span: Span
    expected: Number | None = None
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Information(Value):
    """Pieces of information that are asked for, read, written or carried, and the systems that keep them."""

    items: tuple[Text, ...]
    span: Span
    kept_in: tuple[Name, ...] = ()
