"""Values whose lines have moved, since lines above them came or went."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from blueprint.model.details import Value
from blueprint.model.elements import NO_FACTS, Silence
from blueprint.text.span import Span

T = TypeVar("T")

_Fields = tuple[Callable[[Value], tuple[Any, ...]], tuple[Callable[[Value, Any], None], ...]]


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
    # A constructor would look at forty fields one by one, of which most are empty and few hold a place.
    copy = object.__new__(kind)
    said, fill = _FIELDS.get(kind) or _fields(kind)
    for put, item in zip(fill, said(value), strict=True):
        put(copy, _moved(item, by) if item and type(item) not in _WITHOUT_PLACE and item is not NO_FACTS else item)
    if isinstance(value, Silence):
        object.__setattr__(copy, "line", value.line + by)
    return copy


def _fields(kind: type[Value]) -> _Fields:
    """What reads all fields of a value at once, and what fills each of them in a new one."""
    names: tuple[str, ...] = kind.__slots__
    fields = attrgetter(*names), tuple(getattr(kind, name).__set__ for name in names)
    _FIELDS[kind] = fields
    return fields


_FIELDS: dict[type, _Fields] = {}
_WITHOUT_PLACE = frozenset((str, bool, int, float))
