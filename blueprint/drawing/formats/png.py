"""Turns an SVG of ours into a PNG, in its light colours.

What is painted is read from the SVG, as for PDF, and every text is given the font that draws it: the program that draws
chooses none, so that the fonts are those that the warnings name, and on a machine without fonts nothing changes for
what the font that comes along has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from blueprint.drawing.formats.png_text import TextWriter, draw_svg, is_bold, plain_svg
from blueprint.drawing.formats.svg_read import Link, Path, Words, read_svg
from blueprint.drawing.words.glyphs import find_glyphs

MOST_PIXELS = 120_000_000
"""The largest picture, in pixels; drawing it takes about 500 MB of memory."""

MOST_ACROSS = 32_000
"""The longest side of a picture, in pixels; many programs open no larger one."""

_SIZE = re.compile(r'<svg\b[^>]*?\swidth="([\d.]+)" height="([\d.]+)"[^>]*? lang="([^"]*)"')


class PngError(Exception):
    """A PNG cannot be made; the message says why and what to do."""


class Png(NamedTuple):
    """The bytes of the file, and sentences about the letters that the built-in font lacks."""

    data: bytes
    warnings: tuple[str, ...]


def write_png(svg: str, scale: float = 2.0, fonts: Sequence[str] = ()) -> Png:
    """The picture of ``svg``, which ``write_svg`` made, as a PNG; ``scale`` pixels to the point.

    Scripts that Liberation Sans lacks are drawn with ``fonts``, which are font files, and with those of this machine;
    :mod:`blueprint.drawing.words.glyphs` tells which these are. The page fills the picture to its last row and column.
    Raises PngError where the package that draws is missing, where the picture would be too large, and where it cannot
    be drawn; :class:`blueprint.drawing.words.font_files.FontError` where one of ``fonts`` cannot be used.
    """
    size = _SIZE.search(svg)
    if not size:
        raise PngError("This is not an SVG that blueprint wrote: it has no width and height.")
    if not 0.05 <= scale <= 20:
        raise PngError(f"The scale must be between 0.05 and 20, and is {scale:g}.")
    width, height = (max(1, ceil(float(length) * scale - 0.001)) for length in size.groups()[:2])
    if width * height > MOST_PIXELS or max(width, height) > MOST_ACROSS:
        fitting = min((MOST_PIXELS * scale * scale / (width * height)) ** 0.5, MOST_ACROSS * scale / max(width, height))
        raise PngError(
            f"The picture would be {width} by {height} pixels, which is too large. "
            f"A scale of {int(fitting * 100) / 100:g} or less fits; SVG has no limit."
        )
    painted = read_svg(svg)
    texts = [item for item in painted if isinstance(item, Words)]
    glyphs = find_glyphs([(words.text, is_bold(words)) for words in texts], fonts, size[3])
    page = next((item.looks.get("fill", "#ffffff") for item in painted if isinstance(item, Path)), "#ffffff")
    try:
        writer = TextWriter(texts, glyphs)
        inside = "".join(
            writer.written(item) if isinstance(item, Words) else _shape(item)
            for item in painted
            if not isinstance(item, Link)
        )
        ground = f'<rect width="{width}" height="{height}" fill="{page}"/>'
        svg = plain_svg(width, height, f'{ground}<g transform="scale({scale:g})">{inside}</g>')
        return Png(draw_svg(svg, writer.files), glyphs.warnings)
    except ImportError as error:
        raise PngError("PNG needs the package resvg-py: pip install resvg-py") from error
    except (ValueError, RuntimeError) as error:
        raise PngError(f"The picture could not be drawn as PNG: {error}") from error


def _shape(shape: Path) -> str:
    looks = "".join(
        f' {name}="{value}"' for name, value in shape.looks.items() if name == "fill" or name.startswith("stroke")
    )
    moved = f"translate({shape.x:g} {shape.y:g})" if shape.x or shape.y else ""
    grown = f"scale({shape.scale:g})" if shape.scale != 1 else ""
    place = f' transform="{moved}{grown}"' if moved or grown else ""
    return f'<path d="{shape.d}"{looks}{place}/>'
