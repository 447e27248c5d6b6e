"""The outline of a text, and a search for things by name or label over all files."""

from __future__ import annotations

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
        name=head.label or head.name or head.kind,
        kind=KINDS[head.kind],
        range=document.range(line, head.first, max(head.last, head.end)),
        selection_range=document.range(line, head.column, head.end),
        detail=" ".join(part for part in (head.lane or head.kind, head.name if head.label else "") if part),
    )


def search(workspace: Workspace, query: str) -> list[types.WorkspaceSymbol]:
    """The things in all files whose name or label holds the letters of the query in their order, the nearest first."""
    wanted = query.casefold()
    found: list[tuple[int, str, types.WorkspaceSymbol]] = []
    for path in workspace.files():
        names = workspace.names(path)
        document = workspace.document(path)
        if names is None or document is None:
            continue
        title = next((head.label for _, head in names.heads if head.kind == "blueprint"), "")
        for line, head in names.heads:
            rank = min(_rank(wanted, head.label.casefold()), _rank(wanted, head.name.casefold()))
            if rank < _NOT:
                symbol = types.WorkspaceSymbol(
                    location=types.Location(document.uri, document.range(line, head.column, head.end)),
                    name=head.label or head.name or head.kind,
                    kind=KINDS[head.kind],
                    container_name=title or workspace.shown(path),
                )
                found.append((rank, symbol.name, symbol))
    found.sort(key=lambda one: one[:2])
    return [symbol for _, _, symbol in found[:MOST_FOUND]]


_NOT = 4


def _rank(wanted: str, words: str) -> int:
    """How near the words are to what is wanted: 0 the same, 1 they begin with it, 2 they hold it, 3 its letters."""
    if words == wanted:
        return 0
    if words.startswith(wanted):
        return 1
    if wanted in words:
        return 2
    letters = iter(words)
    return 3 if words and all(letter in letters for letter in wanted) else _NOT
