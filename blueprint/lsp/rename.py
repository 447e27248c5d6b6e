"""Giving a thing another name, wherever it is named. Labels are for people, and stay."""

from __future__ import annotations

import re
from collections.abc import Generator

from lsprotocol import types

from blueprint.lsp.names import Meaning, Mention, Place, known, meaning, mention_at, mentions_in, uses
from blueprint.lsp.refused import Refused
from blueprint.lsp.view import View
from blueprint.tree.quotes import normal
from blueprint.tree.words import RUN

_NAME = re.compile(rf"(?!~){RUN}+(?:[.\-]{RUN}+)*")


def prepare(view: View, position: types.Position) -> types.PrepareRenamePlaceholder | None:
    """The name at a position; None where there is none, such as in a label."""
    line, column = view.point(position)
    mention = mention_at(view.lines[line - 1], column)
    if mention is None:
        return None
    return types.PrepareRenamePlaceholder(view.document.range(line, mention.column, mention.end), mention.name)


def rename(view: View, position: types.Position, new: str) -> Generator[None, None, types.WorkspaceEdit]:
    """Works out, in pieces, the edits, in all files, that give what is named at a position another name. Raises Refused
    for what is no name or is taken, and where a line would then say something else, or nobody knows what it says."""
    line, column = view.point(position)
    mention = mention_at(view.lines[line - 1], column)
    if mention is None:
        raise Refused("There is no name here; labels are changed in the text.")
    new = normal(new.strip())
    if not _NAME.fullmatch(new) or not new.isprintable():
        raise Refused(
            f"“{new}” is no name: a name has no spaces, no quotes and none of the signs # : , < > = % ( ) [ ] {{ }}."
        )
    if new == mention.name:
        return types.WorkspaceEdit(changes={})
    thing = meaning(view.workspace, view.path, mention)
    places = yield from uses(view.workspace, view.path, thing)
    yield from _refuse_taken(view, thing, places, new)
    unread = yield from _unread(view, thing)
    lines: dict[str, dict[int, list[Mention]]] = {}
    for place in places:
        lines.setdefault(place.path, {}).setdefault(place.line, []).append(place.mention)
    ranges: dict[str, list[Place]] = {}
    for place in (*places, *unread):
        ranges.setdefault(place.path, []).append(place)
    changes: dict[str, list[types.TextEdit]] = {}
    for path, inside in ranges.items():
        document = view.document if path == view.path else view.workspace.document(path)
        if document is None:
            continue
        for number, mentions in lines.get(path, {}).items():
            yield
            _refuse_changed(document.lines[number - 1], mentions, new)
        spans = (place.span for place in inside)
        changes[document.uri] = [types.TextEdit(document.range(*span[:3]), new) for span in spans]
    return types.WorkspaceEdit(changes=changes)


def _unread(view: View, thing: Meaning) -> Generator[None, None, list[Place]]:
    """Where a thing is named in what cannot be read. A name that may be another one, or none, is refused: half of a
    thing would go on under the old name."""
    # Its patterns take time to make, and the server shall be there at once.
    from blueprint.lsp.unread import unread_uses

    found = yield from unread_uses(view.workspace, view.path, thing)
    for place, certain in found:
        if not certain:
            where = f"{view.workspace.shown(place.path)}, line {place.line}"
            raise Refused(f"{where}, cannot be read, and may speak of “{thing.name}” too. Mend that line first.")
    return [place for place, _ in found]


def _refuse_taken(view: View, thing: Meaning, places: list[Place], new: str) -> Generator[None, None, None]:
    spaces = dict.fromkeys(space for place in places for space in place.mention.spaces)
    for path in dict.fromkeys(place.path for place in places):
        yield
        table = known(view.workspace, path)
        for space in spaces:
            other = table.get((space, new))
            if other is not None:
                kind = other.mention.kind if other.mention.kind != "lane" else "lane’s who"
                where = view.workspace.shown(other.path)
                raise Refused(f"“{new}” is taken: a {kind} in {where}, line {other.line}, is called so.")


def _refuse_changed(line: str, mentions: list[Mention], new: str) -> None:
    """Refuses a name with which a line would be read otherwise."""
    after, moved = line, []
    shift = 0
    for one in mentions_in(line):
        if one in mentions:
            start = one.column - 1 + shift
            after = after[:start] + new + after[one.end - 1 + shift :]
            moved.append((new, one.spaces, one.kind))
            shift += len(new) - (one.end - one.column)
        else:
            moved.append((one.name, one.spaces, one.kind))
    if [(one.name, one.spaces, one.kind) for one in mentions_in(after)] != moved:
        raise Refused(f"“{new}” would mean something else here: {after.strip()}")
