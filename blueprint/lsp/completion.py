"""What may be written at the cursor, from the grammar and the vocabulary: keywords that fit there, names, values."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lsprotocol import types

from blueprint.lsp.cursor import Cursor, cursor
from blueprint.lsp.markdown import content, plain
from blueprint.lsp.names import known
from blueprint.lsp.proposals.item import MOST_PROPOSED, help_of, item, normalised, rank, spaced
from blueprint.lsp.proposals.lines import Table, beyond, known_of, lines
from blueprint.lsp.proposals.names import names, reached
from blueprint.lsp.proposals.values import between, quotes, snippet_behind, values
from blueprint.lsp.view import View
from blueprint.model.load import Includes
from blueprint.text.vocabulary import ARROWS, DECLARATIONS, STAGES, STATEMENTS
from blueprint.tree.quotes import normal

TRIGGERS = (" ", ">", "=", ":", "#", ",")
"""The signs behind which an editor asks by itself."""

KIND = types.CompletionItemKind

_CLOSING = {"“": "”", "„": "“", "«": "»"}
"""The quotes that end otherwise than they begin."""


def completion(view: View, position: types.Position) -> types.CompletionList | None:
    """The words, names and values that fit at a position; None inside quotes, where words are free."""
    line, column = view.point(position)
    place = cursor(view, line, column)
    if place is None:
        return None
    start = view.document.position(line, place.start)
    where = types.Range(start, position)
    typed = view.lines[line - 1][place.start - 1 : column - 1]
    written = normalised(typed)
    found = []
    for one in _proposed(view, place, column, written):
        fit = rank(written, one.filter_text or one.label)
        if fit is not None:
            found.append((fit, one))
    found.sort(key=lambda fitting: fitting[0])
    items = [one for _, one in found[:MOST_PROPOSED]]
    for number, one in enumerate(items):
        new = one.insert_text or one.label
        one.insert_text = None
        one.text_edit = types.TextEdit(where, new)
        one.sort_text = f"{number:04}"
        if len(written) < len(typed):
            one.filter_text = spaced(one.filter_text or one.label, typed)
    return types.CompletionList(is_incomplete=len(items) == MOST_PROPOSED, items=items)


def _proposed(view: View, place: Cursor, column: int, written: str) -> Iterator[types.CompletionItem]:
    if place.inside in ("silence", "comment"):
        yield from _silences(view, place)
    elif place.inside == "include":
        yield from _files(view, place, column)
    elif place.begins:
        table = known(view.workspace, view.path)
        if place.deeper:
            yield from _details(view, place)
        yield from _statements(view, place, table)
        if not place.deeper:
            yield from _details(view, place)
        yield from names(view, place, table, written)
    else:
        table = known(view.workspace, view.path) if not place.accepts.isdisjoint(("NAME", "ARROW")) else {}
        if place.first == "INCLUDE" and "STRING" in place.accepts:
            yield from _files(view, place, column)
        yield from names(view, place, table, written)
        yield from values(view, place, written)
        yield from quotes(view, place)
        yield from between(place)
        yield from _signs(view, place, table)
        yield from _details(view, place)


def _statements(view: View, place: Cursor, table: Table) -> Iterator[types.CompletionItem]:
    """What may begin a line, whole lines after their keywords. The stages come first where the story has begun, and the
    title where nothing has."""
    kinds = {tree.kind for number, tree in enumerate(view.trees, start=1) if number != place.line}
    empty, titled = kinds <= {"", "language", "include"}, "blueprint" in kinds
    stages = {f"{stage}:": help for stage, help in STAGES.items()}
    statements = {word: help for word, help in STATEMENTS.items() if word not in ("blueprint", "language")}
    title = {} if titled else {"blueprint": STATEMENTS["blueprint"]}
    language = {} if "language" in kinds else {"language": STATEMENTS["language"]}
    whole = [*lines(known_of(table), empty=empty, titled=titled)] if view.workspace.snippets else []
    begun = not kinds.isdisjoint(("step", "action"))
    words = {**stages, **title, **statements, **language} if begun else {**title, **statements, **language, **stages}
    for word, help in words.items():
        stage = word.removesuffix(":")
        yield item(
            word, KIND.Keyword, help=help_of(stage) or content(plain(help)), text=stage if stage != word else f"{word} "
        )
        if word == "blueprint" and empty:
            yield from whole[:1]
    yield from whole[1:] if empty else whole


def _details(view: View, place: Cursor) -> Iterator[types.CompletionItem]:
    """The detail words that something on their left, or the statement, takes: those of the nearest detail first."""
    for word in place.details:
        text, snippet = word.text, False
        if word.shape != "flag":
            value = snippet_behind(word, view) if view.workspace.snippets else ""
            text, snippet = f"{text} {value}", bool(value)
        yield item(word.text, KIND.Property, help=help_of(word.text), text=text, snippet=snippet)


def _signs(view: View, place: Cursor, table: Table) -> Iterator[types.CompletionItem]:
    """Arrows behind an action, and the colon behind a lane."""
    if "ARROW" in place.accepts:
        for sign, (kind, help) in ARROWS.items():
            yield item(sign, KIND.Operator, detail=kind, help=content(plain(help)), text=f"{sign} ")
        if place.last == "ARROW_FROM" and view.workspace.snippets:
            action = normal(view.lines[place.line - 1][: place.start - 1].strip())
            yield from beyond(known_of(table), action, reached(view, place.line, action))
    if "COLON" in place.accepts and place.last in ("STAGE", "NAME"):
        text, snippet = (': "$1"', True) if view.workspace.snippets else (": ", False)
        yield item(":", KIND.Operator, help=content("What is done, in quotes."), text=text, snippet=snippet)


def _silences(view: View, place: Cursor) -> Iterator[types.CompletionItem]:
    """The checks that a comment may silence, those with a finding here first."""
    from blueprint.findings.catalog import pages

    before = view.lines[place.line - 1][: place.start - 1]
    begin = "" if place.inside == "comment" else " allow " if before.endswith("#") else "allow "
    here = {finding.check for finding in view.findings_so_far}
    snippets = view.workspace.snippets
    for page in sorted(pages(), key=lambda page: page.name not in here):
        if page.code.startswith("SY") or page.name in ("unknown-name", "duplicate-name"):
            continue  # what could not be understood cannot be silenced
        label = f"{begin.lstrip()}{page.name}"
        text = f"{begin}{page.name}: ${{1:the reason}}" if snippets else f"{begin}{page.name}: "
        help = content(plain(page.summary))
        yield item(label, KIND.EnumMember, detail=page.code, help=help, text=text, snippet=snippets)


def _files(view: View, place: Cursor, column: int) -> Iterator[types.CompletionItem]:
    """The shared files that may still be included, as seen from this one, and the quotes that are missing."""
    line, folder, files = view.lines[place.line - 1], os.path.dirname(view.path), view.workspace
    opening = line[place.start - 2] if place.inside else ""
    closing = _CLOSING.get(opening, opening) or '"'
    behind = "" if closing in line[column - 1 :] else closing
    includes, seen = Includes(view.path), files.seen_from(view.path)
    for path in files.files():
        words = os.path.relpath(path, folder).replace(os.sep, "/")
        if path in seen or includes.refused(words, view.path) or not _is_shared(view, path):
            continue
        yield item(words, KIND.File, text=f"{'' if opening else closing}{words}{behind}")


def _is_shared(view: View, path: str) -> bool:
    """Whether a file holds declarations only, and does not include the one that is written."""
    found = view.workspace.names(path)
    if found is None or any(head.kind not in DECLARATIONS for _, head in found.heads):
        return False
    return bool(found.heads) and view.path not in view.workspace.seen_from(path)
