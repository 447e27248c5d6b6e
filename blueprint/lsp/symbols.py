"""The outline of a text, and a search for things by name or label over all files."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import NamedTuple

from lsprotocol import types

from blueprint.lsp.documents import Document
from blueprint.lsp.names import Head
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace

MOST_FOUND = 500
"""So many things of a search are shown."""

KINDS = {
    "blueprint": types.SymbolKind.Module,
    "phase": types.SymbolKind.Namespace,
    "step": types.SymbolKind.Class,
    "action": types.SymbolKind.Method,
    "persona": types.SymbolKind.Interface,
    "department": types.SymbolKind.Struct,
    "role": types.SymbolKind.Field,
    "system": types.SymbolKind.Object,
    "partner": types.SymbolKind.Package,
    "channel": types.SymbolKind.Event,
    "touchpoint": types.SymbolKind.Constant,
    "variant": types.SymbolKind.EnumMember,
}
"""The sign that an editor shows for each kind of thing."""

_DEPTH = {"blueprint": 0, "phase": 1, "step": 2, "action": 3}


class _Node(NamedTuple):
    """The beginning of a statement on a line (from 1), and what belongs to it."""

    line: int
    head: Head
    inner: list[_Node]


def outline(view: View) -> Generator[None, None, list[types.DocumentSymbol]]:
    """Finds, in pieces, the blueprint with its phases, their steps and their actions; beside them what is declared."""
    names = yield from view.workspace.naming(view.path)
    top: list[_Node] = []
    open_: list[tuple[int, _Node]] = []
    for line, head in names.heads if names is not None else ():
        node = _Node(line, head, [])
        depth = _DEPTH.get(head.kind)
        if depth is None:
            top.append(node)
            continue
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        holder = open_[-1][1] if open_ else None
        (top if holder is None or holder.head.kind == "blueprint" else holder.inner).append(node)
        open_.append((depth, node))
    return (yield from _symbols(view.document, top, len(view.lines)))


def _symbols(document: Document, nodes: list[_Node], last: int) -> Generator[None, None, list[types.DocumentSymbol]]:
    """The symbols of statements: what holds others ends where the next such one begins, at most with line ``last``."""
    symbols = []
    for line, head, inner in reversed(nodes):
        yield
        place, children = document.range(line, head.first, max(head.last, head.end)), []
        if _DEPTH.get(head.kind):
            end = max(last, line)
            last = line - 1
            children = yield from _symbols(document, inner, end)
            place = types.Range(place.start, document.position(end, len(document.lines[end - 1]) + 1))
        symbols.append(
            types.DocumentSymbol(
                name=_shown(head),
                kind=KINDS[head.kind],
                range=place,
                selection_range=document.range(line, head.column, head.end),
                detail=" ".join(part for part in (head.lane or head.kind, head.name if head.label else "") if part),
                children=children or None,
            )
        )
    return symbols[::-1]


def _shown(head: Head) -> str:
    return head.label or head.name or head.kind


def search(workspace: Workspace, query: str) -> Generator[None, None, list[types.WorkspaceSymbol]]:
    """Finds, in pieces, the things in all files whose name or label holds the letters of the query in their order: the
    nearest first, and no more than a person may look through."""
    wanted = query.casefold()
    found: list[tuple[int, str, str, int, Head]] = []
    for path in workspace.files():
        yield
        names = yield from workspace.naming(path)
        for line, head in names.heads if names is not None else ():
            rank = min(_rank(wanted, head.label.casefold()), _rank(wanted, head.name.casefold()))
            if rank < _NOT:
                found.append((rank, _shown(head), path, line, head))
    symbols = []
    for _, name, path, line, head in sorted(found)[:MOST_FOUND]:
        yield
        document = workspace.document(path)
        if document is not None:
            place = types.Location(document.uri, document.range(line, head.column, head.end))
            holder = _title(workspace, path) or workspace.shown(path)
            symbols.append(types.WorkspaceSymbol(place, name, KINDS[head.kind], container_name=holder))
    return symbols


def _title(workspace: Workspace, path: str) -> str:
    names = workspace.names(path)
    return next((head.label for _, head in names.heads if head.kind == "blueprint"), "") if names is not None else ""


_NOT = 5


def _rank(wanted: str, words: str) -> int:
    """How near the words are to what is wanted: 0 the same, 1 they begin with it, 2 one of them does, 3 they hold it,
    4 its letters."""
    if wanted not in words:
        letters = iter(words)
        return 4 if words and all(letter in letters for letter in wanted) else _NOT
    if words.startswith(wanted):
        return int(words != wanted and wanted != "")
    return 2 if re.search(rf"(?<![^\W_]){re.escape(wanted)}", words) else 3
