"""Reads themes from JSON, and says what is wrong in one. A theme names only what differs from the one it extends.

What a theme may hold is what the theme ``default`` holds; the published schema is made from the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from blueprint.drawing.looks.hatch import PATTERNS
from blueprint.drawing.looks.theme import THEMES, Colour, TextStyle, Theme, built_in
from blueprint.text.suggest import nearest

VERSION = 1
"""The version of the schema; it rises when what was valid is no more."""

SCHEMA_ID = f"urn:service-blueprint:theme:{VERSION}"

MOST_BYTES = 100_000
"""The largest file that is taken for a theme."""

_DATA = Path(__file__).parents[1] / "data"
_MOST_FAULTS = 10
_MOST_FONTS = 20
_SIZES = (4.0, 96.0)
_LENGTHS = (0.0, 400.0)
_LINE_HEIGHTS = (1.0, 3.0)
_STROKES = (0.2, 12.0)
_FONT = r"^[A-Za-z0-9][A-Za-z0-9 -]{0,63}$"
_COLOUR = r"^#[0-9a-fA-F]{6}$"
_PARTS = ("styles", "spacing", "strokes", "patterns", "colours")
_KEYS = ("$schema", "name", "extends", "fonts", *_PARTS)


class ThemeError(Exception):
    """A theme cannot be used. The message has a line for each thing that is wrong: where, what was expected, and what
    stands there."""


def read_built_in(name: str) -> Theme:
    """A theme that comes with the package. Raises OSError where its file is missing."""
    data = json.loads((_DATA / f"theme-{name}.json").read_text(encoding="utf-8"))
    base = None if name == "default" else built_in(data.get("extends", "default"))
    return _made(data, base, name)


def read_theme(text: str) -> Theme:
    """The theme that the JSON ``text`` describes; what it does not say is that of the theme it ``extends``.

    Raises :class:`ThemeError` where it is no JSON or says what a theme cannot say.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ThemeError(f"line {error.lineno}, column {error.colno}: this is no JSON: {error.msg}") from None
    except RecursionError:
        raise ThemeError("this is no theme: it is nested too deeply") from None
    if len(text) > MOST_BYTES:
        raise ThemeError(f"this is no theme: it is longer than {MOST_BYTES:,} characters")
    faults = _Checker().faults(data)
    if faults:
        more = len(faults) - _MOST_FAULTS
        raise ThemeError("\n".join(faults[:_MOST_FAULTS] + [f"and {more} more"] * (more > 0)))
    return _made(data, built_in(data.get("extends", "default")), data.get("name", ""))


def find_theme(name: str) -> Theme:
    """The theme that comes with the package under this name, or that of the file.

    Raises :class:`ThemeError`, with the name of the file in its message, where there is neither, and where the file is
    no theme.
    """
    if name in THEMES:
        return built_in(name)
    try:
        with open(name, "rb") as file:
            return read_theme(file.read(MOST_BYTES + 1).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ThemeError(f"{name}: this is no theme: it is not UTF-8") from None
    except (FileNotFoundError, ValueError):  # A name may hold what no file's name can.
        near = nearest(name, THEMES)
        hint = f" Did you mean {near}?" if near else f" The themes are {', '.join(THEMES)}."
        raise ThemeError(f"There is no theme {name!r}, and no such file.{hint}") from None
    except OSError as error:
        raise ThemeError(f"{name}: cannot be read ({error.strerror or error})") from None
    except ThemeError as error:
        raise ThemeError(f"{name}: {error}") from None


def _made(data: Mapping[str, Any], base: Theme | None, name: str) -> Theme:
    """The theme of some valid data on top of another."""
    styles = {key: dict(one._asdict()) for key, one in base.styles.items()} if base else {}
    for key, changes in data.get("styles", {}).items():
        styles[key] = {**styles.get(key, {}), **changes}
    colours = dict(base.colours) if base else {}
    for key, value in data.get("colours", {}).items():
        light, dark = (value, value) if isinstance(value, str) else value
        colours[key] = Colour(light.lower(), dark.lower())
    spacing = {**(base.spacing if base else {}), **data.get("spacing", {})}
    strokes = {**(base.strokes if base else {}), **data.get("strokes", {})}
    return Theme(
        name,
        tuple(data["fonts"]) if "fonts" in data or base is None else base.fonts,
        MappingProxyType({key: TextStyle(**style) for key, style in styles.items()}),
        MappingProxyType({key: float(length) for key, length in spacing.items()}),
        MappingProxyType({key: float(width) for key, width in strokes.items()}),
        MappingProxyType({**(base.patterns if base else {}), **data.get("patterns", {})}),
        MappingProxyType(colours),
    )


class _Checker:
    """Collects what is wrong in the data of a theme."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._default = built_in("default")

    def faults(self, data: object) -> list[str]:
        """A sentence for each fault, in the order of the file."""
        if not isinstance(data, dict):
            self._wrong("", "an object with the parts of a theme", data)
            return self._found
        checks: dict[str, Callable[[str, object], None]] = {
            "$schema": self._text,
            "name": self._text,
            "extends": lambda at, value: self._one_of(at, value, THEMES),
            "fonts": self._fonts,
            "styles": lambda at, value: self._table(at, value, "style", self._default.styles, self._style),
            "spacing": lambda at, value: self._table(at, value, "length", self._default.spacing, self._length),
            "strokes": lambda at, value: self._table(at, value, "stroke", self._default.strokes, self._stroke),
            "patterns": lambda at, value: self._table(at, value, "stage", self._default.patterns, self._pattern),
            "colours": lambda at, value: self._table(at, value, "colour", self._default.colours, self._colour),
        }
        for key, value in data.items():
            if key in checks:
                checks[key](key, value)
            else:
                self._unknown("", "part of a theme", key, _KEYS)
        return self._found

    def _say(self, at: str, words: str) -> None:
        self._found.append(f"{at}: {words}" if at else words)

    def _wrong(self, at: str, expected: str, value: object) -> None:
        self._say(at, f"expected {expected}, found {_shown(value)}")

    def _unknown(self, at: str, what: str, key: str, known: Mapping[str, object] | tuple[str, ...]) -> None:
        near = nearest(key, known)
        if near:
            hint = f"did you mean {json.dumps(near)}?"
        else:
            hint = f"there are {', '.join(sorted(known))}" if len(known) <= 20 else "the schema lists them"
        self._say(at, f"there is no {what} {_shown(key)}; {hint}")

    def _table(
        self,
        at: str,
        value: object,
        what: str,
        known: Mapping[str, object],
        check: Callable[[str, object], None],
    ) -> None:
        if not isinstance(value, dict):
            self._wrong(at, "an object", value)
            return
        for key, one in value.items():
            if key in known:
                check(f"{at} > {key}", one)
            else:
                self._unknown(at, what, key, known)

    def _text(self, at: str, value: object) -> None:
        if not isinstance(value, str):
            self._wrong(at, "a text", value)

    def _one_of(self, at: str, value: object, known: tuple[str, ...]) -> None:
        if not isinstance(value, str) or value not in known:
            near = nearest(value, known) if isinstance(value, str) else ""
            hint = f"; did you mean {json.dumps(near)}?" if near else ""
            self._wrong(at, f"one of {', '.join(map(json.dumps, known))}", value)
            self._found[-1] += hint

    def _fonts(self, at: str, value: object) -> None:
        import re

        if not isinstance(value, list) or not 0 < len(value) <= _MOST_FONTS:
            self._wrong(at, f"a list of 1 to {_MOST_FONTS} names of fonts", value)
            return
        for number, font in enumerate(value, 1):
            if not isinstance(font, str) or not re.fullmatch(_FONT, font):
                self._wrong(f"{at} > {number}", "the name of a font in letters, digits, spaces and hyphens", font)

    def _style(self, at: str, value: object) -> None:
        if not isinstance(value, dict):
            self._wrong(at, "an object", value)
            return
        for key, one in value.items():
            place = f"{at} > {key}"
            if key == "size":
                self._number(place, one, _SIZES)
            elif key in ("bold", "italic"):
                if not isinstance(one, bool):
                    self._wrong(place, "true or false", one)
            elif key == "colour":
                if not isinstance(one, str):
                    self._wrong(place, "the name of one of the theme's colours", one)
                elif one not in self._default.colours:
                    self._unknown(place, "colour", one, self._default.colours)
            else:
                self._unknown(at, "part of a style", key, TextStyle._fields)

    def _length(self, at: str, value: object) -> None:
        self._number(at, value, _LINE_HEIGHTS if at.endswith("line_height") else _LENGTHS)

    def _stroke(self, at: str, value: object) -> None:
        self._number(at, value, _STROKES)

    def _pattern(self, at: str, value: object) -> None:
        self._one_of(at, value, PATTERNS)

    def _number(self, at: str, value: object, limits: tuple[float, float]) -> None:
        low, high = limits
        fine = isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
        if not fine:
            self._wrong(at, f"a number from {low:g} to {high:g}", value)

    def _colour(self, at: str, value: object) -> None:
        import re

        pair = value if isinstance(value, list) else [value, value]
        fine = len(pair) == 2 and all(isinstance(one, str) and re.fullmatch(_COLOUR, one) for one in pair)
        if not fine:
            self._wrong(at, 'a colour such as "#1b2330", or a list of two, for light and dark pages', value)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 60 else f"{text[:57]}…"


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a theme's file."""
    default = built_in("default")
    colour = {"type": "string", "pattern": _COLOUR}

    def table(names: Mapping[str, object], value: dict[str, Any], words: str) -> dict[str, Any]:
        properties = dict.fromkeys(names, value)
        return {"description": words, "type": "object", "properties": properties, "additionalProperties": False}

    def number(limits: tuple[float, float]) -> dict[str, Any]:
        return {"type": "number", "minimum": limits[0], "maximum": limits[1]}

    style = {
        "type": "object",
        "properties": {
            "size": number(_SIZES),
            "bold": {"type": "boolean"},
            "italic": {"type": "boolean"},
            "colour": {"description": "The name of a colour of the theme.", "enum": list(default.colours)},
        },
        "additionalProperties": False,
    }
    spacing = table(default.spacing, _ref("length"), "Lengths in points; line_height is in heights of the text.")
    spacing["properties"]["line_height"] = number(_LINE_HEIGHTS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": f"A theme of Blueprint's drawings, version {VERSION}",
        "description": "What a theme does not say is that of the theme it extends.",
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "name": {"type": "string"},
            "extends": {"description": "The theme to begin with; default if not said.", "enum": list(THEMES)},
            "fonts": {
                "description": "Families in order of preference. The page is measured with the widths of Arial.",
                "type": "array",
                "items": {"type": "string", "pattern": _FONT},
                "minItems": 1,
                "maxItems": _MOST_FONTS,
            },
            "styles": table(default.styles, _ref("style"), "How each kind of text is set; sizes in points."),
            "spacing": spacing,
            "strokes": table(default.strokes, _ref("stroke"), "How thick lines are, in points."),
            "patterns": table(default.patterns, _ref("pattern"), "How the stripe of each stage is filled."),
            "colours": table(
                default.colours,
                _ref("colours"),
                "A colour for every page, or one for light pages and one for dark ones.",
            ),
        },
        "additionalProperties": False,
        "$defs": {
            "style": style,
            "length": number(_LENGTHS),
            "stroke": number(_STROKES),
            "pattern": {"enum": list(PATTERNS)},
            "colours": {"oneOf": [colour, {"type": "array", "items": colour, "minItems": 2, "maxItems": 2}]},
        },
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
