"""Code lenses: above a step its touchpoints and findings, above a unit or a channel what it has to do.

Where they stand follows from the lines alone; what they say is worked out for those that the editor shows.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from lsprotocol import types

from blueprint.lsp.commands import SHOW
from blueprint.lsp.view import View
from blueprint.model.elements import Action
from blueprint.text.span import Span
from blueprint.text.vocabulary import UNITS


class Data(NamedTuple):
    """What a lens is about: its text's address, what it counts, and the line (from 1) of what it stands above."""

    uri: str
    kind: str
    line: int


def lenses(view: View) -> Generator[None, None, list[types.CodeLens]]:
    """Finds, in pieces, the lenses of a text, without their words."""
    found = []
    for line, tree in enumerate(view.trees, start=1):
        if tree.kind not in ("step", "declaration"):
            continue
        yield
        declares = tree.kind == "declaration" and tree.tokens[0].text.lower() in UNITS
        for kind in ("touchpoints", "findings") if tree.kind == "step" else ("actions",) if declares else ():
            place = view.document.range(line, tree.indent + 1, tree.end)
            found.append(types.CodeLens(place, data=Data(view.uri, kind, line)._asdict()))
    return found


def data_of(lens: types.CodeLens) -> Data | None:
    """What a lens is about; None for one that is not ours."""
    data = lens.data if isinstance(lens.data, dict) else {}
    uri, kind, line = (data.get(field) for field in Data._fields)
    if not (isinstance(uri, str) and isinstance(kind, str) and isinstance(line, int)) or kind not in _SPANS or line < 1:
        return None
    return Data(uri, kind, line)


def resolved(view: View, lens: types.CodeLens, data: Data) -> types.CodeLens:
    """A lens with its words, and the first of what it counts as where a click leads."""
    spans = _SPANS[data.kind](view, data.line)
    words = f"{len(spans) or 'no'} {data.kind}"
    command = types.Command(words.removesuffix("s") if len(spans) == 1 else words, "")
    if spans:
        command = types.Command(command.title, SHOW, arguments=[view.location(spans[0])])
    return types.CodeLens(lens.range, command, lens.data)


def _touchpoints(view: View, line: int) -> list[Span]:
    """The places of the touchpoints of a step."""
    actions = _actions_of_step(view, line)
    ids = {action.id for action in actions}
    return [action.span for action in view.index.touchpoints if action.id in ids]


def _actions_of_step(view: View, line: int) -> tuple[Action, ...]:
    return next(
        (step.actions for step in view.blueprint.steps if step.span.line == line and step.span.path == view.path), ()
    )


def _findings(view: View, line: int) -> list[Span]:
    """The places of the findings between a step's first line and the next statement that is no part of it."""
    trees = view.trees
    last = line
    while last < len(trees) and trees[last].kind not in ("step", "phase", "arrow", "declaration"):
        last += 1
    return [one.span for one in view.findings if one.span.path == view.path and line <= one.span.line <= last]


def _work(view: View, line: int) -> list[Span]:
    """The actions of the unit that is declared on a line, and of its parts."""
    index = view.index
    unit = next((one for one in index.units.values() if one.span.line == line and one.span.path == view.path), None)
    if unit is None:
        return []
    return [action.span for action in view.blueprint.actions if index.belongs_to(action, unit)]


_SPANS = {"touchpoints": _touchpoints, "findings": _findings, "actions": _work}
"""What each kind of lens counts, for the line that it stands above."""
