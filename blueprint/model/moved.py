"""Values whose lines have moved, since lines above them came or went."""

from __future__ import annotations

from typing import Any, TypeVar

from blueprint.model.details import Value
from blueprint.model.elements import NO_FACTS, Silence
from blueprint.text.span import Span

T = TypeVar("T")


def moved(value: T, by: int) -> T:
    """The value with all places in it so many lines further down: what a reading of it there would have made."""
    return _moved(value, by)  # type: ignore[no-any-return]


def _moved(value: Any, by: int) -> Any:
    kind = type(value)
    if kind is Span:
        line, column, end, path = value
        return Span(line + by, column, end, path)
    if kind is tuple:
        return tuple([_moved(item, by) for item in value])
    if not isinstance(value, Value):
        return value
    # A constructor would set forty fields one by one, of which most are empty and few hold a place.
    copy = object.__new__(kind)
    fields = copy.__dict__
    fields.update(value.__dict__)
    for name, item in value.__dict__.items():
        if item and type(item) not in _WITHOUT_PLACE and item is not NO_FACTS:
            fields[name] = _moved(item, by)
    if kind is Silence:
        fields["line"] += by
    return copy


_WITHOUT_PLACE = frozenset((str, bool, int, float))
