"""The Pygments lexer: found by its name, right on every file there is, never in doubt."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import Error, Keyword, Name, Number, Operator, Punctuation, String

from blueprint.editors.pygments import BlueprintLexer
from blueprint.text.vocabulary import DECLARATIONS, LINES, STAGES, WORDS

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("examples/**/*.blueprint"), *ROOT.glob("tests/corpus/**/*.blueprint")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_errors_and_the_same_text(path):
    text = path.read_bytes().decode("utf-8", errors="replace")
    found = list(BlueprintLexer().get_tokens_unprocessed(text))
    assert "".join(words for _, _, words in found) == text
    assert all(text[index : index + len(words)] == words and words for index, _, words in found)
    assert not [words for _, kind, words in found if kind in Error]


def tokens(line: str) -> list[tuple[object, str]]:
    return [(kind, words) for _, kind, words in BlueprintLexer().get_tokens_unprocessed(line) if words.strip()]


def test_types():
    assert tokens('frontstage care: step "Label" via phone takes 4 to 6 min') == [
        (Keyword.Namespace, "frontstage"),
        (Name.Variable, "care"),
        (Punctuation, ":"),
        (Name.Variable, "step"),
        (String.Double, '"Label"'),
        (Name.Attribute, "via"),
        (Name.Variable, "phone"),
        (Name.Attribute, "takes"),
        (Number, "4"),
        (Keyword, "to"),
        (Number, "6"),
        (Keyword.Type, "min"),
    ]
    assert tokens("a => b 30%")[1] == (Operator, "=>")


def test_broken_line():
    assert tokens('fronstage: "Label"') == [
        (Name.Variable, "fronstage"),
        (Punctuation, ":"),
        (String.Double, '"Label"'),
    ]


@pytest.mark.parametrize("word", [*DECLARATIONS, *STAGES])
def test_every_statement_is_a_keyword(word):
    line = f'{word} x "X"' if word in DECLARATIONS else f'{word}: x "X"'
    kind, words = tokens(line)[0]
    assert kind in Keyword
    assert words == word


@pytest.mark.parametrize("word", [name for name, row in WORDS.items() if row.shape in ("flag", "text")])
def test_every_detail_is_an_attribute(word):
    line = f"{word}" if WORDS[word].shape == "flag" else f'{word} "X"'
    assert tokens(line)[0] == (Name.Attribute, word)


@pytest.mark.parametrize("name", LINES)
def test_lines(name):
    assert [kind for kind, _ in tokens(f"line of {name} hidden")] == [Keyword, Keyword, Keyword.Constant]


def test_pygments_finds_it_once_it_is_installed(tmp_path, monkeypatch):
    """What pyproject.toml promises is laid down as an installer lays it down; the rest is Pygments' own way."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    group = "pygments.lexers"
    lines = [f"{name} = {value}" for name, value in project["entry-points"][group].items()]
    installed = tmp_path / f"{project['name'].replace('-', '_')}-0.dist-info"
    installed.mkdir()
    (installed / "entry_points.txt").write_text("\n".join([f"[{group}]", *lines]), encoding="utf-8")
    (installed / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert type(get_lexer_by_name("service-blueprint")) is BlueprintLexer
    assert type(get_lexer_for_filename("a.blueprint")) is BlueprintLexer


def test_html():
    assert 'class="kn"' in highlight('customer: "X"\n', BlueprintLexer(), HtmlFormatter())
