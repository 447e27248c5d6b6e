"""Turns an SVG of ours into a PNG, in its light colours and with the fonts that come with the package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

MOST_PIXELS = 120_000_000
"""The largest picture, in pixels; drawing it takes about 500 MB of memory."""

MOST_ACROSS = 32_000
"""The longest side of a picture, in pixels; many programs open no larger one."""

_FONTS = tuple(
    str(Path(__file__).with_name("data") / name) for name in ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
)
_SIZE = re.compile(r'<svg\b[^>]*?\swidth="([\d.]+)" height="([\d.]+)"')
_DARK = re.compile(r"@media screen and \(prefers-color-scheme:dark\)\{\n.*?\n\}\n?", re.DOTALL)


class PngError(Exception):
    """A PNG cannot be made; the message says why and what to do."""


def write_png(svg: str, scale: float = 2.0, fonts: Sequence[str] = ()) -> bytes:
    """The picture of ``svg``, which ``write_svg`` made, as the bytes of a PNG; ``scale`` pixels to the point.

    Scripts that Liberation Sans lacks are drawn with ``fonts``, which are font files, and with those of this machine;
    :mod:`blueprint.drawing.glyphs` tells which these are. Raises PngError where the package that
    draws is missing, where the picture would be too large, and where it cannot be drawn.
    """
    size = _SIZE.search(svg)
    if not size:
        raise PngError("This is not an SVG that blueprint wrote: it has no width and height.")
    if not 0.05 <= scale <= 20:
        raise PngError(f"The scale must be between 0.05 and 20, and is {scale:g}.")
    width, height = (max(1, round(float(length) * scale)) for length in size.groups())
    if width * height > MOST_PIXELS or max(width, height) > MOST_ACROSS:
        fitting = min((MOST_PIXELS * scale * scale / (width * height)) ** 0.5, MOST_ACROSS * scale / max(width, height))
        raise PngError(
            f"The picture would be {width} by {height} pixels, which is too large. "
            f"A scale of {int(fitting * 100) / 100:g} or less fits; SVG has no limit."
        )
    try:
        import resvg_py
    except ImportError as error:
        raise PngError("PNG needs the package resvg-py: pip install resvg-py") from error
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=_DARK.sub("", svg),
                zoom=scale,
                dpi=96,
                font_files=[*_FONTS, *fonts],
                font_family="Liberation Sans",
                sans_serif_family="Liberation Sans",
            )
        )
    except (ValueError, RuntimeError) as error:
        raise PngError(f"The picture could not be drawn as PNG: {error}") from error
