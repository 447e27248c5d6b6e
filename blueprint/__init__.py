"""Blueprint: service blueprints in plain text, checked and drawn.

The functions here neither print nor raise for what is wrong in a blueprint: mistakes are values, in the
``problems`` of a blueprint and in what ``check`` returns. They raise only where a file cannot be read at all
(``SourceError``), where a JSON document has another form (``JsonError``), and where a picture cannot be made
(``EngineError``, ``PngError``, ``PdfError``, ``ThemeError``).

>>> import blueprint
>>> coffee = blueprint.parse('step "Order"\\n  customer: "Orders a flat white"')
>>> [action.label for action in coffee.actions]
['Orders a flat white']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from blueprint.findings.finding import Finding
    from blueprint.model.elements import Blueprint

__version__ = "0.1.0"
__all__ = ["check", "from_json", "load", "parse", "render", "to_json"]


def parse(text: str, path: str = "") -> Blueprint:
    """The blueprint that a text describes. ``path`` is what messages call it. Includes need a file: see ``load``."""
    from blueprint.model.read import parse

    return parse(text, path)


def load(path: str | Path) -> Blueprint:
    """The blueprint of a file, with the files that it includes. Raises SourceError where the file cannot be read."""
    from blueprint.model.load import load

    return load(path)


def check(blueprint: Blueprint) -> tuple[Finding, ...]:
    """All findings, in the order of their places: the mistakes of the text and the gaps of the service."""
    from blueprint.findings.run import check

    return check(blueprint)


def render(blueprint: Blueprint, format: str = "svg", *, theme: str | Path = "default") -> bytes:
    """The picture of a blueprint: ``svg``, ``png``, ``pdf``, ``html``, ``dot``; its story as ``text``; or ``json``, its
    model. ``theme`` is the look: ``default``, ``print``, ``high-contrast``, or the path of a theme's file.

    Raises EngineError, PngError, PdfError or SizeError where it cannot be made, ThemeError where there is no such
    theme, and ValueError for an unknown format.
    """
    from blueprint.drawing.looks.theme_file import find_theme
    from blueprint.drawing.render import render

    return render(blueprint, format, theme=find_theme(str(theme)))


def to_json(blueprint: Blueprint) -> bytes:
    """The model as UTF-8 JSON, of which ``from_json`` makes an equal model."""
    from blueprint.model.json import to_json

    return to_json(blueprint)


def from_json(data: bytes | str) -> Blueprint:
    """The blueprint of a JSON document. Raises JsonError where it has another form."""
    from blueprint.model.json import from_json

    return from_json(data)
