"""The audit of the drawing: hard cases, measured in a real browser, must not have a single fault of any kind."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from browser import measure
from faults import faults
from hard_cases import LARGE, NAMED, hard_case

from blueprint.drawing.draw import draw
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.views import ViewError, read_view, show
from blueprint.model.elements import Blueprint
from blueprint.model.read import parse

pytestmark = pytest.mark.browser

SAMPLE, FULL = 6, 200
VIEWED = 5
"""One of so many is drawn in its views too."""
FIRST_SEED = 1000


def views(name: str, story: Blueprint) -> dict[str, Blueprint]:
    """Those views of a story in which arrows go around what is not shown, as far as there is anything in them."""
    found = {}
    for words in ("customer", "visible", "department u1"):
        with suppress(ViewError):
            found[f"{name}, {words}"] = show(story, read_view(words))
    return found


def test_hard_cases_have_no_fault_in_the_browser(proof: bool, tmp_path: Path) -> None:
    texts = NAMED | {
        f"seed {seed}": hard_case(seed, loops=seed % 3)
        for seed in range(FIRST_SEED, FIRST_SEED + (FULL if proof else SAMPLE))
    }
    if proof:
        texts |= LARGE
    stories = {name: parse(text) for name, text in texts.items()}
    for seed in range(FIRST_SEED, FIRST_SEED + (FULL // VIEWED if proof else SAMPLE)):
        stories |= views(f"seed {seed}", stories[f"seed {seed}"])
    drawings = {name: draw(story) for name, story in stories.items()}
    found = [f"{name}: {fault}" for name, drawing in drawings.items() for fault in faults(drawing)]
    results = measure([write_svg(drawing) for drawing in drawings.values()], tmp_path)
    found += [f"{name}: {fault}" for name, result in zip(drawings, results, strict=True) for fault in result["faults"]]
    assert found == []
