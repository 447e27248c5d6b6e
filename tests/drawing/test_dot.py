"""The page as DOT: complete, placed, and harmless whatever the labels say."""

from __future__ import annotations

import re

import pytest
from stories import story

from blueprint.drawing.draw import draw
from blueprint.drawing.formats.dot import write_dot
from blueprint.drawing.layout.engine import run
from blueprint.drawing.looks.theme import THEMES, built_in
from blueprint.model.read import parse


def page(text: str) -> str:
    return write_dot(draw(parse(text)))


def test_everything_is_placed() -> None:
    source = page(story(5, 8, 5))
    statements = [line for line in source.splitlines() if re.match(r"\s+n\d", line)]
    assert statements
    assert all("pos=" in line for line in statements)


def test_the_engine_draws_the_whole_page() -> None:
    text = story(5, 8, 5)
    drawing = draw(parse(text))
    picture = run(write_dot(drawing), "svg")
    for action in drawing.actions:
        for line in action.lines:
            assert line.text in picture
    size = re.search(r'viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"', picture)
    assert size is not None
    assert abs(float(size[1]) - drawing.width) < 2
    assert abs(float(size[2]) - drawing.height) < 2


@pytest.mark.parametrize(
    "label",
    [
        r"back \\ slash \\N \\G \\L \\n",
        r"a \"quoted\" word",
        "<b>bold</b>",
        "<table><tr><td>x</td></tr></table>",
        "&lt; &amp; &#65; & Co",
        "\x01\x02 control",
        "];} digraph { evil",
        "الفاتورة",
        "電話に出る",
        "👩‍👩‍👧 family",
    ],
)
def test_labels_are_only_text(label: str) -> None:
    text = f'step "{label}"\n  customer: a "{label}"\n  frontstage: b "B"\na => b "{label}"'
    drawing = draw(parse(text))
    picture = run(write_dot(drawing), "svg")
    shown = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), picture)
    for name, char in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        shown = shown.replace(f"&{name};", char)
    for action in drawing.actions:
        for line in action.lines:
            assert re.sub("[\x00-\x1f]+", " ", line.text).strip() in shown.replace("\xa0", " ")


def test_only_harmless_links_are_kept() -> None:
    text = 'step "S"\n  customer: a "A" link "https://example.org/x"\n  frontstage: b "B" link "javascript:alert(1)"\n'
    source = page(text)
    assert "https://example.org/x" in source
    assert "javascript" not in source


def test_colour_and_signs_are_those_of_the_svg() -> None:
    theme = built_in("default")
    text = (
        'step "A"\n  customer: a "Asks" takes 5 min via phone emotion -2 pain "No"\n  support: b "Works" waits 2 h\n'
        'a => b "Order"\nchannel phone "Phone"\n'
    )
    source = write_dot(draw(parse(text)))

    def node(label: str) -> str:
        return next(line for line in source.splitlines() if f'label="{label}"' in line or f"label={label} " in line)

    assert theme.colour("handoff").light in node("Order")
    assert theme.colour("wait.ink").light in node("2 h")
    assert theme.colour("mark.ink").light in node("5 min")
    # In the box, in the row of times or not, and as a sample in the legend.
    assert source.count("label=Phone ") == 2
    assert source.count('label="5 min"') == 3
    legend = source[source.index("hands over") :]
    assert theme.colour("customer.stripe").light not in legend
    # The icons of the stages, the face and the signs are edges with several ways.
    assert source.count(";") > 10
    assert theme.colour("bad").light in source


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_can_be_drawn(name: str) -> None:
    theme = built_in(name)
    picture = run(write_dot(draw(parse(story(5, 8, 7)), theme=theme), theme), "svg")
    assert theme.colour("handoff").light in picture
    assert picture.count("<title>n") > 100
