"""Makes what strangers wrote harmless on its way into SVG and HTML."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold: most control characters, halves of surrogate pairs, and two that are no characters. The
# controls from 0x7f to 0x9f are allowed but shown by nobody.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\"'\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_IN_SCRIPT = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@)[^\s<>\"]*", re.IGNORECASE)


def xml_text(text: str) -> str:
    """``text`` as the content of an element or of an attribute in double quotes, without what XML cannot hold."""
    if not _SPECIAL.search(text):
        return text
    text = _FORBIDDEN.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("'", "&#39;")
    # A line break in an attribute would be read as a space.
    return text.replace("\r", "").replace("\n", "&#10;").replace("\t", " ")


def safe_link(link: str) -> str:
    """``link`` if it is a web or mail address (http, https, mailto), otherwise ``""``."""
    link = link.strip()
    return link if _LINK.fullmatch(link) and not _FORBIDDEN.search(link) else ""


def json_text(text: str) -> str:
    """JSON as the content of a script element of HTML: nothing in it can end the element or begin a comment, and halves
    of surrogate pairs are written as escapes, since no file can hold them."""
    return _IN_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
