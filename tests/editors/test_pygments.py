"""The Pygments lexer: found by its name, right on every file there is, never in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
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


def test_entry_point_and_html():
    from importlib.metadata import entry_points

    found = [one for one in entry_points(group="pygments.lexers") if one.name == "blueprint"]
    if found:
        assert found[0].load() is BlueprintLexer
    assert 'class="kn"' in highlight('customer: "X"\n', BlueprintLexer(), HtmlFormatter())
