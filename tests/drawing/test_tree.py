"""What a screen reader gets of a picture: Chromium's tree of accessibility, in order, with roles and names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from devtools import Browser

from blueprint.drawing.draw import draw
from blueprint.drawing.formats.svg import write_svg
from blueprint.findings.run import check
from blueprint.model.load import load

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMED = ("group", "graphics-object", "graphics-symbol", "graphics-document")


class Tree:
    """The nodes that are read, in reading order, with how deep they lie."""

    def __init__(self, nodes: list[dict[str, Any]]) -> None:
        self._nodes = {node["nodeId"]: node for node in nodes}
        self.read = list(self._walk(nodes[0], 0))

    def _walk(self, node: dict[str, Any], depth: int) -> Iterator[tuple[int, str, str]]:
        ignored = node.get("ignored", False)
        if not ignored:
            yield depth, node["role"]["value"], node.get("name", {}).get("value", "")
        for child in node.get("childIds", ()):
            if child in self._nodes:
                yield from self._walk(self._nodes[child], depth + (not ignored))


def tree_of(browser: Browser, page: Path) -> Tree:
    browser.open(page)
    browser.send("Accessibility.enable")
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    browser.send("Accessibility.disable")
    return Tree(nodes)


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.svg")))
def test_everything_with_a_role_has_a_name(browser: Browser, name: str) -> None:
    tree = tree_of(browser, EXAMPLES / f"{name}.svg")
    assert [words for _, role, words in tree.read if role == "graphics-document"] == [tree.read[0][2]]
    assert all(words.strip() for _, role, words in tree.read if role in NAMED)
    assert not any(role == "image" for _, role, _ in tree.read)


def test_the_order_of_reading_is_that_of_the_story(browser: Browser) -> None:
    tree = tree_of(browser, EXAMPLES / "cable-tv-to-be.svg")
    names = [words for _, role, words in tree.read if role in NAMED]
    order = [
        "Cable TV outage",
        "Phase",
        "Something is broken",
        "Step",
        "1 Television goes dark",
        "Evidence",
        "Support: Fault records, Owner: Head of care",
        "line of interaction",
        "Black screen",
        "start",
        "leads to: from Notices the black screen to Calls the provider",
        "Time",
        "Television goes dark: takes 1 min",
        "Metrics",
        "Policies",
        "Legend",
    ]
    places = []
    for words in order:
        near = [place for place, name in enumerate(names) if name == words or name.startswith(f"{words} · ")]
        assert near, words
        places.append(near[-1] if words == "start" else near[0])
    assert sorted(places) == places
    # Heading and title come first; what names a row is read with the row.
    texts = [words for _, role, words in tree.read if role == "StaticText"]
    assert texts[0] == "Cable TV outage"
    assert texts[2] == "Something is broken"
    assert "Time" not in texts


def test_a_face_says_what_was_felt_and_a_finding_what_it_means(browser: Browser, tmp_path: Path) -> None:
    story = load(EXAMPLES / "cable-tv-as-is.blueprint")
    page = tmp_path / "page.svg"
    page.write_text(write_svg(draw(story, check(story))), encoding="utf-8")
    tree = tree_of(browser, page)
    names = [words for _, role, words in tree.read if role in NAMED]
    assert "Insists that somebody comes (Customer with cable TV and mobile): −2" in names
    assert any(words.startswith("error found, touchpoint-without-owner: Nobody is said to own") for words in names)
    assert names.index("Legend") < names.index("Findings")
