"""The outline of a text, and a search for things by name or label over all files."""

from __future__ import annotations

import re
from collections.abc import Generator

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


def outline(view: View) -> list[types.DocumentSymbol]:
    """The blueprint with its phases, their steps and their actions; beside them what is declared."""
    names = view.workspace.names(view.path)
    heads = names.heads if names is not None else []
    top: list[types.DocumentSymbol] = []
    open_: list[tuple[int, types.DocumentSymbol]] = []
    for line, head in heads:
        symbol = _symbol(view.document, line, head)
        depth = _DEPTH.get(head.kind)
        if depth is None:
            top.append(symbol)
            continue
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        holder = open_[-1][1] if open_ and depth > 1 else None
        if holder is not None and holder.kind is KINDS["blueprint"]:
            holder = None
        if holder is None:
            top.append(symbol)
        else:
            holder.children = [*(holder.children or ()), symbol]
        open_.append((depth, symbol))
    _stretch(view.document, [symbol for symbol in top if symbol.kind in _HOLDING], len(view.lines))
    return top


_HOLDING = frozenset(KINDS[kind] for kind in ("phase", "step", "action"))


def _stretch(document: Document, symbols: list[types.DocumentSymbol], last: int) -> None:
    """Lets each symbol end where the next one begins, at most with line ``last`` (from 1)."""
    for number, symbol in enumerate(symbols, start=1):
        end = symbols[number].range.start.line if number < len(symbols) else last
        end = max(end, symbol.range.start.line + 1)
        symbol.range = types.Range(symbol.range.start, document.position(end, len(document.lines[end - 1]) + 1))
        _stretch(document, list(symbol.children or ()), end)


def _symbol(document: Document, line: int, head: Head) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=_shown(head),
        kind=KINDS[head.kind],
        range=document.range(line, head.first, max(head.last, head.end)),
        selection_range=document.range(line, head.column, head.end),
        detail=" ".join(part for part in (head.lane or head.kind, head.name if head.label else "") if part),
    )


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
