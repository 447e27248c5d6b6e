"""A mistake in a line, explained in the reader's words. No name of the grammar ever reaches the reader."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from blueprint.text.suggest import nearest
from blueprint.text.synonyms import synonym
from blueprint.text.vocabulary import DECLARATIONS, STAGES, STATEMENTS, WORDS
from blueprint.tree.missing import missing_value
from blueprint.tree.mistake import SEVERAL_WORDS, SHAPE_TOKENS, WORD, fault, found, key, last_detail
from blueprint.tree.nodes import Fault, Token
from blueprint.tree.signs import bad_sign, colon, false_arrow, false_quotes, open_quote

OF_STATEMENT = {
    "BLUEPRINT": "blueprint",
    "PHASE": "phase",
    "STEP": "step",
    "STAGE": "action",
    "ARROW_FROM": "arrow",
}
"""The place, in the vocabulary, of the details on a line that begins with such a token."""

DETAIL_TOKENS = frozenset((*SHAPE_TOKENS, "FLAG", "PERCENT"))
"""The tokens with which a line of details begins."""

LOWEST_HELP = "there is no word for the least; a range says it: “3 to 5 min”"
_LOWEST = re.compile(r"(?:at\s+least|no\s+less\s+than|not\s+less\s+than|more\s+than|minimum)(?!\w)", re.IGNORECASE)

MOST_SHORT = 3
"""With so many letters a word alone does not tell which longer keyword was meant."""

_BEGINNINGS = (*STATEMENTS, *STAGES, *(name for name, row in WORDS.items() if row.begins_line))


def explain(line: str, seen: Sequence[Token], stop: int, expected: Collection[str]) -> Fault:
    """The fault of a line: ``seen`` are the tokens before it, ``stop`` is its index in the line, ``expected`` the
    tokens that could stand there."""
    while stop < len(line) and line[stop].isspace():
        stop += 1
    return (
        open_quote(line, stop)
        or false_quotes(line, seen, stop)
        or false_arrow(line, seen, stop)
        or colon(line, seen, stop, expected)
        or _line_start(line, seen, stop)
        or missing_value(line, seen, stop, expected)
        or bad_sign(line, seen, stop)
        or _unknown_detail(line, seen, stop)
    )


def _line_start(line: str, seen: Sequence[Token], stop: int) -> Fault | None:
    """A first word that begins nothing."""
    if seen:
        return None
    word, end = found(line, stop)
    if word == "a text in quotes":
        return fault("a line cannot begin with a text", stop, end, "say first what it is: a step, a lane, a note …")
    if re.match(r"<->|->|=>|\.\.>|[→⇒↔]", line[stop:]):
        return fault(
            "the name before the arrow is missing", stop, end, "write the name of the action that it starts from"
        )
    if line[stop:].startswith("//"):
        return fault("“//” begins nothing in this language", stop, stop + 2, "a comment begins with `#`")
    if word in "-*•–" and line[end:].lstrip():
        return fault(f"“{word}” begins nothing in this language", stop, end, "write the line without it")
    if not WORD.fullmatch(word):
        return fault(f"“{word}” cannot begin a line", stop, end)
    written, meant = synonym(line[stop:], _BEGINNINGS)
    if written:
        return fault(
            f"“{written}” begins nothing in this language", stop, stop + len(written), f"did you mean `{meant}`?"
        )
    near = nearest_beginning(line[stop:])
    otherwise = "a line begins with a statement, a stage and a colon, a detail, or an arrow"
    glued = next((name for name in DECLARATIONS if word.lower().startswith(name)), "")
    help = f"did you mean `{near}`?" if near else f"write a space after `{glued}`" if glued else otherwise
    return fault(f"“{word}” begins nothing in this language", stop, end, help)


def nearest_beginning(words: str) -> str:
    """The keyword with which a line that begins with ``words`` was most likely meant to begin, or ``""``."""
    return synonym(words, _BEGINNINGS)[1] or _nearest_phrase(words, _BEGINNINGS)


def _nearest_phrase(words: str, candidates: Iterable[str]) -> str:
    """The keyword, of one word or several, that stands nearest to the first words of a text."""
    known = list(candidates)
    runs = re.split(r"\s+", re.split(r"[\"“„«#]", words.lower(), maxsplit=1)[0].strip())
    for count in (4, 3, 2):
        if len(runs) >= count:
            near = nearest(" ".join(runs[:count]), (name for name in known if name.count(" ") == count - 1))
            if near:
                return near
    if not runs[0]:
        return ""
    # "at" and "in" begin too many other things.
    begun = [name for name in known if name.startswith(f"{runs[0]} ") and len(runs[0]) > MOST_SHORT]
    two = nearest(" ".join(runs[:2]), (name for name in known if " " in name)) if len(runs) > 1 else ""
    return two or (begun[0] if begun else nearest(runs[0], known))


def _unknown_detail(line: str, seen: Sequence[Token], stop: int) -> Fault:
    """A word where only a detail could stand."""
    word, end = found(line, stop)
    if not word:
        return fault("something is missing at the end of this line", len(line.rstrip()), len(line.rstrip()) + 1)
    if word == "a text in quotes" and seen and seen[-1].kind == "FLAG":
        return fault(
            f"`{key(seen[-1])}` takes nothing behind it", stop, end, "write the text behind `note`, or leave it out"
        )
    if (
        word == "a text in quotes"
        and len(seen) > 1
        and seen[-1].kind == "STRING"
        and seen[-2].kind in ("TEXTS", "COMMA")
    ):
        return fault("a comma is missing between the two texts", stop, end, "write a comma before the second one")
    if word == "a text in quotes":
        help = "a text follows the word that says what it is: `note`, `pain`, `when` …"
        return fault("a second text stands here without a word before it", stop, end, help)
    known = next((name for name in _by_length(WORDS) if re.match(rf"{name}(?!\w)", line[stop:], re.IGNORECASE)), "")
    if known:
        help = f"it can be said of: {', '.join(sorted(WORDS[known].places))}"
        return fault(f"`{known}` cannot be said here", stop, stop + len(known), help)
    if seen and seen[-1].kind == "STRING" and seen[-1].end - 1 == stop and word[0].isalnum():
        return fault("the text ends before this word", stop, end, 'a quote inside a text is written \\"')
    lowest = _LOWEST.match(line, stop)
    if lowest is not None:
        return fault(f"“{lowest[0]}” is no detail of the language", stop, lowest.end(), LOWEST_HELP)
    titled = _titled(seen)
    near = ""
    if not titled or not (word[0].isupper() or seen[0].kind == "LANE"):  # behind a name a capital begins a text
        written, meant = synonym(line[stop:], _fitting(seen))
        if written:
            end = stop + len(written)
            return fault(f"“{written}” is no detail of the language", stop, end, f"did you mean `{meant}`?")
        near = _nearest_phrase(line[stop:], _fitting(seen)) or _nearest_phrase(line[stop:], WORDS)
    if titled and not near:
        return fault(f"“{word}” cannot stand here", stop, end, SEVERAL_WORDS)
    help = f"did you mean `{near}`?" if near else "a detail begins with one of the words of the language"
    return fault(f"“{word}” is no detail of the language", stop, end, help)


def _fitting(seen: Sequence[Token]) -> list[str]:
    """The details that the statement on the line takes."""
    place = OF_STATEMENT.get(seen[0].kind, "") if seen else ""
    return [name for name, row in WORDS.items() if not place or place in row.places]


def _titled(seen: Sequence[Token]) -> bool:
    """Whether the last name stands where a text in quotes could stand too, or behind it."""
    if len(seen) < 2 or seen[-1].kind != "NAME":
        return False
    owner = last_detail(seen)
    return seen[-2].kind in ("COLON", "STEP", "PHASE", "DECLARATION") or (
        seen[0].kind == "LANE" if owner is None else owner.kind == "WHO"
    )


def _by_length(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: -len(word))
