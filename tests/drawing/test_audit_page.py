"""The audit of the page in HTML: with the marks of the findings it has no fault that the drawing may not have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from audit import AUDIT, FONTS, font_data
from devtools import Browser
from hard_cases import hard_case

from blueprint.drawing.render import render
from blueprint.findings.finding import Finding, Severity
from blueprint.findings.run import check
from blueprint.model.elements import Blueprint
from blueprint.model.load import load
from blueprint.model.read import parse

pytestmark = pytest.mark.browser

SEEDS = (3000, 3001, 3002)
LEFTWARDS = "language he\n" + hard_case(3003).replace("language en\n", "")


def stories(proof: bool) -> dict[str, Blueprint]:
    """Every second example, for the proof every one; some hard cases, and one that reads leftwards."""
    found = {path.stem: load(path) for path in sorted(Path("examples").glob("*.blueprint"))[:: 1 if proof else 2]}
    found |= {f"seed {seed}": parse(hard_case(seed)) for seed in SEEDS}
    return found | {"leftwards": parse(LEFTWARDS)}


def load_fonts(browser: Browser) -> None:
    """Gives the page the font that was measured with; its policy lets no style sheet do that."""
    for weight, name in FONTS.items():
        browser.run(
            f"new FontFace('Liberation Sans', Uint8Array.from(atob({json.dumps(font_data(name))}), each => "
            f"each.charCodeAt(0)), {{weight: '{weight}'}}).load().then(face => {{ document.fonts.add(face); }})"
        )


def test_pages_with_findings_have_no_fault(browser: Browser, proof: bool, tmp_path: Path) -> None:
    found: list[str] = []
    marked = 0
    for name, story in stories(proof).items():
        file = tmp_path / "story.html"
        file.write_bytes(render(story, "html", findings=check(story)))
        browser.open(file)
        load_fonts(browser)
        faults = browser.run(f"(() => {{ {AUDIT.read_text(encoding='utf-8')} return measure(false)[0].faults; }})()")
        found += [f"{name}: {fault}" for fault in (*faults, *browser.errors)]
        marked += browser.run("document.querySelectorAll('[data-id] > .mark.finding').length")
    assert found == []
    assert marked > 100


def test_without_the_marks_no_arrow_is_broken(browser: Browser, tmp_path: Path) -> None:
    story = parse('step "One"\n  customer: a "A"\n  frontstage: b "B"\n  support: c "C"\na => b\nb => c "Now"\n')
    file = tmp_path / "story.html"
    arrows = [arrow.id for arrow in story.arrows]
    findings = [Finding("late", "BP999", Severity.WARNING, "It is late.", story.span, arrow) for arrow in arrows]
    file.write_bytes(render(story, "html", findings=findings))
    browser.open(file)
    plates = "[...document.querySelectorAll('.arrow > .plate')].map(plate => getComputedStyle(plate).display)"
    assert browser.run(plates) == ["inline", "inline"]
    browser.run("document.querySelector('#bp-findings input').click()")
    assert browser.run(plates) == ["none", "inline"]
