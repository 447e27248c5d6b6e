"""A blueprint as a picture, in any of the formats: the place to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.drawing.theme import Theme
    from blueprint.findings.finding import Finding
    from blueprint.model.elements import Blueprint

FORMATS = ("svg", "png", "html", "dot", "json", "text")
"""The formats by their names."""

ENDINGS = {name: name for name in FORMATS} | {"text": "txt"}
"""The ending of the files of each format."""


def render(
    blueprint: Blueprint,
    format: str = "svg",
    *,
    scale: float = 2.0,
    engine: str = "embedded",
    timeout: float = 30.0,
    view: str = "",
    findings: Sequence[Finding] = (),
    theme: Theme | None = None,
    width: int = 0,
) -> bytes:
    """The blueprint in a format: ``svg``, ``png``, ``html``, ``dot``, ``text``, which is the story as an outline, or
    ``json``, which is the model itself.

    ``scale`` is how many pixels of a PNG stand for one point of the drawing, ``engine`` the Graphviz that routes the
    arrows (``embedded``, ``dot`` for the system's, or the path of a program), ``timeout`` its limit in seconds.
    ``view`` names the part to show, as :mod:`blueprint.drawing.views` says; ``""`` is the whole. ``findings`` are drawn
    in; a page in HTML lists them instead, with marks that the reader can turn off.
    ``theme`` is the look; None is the theme ``default``. ``width`` is that of a terminal, in columns, to which a text
    is broken; 0 breaks no line. Raises EngineError or PngError where
    the picture cannot be made, ViewError where there is no such view, ValueError for an unknown format.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}")
    whole = blueprint
    if view:
        from blueprint.drawing.views import read_view, show

        blueprint = show(whole, read_view(view))
    if format == "json":
        from blueprint.model.json import to_json

        return to_json(blueprint)
    if format == "text":
        from blueprint.drawing.outline import write_outline

        return write_outline(blueprint, findings, whole=whole, width=width).encode("utf-8", "replace")
    from blueprint.drawing.draw import draw

    drawn = () if format == "html" else findings
    drawing = draw(blueprint, drawn, engine=engine, timeout=timeout, whole=whole, theme=theme)
    if format == "dot":
        from blueprint.drawing.dot import write_dot

        return write_dot(drawing, theme).encode()
    if format == "html":
        from blueprint.drawing.html import write_html

        return write_html(blueprint, drawing, findings, theme).encode()
    from blueprint.drawing.svg import write_svg

    svg = write_svg(drawing, theme)
    if format == "svg":
        return svg.encode()
    from blueprint.drawing.png import write_png

    return write_png(svg, scale)
