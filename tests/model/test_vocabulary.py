"""The vocabulary, the grammar and the model say the same."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import get_args

import pytest

from blueprint.model import elements
from blueprint.model.details import Feeling, Information, Time
from blueprint.model.draft import CLASSES
from blueprint.model.elements import Card, CardKind, DeclarationKind, Facts, LineKind, Stage
from blueprint.text import vocabulary
from blueprint.text.vocabulary import CARDS, DECLARATIONS, LINES, SHAPES, STAGES, STATEMENTS, WORDS, Word
from blueprint.tree.grammar import grammar_text
from blueprint.tree.words import words_of

INNER = {
    **dict.fromkeys(CARDS.split(), Card),
    **dict.fromkeys(("takes", "waits"), Time),
    **dict.fromkeys(("emotion", "effort"), Feeling),
    **dict.fromkeys(("asks", "reads", "writes", "carries"), Information),
}


def names(cls: type) -> set[str]:
    return {item.name for item in fields(cls)}


@pytest.mark.parametrize("word", WORDS.values(), ids=lambda word: word.text)
def test_every_place_that_takes_a_word_has_a_field_for_it(word: Word) -> None:
    for place in word.places:
        field = "cards" if word.is_card else word.field
        if place in CLASSES:
            assert field in names(CLASSES[place]) | names(Facts), (word.text, place)
        else:
            assert field in names(INNER[place]), (word.text, place)


def test_every_field_can_be_said() -> None:
    made = {
        "id",
        "name",
        "label",
        "span",
        "kind",
        "broken",
        "facts",
        "stage",
        "lane",
        "source",
        "target",
        "share",
        "cards",
    }
    made |= {"steps", "actions", "either_channel", "declared", "text", "low", "high", "percentile", "value", "items"}
    whole = {
        "path",
        "language",
        "declarations",
        "phases",
        "arrows",
        "lanes",
        "lines",
        "silences",
        "problems",
        "doubtful",
    }
    sayable = {word.field for word in WORDS.values()}
    for cls in {*CLASSES.values(), *INNER.values(), Facts}:
        assert names(cls) - made - whole <= sayable, cls


def test_every_word_has_help_a_shape_and_a_place() -> None:
    for word in WORDS.values():
        assert word.help.endswith(".")
        assert word.shape in SHAPES
        assert word.places
        assert bool(word.choices) == (word.shape == "choice")


def test_every_key_of_the_grammar_stands_for_words() -> None:
    keys = re.findall(r"^[A-Z_]+[.\d]*:\s+/<(:?[a-z ]+)>/", grammar_text(), re.MULTILINE)
    assert len(keys) > 25
    for key in keys:
        assert list(words_of(key)), key
    assert {word.shape for word in WORDS.values()} <= set(keys)


def test_no_word_is_a_statement_and_a_detail() -> None:
    beginnings = {*STATEMENTS, *STAGES}
    assert not beginnings & set(WORDS)
    assert {word.split()[0] for word in WORDS} & {word.split()[0] for word in beginnings} == set()


def test_the_model_knows_the_kinds_of_the_vocabulary() -> None:
    assert get_args(Stage) == tuple(STAGES)
    assert get_args(LineKind) == tuple(LINES)
    assert get_args(DeclarationKind) == tuple(DECLARATIONS)
    assert sorted(get_args(CardKind)) == sorted(CARDS.split())
    # Views alone have one kind more, for ways through what they do not show.
    assert set(get_args(elements.ArrowKind)) == {kind for kind, _ in vocabulary.ARROWS.values()} | {"joining"}
