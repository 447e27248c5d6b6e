"""A blueprint as a picture, in any of the formats: the place to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.drawing.drawing import Drawing
    from blueprint.drawing.looks.theme import Theme
    from blueprint.findings.finding import Finding
    from blueprint.model.elements import Blueprint

FORMATS = ("svg", "png", "pdf", "html", "dot", "json", "text")
"""The formats by their names."""

ENDINGS = {name: name for name in FORMATS} | {"text": "txt"}
"""The ending of the files of each format."""


class Picture(NamedTuple):
    """The bytes of a file, and sentences about what its reader should know: letters that the fonts lack, text that is
    small."""

    data: bytes
    warnings: tuple[str, ...] = ()


def render(
    blueprint: Blueprint,
    format: str = "svg",
    *,
    scale: float = 2.0,
    engine: str = "embedded",
    timeout: float = 30.0,
    view: str = "",
    findings: Sequence[Finding] = (),
    documentation: str = "",
    theme: Theme | None = None,
    width: int = 0,
    paper: str = "",
    upright: bool | None = None,
    fonts: Sequence[str] = (),
) -> bytes:
    """The bytes of :func:`picture`, with the same parameters."""
    return picture(
        blueprint,
        format,
        scale=scale,
        engine=engine,
        timeout=timeout,
        view=view,
        findings=findings,
        documentation=documentation,
        theme=theme,
        width=width,
        paper=paper,
        upright=upright,
        fonts=fonts,
    ).data


def picture(
    blueprint: Blueprint,
    format: str = "svg",
    *,
    scale: float = 2.0,
    engine: str = "embedded",
    timeout: float = 30.0,
    view: str = "",
    findings: Sequence[Finding] = (),
    documentation: str = "",
    theme: Theme | None = None,
    width: int = 0,
    paper: str = "",
    upright: bool | None = None,
    fonts: Sequence[str] = (),
) -> Picture:
    """The blueprint in a format: ``svg``, ``png``, ``pdf``, ``html``, ``dot``, ``text``, which is the story as an
    outline, or ``json``, which is the model itself.

    ``scale`` is how many pixels of a PNG stand for one point of the drawing, ``engine`` the Graphviz that routes the
    arrows (``embedded``, ``dot`` for the system's, or the path of a program), ``timeout`` its limit in seconds.
    ``view`` names the part to show, as :mod:`blueprint.drawing.views` says; ``""`` is the whole. ``findings`` are drawn
    in; a page in HTML lists them instead, with small marks that the reader can turn off, and with links to the pages of
    their checks where ``documentation``, the setting of that name, says where these are.
    ``theme`` is the look; None is the theme ``default``. ``width`` is that of a terminal, in columns, to which a text
    is broken; 0 breaks no line. ``paper`` is a name of :data:`blueprint.drawing.sheets.pages.PAPERS`: a PDF is cut
    into such sheets, and with ``""`` it is one page as large as the drawing; ``upright`` says whether the sheets
    stand, None lets them stand where that takes fewer. ``fonts`` are font files for what the font that comes along
    lacks, in PNG and PDF.

    Raises EngineError, PngError, PdfError or FontError where the picture cannot be made, SizeError where it would be
    too large, ViewError where there is no such view, ValueError for an unknown format.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}")
    whole = blueprint
    if view:
        from blueprint.drawing.views import read_view, show

        blueprint = show(whole, read_view(view))
    if format == "json":
        from blueprint.model.json import to_json

        return Picture(to_json(blueprint))
    if format == "text":
        from blueprint.drawing.formats.outline import write_outline

        return Picture(write_outline(blueprint, findings, whole=whole, width=width).encode("utf-8", "replace"))
    from blueprint.drawing.draw import draw

    brief = format == "html"
    drawing = draw(blueprint, findings, engine=engine, timeout=timeout, theme=theme, whole=whole, brief=brief)
    if format == "dot":
        from blueprint.drawing.formats.dot import write_dot

        return Picture(write_dot(drawing, theme).encode())
    if format == "html":
        from blueprint.drawing.formats.html import write_html

        return Picture(write_html(blueprint, drawing, findings, theme, documentation=documentation).encode())
    if format == "pdf":
        return _pdf(drawing, paper, upright, theme, fonts)
    from blueprint.drawing.formats.svg import write_svg

    svg = write_svg(drawing, theme)
    if format == "svg":
        return Picture(svg.encode())
    from blueprint.drawing.formats.png import write_png

    return Picture(*write_png(svg, scale, fonts))


def _pdf(drawing: Drawing, paper: str, upright: bool | None, theme: Theme | None, fonts: Sequence[str]) -> Picture:
    from blueprint.drawing.formats.pdf import write_pdf
    from blueprint.drawing.sheets.pages import PAPERS, Sheets, cut_either_way, cut_pages

    sheets = Sheets((drawing,), 1.0)
    if paper:
        sheet = PAPERS[paper]
        if upright is None:
            sheets = cut_either_way(drawing, sheet, theme)
        else:
            sheets = cut_pages(drawing, sheet.upright() if upright else sheet, theme)
    pdf = write_pdf(sheets.pages, sheets.scale, theme, fonts)
    return Picture(pdf.data, (*((sheets.warning,) if sheets.warning else ()), *pdf.warnings))
