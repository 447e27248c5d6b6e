"""The words that fill the grammar's terminals written ``/<like this>/``, taken from the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable

from blueprint.text.vocabulary import DECLARATIONS, LINES, STAGES, TIME_UNITS, WORDS

RUN = r"""[^\s"“”„‟«»#:,<>=%()\[\]{}.\-→⇒↔]"""
"""One character of a name, apart from the ``-`` and ``.`` that may stand inside."""

_PLACE = re.compile("<(:?[a-z ]+)>")
_END = r"(?![.\-]?\w)"


def words_of(key: str) -> Iterable[str]:
    """The words that a key of the grammar stands for: ``:word`` for that very word, a list of the vocabulary, or the
    detail words of a shape."""
    if key.startswith(":"):
        return (key[1:],)
    if key in _LISTS:
        return _LISTS[key]
    if key == "chosen":
        return {choice: None for word in WORDS.values() for choice in word.choices}
    return [word.text for word in WORDS.values() if word.shape == key]


_LISTS: dict[str, Iterable[str]] = {
    "declaration": DECLARATIONS,
    "stage": STAGES,
    "line": LINES,
    "unit": TIME_UNITS,
}


def filled(grammar: str) -> str:
    """The grammar with regular expressions for all its words, as Lark's own lexer takes it."""
    return _PLACE.sub(lambda match: f"{RUN}" if match[1] == "run" else _pattern(words_of(match[1])), grammar)


def _pattern(words: Iterable[str]) -> str:
    """A regular expression for whole words in any case, with any space inside them.

    A word that begins a longer one of the vocabulary ("told", "told nothing") is not found where the longer one stands.
    """
    parts = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        part = _spaced(word)
        for longer in WORDS:
            if longer.startswith(f"{word} "):
                part += rf"(?!\s+{_spaced(longer[len(word) + 1 :])}{_END})"
        parts.append(part)
    return f"(?i:{'|'.join(parts)}){_END}"


def _spaced(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())
