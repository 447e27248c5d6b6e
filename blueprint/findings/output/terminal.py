"""Text of a stranger's file on a terminal: never a control character, and of a known width."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

TAB = 4

_JOINERS = "\u200c\u200d"
_PICTOGRAM = "\ufe0f"
_WORD_END = "\u200b"
_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "frame": "1;34",
    "good": "1;32",
    "strong": "1",
    "faint": "2",
}


class Cell(NamedTuple):
    """What is shown for one character of a line, and how many columns of the terminal it takes."""

    shown: str
    width: int


def paint(text: str, style: str, colour: bool) -> str:
    """The text in a style (error, warning, info, frame, good, strong, faint), or as it is where ``colour`` is off."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour and text else text


def linked(text: str, address: str) -> str:
    """The text as a link that a terminal can open (OSC 8), or as it is where there is no address. Paint it first: the
    signs of the link take no columns."""
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if address else text


def printable(text: str) -> str:
    """The text on one line with every control character, direction control and lone surrogate made visible."""
    if text.isprintable():
        return text
    return "".join(cell.shown for cell in cells(text))


def display_width(text: str) -> int:
    """How many columns of a terminal the text takes when it is shown by ``printable``."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(cell.width for cell in cells(text))


def cells(line: str) -> list[Cell]:
    """One cell for each character of a line. Tabs become spaces, clusters of emoji count as their first sign."""
    if line.isascii() and line.isprintable():
        return [Cell(character, 1) for character in line]
    found: list[Cell] = []
    column = 0
    joined = False
    for character in line:
        if character == "\t":
            cell = Cell(" " * (TAB - column % TAB), TAB - column % TAB)
        elif character == _WORD_END and found and _writes_no_spaces(found[-1].shown):
            cell = Cell(character, 0)
        elif character == _PICTOGRAM and found and found[-1].width == 1:
            # The sign before it is drawn as a picture, and so takes two columns.
            column += 1
            found[-1] = Cell(found[-1].shown, 2)
            cell = Cell(character, 0)
        else:
            cell = _cell(character)
            if joined and cell.width == 2:
                cell = Cell(cell.shown, 0)
            elif "\U0001f3fb" <= character <= "\U0001f3ff" and found and found[-1].width == 2:
                cell = Cell(character, 0)
        joined = character == "\u200d"
        column += cell.width
        found.append(cell)
    return found


def _writes_no_spaces(character: str) -> bool:
    """Whether a letter is of Thai, Lao, Burmese, Khmer, Chinese or Japanese, where U+200B has its place."""
    return "\u0e00" <= character < "\u1800" or "\u2e80" <= character < "\ufb00"


def _cell(character: str) -> Cell:
    if character < "\x7f":
        return Cell(character, 1) if character >= " " else Cell(chr(0x2400 + ord(character)), 1)
    category = unicodedata.category(character)
    if category in ("Mn", "Me") or character in _JOINERS or "\u1160" <= character <= "\u11ff":
        return Cell(character, 0)
    if character == "\x7f":
        return Cell("\u2421", 1)
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        shown = f"<U+{ord(character):04X}>"
        return Cell(shown, len(shown))
    return Cell(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)
