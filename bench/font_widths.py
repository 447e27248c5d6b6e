"""Writes the table of advance widths that ``blueprint/drawing/words/measure.py`` reads, from two font files.

    python bench/font_widths.py LiberationSans-Regular.ttf LiberationSans-Bold.ttf > blueprint/drawing/data/widths.txt

Needs fontTools, which the project itself does not. Each line of the table is one run of characters: the weight, the
first character's number in hexadecimal, and the widths of it and its followers in units of 1/2048 em.
"""

from __future__ import annotations

import sys

from fontTools.ttLib import TTFont


def runs(path: str) -> list[tuple[int, list[int]]]:
    """The widths of a font's characters in runs without a gap; combining marks are left out, for they count nothing."""
    font = TTFont(path)
    table = font.getBestCmap()
    metrics = font["hmtx"]
    found: list[tuple[int, list[int]]] = []
    for code in sorted(table):
        if code < 0x20 or code > 0xFB06:
            continue
        width = metrics[table[code]][0]
        if found and found[-1][0] + len(found[-1][1]) == code:
            found[-1][1].append(width)
        else:
            found.append((code, [width]))
    return found


if __name__ == "__main__":
    for weight, path in zip(("regular", "bold"), sys.argv[1:3], strict=True):
        for start, widths in runs(path):
            print(weight, f"{start:X}", *widths)
