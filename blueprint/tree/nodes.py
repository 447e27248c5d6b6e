"""The tree of a file: what each line says, before anyone asks what its names mean."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.text.vocabulary import Word


class Token(NamedTuple):
    """A word, sign or value of a line. ``kind`` is its name in the grammar; columns count from 1."""

    kind: str
    text: str
    column: int
    end: int


class Detail(NamedTuple):
    """A detail word with what follows it. ``word`` is None for the share of an arrow and the percentile of a time.

    ``values`` are the tokens behind the word, commas left out.
    """

    word: Word | None
    shape: str
    values: tuple[Token, ...]
    column: int
    end: int


class Fault(NamedTuple):
    """Why a line could not be read: one sentence in the reader's words, where, and what to do about it."""

    message: str
    column: int
    end: int
    help: str = ""


class LineTree(NamedTuple):
    """One line. ``kind`` is the statement's rule in the grammar, ``"details"`` for a line of details alone, ``""`` for
    a line without a statement; ``end`` is the column behind the last sign that is no comment. A line with a ``fault``
    holds what could be read of it, in ``doubtful`` every run on it that may have been a name, and in ``lost`` the kind
    of thing that it would have named; its kind is ``"unclear"`` where it may have been a statement or details.
    """

    kind: str
    tokens: tuple[Token, ...] = ()
    details: tuple[Detail, ...] = ()
    comment: Token | None = None
    indent: int = 0
    end: int = 1
    fault: Fault | None = None
    doubtful: tuple[str, ...] = ()
    lost: str = ""
