"""The model as JSON and back, without loss, and the JSON Schema that describes it.

The document is ``{"format": "blueprint", "version": 1, "blueprint": {…}}``. The version rises when a
reader of the old form would misread the new one; a field more is no new version. Field names are those of
``blueprint.model.elements``; a ``Span`` is an array of line, column, end and path.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from blueprint.model.elements import Blueprint

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

    data = msgspec.json.encode(Document(blueprint))
    return msgspec.json.format(data, indent=indent) + b"\n" if indent else data + b"\n"


def from_json(data: bytes | str) -> Blueprint:
    """The blueprint of a JSON document; raises JsonError where it is not of the published form."""
    import msgspec

    try:
        return msgspec.json.decode(data, type=Document).blueprint
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
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
