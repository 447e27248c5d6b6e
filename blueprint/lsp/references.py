"""Where a thing is named, in all files that can name it."""

from __future__ import annotations

from lsprotocol import types

from blueprint.lsp.names import meaning, mention_at, uses
from blueprint.lsp.view import View


def references(view: View, position: types.Position, declaration: bool) -> list[types.Location] | None:
    """Every mention of what is named at a position, with its ``declaration`` or without."""
    line, column = view.point(position)
    mention = mention_at(view.lines[line - 1], column)
    if mention is None:
        return None
    thing = meaning(view.workspace, view.path, mention)
    declared = set(thing.places)
    found = uses(view.workspace, view.path, thing)
    return [view.location(place.span) for place in found if declaration or place not in declared]


def highlights(view: View, position: types.Position) -> list[types.DocumentHighlight] | None:
    """Every mention, in this text, of what is named at a position."""
    line, column = view.point(position)
    mention = mention_at(view.lines[line - 1], column)
    if mention is None:
        return None
    thing = meaning(view.workspace, view.path, mention)
    kinds = {True: types.DocumentHighlightKind.Write, False: types.DocumentHighlightKind.Read}
    return [
        types.DocumentHighlight(view.range(place.span), kinds[place in thing.places])
        for place in uses(view.workspace, view.path, thing, (view.path,))
    ]
