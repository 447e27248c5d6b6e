"""Finds a Chromium, and says how it is started."""

from __future__ import annotations

import os
import shutil

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


def find_browser() -> str:
    """The program; where there is none the test is skipped."""
    asked = os.environ.get("CHROMIUM")
    found = next((path for path in map(shutil.which, (asked, *_NAMES) if asked else _NAMES) if path), None)
    if not found:
        pytest.skip("there is no Chromium on this machine (CHROMIUM=/path/to/it names one)")
    return found
