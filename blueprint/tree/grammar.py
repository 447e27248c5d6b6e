"""The grammar, read from its file, filled with the words of the vocabulary, and kept ready in the user's cache."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import lark

from blueprint.text.vocabulary import DECLARATIONS, LINES, STAGES, TIME_UNITS, WORDS

RUN = r"""[^\s"“”„‟«»#:,<>=%()\[\]{}.\-→⇒↔]"""
"""One character of a name, apart from the ``-`` and ``.`` that may stand inside."""


def grammar_text() -> str:
    """The text of grammar/blueprint.lark: beside the modules in an installed package, else in the checkout."""
    here = Path(__file__).parent.parent
    for folder in (here, here.parent):
        try:
            return (folder / "grammar" / "blueprint.lark").read_text(encoding="utf-8")
        except OSError:
            continue
    raise FileNotFoundError("grammar/blueprint.lark is missing from the installation")


def filled_grammar() -> str:
    """The grammar with the vocabulary's words in its terminals, as Lark takes it."""
    shapes: dict[str, list[str]] = {}
    for word in WORDS.values():
        shapes.setdefault(word.shape, []).append(word.text)
    words: dict[str, Iterable[str]] = {
        **shapes,
        "declaration": DECLARATIONS,
        "stage": STAGES,
        "line": LINES,
        "unit": TIME_UNITS,
        "chosen": {choice for word in WORDS.values() for choice in word.choices},
    }

    def fill(match: re.Match[str]) -> str:
        key = match[1]
        if key == "run":
            return f"{RUN}+"
        if key.startswith(":"):
            return _pattern([key[1:]])
        return _pattern(words[key]) if key in words else match[0]

    return re.sub(r"<(:?[a-z ]+)>", fill, grammar_text())


def _pattern(words: Iterable[str]) -> str:
    """A regular expression for whole words in any case, with any space inside them.

    A word that begins a longer one of the vocabulary ("told", "told nothing") is not found where the longer one stands.
    """
    parts = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        part = _spaced(word)
        for longer in WORDS:
            if longer.startswith(f"{word} "):
                part += rf"(?!\s+{_spaced(longer[len(word) + 1 :])}{_end()})"
        parts.append(part)
    return f"(?i:{'|'.join(parts)}){_end()}"


def _spaced(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


def _end() -> str:
    return rf"(?![.\-]?{RUN})"


@cache
def line_parser() -> lark.Lark:
    """The LALR parser of one line. Building it takes some 100 ms, loading it from the cache a few."""
    text = filled_grammar()
    path = _cache_path(text)
    if path is not None:
        try:
            with open(path, "rb") as file:
                return lark.Lark.load(file)
        except Exception:  # noqa: BLE001 - whatever is wrong with a cache, it is built anew
            pass
    parser = build_parser(text, start="line")
    if path is not None:
        _keep(parser, path)
    return parser


def build_parser(text: str, start: str) -> lark.Lark:
    """A parser made from the filled grammar, for ``line`` or ``file``."""
    return lark.Lark(text, parser="lalr", lexer="contextual", start=start, maybe_placeholders=False)


def _cache_path(text: str) -> str | None:
    """Where the ready parser is kept: a folder that is the user's alone, since what is unpickled is trusted."""
    from hashlib import blake2b

    key = blake2b(f"{text}\0{lark.__version__}\0{sys.version}".encode(), digest_size=12).hexdigest()
    folder = _cache_folder()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        state = os.stat(folder)
    except OSError:
        return None
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o077):
        return None
    return os.path.join(folder, f"grammar-{key}.bin")


def _cache_folder() -> str:
    chosen = os.environ.get("BLUEPRINT_CACHE_DIR")
    if chosen:
        return chosen
    from platformdirs import user_cache_dir

    return user_cache_dir("blueprint", appauthor=False)


def _keep(parser: lark.Lark, path: str) -> None:
    """Writes the parser to the cache, whole or not at all. A cache that cannot be written is no fault."""
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            parser.save(file)
        os.replace(temporary, path)
    except OSError:
        pass
