"""How wide a text is, without a font library: by the widths of Liberation Sans, and by careful estimates elsewhere.

Liberation Sans has the widths of Arial, Helvetica and Arimo. Scripts that it lacks are drawn with whatever font the
reader has; their estimates lean to the wide side, so that no box is too small for its text.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

_UNITS = 2048
_DATA = Path(__file__).parents[1] / "data"

_ZWJ = "\u200d"
_KEYCAP = "\u20e3"
_ASAT = "\u103a"  # In Burmese it ends a syllable, and binds nothing.
_BOLDER = 1.08  # Bold letters of an unknown font are taken to be so much wider.
_EMOJI = 1.4  # The widest of the common emoji fonts sets 1.37 em.

# (first, last, em) of the scripts that Liberation Sans lacks, by code point, and of those characters without a width.
_ESTIMATES: tuple[tuple[int, int, float], ...] = (
    (0x0530, 0x058F, 0.76),  # Armenian
    (0x0590, 0x05FF, 0.66),  # Hebrew
    (0x0600, 0x06FF, 0.68),  # Arabic
    (0x0700, 0x08FF, 0.75),  # Syriac, Thaana, N'Ko, Arabic supplements
    (0x0900, 0x0DFF, 0.80),  # the scripts of India
    (0x0E00, 0x0EFF, 0.68),  # Thai, Lao
    (0x0F00, 0x0FFF, 0.80),  # Tibetan
    (0x1000, 0x109F, 1.10),  # Burmese
    (0x10A0, 0x10FF, 0.75),  # Georgian
    (0x1200, 0x139F, 0.95),  # Ethiopic
    (0x1780, 0x17FF, 1.00),  # Khmer
    (0xFB50, 0xFDFF, 0.95),  # Arabic presentation forms
    (0xFE70, 0xFEFF, 0.80),
    (0xFF61, 0xFFDC, 0.60),  # half-width forms
)
_WIDE_ARABIC = frozenset("سشصضثبتپکگىئطظ")
_INDIC = ((0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF))


@cache
def _table(bold: bool) -> dict[str, int]:
    """The known characters with their widths in units of the font."""
    weight = "bold" if bold else "regular"
    table: dict[str, int] = {}
    with (_DATA / "widths.txt").open(encoding="ascii") as lines:
        for line in lines:
            name, start, *widths = line.split()
            if name == weight:
                first = int(start, 16)
                table.update(zip(map(chr, range(first, first + len(widths))), map(int, widths), strict=True))
    return table


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width in points of ``text`` on one line, set in ``size`` points.

    Exact but for kerning where Liberation Sans has the characters (Latin, Greek, Cyrillic, Hebrew), an estimate on the
    wide side for the rest. Combining marks and what is never seen count nothing, an emoji of several characters counts
    once. Line breaks are not expected.
    """
    table = _table(bold)
    if text.isascii():
        return sum([table.get(char, 0) for char in text]) * size / _UNITS
    return sum([_cluster_width(cluster, table, bold) for cluster in clusters(text)]) * size / _UNITS


def _cluster_width(cluster: str, table: dict[str, int], bold: bool) -> float:
    first = cluster[0]
    if first in "\u200e\u200f" and len(cluster) > 1:
        return _cluster_width(cluster[1:], table, bold)  # a mark of direction, which nobody sees
    if len(cluster) > 1 and (cluster[-1] == _KEYCAP or "\ufe0f" in cluster or _is_regional(first)):
        return _EMOJI * _UNITS
    width = _char_width(first, table, bold)
    for char in cluster[1:]:
        if char == _ZWJ and _is_emoji(first):
            break
        if not _is_mark(char) or unicodedata.category(char) == "Mc":
            width += _char_width(char, table, bold)
    return width


def _char_width(char: str, table: dict[str, int], bold: bool) -> float:
    known = table.get(char)
    if known is not None:
        return 0 if known and unicodedata.category(char) in ("Mn", "Me", "Cf") else known
    code = ord(char)
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cc", "Cf"):
        return 0
    if _is_emoji(char):
        return _EMOJI * _UNITS
    for first, last, em in _ESTIMATES:
        if first <= code <= last:
            if char in _WIDE_ARABIC:
                em = 0.95
            return em * _UNITS * (_BOLDER if bold else 1)
    if unicodedata.east_asian_width(char) in "WF":
        return _UNITS
    if category == "Zs":
        return 0.5 * _UNITS
    return (1.05 if bold else 1.0) * _UNITS


def _is_emoji(char: str) -> bool:
    code = ord(char)
    return 0x1F000 <= code <= 0x1FBFF or (
        0x231A <= code <= 0x2BFF and unicodedata.east_asian_width(char) == "W" and unicodedata.category(char) == "So"
    )


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_mark(char: str) -> bool:
    """Whether the character never stands alone but belongs to the one before it."""
    code = ord(char)
    if code < 0x300:
        return False
    return (
        unicodedata.category(char) in ("Mn", "Mc", "Me")
        or char == _ZWJ
        or code == 0x200C
        or 0x1F3FB <= code <= 0x1F3FF  # skin tones
        or 0xE0020 <= code <= 0xE007F  # tags of flags
        or 0xFF9E <= code <= 0xFF9F
        or code in (0x0E33, 0x0EB3)
    )


def _is_conjunct(cluster: str, char: str) -> bool:
    """Whether ``char`` is a consonant that the sign at the end of ``cluster`` binds to it (Devanagari and its kin)."""
    last = cluster[-1] if cluster[-1] not in (_ZWJ, "\u200c") else cluster[-2:-1]
    code = ord(char)
    if not last or last == _ASAT or unicodedata.combining(last) != 9:
        return False
    return any(low <= code <= high for low, high in _INDIC)


def clusters(text: str) -> list[str]:
    """The characters of ``text`` as a reader sees them: a letter with its marks, a whole emoji, a flag.

    Joining them gives the text again.
    """
    if text.isascii():
        return list(text)
    found: list[str] = []
    flag_half = False
    for char in text:
        if not found:
            found.append(char)
            flag_half = _is_regional(char)
            continue
        last = found[-1]
        code = ord(char)
        if code < 0x300 and last[-1] != _ZWJ:
            found.append(char)
            flag_half = False
            continue
        joined = (
            _is_mark(char)
            or (last[-1] == _ZWJ and _is_emoji_like(char) and _is_emoji_like(last[0]))
            or (flag_half and _is_regional(char))
            or (0x1160 <= code <= 0x11FF and 0x1100 <= ord(last[-1]) <= 0x11FF)  # Hangul written in parts
            or _is_conjunct(last, char)
        )
        if joined and not last[-1].isspace():
            found[-1] = last + char
            flag_half = False
        else:
            found.append(char)
            flag_half = _is_regional(char)
    return found


def _is_emoji_like(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk", "Sm")


def is_shipped(char: str) -> bool:
    """Whether the font that comes with the package can draw a character, or there is nothing to be drawn of it."""
    return char in _table(False) or char.isspace() or unicodedata.category(char) in ("Cc", "Cf") or _is_selector(char)


def _is_selector(char: str) -> bool:
    """Whether the character only chooses among looks of the one before it."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
