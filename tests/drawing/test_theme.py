"""How each theme looks to everybody: contrast, and colours as those see them who lack one."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from stories import story

from blueprint.drawing.draw import draw
from blueprint.drawing.formats import svg_style
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.looks.theme import THEMES, Theme, built_in, default_theme
from blueprint.model.read import parse
from blueprint.text.vocabulary import STAGES

BANDS = [f"{stage}.band" for stage in STAGES]
STRIPES = [f"{stage}.stripe" for stage in STAGES]
TONES = ("wait", "bad", "good", "idea", "question", "mark")
GROUNDS = ("page", "box", "plate", *BANDS)

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


def contrast(one: str, other: str) -> float:
    """The ratio of the Web Content Accessibility Guidelines, 1 to 21."""
    shares = (0.2126, 0.7152, 0.0722)
    low, high = sorted(sum(a * b for a, b in zip(shares, linear(each), strict=True)) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """The colour as lightness and two hues, in which equal distances look equally large."""
    seen = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in SIGHTS[sight]]
    red, green, blue = (max(0.0, min(1.0, part)) for part in seen)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, sight: str) -> float:
    pair = zip(lab(one, sight), lab(other, sight), strict=True)
    return float(sum((a - b) ** 2 for a, b in pair) ** 0.5)


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return built_in(request.param)


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_stands_out_from_what_is_behind_it(theme: Theme, dark: bool) -> None:
    least = 7.0 if theme.name == "high-contrast" else 4.5
    pairs = [(ink, ground) for ink in ("ink", "quiet") for ground in GROUNDS]
    pairs += [("handoff", "plate"), ("phase.ink", "phase.fill"), ("ink", "wait.fill"), ("mark.ink", "box")]
    pairs += [(f"{tone}.ink", f"{tone}.fill") for tone in TONES]
    inks = {style.colour for style in theme.styles.values()}
    assert inks <= {ink for ink, _ in pairs}
    for ink, ground in pairs:
        ratio = contrast(theme.colour(ink)[dark], theme.colour(ground)[dark])
        assert ratio >= least, (ink, ground, round(ratio, 2))


@pytest.mark.parametrize("dark", [False, True])
def test_all_that_is_drawn_stands_out_from_what_is_behind_it(theme: Theme, dark: bool) -> None:
    pairs = [(stripe, ground) for stripe in STRIPES for ground in ("box", "page")]
    pairs += [(stripe, f"{stripe.removesuffix('.stripe')}.band") for stripe in STRIPES]
    pairs += [(kind, ground) for kind in ("flow", "exchange", "inform", "handoff", "line") for ground in GROUNDS]
    pairs += [(mood, "page") for mood in ("good", "middling", "bad", "quiet")]
    pairs += [("channel.edge", "box"), ("channel.edge", "wait.fill")]
    for ink, ground in pairs:
        ratio = contrast(theme.colour(ink)[dark], theme.colour(ground)[dark])
        assert ratio >= 3, (ink, ground, round(ratio, 2))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", SIGHTS)
def test_everybody_tells_the_stages_apart(theme: Theme, sight: str, dark: bool) -> None:
    for one, other in combinations(STAGES, 2):
        if theme.pattern(one) == theme.pattern(other):
            far = distance(theme.colour(f"{one}.stripe")[dark], theme.colour(f"{other}.stripe")[dark], sight)
            assert far > 10, (one, other, round(far, 1))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", SIGHTS)
def test_everybody_tells_handoffs_from_flows(theme: Theme, sight: str, dark: bool) -> None:
    # By thickness always; by colour, too, where the theme has colours.
    assert theme.stroke("handoff") >= 1.8 * max(theme.stroke(kind) for kind in ("flow", "exchange", "inform"))
    far = distance(theme.colour("handoff")[dark], theme.colour("flow")[dark], sight)
    assert far > 10


def test_print_has_no_colour_and_no_dark_page() -> None:
    theme = built_in("print")
    for name, colour in theme.colours.items():
        assert colour.light == colour.dark, name
        assert colour.light[1:3] == colour.light[3:5] == colour.light[5:7], name
    assert len({theme.pattern(stage) for stage in STAGES}) == len(STAGES)
    svg = write_svg(draw(parse(story(5, 8, 7)), theme=theme), theme)
    assert "@media" not in svg
    assert all(each[1:3] == each[3:5] == each[5:7] for each in re.findall(r"#[0-9a-f]{6}", svg))


def test_what_a_copier_loses_is_told_by_shape_in_every_theme() -> None:
    """Kinds that only a colour would tell apart: each pair has a sign, a shape or a stroke of its own."""
    text = (
        'step "A"\n  customer: a "Asks" takes 5 min via phone\n  frontstage: b "Waits" takes 5 min waits 5 min via phone\n'
        'a -> b\nchannel phone "5 min"\n'
    )
    svg = write_svg(draw(parse(text)))
    chips = {
        kind: re.search(rf'<g class="mark {kind}".*?</title>(.*?)<text', svg, re.S)
        for kind in ("time", "wait", "channel")
    }
    drawn = {kind: re.findall(r' d="([^"]+)"', found[1]) for kind, found in chips.items() if found}
    assert len(drawn) == 3
    assert drawn["time"] != drawn["wait"] != drawn["channel"] == []


def test_high_contrast_is_bolder_than_the_default() -> None:
    theme = built_in("high-contrast")
    for name, width in default_theme().strokes.items():
        if name not in ("lane", "hatch"):
            assert theme.stroke(name) >= width
    assert min(style.size for style in theme.styles.values()) >= 11


def test_styles_and_spaces(theme: Theme) -> None:
    assert theme.style("no such style") == theme.style("label")
    assert theme.line_height("action") > theme.style("action").size
    with pytest.raises(KeyError):
        theme.space("no such space")
    for style in theme.styles.values():
        assert style.colour in theme.colours
    for colour in theme.colours.values():
        assert all(re.fullmatch("#[0-9a-f]{6}", each) for each in colour)
    used = {name for _, _, name in svg_style.coloured()} | {style.colour for style in theme.styles.values()}
    assert set(theme.colours) == used
