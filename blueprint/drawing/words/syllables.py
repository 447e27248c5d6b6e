"""Where a long phrase of Thai, Lao, Khmer or Burmese may be broken without a dictionary: between syllables.

These scripts write no spaces between words, and where a word ends only a dictionary knows. Where a syllable surely ends
the spelling tells. An author who knows better writes a space without width between words.
"""

from __future__ import annotations

from blueprint.drawing.words.measure import clusters

_LEADING = frozenset("เแโใไ")
_FOLLOWING = frozenset("ะาๅ")
_BEHIND = _FOLLOWING | frozenset("ๆฯ")
_ENDING = frozenset("ะำๆฯ")
_VOWELS = frozenset("ะัาำิีึืุู")
_OPEN = frozenset("ะาำๅิีุู")
_TONES = "่้๊๋"
_SILENT = "์"
_FINALS = frozenset("กงญดนบมยรลว")
# Two consonants that often begin a syllable together, so that none begins between them.
_ONSETS = frozenset(
    (
        "กร กล กว ขร ขล ขว คร คล คว จร ซร ดร ตร ทร นย นร นว บร บล ปร ปล ผล พร พล ฟร ฟล มน มล มร ยว รว ลว วน วล วร ศร "
        "สร หง หญ หน หม หย หร หล หว อย"
    ).split()
)
_LAO, _LAO_AFTER_THAI = "\u0e80", 0x80


def is_syllabic(char: str) -> bool:
    """Whether a character is of one of these scripts."""
    return "\u0e00" <= char <= "\u0eff" or "\u1000" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff"


def syllables(text: str) -> list[str]:
    """``text`` in parts that a line may end with. Joining them gives the text again."""
    units = clusters(text)
    # Lao is spelled like Thai, and its letters stand in the same order.
    spelled = [
        "".join(chr(ord(char) - _LAO_AFTER_THAI) if _LAO <= char <= "\u0eff" else char for char in unit)
        for unit in units
    ]
    parts: list[str] = []
    for at, unit in enumerate(units):
        if at and _begins(spelled, at):
            parts.append(unit)
        else:
            parts[-1:] = ["".join((*parts[-1:], unit))]
    return parts


def _begins(units: list[str], at: int) -> bool:
    """Whether a syllable surely begins with the unit at a place."""
    before, unit = units[at - 1], units[at]
    if before[0] in _LEADING or unit[0] in _BEHIND:
        return False
    if not is_syllabic(before[0]) or not is_syllabic(unit[0]):
        return before[0].isalnum() and unit[0].isalnum() and is_syllabic(before[0]) != is_syllabic(unit[0])
    if unit[0] <= "\u0eff":
        return _begins_thai(units, at)
    return _begins_burmese(unit) if unit[0] <= "\u109f" else _begins_khmer(units, at)


def _begins_thai(units: list[str], at: int) -> bool:
    before, unit = units[at - 1], units[at]
    if unit[0] in _LEADING:
        return True
    if not "ก" <= unit[0] <= "ฮ" or _SILENT in unit:
        return False
    if before[-1] in _ENDING:
        return True
    behind = units[at + 1][0] if at + 1 < len(units) else ""
    if behind not in _FOLLOWING and _VOWELS.isdisjoint(unit):
        return False  # It may end the syllable before it.
    if _SILENT in before or before.rstrip(_TONES)[-1:] in _OPEN:
        return True
    # What stands between two vowels ends the first syllable, unless it begins the second.
    ends = before in _FINALS and before + unit[0] not in _ONSETS
    return ends and at > 1 and is_syllabic(units[at - 2][0]) and units[at - 2][0] not in _LEADING | _ENDING


def _begins_burmese(unit: str) -> bool:
    """A consonant with the sign that takes its vowel ends a syllable; every other one begins one."""
    return ("\u1000" <= unit[0] <= "\u102a" or unit[0] == "\u103f") and "\u103a" not in unit


def _begins_khmer(units: list[str], at: int) -> bool:
    """A consonant with a vowel begins a syllable. A bare one may end one, and so may the first of two that are written
    below one another."""
    before, unit = units[at - 1], units[at]
    if not "\u1780" <= unit[0] <= "\u17b3" or not {"\u17cb", "\u17cd", "\u17d2"}.isdisjoint(unit):
        return False
    if not "\u1780" <= before[0] <= "\u17b3":
        return True
    return any("\u17b6" <= char <= "\u17c5" for char in unit) and (at > 1 or len(before) > 1)
