"""What must hold on every drawing, measured in a real browser: with findings, in views, with rows, from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest
from audit import measure
from devtools import Browser

import blueprint
from blueprint.drawing.render import render

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
CABLE = EXAMPLES / "cable-tv-to-be.blueprint"

LEFTWARDS = """
language {language}
blueprint "{second}" as-is
  rows metric, pain
  policy "{first}"
department care "{second}" owner "{first}"
phase "{first}" metric "{second}" target 80%
step "{first}"
  customer: calls "{first}" emotion -1 pain "{second}"
  frontstage care: answers "{second}" takes 5 min metric "{first}"
step "{second}"
  customer: waits "{first} {second}" waits 20 min emotion 2
calls <-> answers
answers => waits "{first}"
waits -> calls when "{second}" repeated 2 times
"""
WORDS = {
    "ar": ("يتصل بالخط الساخن", "خدمة العملاء"),
    "he": ("מתקשר למוקד השירות", "שירות לקוחות"),
    "fa": ("با خط پشتیبانی تماس می‌گیرد", "خدمات مشتری"),
    "ur": ("ہاٹ لائن پر کال کرتا ہے", "کسٹمر کیئر"),
}


def pages() -> dict[str, bytes]:
    found = {f"findings of {path.stem}": _with_findings(path) for path in sorted(EXAMPLES.glob("*.blueprint"))}
    cable = blueprint.load(CABLE)
    for view in ("customer", "visible", "department care", "phase Repair", "behind looks"):
        found[view] = render(cable, view=view)
    for language, (first, second) in WORDS.items():
        text = LEFTWARDS.format(language=language, first=first, second=second)
        found[language] = render(blueprint.parse(text), findings=blueprint.check(blueprint.parse(text)))
    return found


def _with_findings(path: Path) -> bytes:
    loaded = blueprint.load(path)
    return render(loaded, findings=blueprint.check(loaded))


def test_nothing_lies_on_anything_else(browser: Browser, tmp_path: Path) -> None:
    drawn = pages()
    results = measure(browser, [svg.decode() for svg in drawn.values()], tmp_path)
    assert {name: result["faults"] for name, result in zip(drawn, results, strict=True) if result["faults"]} == {}
