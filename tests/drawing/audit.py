"""Measures drawings in a browser: what is wrong in each, and how wide its words are."""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from devtools import Browser

AUDIT = Path(__file__).with_name("audit.js")
FONTS = {"400": "LiberationSans-Regular.ttf", "700": "LiberationSans-Bold.ttf"}
"""The files of the font that comes along, by their weights."""
_AT_ONCE = 1_500_000  # characters of SVG on one page


def font_data(name: str) -> str:
    """A file of the font in base64."""
    return base64.b64encode((files("blueprint.drawing") / "data" / name).read_bytes()).decode()


def _font_face(weight: str, name: str) -> str:
    source = f"data:font/ttf;base64,{font_data(name)}"
    return f"@font-face{{font-family:'Liberation Sans';font-weight:{weight};src:url({source})}}"


def measure(browser: Browser, svgs: list[str], folder: Path, *, widths: bool = False) -> list[dict[str, Any]]:
    """For each SVG what is wrong in it (``faults``) and, if asked for, every line of text (``widths``: text, size, bold,
    width)."""
    results: list[dict[str, Any]] = []
    pages: list[list[str]] = []
    for svg in svgs:
        if not pages or sum(map(len, pages[-1])) + len(svg) > _AT_ONCE:
            pages.append([])
        pages[-1].append(svg)
    for page in pages:
        results += _measure_page(browser, page, folder, widths)
    return results


def _measure_page(browser: Browser, svgs: list[str], folder: Path, widths: bool) -> list[dict[str, Any]]:
    fonts = "".join(_font_face(weight, name) for weight, name in FONTS.items())
    page = folder / "page.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><style>{fonts}</style><body>{''.join(svgs)}"
        f"<script>{AUDIT.read_text(encoding='utf-8')}</script>",
        encoding="utf-8",
    )
    browser.open(page)
    results: list[dict[str, Any]] = browser.run(
        "document.fonts.ready.then(() => new Promise(done => "
        f"setTimeout(() => done(measure({json.dumps(widths)})), 50)))"
    )
    assert len(results) == len(svgs)
    return results
