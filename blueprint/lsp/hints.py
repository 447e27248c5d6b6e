"""Inlay hints: facts of the model that the text only implies.

Who owns an action whose line names no owner, and how much time has passed when a step begins.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from itertools import chain

from lsprotocol import types

from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.times import spoken
from blueprint.lsp.view import View
from blueprint.model.details import Name
from blueprint.model.elements import Declaration
from blueprint.text.span import Span

_ELAPSED = (
    "The longest way from where the journey begins to this step, by the times that the file gives. What it does not"
    " say counts nothing."
)


def hints(view: View, place: types.Range) -> Generator[None, None, list[types.InlayHint]]:
    """Finds, in pieces, the hints in a range of the text, from top to bottom."""
    first, last = place.start.line + 1, place.end.line + 1

    def inside(span: Span) -> bool:
        return span.path == view.path and first <= span.line <= last

    begins = yield from _begins(view.index)
    found = []
    for span, label, tooltip in chain(_owners(view.index, inside), _elapsed(view.index, begins, inside)):
        yield
        at = view.document.position(span.line, span.end)
        words = types.MarkupContent(types.MarkupKind.PlainText, tooltip)
        found.append(types.InlayHint(at, label, tooltip=words, padding_left=True))
    return sorted(found, key=lambda hint: (hint.position.line, hint.position.character))


def _owners(index: Index, inside: Callable[[Span], bool]) -> Iterator[tuple[Span, str, str]]:
    """Who owns what the provider does: where another says it, at the first action of each lane in a step."""
    for step in index.blueprint.steps:
        lanes: set[str] = set()
        for action in step.actions:
            if action.stage in ("evidence", "customer") or action.lane in lanes:
                continue
            lanes.add(action.lane)
            if not inside(action.span):
                continue
            said = index.owners_of(action)
            if isinstance(said.said_at, Declaration):
                names = ", ".join(_called(index, name) for name in said.owners)
                unit = said.said_at
                yield action.span, f"owner: {names}", f"Said by the {unit.kind} “{unit.label}”."


def _called(index: Index, name: Name) -> str:
    unit = index.units.get(name.name) if name.kind != "text" else None
    return unit.label if unit is not None else name.name


def _elapsed(
    index: Index, begins: Mapping[str, float], inside: Callable[[Span], bool]
) -> Iterator[tuple[Span, str, str]]:
    """How long after its beginning the journey reaches each step; nothing where no time passes."""
    for step in index.blueprint.steps:
        if step.label and inside(step.span):
            reached = [begins[action.id] for action in step.actions if action.id in begins]
            if reached and min(reached) > 0:
                yield step.span, f"after {spoken(min(reached))}", _ELAPSED


def _begins(index: Index) -> Generator[None, None, dict[str, float]]:
    """Finds, in pieces, the longest time from the beginning to each action, by its id, in whichever variant it is
    longest."""
    begins: dict[str, float] = {}
    for graph in index.graphs:
        yield
        seconds = graph.times.of_service.begins
        for node, actions in graph.members.items():
            if node in seconds:
                for action in actions:
                    begins[action.id] = max(begins.get(action.id, 0), seconds[node])
    return begins
