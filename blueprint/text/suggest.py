"""Did you mean …?"""

from __future__ import annotations

from collections.abc import Iterable

MOST_CANDIDATES = 2000
"""Beyond this many words of fitting length no suggestion is looked for: it would take longer than reading the file."""


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that ``word`` was most likely meant to be, or ``""`` where none is near."""
    folded = word.casefold()
    fitting: dict[str, str] = {}
    apart = min(3, len(word) - 1)  # in a short word one more letter makes another word
    for candidate in candidates:
        if abs(len(candidate) - len(word)) <= apart:
            fitting.setdefault(candidate.casefold(), candidate)
            if len(fitting) > MOST_CANDIDATES:
                return ""
    if folded in fitting:
        return fitting[folded]
    from difflib import get_close_matches

    close = get_close_matches(folded, fitting, n=1, cutoff=0.65)
    return fitting[close[0]] if close else ""
