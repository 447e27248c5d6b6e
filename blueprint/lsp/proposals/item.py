"""One proposal, and how well it fits what has been typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from lsprotocol import types

from blueprint.lsp.markdown import code, content, plain
from blueprint.text.explained import explained

MOST_PROPOSED = 200
"""So many proposals are sent at once; with more letters there are fewer."""

_SPACES = re.compile(r"\s+")
_SPECIAL = re.compile(r"[\\$}|,]")


def item(
    label: str,
    kind: types.CompletionItemKind,
    *,
    detail: str = "",
    help: types.MarkupContent | None = None,
    text: str = "",
    snippet: bool = False,
    filter: str = "",
) -> types.CompletionItem:
    """A proposal that writes ``text``, else its label; ``filter`` is what the typed letters are compared with, else the
    label. Of a ``snippet`` the places are filled in by who accepts it."""
    return types.CompletionItem(
        label=label,
        kind=kind,
        detail=detail or None,
        documentation=help,
        insert_text=text or label,
        insert_text_format=types.InsertTextFormat.Snippet if snippet else None,
        filter_text=filter or None,
    )


def help_of(word: str) -> types.MarkupContent | None:
    """What the vocabulary says of a word."""
    sentences = explained().get(word)
    return content(f"**{code(word)}**", *map(plain, sentences)) if sentences else None


def choice(number: int, words: Iterable[str]) -> str:
    """The place of a snippet at which one of some words is chosen."""
    return f"${{{number}|{','.join(_SPECIAL.sub(_escaped, word) for word in words)}|}}"


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def normalised(typed: str) -> str:
    """What somebody has typed, as it is compared with words: in lower case, with single spaces."""
    return _SPACES.sub(" ", typed).casefold()


def rank(written: str, words: str) -> int | None:
    """How well what is written may become an item with these words: 0 where they begin with it, 1 where one of them
    does, 2 where its letters stand in them in their order, None where not even that."""
    folded = words.casefold()
    if folded.startswith(written):
        return 0
    if f" {written}" in folded:
        return 1
    letters = iter(folded)
    return 2 if all(letter in letters for letter in written) else None


def spaced(words: str, typed: str) -> str:
    """Words with the spaces that somebody types between them: an editor compares all signs, and knows no words."""
    parts, gaps = words.split(" "), _SPACES.findall(typed)
    return "".join(part + gap for part, gap in zip_longest(parts, gaps[: len(parts) - 1], fillvalue=" ")).rstrip(" ")
