"""Words for hovers and completions. What stands in a file may come from a stranger: none of it becomes markup."""

from __future__ import annotations

import re

from lsprotocol import types

LONGEST = 300
"""So many characters of one text are shown."""

_MARKUP = re.compile(r"([\\`*_\[\]{}<>()|~&$#!+\-=.:@])")


def plain(words: str) -> str:
    """Words on one line that Markdown shows as they are."""
    words = " ".join(words.split())
    if len(words) > LONGEST:
        words = words[: LONGEST - 1] + "…"
    return _MARKUP.sub(r"\\\1", words)


def code(word: str) -> str:
    """A name or keyword as code."""
    word = " ".join(word.split())
    return f"`{word}`" if "`" not in word else plain(word)


def content(*parts: str) -> types.MarkupContent:
    """The parts that are not empty, as paragraphs."""
    return types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(part for part in parts if part))
