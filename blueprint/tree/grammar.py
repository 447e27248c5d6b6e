"""The grammar, read from its file, and the parser made from it, kept ready in the user's cache."""

from __future__ import annotations

import os
import sys
from functools import cache

import lark

from blueprint.tree.lexer import LineLexer


def grammar_text() -> str:
    """The text of grammar/blueprint.lark: beside the modules in an installed package, else in the checkout."""
    package = os.path.dirname(os.path.dirname(__file__))
    for folder in (package, os.path.dirname(package)):
        try:
            with open(os.path.join(folder, "grammar", "blueprint.lark"), encoding="utf-8") as file:
                return file.read()
        except OSError:
            continue
    raise FileNotFoundError("grammar/blueprint.lark is missing from the installation")


@cache
def line_parser() -> lark.Lark:
    """The LALR parser of one line. Building it takes some 100 ms, loading it from the cache a few."""
    text = grammar_text()
    path = _cache_path(text)
    if path is not None:
        try:
            with open(path, "rb") as file:
                return lark.Lark.load(file)
        except Exception:  # noqa: BLE001 - whatever is wrong with a cache, it is built anew
            pass
    parser = build_parser(text)
    if path is not None:
        _keep(parser, path)
    return parser


def build_parser(text: str, start: str = "line") -> lark.Lark:
    """A parser for the grammar's text, for a ``line`` or a whole ``file``."""
    return lark.Lark(text, parser="lalr", lexer=LineLexer, start=start, maybe_placeholders=False)


def _cache_path(text: str) -> str | None:
    """Where the ready parser is kept."""
    from hashlib import blake2b

    key = blake2b(f"{text}\0{lark.__version__}\0{sys.version}".encode(), digest_size=12).hexdigest()
    folder = cache_folder()
    return None if folder is None else os.path.join(folder, f"grammar-{key}.bin")


def cache_folder() -> str | None:
    """The folder for what is kept between runs, made where it is not there; None where it cannot be used.

    It is the user's alone, since what is kept there is trusted.
    """
    folder = _chosen_folder()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        state = os.stat(folder)
    except OSError:
        return None
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o077):
        return None
    return folder


def _chosen_folder() -> str:
    """Where each system keeps a user's caches. The packages that know this cost a short run as much as all checks."""
    chosen = os.environ.get("BLUEPRINT_CACHE_DIR")
    if chosen:
        return chosen
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    elif sys.platform == "darwin":
        above = os.path.expanduser("~/Library/Caches")
    else:  # the XDG Base Directory Specification
        above = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(above, "blueprint")


def _keep(parser: lark.Lark, path: str) -> None:
    """Writes the parser to the cache, whole or not at all. A cache that cannot be written is no fault."""
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            parser.save(file)
        os.replace(temporary, path)
    except OSError:
        pass
