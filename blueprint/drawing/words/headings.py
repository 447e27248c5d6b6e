"""The words that the drawing writes of itself, in the language of the blueprint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).parents[1] / "data"
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "dv", "fa", "ha", "he", "ku", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"))


@cache
def headings(language: str) -> Mapping[str, str]:
    """All headings by key, for a language code such as ``de`` or ``de-AT``.

    The keys are those of ``data/headings-en.json``. What the language lacks is English; so is an unknown language.
    """
    words = _read("en")
    parts = language.replace("_", "-").lower().split("-")
    for length in range(1, len(parts) + 1):
        words |= _read("-".join(parts[:length]))
    return MappingProxyType(words)


def heading(key: str, language: str) -> str:
    """One heading. Raises KeyError for a key that the English file does not have."""
    return headings(language)[key]


def listed(parts: Iterable[str], language: str) -> str:
    """Some words with the comma of the language between them."""
    return f"{heading('comma', language)} ".join(parts)


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a file of headings, English first."""
    found = sorted(path.stem.removeprefix("headings-") for path in _DATA.glob("headings-*.json"))
    return ("en", *(code for code in found if code != "en"))


def direction(language: str) -> str:
    """``"rtl"`` for a language that is written from right to left, otherwise ``"ltr"``."""
    return "rtl" if language.replace("_", "-").lower().split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def _read(language: str) -> dict[str, str]:
    import json

    # Only letters, digits and hyphens may become part of a file's name.
    if not all(part.isalnum() and part.isascii() for part in language.split("-")):
        return {}
    path = _DATA / f"headings-{language}.json"
    if not path.is_file():
        return {}
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words
