"""Lines of text for the program that draws PNG: every run with the font that sets it, at its place.

The program (resvg) takes a line in several fonts for one, and then loses marks and picks fonts by itself; a run that
begins at a place of its own is set alone and whole. How wide it becomes only the program knows, and it does not tell:
so lines of several runs are drawn once with a block behind each run, and where the block begins the run ends.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path as File
from typing import NamedTuple
from unicodedata import bidirectional

from blueprint.drawing.formats.svg_read import Words
from blueprint.drawing.words.font_files import looks_of
from blueprint.drawing.words.glyphs import Glyphs
from blueprint.drawing.words.measure import text_width
from blueprint.drawing.words.runs import Run, runs_of
from blueprint.drawing.words.safe import xml_text

_FILES = tuple(
    str(File(__file__).parents[1] / "data" / name) for name in ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
)
_FAMILY = "Liberation Sans"
_SIDES = {"start": 0.0, "middle": 0.5, "end": 1.0}
_SLANT = 0.2126
"""How far slanted letters lean, 12 degrees; the font that comes along has none, and they are slanted as in PDF."""

_SIZE = 16.0
_BLOCK = "\u2588"
_TOP, _HEIGHT = 1864 / 2048 * _SIZE, 2485 / 2048 * _SIZE
"""The upper edge of the block over the baseline, and its height; its left edge is at its beginning."""


class _Set(NamedTuple):
    """A run in its weight."""

    run: Run
    bold: bool


def draw_svg(svg: str, files: Sequence[str]) -> bytes:
    """A plain SVG as a PNG, with no other fonts than those of ``files``. Raises ImportError where the package that
    draws is missing, and ValueError where it cannot be drawn."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=list(files), font_family=_FAMILY, serif_family=_FAMILY
        )
    )


def plain_svg(width: int, height: int, inside: str) -> str:
    """An SVG of so many pixels."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" xml:space="preserve">{inside}</svg>'
    )


def is_bold(words: Words) -> bool:
    """Whether a line is set in bold letters."""
    return words.looks.get("font-weight") == "bold"


class TextWriter:
    """Writes lines of text as elements of SVG."""

    def __init__(self, texts: Iterable[Words], glyphs: Glyphs) -> None:
        """Prepare for ``texts``, all that will be written. Raises what :func:`draw_svg` raises."""
        self._glyphs = glyphs
        faces = dict.fromkeys((*glyphs.plain.values(), *glyphs.bold.values()))
        self.files = tuple(dict.fromkeys((*_FILES, *(face.path for face in faces))))
        self._looks = {face: _attributes(looks_of(face)) for face in faces}
        lines = ((self._runs(words), is_bold(words)) for words in texts if not words.text.isascii())
        parts = dict.fromkeys(_Set(run, bold) for runs, bold in lines if len(runs) > 1 for run in runs)
        self._widths = self._measured(tuple(parts)) if parts else {}

    def written(self, words: Words) -> str:
        """A line as an element."""
        size, bold = float(words.looks["font-size"].removesuffix("px")), is_bold(words)
        runs = self._runs(words)
        x, anchor = words.x, f' text-anchor="{words.anchor}"'
        if len(runs) > 1:
            widths = [self._widths[_Set(run, bold)] * size for run in runs]
            x, anchor = x - _SIDES[words.anchor] * sum(widths), ""
        inside = ""
        at = x
        for number, run in enumerate(runs):
            inside += f'<tspan x="{at:.2f}" y="{words.y:g}"{self._font(run, bold)}>{_spoken(run)}</tspan>'
            at += widths[number] if len(runs) > 1 else 0
        leaning = words.looks.get("font-style") == "italic"
        slant = f' transform="matrix(1 0 {-_SLANT} 1 {_SLANT * words.y:.3f} 0)"' if leaning else ""
        return f'<text font-size="{size:g}" fill="{words.looks.get("fill", "#000000")}"{anchor}{slant}>{inside}</text>'

    def _runs(self, words: Words) -> list[Run]:
        return runs_of(words.text, self._glyphs.bold if is_bold(words) else self._glyphs.plain)

    def _font(self, run: Run, bold: bool) -> str:
        if run.face is not None:
            return self._looks[run.face]
        return f' font-family="{_FAMILY}" font-weight="{"bold" if bold else "normal"}"'

    def _measured(self, parts: Sequence[_Set]) -> Mapping[_Set, float]:
        """How wide each run is in a size of 1. The block behind each fills a row of pixels below an empty one; the run
        itself stands above the picture."""
        width = 64 + int(2 * max(text_width(part.run.text, _SIZE, part.bold) for part in parts))
        rows = ""
        for number, part in enumerate(parts):
            row = 2 * number + 1
            rows += (
                f'<text transform="matrix(1 0 0 {1 / _HEIGHT:.6f} 0 {row + _TOP / _HEIGHT:.6f})" font-size="{_SIZE:g}">'
                f'<tspan y="{-_HEIGHT * (row + 4):.2f}"{self._font(*part)}>{_spoken(part.run)}</tspan>'
                f'<tspan y="0" font-family="{_FAMILY}" font-weight="normal">{_BLOCK}</tspan></text>'
            )
        edges = _edges(draw_svg(plain_svg(width, 2 * len(parts) + 1, rows), self.files))
        return {part: edge / _SIZE for part, edge in zip(parts, edges, strict=True)}


def _attributes(looks: Mapping[str, str]) -> str:
    return "".join(f' {name}="{xml_text(value)}"' for name, value in looks.items())


def _spoken(run: Run) -> str:
    """The characters of a run, bound to its direction where the program might think otherwise."""
    if run.leftwards:
        # The mark at the end keeps a last space where it is; at the end of a line it would go to the other side.
        return f"\u202e{xml_text(run.text)}\u200f\u202c"
    if any(bidirectional(char) in ("R", "AL") for char in run.text):
        return f"\u202d{xml_text(run.text)}\u202c"
    return xml_text(run.text)


def _edges(png: bytes) -> list[float]:
    """Where in every second row of a picture the first pixel begins that is not empty.

    The rows between are empty, and so all filters of PNG leave the first such pixel of a row as it is.
    """
    data = b""
    at, width, height = 8, 0, 0
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IHDR":
            width, height = struct.unpack(">II", png[at + 8 : at + 16])
        elif kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    pixels = zlib.decompress(data)
    stride = 4 * width + 1
    found = []
    for row in range(1, height, 2):
        line = pixels[row * stride + 1 : (row + 1) * stride]
        empty = (len(line) - len(line.lstrip(b"\0"))) // 4
        cover = max(line[4 * empty : 4 * empty + 4], default=255)
        found.append(empty + 1 - cover / 255)
    return found
