"""The audit of the drawing: hard cases, measured in a real browser, must not have a single fault of any kind."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from audit import measure
from devtools import Browser
from faults import faults
from hard_cases import LARGE, NAMED, hard_case

from blueprint import check
from blueprint.drawing.draw import draw
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.views import ViewError, read_view, show
from blueprint.findings.finding import Finding
from blueprint.model.elements import Blueprint
from blueprint.model.read import parse

pytestmark = pytest.mark.browser

FIRST_SEEDS = (1000, 5000, 20000, 60000)
SAMPLE, FULL = 1, 50
"""How many seeds are drawn from each of the first ones on, those with odd numbers with their findings."""
VIEWED = 5
"""One of so many is drawn in its views too."""
CROWDED = {20014: False, 5011: True, 6015: True, 6050: True, 7042: True}
"""Seeds whose words once had no place but on other arrows, and whether with findings."""


def seeds(proof: bool) -> list[int]:
    return [first + number for number in range(FULL if proof else SAMPLE) for first in FIRST_SEEDS]


def case(seed: int) -> str:
    return hard_case(seed, loops=seed % 3)


def views(name: str, story: Blueprint) -> dict[str, Blueprint]:
    """Those views of a story in which arrows go around what is not shown, as far as there is anything in them."""
    found = {}
    for words in ("customer", "visible", "department u1"):
        with suppress(ViewError):
            found[f"{name}, {words}"] = show(story, read_view(words))
    return found


def test_hard_cases_have_no_fault_in_the_browser(proof: bool, browser: Browser, tmp_path: Path) -> None:
    stories = {name: parse(text) for name, text in (NAMED | (LARGE if proof else {})).items()}
    found_in: dict[str, Sequence[Finding]] = {}
    for seed in [*seeds(proof), *CROWDED]:
        name = f"seed {seed}"
        stories[name] = parse(case(seed))
        if CROWDED.get(seed, seed % 2):
            found_in[name] = check(stories[name])
    for seed in seeds(proof)[:: VIEWED if proof else 2]:
        stories |= views(f"seed {seed}", stories[f"seed {seed}"])
    drawings = {name: draw(story, findings=found_in.get(name, ())) for name, story in stories.items()}
    found = [f"{name}: {fault}" for name, drawing in drawings.items() for fault in faults(drawing)]
    results = measure(browser, [write_svg(drawing) for drawing in drawings.values()], tmp_path)
    found += [f"{name}: {fault}" for name, result in zip(drawings, results, strict=True) for fault in result["faults"]]
    assert found == []
