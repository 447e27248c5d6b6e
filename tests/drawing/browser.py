"""Opens drawings in a headless Chromium and measures them there."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from html import escape, unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)

AUDIT = Path(__file__).with_name("audit.js")
_WHEN_READY = """document.fonts.ready.then(() => setTimeout(() => {
  document.getElementById('results').textContent = JSON.stringify(measure(%s));
}, 50));"""
_AT_ONCE = 1_500_000  # characters of SVG on one page


def find_browser() -> str:
    """The program; where there is none the test is skipped."""
    asked = os.environ.get("CHROMIUM")
    found = next((path for path in map(shutil.which, (asked, *_NAMES) if asked else _NAMES) if path), None)
    if not found:
        pytest.skip("there is no Chromium on this machine (CHROMIUM=/path/to/it names one)")
    return found


FONTS = {"400": "LiberationSans-Regular.ttf", "700": "LiberationSans-Bold.ttf"}
"""The files of the font that comes along, by their weights."""


def font_data(name: str) -> str:
    """A file of the font in base64."""
    return base64.b64encode((files("blueprint.drawing") / "data" / name).read_bytes()).decode()


def _font_face(weight: str, name: str) -> str:
    source = f"data:font/ttf;base64,{font_data(name)}"
    return f"@font-face{{font-family:'Liberation Sans';font-weight:{weight};src:url({source})}}"


def measure(svgs: list[str], folder: Path, *, widths: bool = False) -> list[dict[str, Any]]:
    """For each SVG what is wrong in it (``faults``) and, if asked for, every line of text (``widths``: text, size, bold,
    width)."""
    results: list[dict[str, Any]] = []
    pages: list[list[str]] = []
    for svg in svgs:
        if not pages or sum(map(len, pages[-1])) + len(svg) > _AT_ONCE:
            pages.append([])
        pages[-1].append(svg)
    for page in pages:
        results += _measure_page(page, folder, widths)
    return results


def _measure_page(svgs: list[str], folder: Path, widths: bool) -> list[dict[str, Any]]:
    fonts = "".join(_font_face(weight, name) for weight, name in FONTS.items())
    page = folder / "page.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><style>{fonts}</style><body>{''.join(svgs)}"
        f"<pre id=results></pre><script>{AUDIT.read_text(encoding='utf-8')}{_WHEN_READY % json.dumps(widths)}</script>",
        encoding="utf-8",
    )
    dumped = _run(page, folder, "--dump-dom")
    found = re.search(r'<pre id="results">(.*?)</pre>', dumped, re.DOTALL)
    assert found, "the browser did not measure"
    assert found[1], "the browser did not finish"
    results: list[dict[str, Any]] = json.loads(unescape(found[1]))
    assert len(results) == len(svgs), escape(dumped[:200])
    return results


def _run(page: Path, folder: Path, *options: str) -> str:
    command = [find_browser(), *OPTIONS, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000"]
    done = subprocess.run([*command, *options, page.as_uri()], capture_output=True, timeout=240, check=False)
    return done.stdout.decode("utf-8", "replace")
