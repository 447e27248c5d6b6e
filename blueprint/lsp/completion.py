"""What may be written at the cursor, from the grammar and the vocabulary: keywords that fit there, names, values."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice, zip_longest

from lsprotocol import types

from blueprint.drawing.words.headings import languages
from blueprint.lsp.cursor import Cursor, cursor
from blueprint.lsp.markdown import code, content, plain
from blueprint.lsp.names import LANE, known, space_of
from blueprint.lsp.view import View
from blueprint.model.names import PLACES, PROVIDERS, WANTED
from blueprint.text.explained import explained
from blueprint.text.vocabulary import (
    ARROWS,
    LINES,
    STAGES,
    STATEMENTS,
    UNITS,
    Word,
)

TRIGGERS = (" ", ">", "=", ":", "#", ",")
"""The signs behind which an editor asks by itself."""

MOST_PROPOSED = 200
"""So many proposals are sent at once; with more letters there are fewer."""

KIND = types.CompletionItemKind

_KINDS = {
    "persona": KIND.Interface,
    "channel": KIND.Event,
    "touchpoint": KIND.Constant,
    "variant": KIND.EnumMember,
    "step": KIND.Class,
    "action": KIND.Method,
}

_TIME_UNITS = ("min", "h", "days", "weeks", "months", "s")
"""The units that are proposed; others are read, too."""

_VALUES = {
    "text": '"$1"',
    "texts": '"$1"',
    "duration": "${1:5} ${2|min,h,days,weeks|}",
    "number": "${1:1}",
    "count": "${1:3} times",
    "rate": "${1:40} per ${2|day,week,month|}",
}
"""What a snippet proposes behind a detail word, by the shape."""

_SNIPPETS = {
    "step": (
        'step "…" with its three lanes',
        'step "${1:What happens}"\n  customer: "${2:Does something}"\n'
        '  frontstage ${3:care}: "${4:Answers}"\n  support ${5:crm}: "${6:Keeps it}"',
        "A step with what the customer does, what answers, and what carries it.",
    ),
    "customer": (
        "lane of the customer",
        'customer: ${1:name} "${2:Does something}" via ${3:phone}\n  emotion ${4|-2,-1,0,+1,+2|}',
        "An action of the customer with its channel and how it feels.",
    ),
    "frontstage": (
        "lane in front of the customer",
        'frontstage ${1:care}: ${2:name} "${3:Answers}" via ${4:phone} takes ${5:5} ${6|min,h,days|}',
        "An action that the customer meets, with its channel and time.",
    ),
    "backstage": (
        "lane behind the line of visibility",
        'backstage ${1:network}: ${2:name} "${3:Works on it}" takes ${4:1} ${5|h,min,days|}',
        "An action out of the customer's sight, with its time.",
    ),
    "support": (
        "lane of a system",
        'support ${1:crm}: ${2:name} "${3:Keeps the record}"',
        "What a system does.",
    ),
    "blueprint": (
        "a whole blueprint",
        'blueprint "${1:Name of the service}" ${2|as-is,to-be|}\n'
        '  goal "${3:What the customer wants}"\n  owner "${4:Who is accountable}"',
        "The title with what a review asks of it.",
    ),
    "department": (
        "department with its owner",
        'department ${1:care} "${2:Customer care}" owner "${3:Head of care}"',
        "A department, and who is accountable for it.",
    ),
}
"""What is proposed as a whole at the beginning of a line: the label, the snippet, its help; by its first keyword."""


_SPACES = re.compile(r"\s+")


def completion(view: View, position: types.Position) -> types.CompletionList | None:
    """The words, names and values that fit at a position; None inside quotes, where words are free."""
    line, column = view.point(position)
    place = cursor(view, line, column)
    if place is None:
        return None
    start = view.document.position(line, place.start)
    where = types.Range(start, position)
    typed = view.lines[line - 1][place.start - 1 : column - 1]
    written = _SPACES.sub(" ", typed).casefold()
    fitting = (item for item in _proposed(view, place, written) if _fits(written, item.filter_text or item.label))
    items = list(islice(fitting, MOST_PROPOSED))
    for number, item in enumerate(items):
        new = item.insert_text or item.label
        item.insert_text = None
        item.text_edit = types.TextEdit(where, new)
        item.sort_text = f"{number:04}"
        if len(written) < len(typed):
            item.filter_text = _spaced(item.filter_text or item.label, typed)
    return types.CompletionList(is_incomplete=len(items) == MOST_PROPOSED, items=items)


def _spaced(words: str, typed: str) -> str:
    """Words with the spaces that somebody types between them: an editor compares all signs, and knows no words."""
    parts, gaps = words.split(" "), _SPACES.findall(typed)
    return "".join(part + gap for part, gap in zip_longest(parts, gaps[: len(parts) - 1], fillvalue=" ")).rstrip(" ")


def _fits(written: str, words: str) -> bool:
    """Whether what is written may become an item with these words: its letters stand in them in their order."""
    letters = iter(words.casefold())
    return all(letter in letters for letter in written)


def _proposed(view: View, place: Cursor, written: str) -> Iterator[types.CompletionItem]:
    if place.inside == "comment":
        yield from _silences(view)
    elif place.inside == "include":
        yield from _files(view)
    elif place.inside == "":
        yield from _values(view, place)
        if place.begins and not place.deeper:
            yield from _statements(view)
        if not place.begins:
            yield from _names(view, place, written)
        yield from _signs(view, place)
        yield from _details(view, place)
        if place.begins and place.deeper:
            yield from _statements(view)
        if place.begins:
            yield from _names(view, place, written)


def _statements(view: View) -> Iterator[types.CompletionItem]:
    """What may begin a line, snippets after their keywords."""
    keywords = {**{f"{stage}:": help for stage, help in STAGES.items()}, **STATEMENTS}
    for word, help in keywords.items():
        stage = word.removesuffix(":")
        yield _item(
            word, KIND.Keyword, help=_help(stage) or content(plain(help)), text=stage if stage != word else f"{word} "
        )
    if view.workspace.snippets:
        for keyword, (label, snippet, help) in _SNIPPETS.items():
            yield _item(
                label, KIND.Snippet, help=content(plain(help)), text=snippet, snippet=True, filter=f"{keyword} {label}"
            )


def _details(view: View, place: Cursor) -> Iterator[types.CompletionItem]:
    """The detail words that something on their left, or the statement, takes: those of the nearest detail first."""
    for word in place.details:
        yield _detail(view, word)


def _detail(view: View, word: Word) -> types.CompletionItem:
    text, snippet = word.text, False
    if word.shape != "flag":
        text += " "
        value = _VALUES.get(word.shape, "")
        if word.shape == "choice":
            value = f"${{1|{','.join(word.choices)}|}}"
        elif word.shape == "signed":
            value = "${1|-2,-1,0,+1,+2|}"
        elif word.shape == "date":
            value = f"${{1:{view.today.isoformat()}}}"
        if value and view.workspace.snippets:
            text, snippet = text + value, True
    return _item(word.text, KIND.Property, help=_help(word.text), text=text, snippet=snippet)


def _values(view: View, place: Cursor) -> Iterator[types.CompletionItem]:
    """Values of the detail on the left: choices, units of time, days."""
    word = place.word
    help = _help(word.text) if word is not None else None
    if "CHOSEN" in place.accepts and word is not None:
        for choice in word.choices:
            yield _item(choice, KIND.EnumMember, detail=word.text, help=help)
    if "UNIT" in place.accepts and place.last in ("NUMBER", "PER"):
        units = _TIME_UNITS if place.last == "NUMBER" else ("day", "week", "month", "h", "year")
        yield from (_item(unit, KIND.Unit, help=help) for unit in units)
    if place.low and word is not None and word.shape == "duration":
        yield from (_item(f"{int(float(place.low)) + 1} {unit}", KIND.Value, help=help) for unit in _TIME_UNITS)
    if "UNKNOWN" in place.accepts:
        for amount in ("1 min", "5 min", "15 min", "1 h", "1 day", "2 to 3 days"):
            yield _item(amount, KIND.Value, help=help)
        yield _item("unknown", KIND.Value, help=content("Nobody knows how long."))
    if "DAY" in place.accepts:
        today = view.today
        for words, days in (
            ("today", 0),
            ("in a month", 30),
            ("in three months", 91),
            ("in half a year", 182),
            ("in a year", 365),
        ):
            day = (today + timedelta(days=days)).isoformat()
            yield _item(day, KIND.Value, detail=words, filter=f"{day} {words}", help=help)
    if "SIGN_NUMBER" in place.accepts and word is not None:
        yield from (
            _item(f"{number:+d}" if number else "0", KIND.Value, help=help)
            for number in range(-2, int(min(word.high, 2)) + 1)
        )
    if "LINE" in place.accepts:
        for line, (_, about) in LINES.items():
            yield _item(line, KIND.EnumMember, help=content(plain(about)))
    if place.first == "LANGUAGE" and "NAME" in place.accepts:
        yield from (_item(language, KIND.Value) for language in languages())
    if place.first == "LANE" and "STAGE" in place.accepts:
        yield from (_item(stage, KIND.Keyword, help=_help(stage)) for stage in STAGES)
    for kind in ("TO", "TIMES", "PER", "OR", "UNDER", "HIDDEN"):
        if kind in place.accepts and place.last:
            yield _item(kind.lower(), KIND.Keyword, help=help)


def _names(view: View, place: Cursor, written: str) -> Iterator[types.CompletionItem]:
    """The names of the kinds that fit."""
    kinds = _wanted(view, place)
    if not kinds:
        return
    table = known(view.workspace, view.path)
    spaces = {space_of(kind) for kind in kinds}
    found = []
    for (space, name), made in table.items():
        kind = made.mention.kind
        if space not in spaces or (kind not in kinds and not (kind == LANE and "department" in kinds)):
            continue
        if made.line == place.line and made.path == view.path and kind == LANE:
            continue  # what is being written here
        found.append((kinds.index(kind) if kind in kinds else len(kinds), name, made))
    found.sort(key=lambda one: one[0])
    undeclared = place.last == "DECLARATION"
    for _, name, made in found:
        kind = made.mention.kind
        if undeclared != (kind == LANE) and undeclared:
            continue
        words = made.mention.label
        if not _fits(written, f"{name} {words}"):
            continue
        yield _item(
            name,
            _KINDS.get(kind, KIND.Struct),
            detail=f"{kind if kind != LANE else 'undeclared'}{f' “{words}”' if words else ''}",
            filter=f"{name} {words}" if words else name,
            help=content(plain(words), plain(f"{view.workspace.shown(made.path)}, line {made.line}")),
        )


def _wanted(view: View, place: Cursor) -> tuple[str, ...]:
    """The kinds of things whose names fit, the likeliest first."""
    if place.begins:
        return ("action",)
    if "NAME" not in place.accepts:
        return ()
    if place.first == "STAGE" and "COLON" in place.accepts:
        if place.stage == "customer":
            return ("persona",)
        return ("system", "partner", "department", "role") if place.stage == "support" else PROVIDERS
    if place.first == "LANE":
        return UNITS
    if place.last == "DECLARATION":
        keyword = view.lines[place.line - 1].split()[0].lower()
        return UNITS if keyword in UNITS and keyword != "persona" else ()  # who has a lane and no declaration yet
    if place.word is not None:
        return WANTED[PLACES[place.word.field]][0] if place.word.field in PLACES else ()
    if place.first == "ARROW_FROM":
        return ("action", *PROVIDERS) if place.handing else ("action",)
    return ()


def _signs(view: View, place: Cursor) -> Iterator[types.CompletionItem]:
    """Arrows behind an action, and the colon behind a lane."""
    if "ARROW" in place.accepts:
        for sign, (kind, help) in ARROWS.items():
            yield _item(sign, KIND.Operator, detail=kind, help=content(plain(help)), text=f"{sign} ")
        if place.last == "ARROW_FROM" and view.workspace.snippets:
            yield _item(
                "=> handoff with content and deadline",
                KIND.Snippet,
                help=content("Hands over: what, by which way, and how soon."),
                text='=> ${1:who} "${2:What is handed over}" via ${3:crm} within ${4:15} ${5|min,h,days|}',
                snippet=True,
                filter="=> handoff",
            )
    if "COLON" in place.accepts and place.last in ("STAGE", "NAME"):
        text, snippet = (': "$1"', True) if view.workspace.snippets else (": ", False)
        yield _item(":", KIND.Operator, help=content("What is done, in quotes."), text=text, snippet=snippet)


def _silences(view: View) -> Iterator[types.CompletionItem]:
    """The checks that a comment may silence, those with a finding here first."""
    from blueprint.findings.catalog import pages

    here = {finding.check for finding in view.findings_so_far}
    for page in sorted(pages(), key=lambda page: page.name not in here):
        if page.code.startswith("SY") or page.name in ("unknown-name", "duplicate-name"):
            continue  # what could not be understood cannot be silenced
        text = f"{page.name}: ${{1:the reason}}" if view.workspace.snippets else f"{page.name}: "
        yield _item(
            page.name, KIND.EnumMember, detail=page.code, help=content(plain(page.summary)), text=text,
            snippet=view.workspace.snippets,
        )  # fmt: skip


def _files(view: View) -> Iterator[types.CompletionItem]:
    """The files that may be included, as seen from this one: shared ones first."""
    folder = os.path.dirname(view.path)
    paths = [path for path in view.workspace.files() if path != view.path]
    for path in paths:
        yield _item(os.path.relpath(path, folder).replace(os.sep, "/"), KIND.File)


def _item(
    label: str,
    kind: types.CompletionItemKind,
    *,
    detail: str = "",
    help: types.MarkupContent | None = None,
    text: str = "",
    snippet: bool = False,
    filter: str = "",
) -> types.CompletionItem:
    return types.CompletionItem(
        label=label,
        kind=kind,
        detail=detail or None,
        documentation=help,
        insert_text=text or label,
        insert_text_format=types.InsertTextFormat.Snippet if snippet else None,
        filter_text=filter or None,
    )


def _help(word: str) -> types.MarkupContent | None:
    sentences = explained().get(word)
    return content(f"**{code(word)}**", *map(plain, sentences)) if sentences else None
