"""The legend: every sample looks like what it stands for, and no word in it is cut."""

from __future__ import annotations

import re

import pytest

from blueprint.drawing.draw import draw
from blueprint.drawing.drawing import Rect
from blueprint.drawing.formats.svg_parts import box
from blueprint.model.read import parse


def samples(*channels: str) -> list[str]:
    """What stands in the samples of channels, where boxes name these."""
    names = "abc"
    declared = "".join(f'channel {name} "{label}"\n' for name, label in zip(names, channels, strict=False))
    actions = "".join(f'  customer: "Does {name}" via {name}\n' for name in names[: len(channels)])
    page = draw(parse(f'{declared}step "One"\n{actions}'))
    entries = [entry for entry in page.legend if entry.kind == "mark channel"]
    for entry in entries:
        assert entry.chip is not None
        line = entry.chip.lines[0]
        assert entry.rect.x <= line.x - line.width / 2
        assert line.x + line.width / 2 <= entry.rect.right < entry.line.x
    return [line.text for entry in entries if entry.chip for line in entry.chip.lines]


def test_the_sample_of_a_channel_has_its_shortest_words_whole() -> None:
    assert samples("Registered letter", "Telephone", "Electronic mail") == ["Telephone"]
    assert samples("At the home of the customer") == ["At the home of the customer"]


def test_words_that_are_too_long_for_a_sample_are_left_out() -> None:
    assert samples("A registered letter by the national postal service") == ["…"]
    assert samples("A registered letter by the national postal service " * 3, "In person, on the telephone") == [
        "In person, on the telephone"
    ]


@pytest.mark.parametrize("shape", ["evidence", "system", "bot", "choice", "ghost", "outside"])
def test_the_sample_of_a_shape_is_as_in_the_drawing(shape: str) -> None:
    small, large = box(shape, Rect(0, 0, 30, 16)), box(shape, Rect(0, 0, 130, 44))
    assert re.findall(r"[A-Za-z-]+", small.replace(" scale", "")) == re.findall(r"[A-Za-z-]+", large)
    # Corners that are cut or rounded keep their part of the height, and never become half a circle.
    for text, height in ((small, 16), (large, 44)):
        corner = re.search(r'rx="([\d.]+)"', text)
        assert corner is None or float(corner[1]) <= height / 4


def test_the_corners_of_a_bot_can_be_seen_in_the_legend() -> None:
    found = re.search(r"L30 ([\d.]+)V", box("bot", Rect(0, 0, 30, 16)))
    assert found
    assert float(found[1]) > 5


def test_the_sample_of_a_time_is_one_that_is_known() -> None:
    text = 'step "One"\n  customer: a "A" waits unknown\n  backstage: b "B" waits 20 min\n'
    for times, sample in ((text, "20 min"), (text.replace("20 min", "unknown"), "?")):
        chips = [entry.chip for entry in draw(parse(times)).legend if entry.kind == "mark wait"]
        assert [chip.lines[0].text for chip in chips if chip] == [sample]
