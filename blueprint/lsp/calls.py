"""Call hierarchy along the arrows: what leads to an action, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from blueprint.lsp.names import mention_at
from blueprint.lsp.view import View
from blueprint.model.elements import Action, Arrow
from blueprint.text.span import Span


def prepare(view: View, position: types.Position) -> list[types.CallHierarchyItem]:
    """The action that the text speaks of at a position: the one that is named there, or on whose line it is."""
    line, column = view.point(position)
    actions = view.index.actions
    mention = mention_at(view.lines[line - 1], column)
    named = actions.get(mention.name) if mention is not None and "action" in mention.spaces else None
    if named is None:
        first = line
        while first > 1 and view.trees[first - 1].kind in ("", "details", "unclear"):
            first -= 1
        named = next((one for one in actions.values() if one.span.line == first and one.span.path == view.path), None)
    return [_item(view, named)] if named is not None else []


def incoming(view: View, item: types.CallHierarchyItem) -> list[types.CallHierarchyIncomingCall]:
    """The actions from which an arrow leads to the item, an exchange among them from either end."""
    action = _action(view, item)
    if action is None:
        return []
    index = view.index
    ways = [
        (arrow, arrow.source.name)
        for arrow in view.blueprint.arrows
        if arrow.source.name in index.actions and action.id in (one.id for one in index.flow.taken_over_by(arrow))
    ]
    ways += [(one, one.target.name) for one in index.arrows_out.get(action.id, ()) if one.kind == "exchange"]
    return [
        types.CallHierarchyIncomingCall(_item(view, index.actions[end]), [view.range(arrow.span) for arrow in arrows])
        for end, arrows in _by_end(ways).items()
        if end in index.actions
    ]


def outgoing(view: View, item: types.CallHierarchyItem) -> list[types.CallHierarchyOutgoingCall]:
    """The actions to which an arrow leads from the item; a handoff to a whole department leads to those with which it
    takes over."""
    action = _action(view, item)
    if action is None:
        return []
    index = view.index
    ways = [(arrow, one.id) for arrow in index.arrows_out.get(action.id, ()) for one in index.flow.taken_over_by(arrow)]
    ways += [(one, one.source.name) for one in index.arrows_in.get(action.id, ()) if one.kind == "exchange"]
    return [
        types.CallHierarchyOutgoingCall(_item(view, index.actions[end]), [view.range(arrow.span) for arrow in arrows])
        for end, arrows in _by_end(ways).items()
        if end in index.actions
    ]


def _by_end(ways: Iterable[tuple[Arrow, str]]) -> dict[str, list[Arrow]]:
    """Arrows by the action at their other end."""
    table: dict[str, list[Arrow]] = {}
    for arrow, end in ways:
        table.setdefault(end, []).append(arrow)
    return table


def _action(view: View, item: types.CallHierarchyItem) -> Action | None:
    data = item.data if isinstance(item.data, dict) else {}
    return view.index.actions.get(str(data.get("action", "")))


def _item(view: View, action: Action) -> types.CallHierarchyItem:
    lane = view.index.lanes[action.lane]
    tree = view.trees[action.span.line - 1] if action.span.path == view.path else None
    names = [token for token in tree.tokens if token.kind == "NAME"] if tree is not None else []
    span = action.span
    if names and action.name:
        span = Span(span.line, names[-1].column, names[-1].end, span.path)
    return types.CallHierarchyItem(
        name=action.label or action.id,
        kind=types.SymbolKind.Function,
        uri=view.location(action.span).uri,
        range=view.range(action.span),
        selection_range=view.range(span),
        detail=f"{lane.stage} {lane.label}".strip(),
        data={"action": action.id},
    )
