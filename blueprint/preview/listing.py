"""The page of a folder: its blueprints, each with its title."""

from __future__ import annotations

import base64
import hashlib
import os
from functools import lru_cache
from string import Template
from urllib.parse import quote

from blueprint.drawing.words.headings import heading
from blueprint.drawing.words.safe import xml_text
from blueprint.model.load import load
from blueprint.preview.gallery import Gallery
from blueprint.preview.picture import read_data
from blueprint.text.source import SourceError


def list_version(gallery: Gallery) -> str:
    """What changes when the list does."""
    return hashlib.sha256("\0".join(gallery.files()).encode(errors="replace")).hexdigest()[:16]


def list_page(gallery: Gallery) -> str:
    """The list as a page. Files that only declare things for others are left out where there are blueprints."""
    entries = [(name, *_entry(path, _stamp(path))) for name, path in gallery.files().items()]
    shown = [entry for entry in entries if not entry[2]] or entries
    items = "".join(
        f'<li><a href="blueprint/{quote(name)}"><b dir="auto">{xml_text(title or name)}</b>'
        f"<small>{xml_text(name)}</small></a></li>\n"
        for name, title, _ in shown
    )
    style, script = read_data("list.css"), read_data("list.js")
    return Template(read_data("list.html")).substitute(
        title=xml_text(os.path.basename(gallery.path) or gallery.path),
        heading=xml_text(heading("preview all", "en")),
        items=items,
        none="" if shown else xml_text(heading("preview none", "en")),
        style=style,
        script=script,
        version=list_version(gallery),
        policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'",
    )


@lru_cache(maxsize=10_000)
def _entry(path: str, stamp: tuple[int, int]) -> tuple[str, bool]:
    """The title of a file, and whether it is shared; of a file that cannot be read, nothing. ``stamp`` is its state."""
    try:
        found = load(path)
    except SourceError:
        return "", False
    return found.label, found.is_shared


def _stamp(path: str) -> tuple[int, int]:
    try:
        state = os.stat(path)
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
