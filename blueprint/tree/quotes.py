"""Names and quoted texts: what they say, and how they are written."""

from __future__ import annotations

import re

from blueprint.tree.nodes import Token

_ESCAPED = r"\\([\"\\“”„‟«»])"
_TO_ESCAPE = r"\\(?=[\"\\“”„‟«»]|$)|\""


def normal(name: str) -> str:
    """A name as it is compared: in Unicode's normal form C, without spaces of no width, which nobody sees."""
    return name if name.isascii() else _composed(name).replace("\u200b", "")


def _composed(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text)


def unquoted(token: Token) -> str:
    """The words inside the quotes of a string token, in normal form C and with single spaces."""
    text = token.text[1:-1]
    if "\\" in text:
        text = re.sub(_ESCAPED, r"\1", text)
    if text.isascii():
        return " ".join(text.split())
    return re.sub("[ \t]+", " ", _composed(text)).strip(" ")  # a no-break space is there for a reason


def quoted(text: str) -> str:
    """The text in straight quotes, such that ``unquoted`` gives it back."""
    return f'"{re.sub(_TO_ESCAPE, _escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return "\\" + match[0]
