"""How a drawing looks, as data: colours for light and dark, styles of text, and spacing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

_DEFAULT = Path(__file__).with_name("data") / "theme.json"


class Colour(NamedTuple):
    """A colour on a light and on a dark page, each as ``#rrggbb``."""

    light: str
    dark: str


class TextStyle(NamedTuple):
    """How a kind of text is set. ``size`` is in points, ``colour`` a name of the theme's colours."""

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "ink"


class Theme(NamedTuple):
    """A look. ``fonts`` are families in order of preference; ``spacing`` holds lengths in points by name."""

    name: str
    fonts: tuple[str, ...]
    styles: Mapping[str, TextStyle]
    spacing: Mapping[str, float]
    colours: Mapping[str, Colour]

    def style(self, name: str) -> TextStyle:
        """The style of a kind of text, as ``TextLine.style`` names it. An unknown name has the style of a label."""
        return self.styles.get(name) or self.styles["label"]

    def space(self, name: str) -> float:
        """A length. Raises KeyError for a name that the theme does not have."""
        return self.spacing[name]

    def colour(self, name: str) -> Colour:
        """A colour. Raises KeyError for a name that the theme does not have."""
        return self.colours[name]

    def line_height(self, name: str) -> float:
        """The distance from one baseline to the next in a style."""
        return round(self.style(name).size * self.spacing["line_height"], 2)


@cache
def default_theme() -> Theme:
    """The theme that comes with the package."""
    import json

    data = json.loads(_DEFAULT.read_text(encoding="utf-8"))
    return Theme(
        data["name"],
        tuple(data["fonts"]),
        MappingProxyType({name: TextStyle(**style) for name, style in data["styles"].items()}),
        MappingProxyType({name: float(length) for name, length in data["spacing"].items()}),
        MappingProxyType({name: Colour(*pair) for name, pair in data["colours"].items()}),
    )
