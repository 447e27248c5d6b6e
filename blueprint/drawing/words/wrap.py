"""Breaks a text into lines of a given width, as evenly as it can.

Lines break at spaces, after hyphens, slashes and dashes, at soft hyphens and spaces without width, and between the
characters of Chinese and Japanese. A word that is longer than a line is divided with a hyphen, and a phrase of a script
that writes no spaces between words (Thai, Lao, Khmer, Burmese) between syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from blueprint.drawing.words.directions import reads_leftwards
from blueprint.drawing.words.hyphens import divide
from blueprint.drawing.words.measure import clusters, text_width
from blueprint.drawing.words.syllables import is_syllabic, syllables

_SPACES = re.compile("[ \t\r\n\v\f\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
_BREAKS = frozenset("-/‐–—&\u200b")
# Compiled when the first word needs it.
_BREAK_AFTER = "(?<=[^\\W\\d_][-/‐–])(?=[^\\W\\d_])|(?<=[—\u200b/])(?=[\\w\u200b])|(?<=\\w&)(?=\\w)"
# Chinese and Japanese, where a line may end after any character. (Ranges that are compared, for a regular expression
# of them takes milliseconds to make.)
_SPACELESS = (
    (0x2E80, 0x312F),
    (0x31F0, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
# What may not begin or end a line in them.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー゛゜ヽヾゝゞ々）〕］｝〉》」』】〗〙〟’”»,.!?:;)]}%‰℃ぁ"
    "ぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜～"
)
_NEVER_LAST = frozenset("（〔［｛〈《「『【〖〘〝‘“«([{$£¥€")
_OPENERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)


class _Piece(NamedTuple):
    """What stays together on a line. ``space`` stands before it unless it begins the line; ``ends`` ends the line."""

    text: str
    width: float
    space: bool
    ends: bool = False


def wrap(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """``text`` in as few lines as fit into ``width`` points when set in ``size`` points, evenly filled.

    Runs of white space count as one space; the text comes back in Unicode's normal form C. No line is wider than
    ``width``, unless a single character is. Characters that belong together (an accent, a flag, a family of emoji)
    are never torn apart, and each line closes the marks of direction that it opens. A line that would seem to be
    written the other way than the whole text begins with a mark that nobody sees, so that each line by itself has the
    direction of its paragraph. Empty text gives no line.
    """
    words = [word for word in _SPACES.split(unicodedata.normalize("NFC", text)) if word]
    pieces: list[_Piece] = []
    for word in words:
        pieces += _pieces(word, width, size, bold)
    if not pieces:
        return ()  # not a sign, or such only as nobody sees
    gap = text_width(" ", size, bold)
    lines = _fill(pieces, width, gap)
    if len(lines) > 1:
        lines = _even(pieces, lines, width, gap)
    closed = _close_directions([_join(line) for line in lines])
    leftwards = reads_leftwards(text)
    mark = "\u200f" if leftwards else "\u200e"
    return tuple(line if reads_leftwards(line) == leftwards else mark + line for line in closed)


def unwrap(lines: Iterable[str], *, hyphens: bool = False) -> str:
    """The words of some lines as one text, without what ``wrap`` added to tell a line's direction. A word that was
    divided is put together again, with its hyphen if ``hyphens`` are kept."""
    text = ""
    for line in lines:
        if not text:
            text = line
            continue
        line = line.lstrip("\u200e\u200f")
        if text.endswith("-") and (hyphens or line[:1].islower()):
            text = (text if hyphens else text[:-1]) + line
        else:
            text += gap_between(text, line) + line
    # A mark before the first line is the author's own where the direction of the whole hangs on it.
    bare = text.lstrip("\u200e\u200f")
    return bare if reads_leftwards(bare) == reads_leftwards(text) else text


def gap_between(before: str, line: str) -> str:
    """What stands for the end of a line: a space, and where no spaces are written a space without width."""
    return "\u200b" if _needs_no_space(before[-1:]) and _needs_no_space(line[:1]) else " "


def _needs_no_space(char: str) -> bool:
    return bool(char) and (_is_spaceless(char) or is_syllabic(char))


def _pieces(word: str, width: float, size: float, bold: bool) -> list[_Piece]:
    """The pieces of one word between spaces. Only its first piece has a space before it."""
    if word.isascii() and word.isalpha():
        whole = text_width(word, size, bold)
        if whole <= width:
            return [_Piece(word, whole, True)]
    parts: list[str] = []
    marked = "\u200b" in word  # The author says where its parts end; they are cut no further where they fit.
    for part in re.split(_BREAK_AFTER, word) if not _BREAKS.isdisjoint(word) else (word,):
        if any(map(_is_spaceless, part)) and not (marked and text_width(part, size, bold) <= width):
            parts += _characters(part)
        else:
            parts.append(part)
    if any(map(is_syllabic, word)):
        phrases, parts = parts, []
        for part in phrases:
            parts += [part] if text_width(part, size, bold) <= width else syllables(part)
    found: list[_Piece] = []
    for part in parts:
        part = part.replace("\u200b", "")
        shown = part.replace("\u00ad", "")
        if not shown:
            continue
        length = text_width(shown, size, bold)
        if length <= width:
            found.append(_Piece(shown, length, not found))
            continue
        divided = divide(part, lambda piece: text_width(piece, size, bold) <= width)
        for piece in divided[:-1]:
            found.append(_Piece(piece, text_width(piece, size, bold), not found, True))
        found.append(_Piece(divided[-1], text_width(divided[-1], size, bold), not found))
    return found


def _characters(text: str) -> list[str]:
    """``text`` cut wherever a line may end in Chinese and Japanese; Latin words and numbers in it stay whole."""
    parts: list[str] = []
    for cluster in clusters(text):
        if parts and (
            cluster[0] in _NEVER_FIRST
            or parts[-1][-1] in _NEVER_LAST
            or not (_is_spaceless(cluster[0]) or _is_spaceless(parts[-1][-1]))
        ):
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


def _is_spaceless(char: str) -> bool:
    code = ord(char)
    return code >= 0x2E80 and any(first <= code <= last for first, last in _SPACELESS)


def _fill(pieces: list[_Piece], width: float, gap: float) -> list[list[_Piece]]:
    """The pieces in lines, each line as full as it can be."""
    lines: list[list[_Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        more = piece.width + (gap if piece.space else 0)
        line = lines[-1]
        if line and (line[-1].ends or used + more > width + 0.001):
            lines.append([piece])
            used = piece.width
        else:
            used = used + more if line else piece.width
            line.append(piece)
    return lines


def _even(pieces: list[_Piece], lines: list[list[_Piece]], width: float, gap: float) -> list[list[_Piece]]:
    """The lines again in the smallest width that needs no more of them."""
    low = max(piece.width for piece in pieces)
    high = width
    best = lines
    for _ in range(6):
        if high - low < 1:
            break
        middle = (low + high) / 2
        tried = _fill(pieces, middle, gap)
        if len(tried) <= len(lines):
            best, high = tried, middle
        else:
            low = middle
    return best


def _join(line: list[_Piece]) -> str:
    return "".join(" " + piece.text if index and piece.space else piece.text for index, piece in enumerate(line))


def _close_directions(lines: list[str]) -> tuple[str, ...]:
    """The lines with every mark of direction closed at the end of its line and opened again on the next."""
    if not any(char in line for line in lines for char in _OPENERS):
        return tuple(lines)
    found: list[str] = []
    open_marks: list[str] = []
    for line in lines:
        begin = "".join(open_marks)
        kept = []
        for char in line:
            if char in _OPENERS:
                open_marks.append(char)
            elif char in "\u202c\u2069":
                if not open_marks or _OPENERS[open_marks[-1]] != char:
                    continue
                open_marks.pop()
            kept.append(char)
        found.append(begin + "".join(kept) + "".join(_OPENERS[char] for char in reversed(open_marks)))
    return tuple(found)
