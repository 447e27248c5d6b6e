"""Giving a thing another name, wherever it is named. Labels are for people, and stay."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from lsprotocol import types

from blueprint.lsp.names import (
    LANE,
    LOCAL,
    Meaning,
    Mention,
    Names,
    Place,
    called,
    meaning,
    mention_at,
    mentions_in,
    scope,
    uses,
)
from blueprint.lsp.refused import Refused
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace
from blueprint.model.names import with_article
from blueprint.tree.quotes import normal
from blueprint.tree.words import RUN

_NAME = re.compile(rf"(?!~){RUN}+(?:[.\-]{RUN}+)*")
_SIGN = re.compile(rf"{RUN}|[.\-]")


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
    _refuse_nameless(new)
    if new == mention.name:
        return types.WorkspaceEdit(changes={})
    thing = meaning(view.workspace, view.path, mention)
    other = next(iter(called(view.workspace, view.path, mention.name)), None) if not thing.places else None
    if other is not None:
        where = f"{view.workspace.shown(other.path)}, line {other.line}"
        raise Refused(f"“{mention.name}” of {where}, is not what is wanted here. Rename it there.")
    places = yield from uses(view.workspace, view.path, thing)
    yield from _refuse_taken(view, thing, places, new)
    yield from _refuse_unread(view, thing, new)
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
    from blueprint.lsp.unread import unread_uses  # its patterns take time to make

    found = yield from unread_uses(view.workspace, view.path, thing)
    for place, certain in found:
        if not certain:
            where = f"{view.workspace.shown(place.path)}, line {place.line}"
            raise Refused(f"{where}, cannot be read, and may speak of “{thing.name}” too. Mend that line first.")
    return [place for place, _ in found]


def _refuse_nameless(new: str) -> None:
    """Refuses what cannot be a name, and says which sign is in the way."""
    if not new:
        raise Refused("A name has at least one letter or digit.")
    if _NAME.fullmatch(new) and new.isprintable():
        return
    if new.startswith("~"):
        why = "a name does not begin with “~”"
    elif any(map(str.isspace, new)):
        why = "a name has no spaces"
    else:
        wrong = next((sign for sign in new if not _SIGN.fullmatch(sign) or not sign.isprintable()), "")
        if wrong:
            shown = f" “{wrong}”" if wrong.isprintable() else " signs that cannot be seen"
            why = f"a name has no{shown}"
        else:
            why = "in a name, “.” and “-” stand only between two other signs"
    raise Refused(f"“{new}” is no name: {why}.")


def _refuse_taken(view: View, thing: Meaning, places: list[Place], new: str) -> Generator[None, None, None]:
    """Refuses a name that something else has or that a line uses already: one of the two would mean the other."""
    spaces = dict.fromkeys((thing.space, *(space for place in places for space in place.mention.spaces)))
    workspace = view.workspace
    own = yield from scope(workspace, view.path, thing)
    seen: dict[str, None] = {}
    for path in own:
        yield
        seen.update(dict.fromkeys(workspace.seen_from(path)))
    used = ""
    for path in seen:
        visible = [space for space in spaces if space not in LOCAL or path in own]
        if thing.space in visible and path not in own:
            yield from _refuse_borrowed(workspace, path, thing)
        names = yield from _naming(workspace, path, new)
        if names is None:
            continue
        for space in visible:
            other = next(iter(names.made.get((space, new), ())), None) or names.presumed.get((space, new))
            if other is not None:
                kind = with_article(other.mention.kind) if other.mention.kind != LANE else "who acts in a lane"
                where = f"{workspace.shown(path)}, line {other.line}"
                raise Refused(f"“{new}” is taken: in {where}, {kind} is called so.")
        if thing.space in visible and not used:
            used = next((f"{workspace.shown(path)}, line {line}" for line, _ in _mentions(names, thing.space, new)), "")
    if used:
        raise Refused(f"{used}, speaks of “{new}” already, and would then mean this {_kind(thing)}.")


def _refuse_borrowed(workspace: Workspace, path: str, thing: Meaning) -> Generator[None, None, None]:
    """Refuses where an included file uses the old name without declaring it: for each blueprint that includes the file
    the name means another thing."""
    names = yield from _naming(workspace, path, thing.name)
    for line, one in _mentions(names, thing.space, thing.name) if names is not None else ():
        if not meaning(workspace, path, one).places:
            where = f"{workspace.shown(path)}, line {line}"
            raise Refused(f"{where}, speaks of “{thing.name}” too, and does not declare it. Declare it there first.")


def _naming(workspace: Workspace, path: str, name: str) -> Generator[None, None, Names | None]:
    """The names of a file, if it may speak of this one: most need not be parsed."""
    yield
    document = workspace.document(path)
    if document is None or (name.isascii() and name not in document.text):
        return None
    return (yield from workspace.naming(path))


def _mentions(names: Names, space: str, name: str) -> Iterator[tuple[int, Mention]]:
    """Where a name stands that may mean something of a space."""
    return ((line, one) for line, found in names.mentions for one in found if one.name == name and space in one.spaces)


def _kind(thing: Meaning) -> str:
    kind = thing.places[0].mention.kind if thing.places else ""
    return kind if kind not in ("", LANE) else "one"


def _refuse_unread(view: View, thing: Meaning, new: str) -> Generator[None, None, None]:
    """Refuses a name that a line which cannot be read may use already."""
    from blueprint.lsp.unread import unread_uses  # its patterns take time to make

    found = yield from unread_uses(view.workspace, view.path, thing._replace(name=new))
    for place, _ in found:
        where = f"{view.workspace.shown(place.path)}, line {place.line}"
        raise Refused(f"{where}, cannot be read, and may speak of “{new}” already. Mend that line first.")


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
