"""Themes as files: what is in them, what they build on, and what is said where one is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import blueprint
from blueprint.drawing.draw import draw
from blueprint.drawing.formats.dot import write_dot
from blueprint.drawing.formats.svg import write_svg
from blueprint.drawing.looks.theme import THEMES, Colour, built_in
from blueprint.drawing.looks.theme_file import ThemeError, read_theme, schema
from blueprint.drawing.render import render
from blueprint.model.read import parse

DATA = Path("blueprint/drawing/data")
SCHEMA = Draft202012Validator(schema())
STORY = 'step "A"\n  customer: a "Asks"\n  support: b "Works"\na => b "Order"\n'


def test_the_schema_is_one_and_the_themes_keep_to_it() -> None:
    Draft202012Validator.check_schema(schema())
    for name in THEMES:
        SCHEMA.validate(json.loads((DATA / f"theme-{name}.json").read_text(encoding="utf-8")))
        assert built_in(name).name == name
    assert {path.stem for path in DATA.glob("theme-*.json")} == {f"theme-{name}" for name in THEMES}


def test_a_part_builds_on_a_named_theme() -> None:
    theme = read_theme(
        '{"extends": "print", "colours": {"ink": "#ABCDEF", "page": ["#fffff0", "#000011"]},'
        ' "styles": {"title": {"size": 30}}, "fonts": ["Comic Neue"], "patterns": {"support": "solid"}}'
    )
    base = built_in("print")
    assert theme.colour("ink") == Colour("#abcdef", "#abcdef")
    assert theme.colour("page") == Colour("#fffff0", "#000011")
    assert theme.style("title") == base.style("title")._replace(size=30)
    assert theme.colour("quiet") == base.colour("quiet")
    assert (theme.pattern("support"), theme.pattern("backstage")) == ("solid", base.pattern("backstage"))
    assert theme.fonts == ("Comic Neue",)
    assert read_theme("{}")._replace(name="default") == built_in("default")


def test_a_theme_reaches_every_writer() -> None:
    theme = read_theme('{"colours": {"handoff": "#123456"}, "spacing": {"margin": 100}}')
    page = draw(parse(STORY), theme=theme)
    assert page.lanes[0].rect.x == 100
    for text in (write_svg(page, theme), write_dot(page, theme), render(parse(STORY), "html", theme=theme).decode()):
        assert "#123456" in text
    assert render(parse(STORY), "svg", theme=theme) == write_svg(page, theme).encode()
    assert render(parse(STORY), "png", theme=theme, scale=0.5).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "line 1, column 2: this is no JSON"),
        ("[]", "expected an object"),
        ('{"colors": {}}', 'there is no part of a theme "colors"; did you mean "colours"?'),
        ('{"extends": "prnt"}', 'extends: expected one of "default", "print", "high-contrast", found "prnt"; did you'),
        ('{"fonts": []}', "fonts: expected a list of 1 to 20 names"),
        ('{"fonts": ["a", "x;}<"]}', "fonts > 2: expected the name of a font"),
        ('{"colours": {"pgae": "#ffffff"}}', 'colours: there is no colour "pgae"; did you mean "page"?'),
        ('{"colours": {"page": "red"}}', 'colours > page: expected a colour such as "#1b2330"'),
        ('{"colours": {"page": ["#ffffff"]}}', "or a list of two"),
        ('{"styles": {"acton": {}}}', 'styles: there is no style "acton"; did you mean "action"?'),
        (
            '{"styles": {"action": {"size": "12"}}}',
            'styles > action > size: expected a number from 4 to 96, found "12"',
        ),
        ('{"styles": {"action": {"bold": 1}}}', "styles > action > bold: expected true or false, found 1"),
        ('{"styles": {"action": {"colour": "inks"}}}', 'there is no colour "inks"; did you mean "ink"?'),
        ('{"styles": {"action": {"weight": 1}}}', 'styles > action: there is no part of a style "weight"'),
        ('{"spacing": {"margin": -1}}', "spacing > margin: expected a number from 0 to 400, found -1"),
        ('{"spacing": {"margin": NaN}}', "spacing > margin: expected a number"),
        ('{"spacing": {"line_height": 9}}', "spacing > line_height: expected a number from 1 to 3"),
        ('{"strokes": {"handoff": true}}', "strokes > handoff: expected a number from 0.2 to 12, found true"),
        ('{"patterns": {"customer": "diag"}}', 'patterns > customer: expected one of "solid", "diagonal"'),
        ("[" * 100_000, "nested too deeply"),
        ('{"name": "' + "x" * 100_000 + '"}', "longer than 100,000"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, words: str) -> None:
    with pytest.raises(ThemeError) as caught:
        read_theme(text)
    assert words in str(caught.value)


def test_all_faults_are_said_at_once_and_not_too_many() -> None:
    with pytest.raises(ThemeError) as caught:
        read_theme(json.dumps({"colours": {f"no{number}": "#ffffff" for number in range(30)}, "fonts": 1}))
    lines = str(caught.value).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "and 21 more"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.floats() | st.sampled_from(["#ffffff", "ink", "solid", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["page", "title", "size", "margin", "customer", "box", "zz"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*schema()["properties"], "zz"]), VALUES, max_size=4))
def test_what_is_read_is_what_the_schema_allows(data: dict[str, object]) -> None:
    text = json.dumps(data)
    finite = "NaN" not in text and "Infinity" not in text
    try:
        theme = read_theme(text)
    except ThemeError:
        assert not (SCHEMA.is_valid(data) and finite)
    else:
        assert SCHEMA.is_valid(data)
        write_svg(draw(parse('step "A"\n  customer: "Asks"\n'), theme=theme), theme)


def test_the_function_of_the_package_takes_a_name_or_a_file(tmp_path: Path) -> None:
    story = parse('step "One"\n  customer: "Asks"\n')
    plain, bold = blueprint.render(story), blueprint.render(story, theme="high-contrast")
    assert plain == blueprint.render(story, "svg", theme="default") != bold
    assert bold == render(story, theme=built_in("high-contrast"))
    own = tmp_path / "own.json"
    own.write_text('{"colours": {"ink": "#123abc"}}', encoding="utf-8")
    assert b"#123abc" in blueprint.render(story, theme=own)
    assert b"#123abc" in blueprint.render(story, "html", theme=str(own))


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "There is no theme"), (b"\xff", "is not UTF-8"), (b"{", "no JSON"), (b'{"ink": 1}', "ink")],
)
def test_what_is_no_theme_is_said_with_its_name(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "own.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ThemeError, match=re.escape(words)) as caught:
        blueprint.render(parse(""), theme=path)
    assert "own.json" in str(caught.value)
