"""Writes a drawing as a page for the browser: one file that needs nothing else, with all that the model knows.

The page asks nothing of the network: scripts and styles stand in it, and its Content-Security-Policy lets run only
those, by their hashes. What strangers wrote is text of the drawing, text of the page, or data that the script puts on
the page as text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Template

from blueprint.drawing.drawing import Drawing
from blueprint.drawing.formats.details import page_data
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.formats.svg_style import STAGES
from blueprint.drawing.looks.theme import Theme, default_theme
from blueprint.drawing.words.describe import subtitle_of
from blueprint.drawing.words.headings import headings
from blueprint.drawing.words.safe import json_text, xml_text
from blueprint.findings.finding import Finding
from blueprint.model.elements import Blueprint

_DATA = Path(__file__).parents[1] / "data"
_SCRIPTS = (
    "page-elements.js", "page-canvas.js", "page-walk.js", "page-details.js", "page-search.js", "page-panels.js",
    "page.js",
)  # fmt: skip
_COLOURS = {
    "page": "page", "ink": "ink", "quiet": "quiet", "faint": "faint", "box": "box", "accent": "question.ink",
    "accent-fill": "question.fill", "bad": "bad.ink", "bad-fill": "bad.fill", "warn": "idea.ink",
    "warn-fill": "idea.fill", "info": "mark.ink", "info-fill": "mark.fill", "phase": "phase.fill",
    "phase-ink": "phase.ink",
}  # fmt: skip
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class More:
    """What a page does besides, where a server of its own stands behind it, which it may then ask.

    ``script`` runs as the last part of the page's own, with all that is known there, ``data`` among it (as
    ``data.more``). The whole is the function ``startPage``, called with null, so that the script can begin again with
    another drawing. ``style`` is the look of what it adds.
    """

    script: str
    style: str
    data: dict[str, object]


def write_html(
    blueprint: Blueprint,
    drawing: Drawing,
    findings: Sequence[Finding] = (),
    theme: Theme | None = None,
    more: More | None = None,
    documentation: str = "",
) -> str:
    """The page of ``drawing``, which is that of ``blueprint``, in the built-in theme unless another is given.

    ``findings`` are listed; their marks are those that ``drawing`` was drawn with, ``brief``. ``more`` makes it a page
    with a server behind it. ``documentation`` is the setting of that name. The same values give the same text.
    """
    theme = theme or default_theme()
    words = headings(blueprint.language)
    # A box is a button here, and its link stands among its details: a link inside a button could not be reached.
    drawing = replace(drawing, actions=tuple(replace(action, link="") for action in drawing.actions))
    svg = write_svg(drawing, theme)
    style = f"\n{_colours(theme)}{_read('page.css')}"
    script = "".join(_read(name) for name in _SCRIPTS)
    data = page_data(blueprint, drawing, findings, documentation)
    if more is not None:
        style += more.style
        data["more"] = more.data
        script += more.script
    script = f'\n"use strict";\nfunction startPage(kept) {{\n{script}}}\nstartPage(null);\n'
    styles = [style, *(html.unescape(found) for found in _STYLE.findall(svg))]
    places = {key[5:].replace(" ", "_"): xml_text(text) for key, text in words.items() if key.startswith("page ")}
    places |= {
        "language": xml_text(drawing.language),
        "direction": drawing.direction,
        "policy": _policy(script, styles, asks=more is not None),
        "title": xml_text(drawing.title),
        "subtitle": xml_text(subtitle_of(blueprint)),
        "style": style,
        "script": script,
        "drawing_svg": svg,
        "data": json_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
    }
    return Template(_read("page.html")).substitute(places)


@cache
def _read(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")


def _policy(script: str, styles: Sequence[str], *, asks: bool) -> str:
    """What the browser may do with the page: run this script, use these styles, and load nothing at all; or, where it
    ``asks`` the server that it came from, nothing from elsewhere."""
    asked = "connect-src 'self'; " if asks else ""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {' '.join(map(_hash, styles))}; "
        f"{asked}base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _colours(theme: Theme) -> str:
    """The theme's colours as variables of the style sheet, light and dark."""
    names = (
        _COLOURS
        | {stage: f"{stage}.stripe" for stage in STAGES}
        | {f"{stage}-band": f"{stage}.band" for stage in STAGES}
    )
    light = "".join(f"--{name}:{theme.colour(colour).light};" for name, colour in names.items())
    dark = "".join(f"--{name}:{theme.colour(colour).dark};" for name, colour in names.items())
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
