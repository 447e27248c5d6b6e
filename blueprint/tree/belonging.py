"""Which detail belongs to which: the rules by which a flat line of details becomes a statement with its facts; and
which comments belong to what follows."""

from __future__ import annotations

import re
from typing import NamedTuple

from blueprint.text.vocabulary import Word
from blueprint.tree.nodes import Detail

SILENCE = re.compile(r"#\s*allow\s+([a-z][a-z-]*)\s*(?::\s*(.*?))?\s*$", re.IGNORECASE)
"""A comment that silences a check, with its name and the reason. On a line of its own it speaks of what follows."""


class Group(NamedTuple):
    """A detail of a statement with the details on its right that it takes."""

    detail: Detail
    parts: tuple[Detail, ...]


def grouped(kind: str, details: tuple[Detail, ...]) -> tuple[tuple[Group, ...], tuple[Detail, ...]]:
    """The details of one line as they belong to a statement of the ``kind``, and those that belong to nothing.

    A detail belongs to the nearest detail on its left that takes it, otherwise to the statement.
    """
    parts: list[list[Detail]] = [[] for _ in details]
    own: list[int] = []
    stray: list[Detail] = []
    for index, detail in enumerate(details):
        owner = next((left for left in reversed(range(index)) if takes(details[left].word, detail)), None)
        if owner is not None:
            parts[owner].append(detail)
        elif element_takes(kind, detail):
            own.append(index)
        else:
            stray.append(detail)
    return tuple(Group(details[index], tuple(parts[index])) for index in own), tuple(stray)


def takes(owner: Word | None, detail: Detail) -> bool:
    """Whether one detail takes another on its right."""
    if owner is None:
        return False
    if detail.word is None:
        return detail.shape == "percentile" and owner.field in ("takes", "waits")
    return owner.text in detail.word.places


def element_takes(kind: str, detail: Detail) -> bool:
    """Whether a statement of this kind takes the detail."""
    if detail.word is None:
        return detail.shape == "share" and kind == "arrow"
    return kind in detail.word.places
