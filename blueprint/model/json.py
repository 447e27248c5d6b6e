"""The model as JSON and back, without loss, and the JSON Schema that describes it.

The document is ``{"format": "blueprint", "version": 1, "blueprint": {…}}``. The version rises when a
reader of the old form would misread the new one; a field more is no new version. Field names are those of
``blueprint.model.elements`` and ``details``; a ``Span`` is an array of line, column, end and path.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from blueprint.model.details import Value
from blueprint.model.elements import Blueprint
from blueprint.text.span import Span

VERSION = 1
SCHEMA_ID = f"urn:service-blueprint:model:{VERSION}"


@dataclass(frozen=True)
class Document:
    """A blueprint with the version of the form in which it is written."""

    blueprint: Blueprint
    format: Literal["blueprint"] = "blueprint"
    version: Literal[1] = 1


class JsonError(Exception):
    """A text that is no JSON of a blueprint; the message says where and why."""


def to_json(blueprint: Blueprint, *, indent: int = 2) -> bytes:
    """The blueprint as UTF-8 JSON; ``indent`` 0 writes it in one line."""
    import msgspec

    try:
        data = msgspec.json.encode(Document(blueprint))
    except UnicodeEncodeError:  # the name of a file need not be text; what JSON cannot hold becomes a question mark
        data = msgspec.json.encode(Document(_encodable(blueprint)))
    return msgspec.json.format(data, indent=indent) + b"\n" if indent else data + b"\n"


def _encodable(value: Any) -> Any:
    """A value in which every text can be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Span):
        return Span(*(_encodable(item) for item in value))
    if isinstance(value, tuple):
        return tuple(_encodable(item) for item in value)
    if isinstance(value, Value):
        return replace(value, **{item.name: _encodable(getattr(value, item.name)) for item in fields(value)})  # type: ignore[arg-type, type-var]
    return value


def from_json(data: bytes | str) -> Blueprint:
    """The blueprint of a JSON document; raises JsonError where it is not of the published form."""
    import msgspec

    try:
        return msgspec.json.decode(data, type=Document).blueprint
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise JsonError(f"this is no blueprint in JSON: {error}") from None


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document."""
    import msgspec

    found = msgspec.json.schema(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": f"Service blueprint, version {VERSION}",
        **found,
    }
