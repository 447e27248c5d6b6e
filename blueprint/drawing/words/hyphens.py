"""Divides a word that is longer than a line: at the joints of a compound, else between syllables."""

from __future__ import annotations

import re
from collections.abc import Callable

from blueprint.drawing.words.measure import clusters

_SOFT_HYPHEN = "\u00ad"
_VOWELS = frozenset("aeiouyäöüáàâãåæéèêëíìîïóòôõøœúùûůýąęαεηιουωάέήίόύώаеёиоуыэюяіїє")
_ONSETS = ("br", "dr", "fr", "gr", "kr", "pr", "tr", "bl", "fl", "gl", "kl", "pl")
_UNDIVIDED = ("sch", "ch", "ck", "ph", "th", "sh", "qu")
# What a part of a German compound often ends with, and words that often begin the next part.
_ENDINGS = (
    "ungs|heits|keits|schafts|tions|täts|ions|lings|tums|ings|sions|dienst|auftrags|"
    "antrags|vertrags|mitglieds|kunden|bestell|liefer|rechnungs|zahlungs|eingangs|ausgangs|termin|service|"
    "arbeits|betriebs|haupt|verkaufs|einkaufs|geschäfts|gebiets|landes|bundes|orts|stadt|verbands|partei"
)
_BEGINNINGS = (
    "abteilung|adresse|anfrage|angebot|annahme|antrag|anzeige|aufnahme|auftrag|ausgabe|bearbeitung|beratung|"
    "bereich|bescheid|beschwerde|bestätigung|betreuung|buchung|daten|dienst|eingang|erfassung|formular|"
    "führung|gebühr|gesellschaft|gespräch|information|karte|kasse|konto|kunde|lager|leitung|linie|liste|"
    "management|meldung|mitglied|mitteilung|nachricht|nummer|ordnung|partner|planung|portal|post|programm|"
    "prozess|prüfung|raum|rechnung|service|sitzung|station|stelle|störung|system|tag|team|termin|unterlage|"
    "verband|vereinbarung|verfahren|verfolgung|verkauf|versand|versicherung|vertrag|verwaltung|vorgang|"
    "vorstand|wagen|werk|zeichen|zeit|zeitung|zentrale|zentrum|zettel"
)
_JOINT = f"(?:(?<=..)(?:{_ENDINGS}))(?=\\w\\w\\w)|(?<=\\w\\w\\w)(?={_BEGINNINGS})"
# Prefixes that begin the second part of many a compound.
_PREFIX = "(?<=[nsrtlgmdk])(?=(?:be|ver|ent|ge|auf|aus|ein|über|unter|vor|nach|ab|an)[^aeiouyäöü\\W]\\w{3})"
_BREAKS_ITSELF = frozenset("-/._?&=+@:,;|\\~#%…")


def divide(word: str, fits: Callable[[str], bool]) -> list[str]:
    """``word`` in parts that each fit, a hyphen at the end of a part where letters were divided.

    ``fits`` says whether a part, hyphen included, fits on a line. A part that is a single character may not.
    A soft hyphen in ``word`` is a place to divide before all others, and is gone from the parts.
    """
    parts: list[str] = []
    rest = clusters(word)
    while True:
        whole = "".join(rest).replace(_SOFT_HYPHEN, "")
        if fits(whole) or len(rest) < 2:
            return [*parts, whole]
        cut, hyphen = _cut(rest, fits)
        parts.append("".join(rest[:cut]).replace(_SOFT_HYPHEN, "") + hyphen)
        rest = rest[cut:]


def _cut(units: list[str], fits: Callable[[str], bool]) -> tuple[int, str]:
    """Where to end the first part, and the hyphen to write there."""
    longest = _longest(units, fits)
    kinds = _kinds(units)
    best, best_score, best_hyphen = 0, -1.0, ""
    for cut in range(1, min(longest, len(units) - 1) + 1):
        kind = kinds[cut]
        if not kind:
            continue
        hyphen = "" if kind == 5 else "-"
        if hyphen and not fits("".join(units[:cut]).replace(_SOFT_HYPHEN, "") + hyphen):
            continue
        # A better place is worth a shorter line, but not one that is left half empty.
        score = kind * 0.22 + cut / longest - (0.5 if cut < longest * 0.4 else 0)
        if score > best_score:
            best, best_score, best_hyphen = cut, score, hyphen
    if best:
        return best, best_hyphen
    divided = units[longest - 1][-1:].isalpha() and units[longest][:1].isalpha() and _has_case(units)
    if divided and longest > 1:
        for cut in range(longest, 0, -1):
            if fits("".join(units[:cut]) + "-"):
                return cut, "-"
    return longest, ""


def _longest(units: list[str], fits: Callable[[str], bool]) -> int:
    """How many of the first units fit on a line, at least one and not all."""
    low, high = 1, len(units) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits("".join(units[:middle]).replace(_SOFT_HYPHEN, "")):
            low = middle
        else:
            high = middle - 1
    return low


def _has_case(units: list[str]) -> bool:
    """Whether the script has capitals and so, it is taken, hyphens."""
    text = "".join(units)
    return text.lower() != text.upper()


def _kinds(units: list[str]) -> list[int]:
    """How good it is to divide before each unit: 5 needs no hyphen, 4 soft hyphen, 3 joint, 2 prefix, 1 syllable."""
    kinds = [0] * (len(units) + 1)
    word = "".join(unit[0] for unit in units).lower()  # one character for each unit, so that places agree
    if len(word) != len(units):
        return kinds
    for cut in range(2, len(units) - 1):
        if word[cut - 1] == _SOFT_HYPHEN:
            kinds[cut] = 4
        elif word[cut - 1] in _BREAKS_ITSELF and word[cut].isalnum():
            kinds[cut] = 5
        elif _between_syllables(word, cut):
            kinds[cut] = 1
    for prefix in re.finditer(_PREFIX, word):
        cut = prefix.end()
        if kinds[cut] < 2 and cut >= 4 and word[cut - 3 : cut].isalpha():
            _prefer(kinds, cut, 2)
    for joint in re.finditer(_JOINT, word):
        cut = joint.end()
        if 3 <= cut <= len(units) - 3 and kinds[cut] < 4 and word[cut - 3 : cut + 3].isalpha():
            _prefer(kinds, cut, 3)
    return kinds


def _prefer(kinds: list[int], cut: int, kind: int) -> None:
    """Mark a good place, and forbid the guesses beside it."""
    for near in (cut - 2, cut - 1, cut + 1, cut + 2):
        if kinds[near] < kind:
            kinds[near] = 0
    kinds[cut] = kind


def _between_syllables(word: str, cut: int) -> bool:
    """Whether a syllable may begin at ``cut``: with the last consonant before a vowel, three letters from an end."""
    if cut < 3 or cut > len(word) - 3 or not word[cut - 3 : cut + 3].isalpha():
        return False
    before, here, after = word[cut - 1], word[cut], word[cut + 1]
    if here in _VOWELS:
        return False
    if any(word.startswith(pair, cut - 1) or word.startswith(pair, cut - 2) for pair in _UNDIVIDED):
        return False
    if here in "rl" and before in "bcdfgkptv":
        return False
    begins = after in _VOWELS or any(
        word.startswith(pair, cut) and word[cut + len(pair) : cut + len(pair) + 1] in _VOWELS for pair in _UNDIVIDED
    )
    begins = begins or (word[cut : cut + 2] in _ONSETS and before not in _VOWELS and word[cut + 2] in _VOWELS)
    has_vowel = any(char in _VOWELS for char in word[:cut])
    return begins and has_vowel and (before in _VOWELS or before.isalpha())
