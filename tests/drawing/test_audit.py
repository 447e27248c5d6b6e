"""The audit of the drawing: hard cases, measured in a real browser, must not have a single fault of any kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import measure
from faults import faults
from hard_cases import LARGE, NAMED, hard_case

from blueprint.drawing.draw import draw
from blueprint.drawing.svg import write_svg
from blueprint.model.read import parse

pytestmark = pytest.mark.browser

SAMPLE, FULL = 6, 200
FIRST_SEED = 1000


def test_hard_cases_have_no_fault_in_the_browser(proof: bool, tmp_path: Path) -> None:
    texts = NAMED | {
        f"seed {seed}": hard_case(seed) for seed in range(FIRST_SEED, FIRST_SEED + (FULL if proof else SAMPLE))
    }
    if proof:
        texts |= LARGE
    drawings = {name: draw(parse(text)) for name, text in texts.items()}
    found = [f"{name}: {fault}" for name, drawing in drawings.items() for fault in faults(drawing)]
    results = measure([write_svg(drawing) for drawing in drawings.values()], tmp_path)
    found += [f"{name}: {fault}" for name, result in zip(drawings, results, strict=True) for fault in result["faults"]]
    assert found == []
