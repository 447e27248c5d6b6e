"""How a drawing looks, as data: colours for light and dark, styles of text, spacing, strokes, and patterns of stages.

The themes that come with the package lie in ``data/theme-NAME.json``; :mod:`blueprint.drawing.looks.theme_file` reads
them and those of others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

THEMES = ("default", "print", "high-contrast")
"""The themes that come with the package. ``print`` is black and white, ``high-contrast`` sets all text at 7:1."""


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
    """A look. ``fonts`` are families in order of preference; ``spacing`` and ``strokes`` hold lengths in points by
    name, ``patterns`` how the stripe of each stage is filled, as :mod:`blueprint.drawing.looks.hatch` says."""

    name: str
    fonts: tuple[str, ...]
    styles: Mapping[str, TextStyle]
    spacing: Mapping[str, float]
    strokes: Mapping[str, float]
    patterns: Mapping[str, str]
    colours: Mapping[str, Colour]

    def style(self, name: str) -> TextStyle:
        """The style of a kind of text, as ``TextLine.style`` names it. An unknown name has the style of a label."""
        return self.styles.get(name) or self.styles["label"]

    def space(self, name: str) -> float:
        """A length. Raises KeyError for a name that the theme does not have."""
        return self.spacing[name]

    def stroke(self, name: str) -> float:
        """How thick a line is drawn. Raises KeyError for a name that the theme does not have."""
        return self.strokes[name]

    def pattern(self, stage: str) -> str:
        """How the stripe of a stage is filled; ``"solid"`` is its colour alone."""
        return self.patterns.get(stage, "solid")

    def colour(self, name: str) -> Colour:
        """A colour. Raises KeyError for a name that the theme does not have."""
        return self.colours[name]

    def line_height(self, name: str) -> float:
        """The distance from one baseline to the next in a style."""
        return round(self.style(name).size * self.spacing["line_height"], 2)


def default_theme() -> Theme:
    """The theme of a drawing for which no other is asked."""
    return built_in("default")


@cache
def built_in(name: str) -> Theme:
    """A theme that comes with the package, by one of the names in ``THEMES``. Raises KeyError for any other."""
    if name not in THEMES:
        raise KeyError(name)
    from blueprint.drawing.looks.theme_file import read_built_in

    return read_built_in(name)
