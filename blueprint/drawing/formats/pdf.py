"""Writes drawings as the pages of a PDF: vectors, and real text in embedded fonts, with title, language and links.

What is painted is read from the SVG of each page, so that the two never differ. The same pages give the same bytes;
what the fonts of the machine draw (:mod:`blueprint.drawing.words.glyphs`) is the exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path as File
from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.drawing import Drawing, Rect
from blueprint.drawing.formats.pdf_outline import bookmarks, jumps
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.formats.svg_read import Link, Painted, Path, Words, read_svgs
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.words.font_files import Face
from blueprint.drawing.words.glyphs import Glyphs, find_glyphs
from blueprint.drawing.words.measure import text_width
from blueprint.drawing.words.runs import Run, runs_of
from blueprint.drawing.words.safe import safe_link

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.drawing import PaintedPath

_POINT = 0.75
"""A point of CSS in points of PDF, 72 to the inch."""
LARGEST = 14_400.0
"""The longest side of a page, in points of PDF; readers open no larger one."""
_DATA = File(__file__).parents[1] / "data"
_SHIPPED = "shipped"
_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)  # A file must name a day, and must not differ from day to day.
_STEP = re.compile(r"([MLHVCQAZ])|(-?(?:\d+\.?\d*|\.\d+))")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}


class PdfError(Exception):
    """A PDF cannot be made; the message says why and what to do."""


class Pdf(NamedTuple):
    """The bytes of the file, and sentences about what the reader should know of it."""

    data: bytes
    warnings: tuple[str, ...]


def write_pdf(
    pages: Sequence[Drawing], scale: float = 1.0, theme: Theme | None = None, fonts: Sequence[str] = ()
) -> Pdf:
    """The pages as a PDF; ``scale`` is the size of a point of CSS on paper. ``fonts`` are files for what the shipped
    font lacks.

    Raises PdfError where the packages that write PDF are missing, and
    :class:`blueprint.drawing.words.font_files.FontError` where one of ``fonts`` cannot be used.
    """
    try:
        import fpdf
        import uharfbuzz  # noqa: F401  (shapes Arabic and the scripts of India)
    except ImportError as error:
        raise PdfError("PDF needs the packages of the extra pdf: pip install 'service-blueprint[pdf]'") from error
    first = pages[0]
    painted = list(read_svgs(write_svg(page, theme) for page in pages))
    texts = [(item.text, _is_bold(item)) for page in painted for item in page if isinstance(item, Words)]
    glyphs = find_glyphs(texts, fonts, first.language)
    warnings = list(glyphs.warnings)
    largest = max(max(page.width, page.height) for page in pages) * scale * _POINT
    if largest > LARGEST:
        warnings.append(f"the page would be longer than a PDF may be, and is drawn at {LARGEST / largest:.0%}")
        scale *= LARGEST / largest
    document = fpdf.FPDF(unit="pt")
    document.set_auto_page_break(False)
    document.alias_nb_pages(None)  # type: ignore[arg-type]  # No text of a stranger stands for a number.
    document.c_margin = 0
    document.set_title(first.title)
    document.set_subject(first.description)
    document.set_lang(first.language)
    document.set_producer("Blueprint")
    document.set_creation_date(_WRITTEN)
    document.viewer_preferences = fpdf.ViewerPreferences(display_doc_title=True)
    for style, name in (("", "Regular"), ("B", "Bold")):
        document.add_font(_SHIPPED, style, _DATA / f"LiberationSans-{name}.ttf")
    writer = _Writer(document, scale * _POINT, glyphs)
    for page, items, marked, leads in zip(pages, painted, bookmarks(pages), jumps(pages), strict=True):
        document.add_page(format=(page.width * writer.scale, page.height * writer.scale))
        if len(pages) > 1:
            for bookmark in marked:
                document.start_section(bookmark.name, bookmark.level)
        writer.paint(items)
        for jump in leads:
            writer.lead(jump.rect, document.add_link(page=jump.page + 1))
    return Pdf(bytes(document.output()), tuple(warnings))


def _is_bold(words: Words) -> bool:
    return words.looks.get("font-weight") == "bold"


class _Writer:
    """Paints on the last page of a document."""

    def __init__(self, document: FPDF, scale: float, glyphs: Glyphs) -> None:
        self.scale = scale
        self._document = document
        self._glyphs = glyphs
        self._added: dict[Face, str] = {}

    def paint(self, items: Iterable[Painted]) -> None:
        """Everything in its order; shapes that follow one another go to the document together."""
        shapes: list[Path] = []
        for item in items:
            if isinstance(item, Path):
                shapes.append(item)
                continue
            self._shapes(shapes)
            shapes = []
            if isinstance(item, Words):
                self._words(item)
            else:
                self._link(item)
        self._shapes(shapes)

    def _link(self, link: Link) -> None:
        address = safe_link(link.address)
        if address:
            self.lead(link.rect, address)

    def lead(self, rect: Rect, to: str | int) -> None:
        """Let an area lead to an address, or to a place in the document by its number there."""
        x, y, width, height = (length * self.scale for length in rect)
        self._document.link(x, y, width, height, to)

    def _shapes(self, shapes: Sequence[Path]) -> None:
        from fpdf.drawing import PaintedPath

        with self._document.drawing_context() as context:
            for shape in shapes:
                path = PaintedPath()
                if _look(path, shape, self.scale):
                    _draw(path, shape, self.scale)
                    context.add_item(path, clone=False)

    def _words(self, words: Words) -> None:
        document = self._document
        bold = _is_bold(words)
        size = float(words.looks["font-size"].removesuffix("px"))
        document.set_text_color(*_rgb(words.looks.get("fill", "#000000")))
        runs = runs_of(words.text, self._glyphs.bold if bold else self._glyphs.plain)
        widths = [self._choose(run, size, bold) for run in runs]
        # Boxes were made for the measured width; a strange font may be wider.
        whole, measured = sum(widths), text_width(words.text, size, bold) * self.scale
        squeeze = min(1.0, measured / whole) if whole > 0 and measured > 0 else 1.0
        x = words.x * self.scale - {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor] * whole * squeeze
        y = words.y * self.scale
        slanted = words.looks.get("font-style") == "italic"
        for run, width in zip(runs, widths, strict=True):
            if len(runs) > 1:
                self._choose(run, size, bold)
            document.set_stretching(100 * squeeze)
            self._run(run, x, y, width * squeeze, size * self.scale, slanted)
            x += width * squeeze
        document.set_stretching(100)

    def _run(self, run: Run, x: float, y: float, width: float, size: float, slanted: bool) -> None:
        document = self._document
        if slanted:
            # The package has no slanted letters; they are slanted as other programs do it.
            with document.skew(ax=12, x=x, y=y):
                self._set(run, x, y, width, size)
            return
        self._set(run, x, y, width, size)

    def _set(self, run: Run, x: float, y: float, width: float, size: float) -> None:
        document = self._document
        if run.face is None and not run.leftwards:
            document.text(x, y, run.text)
            return
        document.set_xy(x, y - 0.8 * size)  # The baseline of a cell is there.
        document.cell(width, size, run.text)

    def _choose(self, run: Run, size: float, bold: bool) -> float:
        """Make the font of a run the current one; gives the width of the run."""
        document = self._document
        if run.face is None:
            document.set_font(_SHIPPED, "B" if bold else "", size * self.scale)
        else:
            document.set_font(self._family(run.face), "", size * self.scale)
        if run.face is None and not run.leftwards:
            document.set_text_shaping(False)
        else:
            document.set_text_shaping(True, direction="rtl" if run.leftwards else "ltr")
        return float(document.get_string_width(run.text))

    def _family(self, face: Face) -> str:
        name = self._added.get(face)
        if name is None:
            name = self._added[face] = f"other{len(self._added)}"
            self._document.add_font(name, "", face.path, collection_font_number=face.number)
        return name


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _look(path: PaintedPath, shape: Path, scale: float) -> bool:
    """Give a path the looks of a shape; whether anything of it is to be seen."""
    looks = shape.looks
    fill, stroke = looks.get("fill", "#000000"), looks.get("stroke", "none")
    style = path.style
    style.auto_close = False
    style.fill_color = None if fill == "none" else fill
    style.stroke_color = None if stroke == "none" else stroke
    if stroke != "none":
        by = scale * shape.scale
        style.stroke_width = float(looks.get("stroke-width", "1")) * by
        style.stroke_cap_style = looks.get("stroke-linecap", "butt")
        style.stroke_join_style = looks.get("stroke-linejoin", "miter")
        dashes = looks.get("stroke-dasharray", "none")
        style.stroke_dash_pattern = None if dashes == "none" else [float(part) * by for part in dashes.split()]
    return (fill, stroke) != ("none", "none")


def _draw(path: PaintedPath, shape: Path, scale: float) -> None:
    """Put the ways of a shape into a path, moved and enlarged."""

    def across(x: float) -> float:
        return (shape.x + x * shape.scale) * scale

    def down(y: float) -> float:
        return (shape.y + y * shape.scale) * scale

    x = y = 0.0
    for letter, values in _steps(shape.d):
        if letter == "Z":
            path.close()
            continue
        if letter == "H":
            x = values[0]
        elif letter == "V":
            y = values[0]
        else:
            x, y = values[-2:]
        if letter == "M":
            path.move_to(across(x), down(y))
        elif letter in "LHV":
            path.line_to(across(x), down(y))
        elif letter == "C":
            path.curve_to(across(values[0]), down(values[1]), across(values[2]), down(values[3]), across(x), down(y))
        elif letter == "Q":
            path.quadratic_curve_to(across(values[0]), down(values[1]), across(x), down(y))
        else:
            by = scale * shape.scale
            large, sweep = bool(values[3]), bool(values[4])
            path.arc_to(values[0] * by, values[1] * by, values[2], large, sweep, across(x), down(y))


def _steps(d: str) -> Iterator[tuple[str, list[float]]]:
    """The steps of a path of SVG, each letter with its numbers, repeated where the numbers are."""
    letter = ""
    values: list[float] = []
    for found, number in _STEP.findall(d):
        if found:
            letter = found
            if letter == "Z":
                yield letter, []
            continue
        values.append(float(number))
        if len(values) == _COUNTS[letter]:
            yield letter, values
            values = []
            letter = "L" if letter == "M" else letter
