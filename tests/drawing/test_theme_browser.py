"""Every theme in a real browser: larger text and thicker lines must not leave their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from audit import measure
from devtools import Browser
from hard_cases import hard_case

from blueprint.drawing.draw import draw
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.looks.theme import THEMES, built_in
from blueprint.model.load import load
from blueprint.model.read import parse

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", [name for name in THEMES if name != "default"])
def test_themes_have_no_fault_in_the_browser(name: str, browser: Browser, tmp_path: Path) -> None:
    theme = built_in(name)
    found = {path.stem: load(path) for path in sorted(Path("examples").glob("*.blueprint"))}
    found |= {f"seed {seed}": parse(hard_case(seed)) for seed in (2000, 2001, 2002)}
    svgs = [write_svg(draw(blueprint, theme=theme), theme) for blueprint in found.values()]
    results = measure(browser, svgs, tmp_path)
    assert [f"{key}: {fault}" for key, result in zip(found, results, strict=True) for fault in result["faults"]] == []
