from __future__ import annotations

from itertools import combinations

import pytest

from blueprint.drawing.theme import default_theme
from blueprint.text.vocabulary import STAGES

THEME = default_theme()

# How the colour-blind see (Machado, Oliveira and Fernandes 2009, full severity), on linear red, green and blue.
SIGHTS = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """The colour as lightness and two hues, in which equal distances look equally large."""
    seen = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in SIGHTS[sight]]
    red, green, blue = (max(0.0, min(1.0, part)) for part in seen)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", SIGHTS)
def test_everybody_tells_the_stages_apart(sight: str, dark: bool) -> None:
    seen = {stage: lab(THEME.colour(f"{stage}.stripe")[dark], sight) for stage in STAGES}
    for one, other in combinations(seen, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance > 10, (one, other)


def test_styles_and_spaces() -> None:
    assert THEME.style("no such style") == THEME.style("label")
    assert THEME.line_height("action") > THEME.style("action").size
    assert THEME.space("margin") > 0
    with pytest.raises(KeyError):
        THEME.space("no such space")
    for style in THEME.styles.values():
        assert style.colour in THEME.colours
    for colour in THEME.colours.values():
        assert all(len(each) == 7 and each[0] == "#" for each in colour)
