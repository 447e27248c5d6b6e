"""The names that may stand at the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lsprotocol import types

from blueprint.lsp.cursor import Cursor
from blueprint.lsp.markdown import content, plain
from blueprint.lsp.names import LANE, Place, space_of
from blueprint.lsp.proposals.item import MOST_PROPOSED, item, rank
from blueprint.lsp.view import View
from blueprint.model.names import PLACES, PROVIDERS, WANTED
from blueprint.text.vocabulary import UNITS
from blueprint.tree.quotes import normal

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
    """The names of the kinds that fit, of those in the ``table`` of all that is known: the likeliest kind first, and
    for the end of an arrow what stands below its beginning and is not reached yet."""
    kinds = _wanted(view, place)
    if not kinds:
        return
    spaces = {space_of(kind) for kind in kinds}
    earliest = _earliest(view, place)
    source = next(iter(place.barred), "") if place.last == "ARROW" else ""
    above = table["action", source].line if ("action", source) in table else 0
    known_ends = reached(view, place.line, source) if source else frozenset()
    found = []
    for (space, name), made in table.items():
        kind = made.mention.kind
        if space not in spaces or (kind not in kinds and not (kind == LANE and "department" in kinds)):
            continue
        if made.line < earliest or _is_excluded(view, place, name, made):
            continue
        fit = rank(written, f"{name} {made.mention.label}") if written else 0
        if fit is not None:
            likely = kinds.index(kind) if kind in kinds else len(kinds)
            found.append(((fit, name in known_ends, likely, made.line < above), name, made))
    found.sort(key=lambda one: one[0])
    shown: dict[str, str] = {}
    for _, name, made in found[:MOST_PROPOSED]:
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


def reached(view: View, line: int, source: str) -> frozenset[str]:
    """The names to which an arrow of another line leads from an action: a second one would need its own condition."""
    ends: set[str] = set()
    for number, tree in enumerate(view.trees, start=1):
        if tree.kind == "arrow" and number != line:
            chain = [normal(token.text) for token in tree.tokens if token.kind in ("ARROW_FROM", "NAME")]
            ends.update(end for begin, end in pairwise(chain) if begin == source)
    return frozenset(ends)


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
