from __future__ import annotations

import struct
import sys

import pytest
from hand_made import drawing

from blueprint.drawing.formats.png import PngError, write_png
from blueprint.drawing.formats.svg import write_svg


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_the_picture_has_the_size_that_was_asked_for(scale: float) -> None:
    pytest.importorskip("resvg_py")
    page = drawing()
    width, height = size(write_png(write_svg(page), scale).data)
    assert abs(width - page.width * scale) <= 1
    assert abs(height - page.height * scale) <= 1


def test_text_is_drawn_without_fonts_of_the_machine() -> None:
    pytest.importorskip("resvg_py")
    svg = write_svg(drawing())
    empty = svg.replace("Waits in the queue", "")
    assert write_png(svg, 1).data != write_png(empty, 1).data


def test_too_large_a_picture_is_a_clear_error() -> None:
    with pytest.raises(PngError, match=r"too large\. A scale of 8\.77"):
        write_png(write_svg(drawing()), 20)
    with pytest.raises(PngError, match="scale must be"):
        write_png(write_svg(drawing()), 0)
    with pytest.raises(PngError, match="not an SVG"):
        write_png("<html/>")


def test_a_missing_package_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(PngError, match="resvg-py"):
        write_png(write_svg(drawing()))
