"""Where a thing is named, in all files that can name it."""

from __future__ import annotations

from collections.abc import Generator

from lsprotocol import types

from blueprint.lsp.names import meaning, mention_at, uses
from blueprint.lsp.slices import at_once
from blueprint.lsp.view import View


def references(
    view: View, position: types.Position, declaration: bool
) -> Generator[None, None, list[types.Location] | None]:
    """Finds, in pieces, every mention of what is named at a position, with its ``declaration`` or without."""
    line, column = view.point(position)
    mention = mention_at(view.lines[line - 1], column)
    if mention is None:
        return None
    thing = meaning(view.workspace, view.path, mention)
    declared = set(thing.places)
    locations = []
    for place in (yield from uses(view.workspace, view.path, thing)):
        yield
        if declaration or place not in declared:
            locations.append(view.location(place.span))
    return locations


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
        for place in at_once(uses(view.workspace, view.path, thing, (view.path,)))
    ]
