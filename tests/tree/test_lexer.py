"""The lexer recognises what Lark's own contextual lexer recognises, and the reader what the whole grammar accepts."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import lark
import pytest

from blueprint.text.source import decode, first_invisible
from blueprint.text.vocabulary import STAGES, STATEMENTS, TIME_UNITS, WORDS
from blueprint.tree.grammar import grammar_text, line_parser
from blueprint.tree.parse import parse_line
from blueprint.tree.words import filled
from tests.generate import Story, damaged

GOOD = sorted(Path("tests/corpus/good").rglob("*.blueprint")) + sorted(Path("examples").rglob("*.blueprint"))
EVERY_WORD = sorted(
    {*WORDS, *STATEMENTS, *STAGES, *TIME_UNITS, "hidden", "unknown", "times", "per", "or", "to", "under"}
)


@cache
def bare(start: str) -> lark.Lark:
    """The grammar as Lark alone understands it: every word a regular expression, Lark's own lexer."""
    return lark.Lark(filled(grammar_text()), parser="lalr", lexer="contextual", start=start, maybe_placeholders=False)


def shape(tree: lark.Tree[lark.Token]) -> object:
    """A tree as nested lists with its tokens' kinds, words and columns."""
    return [
        tree.data,
        *(
            (child.type, str(child), child.column) if isinstance(child, lark.Token) else shape(child)
            for child in tree.children
        ),
    ]


def outcome(parser: lark.Lark, line: str) -> object:
    try:
        return shape(parser.parse(line))
    except lark.exceptions.UnexpectedInput:
        return "a mistake"


@pytest.mark.parametrize("path", GOOD, ids=str)
def test_good_lines_have_the_tree_that_lark_alone_gives(path: Path) -> None:
    for line in decode(path.read_bytes(), str(path)).lines:
        assert outcome(line_parser(), line) == outcome(bare("line"), line), line
        assert parse_line(line).fault is None, line


@pytest.mark.parametrize("path", GOOD, ids=str)
def test_the_whole_file_is_of_the_language_too(path: Path) -> None:
    tree = bare("file").parse(decode(path.read_bytes(), str(path)).text)
    lines = [child for child in tree.children if isinstance(child, lark.Tree)]
    assert [str(line.data) for line in lines] == ["line"] * len(lines)
    assert len(lines) == len(decode(path.read_bytes(), str(path)).lines)


def test_damaged_lines_are_mistakes_for_both_or_for_none(proof: bool) -> None:
    chance = random.Random(7)
    tried = 0
    for seed in range(2000 if proof else 60):
        for line in Story(seed).text().splitlines():
            bad = damaged(line, chance)
            if first_invisible(bad) < 0 and "\n" not in bad:
                assert outcome(line_parser(), bad) == outcome(bare("line"), bad), bad
                tried += 1
    assert tried > 500


@pytest.mark.parametrize("word", [word for word in EVERY_WORD if " " not in word])
def test_every_word_of_the_language_works_as_a_name(word: str) -> None:
    places = {
        f'customer: {word} "Label"': "action",
        f"customer: {word}": "action",
        f'frontstage {word}: does "Label"': "action",
        f'step {word} "Label"': "step",
        f'phase {word} "Label"': "phase",
        f'department {word} "Label" owner {word}': "declaration",
        f"{word} -> {word} -> {word}": "arrow",
        f'{word} => {word} "Label" via {word}, {word}': "arrow",
        f'customer: "Label" via {word} or {word} owner {word}, "x" waits 1 h meanwhile {word}': "action",
        f'lane frontstage {word} "Desk"': "lane",
    }
    for line, kind in places.items():
        tree = parse_line(line)
        assert tree.fault is None, (line, tree.fault)
        assert tree.kind == kind
        assert word in {
            token.text for token in (*tree.tokens, *(value for item in tree.details for value in item.values))
        }


@pytest.mark.parametrize("word", sorted(WORDS))
def test_keywords_are_read_in_any_case(word: str) -> None:
    value = Story(1).value(WORDS[word])
    line = f"{word.upper()} {'x' if value is None else value}".rstrip()
    tree = parse_line(line)
    assert tree.fault is None, line
    assert [detail.word.text for detail in tree.details if detail.word] == [word]


@pytest.mark.parametrize("word", sorted({*WORDS, *STATEMENTS}))
def test_a_longer_word_is_not_mistaken_for_a_keyword(word: str) -> None:
    assert parse_line(f'{word}s "Label"').fault is not None or f"{word}s" in WORDS
    assert parse_line(f"{word}s -> b").fault is None or " " in word
