"""The names that may stand at the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types

from blueprint.lsp.cursor import Cursor
from blueprint.lsp.markdown import content, plain
from blueprint.lsp.names import LANE, Place, space_of
from blueprint.lsp.proposals.item import MOST_PROPOSED, item, rank
from blueprint.lsp.view import View
from blueprint.model.names import PLACES, PROVIDERS, WANTED
from blueprint.text.vocabulary import UNITS

KIND = types.CompletionItemKind

_KINDS = {
    "persona": KIND.Interface,
    "channel": KIND.Event,
    "touchpoint": KIND.Constant,
    "variant": KIND.EnumMember,
    "step": KIND.Class,
    "action": KIND.Method,
}


def names(
    view: View, place: Cursor, table: Mapping[tuple[str, str], Place], written: str
) -> Iterator[types.CompletionItem]:
    """The names of the kinds that fit, of those in the ``table`` of all that is known: the likeliest kind first."""
    kinds = _wanted(view, place)
    if not kinds:
        return
    spaces = {space_of(kind) for kind in kinds}
    earliest = _earliest(view, place)
    found = []
    for (space, name), made in table.items():
        kind = made.mention.kind
        if space not in spaces or (kind not in kinds and not (kind == LANE and "department" in kinds)):
            continue
        if made.line < earliest or _is_excluded(view, place, name, made):
            continue
        fit = rank(written, f"{name} {made.mention.label}") if written else 0
        if fit is not None:
            found.append((fit, kinds.index(kind) if kind in kinds else len(kinds), name, made))
    found.sort(key=lambda one: one[:2])
    shown: dict[str, str] = {}
    for _, _, name, made in found[:MOST_PROPOSED]:
        kind, label = made.mention.kind, made.mention.label
        if made.path not in shown:
            shown[made.path] = view.workspace.shown(made.path)
        yield item(
            name,
            _KINDS.get(kind, KIND.Struct),
            detail=f"{kind if kind != LANE else 'undeclared'}{f' “{label}”' if label else ''}",
            filter=f"{name} {label}" if label else name,
            help=content(plain(label), plain(f"{shown[made.path]}, line {made.line}")),
        )


def _is_excluded(view: View, place: Cursor, name: str, made: Place) -> bool:
    """Whether a name of the right kind still means nothing sensible here."""
    if place.last == "DECLARATION" and made.mention.kind != LANE:
        return True  # it is declared already
    if made.mention.kind == LANE and made.line == place.line and made.path == view.path:
        return True  # what is being written here
    return name in place.barred


def _earliest(view: View, place: Cursor) -> int:
    """The line before which nothing is named here: an action goes on through its own step or a later one."""
    if place.word is None or place.word.field != "through":
        return 0
    return next((line for line in range(place.line, 0, -1) if view.trees[line - 1].kind in ("step", "phase")), 0)


def _wanted(view: View, place: Cursor) -> tuple[str, ...]:
    """The kinds of things whose names fit, the likeliest first."""
    if place.begins:
        return ("action",)
    if "NAME" not in place.accepts:
        return ()
    if place.first == "STAGE" and "COLON" in place.accepts:
        if place.stage == "customer":
            return ("persona",)
        return ("system", "partner", "department", "role") if place.stage == "support" else PROVIDERS
    if place.first == "LANE":
        return UNITS
    if place.last == "DECLARATION":
        keyword = view.lines[place.line - 1].split()[0].lower()
        return UNITS if keyword in UNITS and keyword != "persona" else ()  # who has a lane and no declaration yet
    if place.word is not None:
        return WANTED[PLACES[place.word.field]][0] if place.word.field in PLACES else ()
    if place.first == "ARROW_FROM":
        return ("action", *PROVIDERS) if place.handing else ("action",)
    return ()
