"""Where a name is declared, and which file an include names."""

from __future__ import annotations

from lsprotocol import types

from blueprint.lsp.names import called, meaning, mention_at
from blueprint.lsp.view import View
from blueprint.text.span import Span


def definition(view: View, position: types.Position) -> list[types.Location] | None:
    """The places that declare the name at a position, be it the name of another kind of thing than is wanted there; for
    the words of an include, the beginning of the file."""
    line, column = view.point(position)
    text = view.lines[line - 1]
    mention = mention_at(text, column)
    if mention is None:
        return _included(view, line, column)
    places = meaning(view.workspace, view.path, mention).places or called(view.workspace, view.path, mention.name)
    return [view.location(place.span) for place in places] or None


def _included(view: View, line: int, column: int) -> list[types.Location] | None:
    tree = view.trees[line - 1]
    if tree.kind != "include" or not tree.tokens[-1].column <= column <= tree.tokens[-1].end:
        return None
    path = view.workspace.included_path(view.path, tree.tokens[-1])
    if view.workspace.document(path) is None:
        return None
    return [view.location(Span(1, 1, 1, path))]
