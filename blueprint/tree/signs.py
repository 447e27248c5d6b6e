"""Mistakes in the signs of a line: quotes, arrows, colons, brackets."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from blueprint.text.suggest import nearest
from blueprint.text.synonyms import synonym
from blueprint.text.vocabulary import ARROWS, STAGES
from blueprint.tree.mistake import DOUBLE_QUOTES, LEAVE_OUT, QUOTES, SEVERAL_WORDS, WORD, closing, fault, found, listed
from blueprint.tree.nodes import Fault, Token
from blueprint.tree.words import RUN

FALSE_QUOTES = "'‘’‚‛`´‹›「『＂”〝"
"""What opens a text elsewhere."""

CLOSING_MARKS = "'‘’`´‹›」』＂”〞〟"
"""What closes a text elsewhere."""

_CLOSING = re.compile(rf"""[“"{CLOSING_MARKS}](?=[\s,#]|$)""")
_STOPS = ",;.|"
_FALSE_COLON = re.compile(
    rf"(\s*(?:{'|'.join(STAGES)})(?:\s+(?=\w){RUN}+?(?:[.\-]{RUN}+?)*)?)"
    r"(\s*(?:[；：﹕︰]|[;,.=|](?=[\s\"“„«])|\s[-–—]+(?=\s)))(?=\s*\S)",
    re.IGNORECASE,
)

# What people write who come from other tools, or whose editor corrects them.
FALSE_ARROW = re.compile(
    r"<-{2,}>|<-+(?!>)|<=+>?|<~+>?|-{2,}>|={2,}>|-\s+>|=\s+>|~+>|\.{3,}>|(?<!\.)\.>|\.\.\s+>|…>|[—–]>|-{1,2}\|?>{2,}|=>{2,}|[⟶⟹➔➜➡⇢]|(?<![-=.])>|-{2,}"
)
ARROW_HELP = "the arrows are " + ", ".join(
    f"`{sign}` ({help.rstrip('.').lower()})" for sign, (_, help) in ARROWS.items()
)


def open_quote(line: str, stop: int) -> Fault | None:
    """A text that does not end on its line."""
    if stop < len(line) and line[stop] in QUOTES and not closing(line, stop):
        return fault(
            "the quote that opens here is not closed on this line", stop, len(line.rstrip()), "add the closing quote"
        )
    return None


def false_quotes(line: str, seen: Sequence[Token], stop: int) -> Fault | None:
    """A text in quotes that are none here: at the mistake, or begun by what was taken for a name before it."""
    begun = seen[-1].column - 1 if seen and seen[-1].kind == "NAME" and seen[-1].end - 1 <= stop else stop
    start = begun if line[begun : begun + 1] in FALSE_QUOTES else stop
    ends = closings(line, start)
    if not ends or ends[-1] < stop:
        return None
    end = next(end for end in ends if end >= stop)
    return fault(f"“{line[start:end]}” is no text of the language", start, end, DOUBLE_QUOTES)


def closings(line: str, start: int) -> list[int]:
    """The indexes behind the signs that may close a text begun at ``start`` by a quote that is none here."""
    if line[start : start + 1] not in FALSE_QUOTES:
        return []
    return [match.end() for match in _CLOSING.finditer(line, start + 2)]


def false_arrow(line: str, seen: Sequence[Token], stop: int) -> Fault | None:
    """An arrow as other tools write it: at the mistake, or behind the word with which the line begins."""
    start = stop
    if seen and seen[0].kind == "ARROW_FROM":
        while start and line[start - 1] in "<>=-.":
            start -= 1
    else:
        first = WORD.match(line, len(line) - len(line.lstrip()))
        if first is None:
            return None
        start = len(line) - len(line[first.end() :].lstrip())
    match = FALSE_ARROW.match(line, start)
    if match is None or (seen and not WORD.match(line[match.end() :].lstrip())):
        return None
    return fault(f"“{match[0]}” is no arrow of the language", match.start(), match.end(), ARROW_HELP)


def colon(line: str, seen: Sequence[Token], stop: int, expected: Collection[str]) -> Fault | None:
    """A stage without its colon, or a lane whose stage is not known."""
    if "COLON" in expected and seen and seen[0].kind == "STAGE":
        false = _FALSE_COLON.match(line)
        if false is not None:
            sign, lane = false[2].strip(), false[1].strip()
            help = f"write `{lane}:` before what is done"
            return fault(f"“{sign}” stands where the colon of a lane does", false.start(2), false.end(2), help)
        lane = line[seen[0].column - 1 : seen[-1].end - 1]
        place = seen[-1].end - 1
        return fault(
            f"the colon after the lane “{lane}” is missing", place, place + 1, f"write `{lane}:` before what is done"
        )
    if not seen:
        match = re.compile(rf"({RUN}+(?:[.\-]{RUN}+)*)(?:\s+{RUN}+(?:[.\-]{RUN}+)*)?\s*:").match(line, stop)
        if match:
            stage = match[1]
            near = nearest(stage, STAGES)
            written, meant = synonym(line[stop:], STAGES)
            if written and not near:
                stage, near = written, meant
            help = f"did you mean `{near}`?" if near else f"the stages are {listed(STAGES)}"
            return fault(f"“{stage}” is no stage that a lane can have", stop, stop + len(stage), help)
    return None


def bad_sign(line: str, seen: Sequence[Token], stop: int) -> Fault | None:
    """A sign that has no meaning where it stands, or an end that comes too early."""
    word, end = found(line, stop)
    if not word or word == "a text in quotes" or (WORD.fullmatch(word) and word.strip(_STOPS)):
        return None
    if (
        len(seen) > 1
        and seen[-1].kind == "NAME"
        and seen[-2].kind in ("COLON", "STEP", "PHASE")
        and _goes_on(line[end:])
    ):
        return fault(f"“{word}” cannot stand here", stop, end, SEVERAL_WORDS)
    if word in "-<>=→⇒↔":
        return fault("an arrow stands between the names of two actions, on a line of its own", stop, end, ARROW_HELP)
    if word in "()[]{}":
        return fault(f"“{word}” has no meaning outside quotes", stop, end, "put the words in quotes, or leave it out")
    in_arrow = bool(seen) and seen[0].kind == "ARROW_FROM"
    return fault(f"“{word}” cannot stand here", stop, end, "" if in_arrow or word.strip(_STOPS) else LEAVE_OUT)


def _goes_on(rest: str) -> bool:
    """Whether words follow, and no text that tells what the name before them is called."""
    return bool(rest.strip()) and not any(quote in rest for quote in QUOTES)
