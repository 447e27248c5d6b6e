"""The pictures beside the examples are those that the examples give today."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint

EXAMPLES = sorted(Path("examples").glob("*.blueprint"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_picture_beside_an_example_is_in_step(path: Path) -> None:
    picture = path.with_suffix(".svg")
    assert picture.read_bytes() == blueprint.render(blueprint.load(path)), "run: make examples"


def test_every_picture_has_its_example() -> None:
    assert {path.stem for path in Path("examples").glob("*.svg")} == {path.stem for path in EXAMPLES}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_read_without_a_mistake(path: Path) -> None:
    found = blueprint.load(path)
    assert found.problems == ()
    assert found.label
    assert found.arrows


def test_two_examples_speak_german() -> None:
    assert sum(blueprint.load(path).language == "de" for path in EXAMPLES) >= 2
