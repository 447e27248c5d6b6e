"""A mistake in a line, explained in the reader's words. No name of the grammar ever reaches the reader."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from blueprint.text.suggest import nearest
from blueprint.text.synonyms import synonym
from blueprint.text.vocabulary import (
    ARROWS,
    DECLARATIONS,
    LINES,
    SHAPES,
    STAGES,
    STATEMENTS,
    TIME_UNITS,
    WORDS,
    Word,
)
from blueprint.tree.nodes import Fault, Token
from blueprint.tree.words import RUN

WORD = re.compile(rf"{RUN}+(?:[.\-]{RUN}+)*")
QUOTES = {'"': '"', "“": "”“‟", "„": "“”‟", "‟": "”“", "«": "»", "»": "«"}
# What people write who come from other tools, or whose editor corrects them.
FALSE_ARROW = re.compile(
    r"<-{2,}>|<-+(?!>)|<=+>?|<~+>?|-{2,}>|={2,}>|-\s+>|=\s+>|~+>|\.{3,}>|(?<!\.)\.>|\.\.\s+>|…>|[—–]>|-{1,2}\|?>{2,}|=>{2,}|[⟶⟹➔➜➡⇢]|(?<![-=.])>|-{2,}"
)
ARROW_HELP = "the arrows are " + ", ".join(
    f"`{sign}` ({help.rstrip('.').lower()})" for sign, (_, help) in ARROWS.items()
)
UNIT_HELP = "the units of time are s, min, h, days, weeks, months and years"
OF_STATEMENT = {
    "BLUEPRINT": "blueprint",
    "PHASE": "phase",
    "STEP": "step",
    "STAGE": "action",
    "ARROW_FROM": "arrow",
}
"""The place, in the vocabulary, of the details on a line that begins with such a token."""

SHAPE_TOKENS = {
    "TEXT": "text",
    "TEXTS": "texts",
    "WHO": "who",
    "REF": "ref",
    "REFS": "refs",
    "DURATION": "duration",
    "AMOUNT": "amount",
    "NUMBERED": "number",
    "SIGNED": "signed",
    "COUNT": "count",
    "RATE": "rate",
    "DATE": "date",
    "CHOICE": "choice",
}
DETAIL_TOKENS = frozenset((*SHAPE_TOKENS, "FLAG", "PERCENT"))
"""The tokens with which a line of details begins."""

_BEGINNINGS = (*STATEMENTS, *STAGES, *(name for name, row in WORDS.items() if row.begins_line))


def explain(line: str, seen: Sequence[Token], stop: int, expected: Collection[str]) -> Fault:
    """The fault of a line: ``seen`` are the tokens before it, ``stop`` is its index in the line, ``expected`` the
    tokens that could stand there."""
    while stop < len(line) and line[stop].isspace():
        stop += 1
    return (
        _open_quote(line, stop)
        or _false_arrow(line, seen, stop)
        or _colon(line, seen, stop, expected)
        or _line_start(line, seen, stop)
        or _missing_value(line, seen, stop, expected)
        or _bad_sign(line, stop)
        or _unknown_detail(line, seen, stop)
    )


def _found(line: str, stop: int) -> tuple[str, int]:
    """What stands at the mistake: a word, a quoted text, a sign, or nothing (""), with the index behind it."""
    if stop >= len(line) or line[stop] == "#":
        return "", stop
    match = WORD.match(line, stop)
    if match:
        return match[0], match.end()
    if line[stop] in QUOTES:
        end = _closing(line, stop)
        return ("a text in quotes", end) if end else (line[stop], len(line))
    return line[stop], stop + 1


def _closing(line: str, start: int) -> int:
    """The index behind the closing quote of the text that begins at ``start``; 0 where it is not closed."""
    closers = QUOTES[line[start]]
    index = start + 1
    while index < len(line):
        if line[index] == "\\":
            index += 2
            continue
        if line[index] in closers:
            return index + 1
        index += 1
    return 0


def _fault(message: str, start: int, end: int, help: str = "") -> Fault:
    """A fault at the indexes ``start`` to ``end`` of the line, one column wide at least."""
    return Fault(message, start + 1, max(end, start + 1) + 1, help)


def _open_quote(line: str, stop: int) -> Fault | None:
    if stop < len(line) and line[stop] in QUOTES and not _closing(line, stop):
        return _fault(
            "the quote that opens here is not closed on this line", stop, len(line.rstrip()), "add the closing quote"
        )
    return None


def _false_arrow(line: str, seen: Sequence[Token], stop: int) -> Fault | None:
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
    return _fault(f"“{match[0]}” is no arrow of the language", match.start(), match.end(), ARROW_HELP)


def _colon(line: str, seen: Sequence[Token], stop: int, expected: Collection[str]) -> Fault | None:
    """A stage without its colon, or a lane whose stage is not known."""
    if "COLON" in expected and seen and seen[0].kind == "STAGE":
        lane = line[seen[0].column - 1 : seen[-1].end - 1]
        place = seen[-1].end - 1
        return _fault(
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
            help = f"did you mean `{near}`?" if near else f"the stages are {_listed(STAGES)}"
            return _fault(f"“{stage}” is no stage that a lane can have", stop, stop + len(stage), help)
    return None


def _line_start(line: str, seen: Sequence[Token], stop: int) -> Fault | None:
    """A first word that begins nothing."""
    if seen:
        return None
    word, end = _found(line, stop)
    if word == "a text in quotes":
        return _fault("a line cannot begin with a text", stop, end, "say first what it is: a step, a lane, a note …")
    if re.match(r"<->|->|=>|\.\.>|[→⇒↔]", line[stop:]):
        return _fault(
            "the name before the arrow is missing", stop, end, "write the name of the action that it starts from"
        )
    if line[stop:].startswith("//"):
        return _fault("“//” begins nothing in this language", stop, stop + 2, "a comment begins with `#`")
    if word in "-*•–" and line[end:].lstrip():
        return _fault(f"“{word}” begins nothing in this language", stop, end, "write the line without it")
    if not WORD.fullmatch(word):
        return _fault(f"“{word}” cannot begin a line", stop, end)
    written, meant = synonym(line[stop:], _BEGINNINGS)
    if written:
        return _fault(
            f"“{written}” begins nothing in this language", stop, stop + len(written), f"did you mean `{meant}`?"
        )
    near = nearest_beginning(line[stop:])
    otherwise = "a line begins with a statement, a stage and a colon, a detail, or an arrow"
    glued = next((name for name in DECLARATIONS if word.lower().startswith(name)), "")
    help = f"did you mean `{near}`?" if near else f"write a space after `{glued}`" if glued else otherwise
    return _fault(f"“{word}” begins nothing in this language", stop, end, help)


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
    begun = [name for name in known if name.startswith(f"{runs[0]} ")]
    two = nearest(" ".join(runs[:2]), (name for name in known if " " in name)) if len(runs) > 1 else ""
    return two or (begun[0] if begun else nearest(runs[0], known))


def _missing_value(line: str, seen: Sequence[Token], stop: int, expected: Collection[str]) -> Fault | None:
    """A word that wants something other behind it than what stands there."""
    if not seen:
        return None
    word, end = _found(line, stop)
    instead = _instead(word)
    last = seen[-1]
    owner = _last_detail(seen)
    shape = SHAPE_TOKENS.get(owner.kind, "") if owner is not None else ""
    at_value = owner is not None and last is owner
    if "CHOSEN" in expected and owner is not None:
        return _choice(WORDS[_key(owner)], word, stop, end)
    if last.kind == "LINE_OF":
        near = nearest(word, LINES)
        help = f"did you mean `{near}`?" if near else f"the lines are those of {_listed(LINES)}"
        return _fault(f"there is no line of “{word}”" if word else "the name of the line is missing", stop, end, help)
    if last.kind == "LANE":
        near = nearest(word, STAGES)
        help = f"did you mean `{near}`?" if near else f"the stages are {_listed(STAGES)}"
        return _fault(f"after `lane` comes a stage{_comma(instead)}", stop, end, help)
    if last.kind == "ARROW":
        return _fault(f"after the arrow comes the name of an action{_comma(instead)}", stop, end)
    if last.kind == "COMMA":
        return _fault(f"after the comma comes one more of the list{_comma(instead)}", stop, end)
    if last.kind == "OR":
        return _fault(f"after `or` comes one more name{_comma(instead)}", stop, end)
    if last.kind == "NUMBER" and re.match(r",\d", line[stop:]):
        help = f"write {last.text}.{line[stop + 1 :].split()[0]}"
        return _fault("a comma stands inside a number", stop, stop + 1, help)
    if word == ":" and at_value:
        return _fault(f"no colon stands after `{_key(last)}`", stop, end, "leave it out; only a lane has one")
    if owner is not None and owner.kind == "REFS" and word == ",":
        return _fault(
            "commas and `or` stand in one list", stop, end, "use commas for all of them, `or` for one of them"
        )
    if owner is not None and owner.kind == "DATE" and at_value:
        return _date(line, owner, word, stop, end)
    if "UNIT" in expected and last.kind in ("NUMBER", "PER"):
        near = nearest(word, TIME_UNITS) if word else ""
        help = f"did you mean `{near}`?" if near else UNIT_HELP
        if word and WORD.fullmatch(word) and word not in WORDS:
            return _fault(f"“{word}” is no unit of time", stop, end, help)
        return _fault(f"the unit of time is missing after “{last.text}”", last.column - 1, last.end - 1, UNIT_HELP)
    if owner is not None and at_value:
        begun = owner.column - 1
        written, meant = synonym(line[begun:], WORDS)
        if len(written) > len(owner.text):
            return _fault(
                f"“{written}” is no detail of the language", begun, begun + len(written), f"did you mean `{meant}`?"
            )
    if owner is not None and (at_value or not _complete(expected)):
        return _fault(f"after `{_key(owner)}` comes {SHAPES[shape]}{_comma(instead)}", stop, end)
    if "COLON" not in expected and not _complete(expected):
        head = " ".join(token.text for token in seen if token.kind != "STRING").replace(" :", ":")
        return _fault(f"after `{head}` comes {_wanted(expected)}{_comma(instead)}", stop, end)
    return None


def _instead(word: str) -> str:
    if not word:
        return ""
    return f"instead of {word}" if word == "a text in quotes" else f"instead of “{word}”"


def _date(line: str, owner: Token, word: str, stop: int, end: int) -> Fault:
    """A day that is written another way."""
    match = re.match(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", line[stop:])
    help = f"write {match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else "write year, month, day: 2026-10-01"
    return _fault(f"after `{_key(owner)}` comes a date{_comma(_instead(word))}", stop, end, help)


def _choice(row: Word, word: str, stop: int, end: int) -> Fault:
    if word == "a text in quotes":
        return _fault(f"the words of `{row.text}` stand without quotes", stop, end, f"it takes {_listed(row.choices)}")
    near = nearest(word, row.choices) if word else ""
    help = f"did you mean `{near}`?" if near else f"it takes {_listed(row.choices)}"
    message = f"“{word}” is no word that `{row.text}` takes" if word else f"after `{row.text}` comes one of its words"
    return _fault(message, stop, end, help)


def _bad_sign(line: str, stop: int) -> Fault | None:
    """A sign that has no meaning where it stands, or an end that comes too early."""
    word, end = _found(line, stop)
    if not word or WORD.fullmatch(word) or word == "a text in quotes":
        return None
    if word in "-<>=→⇒↔":
        return _fault("an arrow stands between the names of two actions, on a line of its own", stop, end, ARROW_HELP)
    if word in "()[]{}":
        return _fault(f"“{word}” has no meaning outside quotes", stop, end, "put the words in quotes, or leave it out")
    return _fault(f"“{word}” cannot stand here", stop, end)


def _unknown_detail(line: str, seen: Sequence[Token], stop: int) -> Fault:
    """A word where only a detail could stand."""
    word, end = _found(line, stop)
    if not word:
        return _fault("something is missing at the end of this line", len(line.rstrip()), len(line.rstrip()) + 1)
    if word == "a text in quotes" and seen and seen[-1].kind == "FLAG":
        return _fault(
            f"`{_key(seen[-1])}` takes nothing behind it", stop, end, "write the text behind `note`, or leave it out"
        )
    if (
        word == "a text in quotes"
        and len(seen) > 1
        and seen[-1].kind == "STRING"
        and seen[-2].kind in ("TEXTS", "COMMA")
    ):
        return _fault("a comma is missing between the two texts", stop, end, "write a comma before the second one")
    if word == "a text in quotes":
        help = "a text follows the word that says what it is: `note`, `pain`, `when` …"
        return _fault("a second text stands here without a word before it", stop, end, help)
    known = next((name for name in _by_length(WORDS) if re.match(rf"{name}(?!\w)", line[stop:], re.IGNORECASE)), "")
    if known:
        help = f"it can be said of: {', '.join(sorted(WORDS[known].places))}"
        return _fault(f"`{known}` cannot be said here", stop, stop + len(known), help)
    if word.startswith("'"):
        return _fault(f"“{word}” cannot stand here", stop, end, 'a text stands in double quotes: "…"')
    if seen and seen[-1].kind == "STRING" and seen[-1].end - 1 == stop and word[0].isalnum():
        return _fault("the text ends before this word", stop, end, 'a quote inside a text is written \\"')
    written, meant = synonym(line[stop:], _fitting(seen))
    if written:
        return _fault(
            f"“{written}” is no detail of the language", stop, stop + len(written), f"did you mean `{meant}`?"
        )
    near = _nearest_phrase(line[stop:], _fitting(seen)) or _nearest_phrase(line[stop:], WORDS)
    named = seen[-1].kind == "NAME" if seen else False
    if named and (seen[0].kind in ("STAGE", "STEP", "PHASE", "DECLARATION") or _owns(seen)) and not near:
        return _fault(f"“{word}” cannot stand here", stop, end, "several words stand in quotes")
    help = f"did you mean `{near}`?" if near else "a detail begins with one of the words of the language"
    return _fault(f"“{word}” is no detail of the language", stop, end, help)


def _fitting(seen: Sequence[Token]) -> list[str]:
    """The details that the statement on the line takes."""
    place = OF_STATEMENT.get(seen[0].kind, "") if seen else ""
    return [name for name, row in WORDS.items() if not place or place in row.places]


def _owns(seen: Sequence[Token]) -> bool:
    """Whether the last name stands where a quoted text could stand too."""
    owner = _last_detail(seen)
    return owner is not None and owner.kind == "WHO"


def _by_length(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: -len(word))


def _last_detail(seen: Sequence[Token]) -> Token | None:
    return next((token for token in reversed(seen) if token.kind in SHAPE_TOKENS), None)


def _key(token: Token) -> str:
    return " ".join(token.text.lower().split())


def _complete(expected: Collection[str]) -> bool:
    """Whether the line could have ended, or gone on with a detail, where the mistake stands."""
    return "COMMENT" in expected or "FLAG" in expected


def _comma(words: str) -> str:
    return f", {words}" if words else ""


def _wanted(expected: Collection[str]) -> str:
    wishes = []
    if "NAME" in expected:
        wishes.append("a name")
    if "STRING" in expected:
        wishes.append("a text in quotes")
    if "STAGE" in expected:
        wishes.append("a stage")
    if "HIDDEN" in expected:
        wishes.append("`hidden`")
    return " or ".join(wishes) or "something else"


def _listed(words: Iterable[str]) -> str:
    items = [f"`{word}`" for word in words]
    return ", ".join(items[:-1]) + f" and {items[-1]}" if len(items) > 1 else "".join(items)
