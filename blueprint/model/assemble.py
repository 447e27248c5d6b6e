"""From the statements of a file to one frozen blueprint."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING, cast

from blueprint.model.details import Name
from blueprint.model.elements import (
    Action,
    Arrow,
    ArrowKind,
    Blueprint,
    Declaration,
    DeclarationKind,
    Phase,
    Problem,
    Step,
)
from blueprint.model.handles import Handles
from blueprint.model.lanes import lane_of, lanes_and_lines
from blueprint.model.moved import moved
from blueprint.model.names import Names
from blueprint.model.values import name as name_value
from blueprint.model.values import span_of, text
from blueprint.text.span import Span
from blueprint.text.vocabulary import ARROW_SIGNS, ARROWS, DECLARATIONS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.model.draft import Draft
    from blueprint.model.memory import Memory
    from blueprint.model.read import Reading
    from blueprint.tree.nodes import LineTree, Token

_PRESUMED: dict[str, DeclarationKind] = {"customer": "persona", "support": "system"}


class Assembly:
    """A blueprint in the making. What is wrong in the text is known first; the elements are made when they are wanted.

    What was made in the last reading, of which the ``memory`` tells, is taken over where nothing about it has changed.
    """

    def __init__(self, reading: Reading, path: str, memory: Memory | None = None) -> None:
        self._drafts = reading.drafts
        self._memory = memory
        self._turn = memory.turn if memory is not None else 0
        problems = list(reading.problems)
        drafts: dict[str, list[Draft]] = {}
        for draft in reading.drafts:
            drafts.setdefault(draft.kind, []).append(draft)
        self._arrows = drafts.get("arrow", [])
        self._handles = Handles(problems)
        for draft in reading.drafts:
            _give_id(draft, self._handles)
        presumed = _presumed(drafts)
        known = {kind: dict.fromkeys(draft.id for draft in same if draft.id) for kind, same in drafts.items()}
        for one in presumed:
            known.setdefault(one.kind, {})[one.id] = None
        renamed = memory.renamed(known) if memory is not None else frozenset()
        _resolve(_unclear(reading.drafts, renamed), Names(known, reading.doubtful, reading.lost, problems))
        head = _head(drafts.get("blueprint", []), problems)
        problems.extend(_backward(reading.drafts))
        doubtful = tuple(dict.fromkeys(reading.doubtful))
        declarations = (*_declarations(reading.drafts), *presumed)
        self._persona = _only_persona(drafts)
        lanes, lines = lanes_and_lines(drafts, declarations, doubtful, self._persona, problems)
        problems.sort(key=lambda problem: (problem.span.path != path, problem.span))
        self.outline = Blueprint(
            label=head.label if head is not None else "",
            span=head.span if head is not None else _beginning(reading, path),
            path=path,
            language=reading.language[0].lower() if reading.language else "en",
            broken=head.broken if head is not None else False,
            declarations=declarations,
            lanes=lanes,
            lines=lines,
            silences=tuple(reading.silences),
            problems=tuple(problems),
            doubtful=doubtful,
            **dict(head.element_facts() if head is not None else ()),
        )
        """The blueprint without its journey and its arrows."""

    @property
    def is_current(self) -> bool:
        """Whether the text has not been read again since with the same memory, so that the rest can still be made."""
        return self._memory is None or self._memory.turn == self._turn

    @cached_property
    def blueprint(self) -> Blueprint:
        """The whole blueprint."""
        phases = _journey(self._drafts, self._handles, self._persona)
        return replace(self.outline, phases=phases, arrows=_arrows(self._arrows))


def _unclear(drafts: list[Draft], renamed: frozenset[str]) -> list[Draft]:
    """The statements of which it is not known what the names in them mean, or may be known no more."""
    return [one for one in drafts if one.meant is None or (renamed and not one.meant.isdisjoint(renamed))]


def _beginning(reading: Reading, path: str) -> Span:
    """Where a file without a title begins: at its first statement, be it one that could not be read, since above it
    there are only remarks, of which nothing can be said and at which nothing can be silenced."""
    spans = (*(one.span for one in reading.drafts), *(one.span for one in reading.problems))
    line = min((span.line for span in spans if span.path == path), default=1)
    return Span(line, 1, 2, path)


def _resolve(drafts: list[Draft], names: Names) -> None:
    """Says what each name in these statements means."""
    asked: list[tuple[set[str], bool]] = []
    for draft in drafts:
        draft.settle()
        names.asked, names.failed = set(), False
        if draft.said is None:
            draft.said = draft.facts
        draft.facts = dict(draft.said)
        names.in_facts(draft.facts)
        asked.append((names.asked, names.failed))
        draft.made = ()
    for draft, (meant, failed) in zip(drafts, asked, strict=True):
        names.asked, names.failed = meant, failed
        if draft.kind == "arrow":
            draft.ends = tuple(_resolved_ends(draft, names))
        draft.meant = frozenset(meant) if not names.failed else None


def _resolved_ends(draft: Draft, names: Names) -> Iterator[tuple[Name, ArrowKind, Name]]:
    for first, kind, last in _ends(draft.tree):
        place = "receiver" if kind == "handoff" else "action"
        source = names.resolved(name_value(first, draft.line, draft.path), "action")
        yield source, kind, names.resolved(name_value(last, draft.line, draft.path), place)


def _backward(drafts: list[Draft]) -> Iterator[Problem]:
    """The problems of actions that are said to go on through a step that lies before them."""
    if not any("through" in draft.facts for draft in drafts):
        return
    # A phase begins a step as well: that of the actions in it that stand in no step.
    places = {draft.id: place for place, draft in enumerate(drafts) if draft.kind == "step"}
    here = 0
    for place, draft in enumerate(drafts):
        if draft.kind in ("phase", "step"):
            here = place
        if draft.kind == "action" and "through" in draft.facts:
            draft.settle()
            for name in draft.facts["through"]:
                if places.get(name.name, here) < here:
                    message = f"“{draft.label}” cannot go on through “{name.name}”, which lies before it"
                    yield Problem("wrong-value", message, name.span, "name the last step through which it goes on")


def _give_id(draft: Draft, handles: Handles) -> None:
    """The id of a statement that makes an element: its name, or a handle made from its label."""
    kind = draft.kind
    if kind in DECLARATIONS:
        draft.id = handles.named("unit" if kind in UNITS else kind, draft.name, draft.name_span)
    elif kind in ("phase", "step", "action"):
        draft.id = handles.any(kind, draft.name, draft.label, draft.name_span)


def _head(heads: list[Draft], problems: list[Problem]) -> Draft | None:
    for second in heads[1:]:
        if second.broken:
            continue  # a broken line has had its one message already
        problems.append(
            Problem(
                "second-blueprint",
                f"a file holds one blueprint; “{second.label}” is the second",
                second.span,
                "put it into a file of its own",
                ((heads[0].span, "the first one begins here"),),
            )
        )
    return heads[0] if heads else None


def _declarations(drafts: list[Draft]) -> list[Declaration]:
    return [
        Declaration(
            kind=cast(DeclarationKind, draft.kind),
            id=draft.id,
            label=draft.label,
            span=draft.span,
            broken=draft.broken,
            **dict(draft.element_facts()),
        )
        for draft in drafts
        if draft.kind in DECLARATIONS
    ]


def _only_persona(drafts: dict[str, list[Draft]]) -> str:
    """The id of the only declared persona, whom a bare ``customer:`` means; ``""`` where there is none or several."""
    personas = drafts.get("persona", [])
    return personas[0].id if len(personas) == 1 else ""


def _presumed(drafts: dict[str, list[Draft]]) -> list[Declaration]:
    """Who acts in a lane without being declared anywhere: a file of five lines declares nobody."""
    declared = {draft.name for kind in UNITS for draft in drafts.get(kind, ())}
    found: dict[str, Declaration] = {}
    for draft in drafts.get("action", ()):
        name = draft.who
        if name and name not in declared and name not in found:
            kind = _PRESUMED.get(draft.tree.tokens[0].text.lower(), "department")
            span = span_of(draft.tree.tokens[1], draft.line, draft.path)
            found[name] = Declaration(kind=kind, id=name, label=name, span=span, declared=False)
    return list(found.values())


def _journey(drafts: list[Draft], handles: Handles, persona: str) -> tuple[Phase, ...]:
    """Phases with their steps with their actions. Actions outside every step stand in a step without a label, steps
    outside every phase in a phase without a label. ``persona`` is the only declared one: a bare ``customer:``."""
    phases: list[tuple[Draft | None, list[tuple[Draft | None, list[Action]]]]] = []
    for draft in drafts:
        if draft.kind == "phase":
            phases.append((draft, []))
        elif draft.kind in ("step", "action"):
            if not phases:
                phases.append((None, []))
            steps = phases[-1][1]
            if draft.kind == "step":
                steps.append((draft, []))
            else:
                if not steps:
                    steps.append((None, []))
                steps[-1][1].append(_action(draft, persona))
    return tuple(_phase(draft, tuple(_step(*step, handles) for step in steps), handles) for draft, steps in phases)


def _action(draft: Draft, persona: str) -> Action:
    if draft.made and draft.made[:2] == (draft.id, persona):
        known = cast(Action, draft.made[2])
        if known.span.line != draft.line:
            known = moved(known, draft.line - known.span.line)
            draft.made = (draft.id, persona, known)
        return known
    lane, stage, _ = lane_of(draft, persona)
    action = Action(
        id=draft.id,
        name=draft.name,
        label=draft.label,
        span=draft.span,
        stage=stage,
        lane=lane,
        broken=draft.broken,
        **dict(draft.element_facts()),
    )
    draft.made = (draft.id, persona, action)
    return action


def _phase(draft: Draft | None, steps: tuple[Step, ...], handles: Handles) -> Phase:
    if draft is None:
        span = steps[0].span
        return Phase(id=handles.any("phase", "", "", lambda: span), name="", label="", span=span, steps=steps)
    return Phase(
        id=draft.id,
        name=draft.name,
        label=draft.label,
        span=draft.span,
        broken=draft.broken,
        steps=steps,
        **dict(draft.element_facts()),
    )


def _step(draft: Draft | None, actions: list[Action], handles: Handles) -> Step:
    if draft is None:
        span = actions[0].span
        return Step(id=handles.any("step", "", "", lambda: span), name="", label="", span=span, actions=tuple(actions))
    if draft.made:
        known = cast(Step, draft.made[0])
        same = len(known.actions) == len(actions) and all(map(is_, known.actions, actions))
        if same and known.id == draft.id and known.span.line == draft.line:
            return known
    step = Step(
        id=draft.id,
        name=draft.name,
        label=draft.label,
        span=draft.span,
        broken=draft.broken,
        actions=tuple(actions),
        **dict(draft.element_facts()),
    )
    draft.made = (step,)
    return step


def _arrows(drafts: list[Draft]) -> tuple[Arrow, ...]:
    arrows: list[Arrow] = []
    counts: dict[str, int] = {}
    for draft in drafts:
        if draft.made:
            handles, known, made = draft.made
        else:
            handles = [f"{source.name} {kind} {target.name}" for source, kind, target in draft.ends]
            known, made = [], []
        ids = []
        for handle in handles:
            count = counts[handle] = counts.get(handle, 0) + 1
            ids.append(handle if count == 1 else f"{handle} ~{count}")
        if known != ids:
            made = _arrows_of(draft, ids)
        by = draft.line - made[0].span.line
        if by:
            made = [moved(arrow, by) for arrow in made]
        arrows.extend(made)
        draft.made = (handles, ids, made)
    return tuple(arrows)


def _arrows_of(draft: Draft, ids: list[str]) -> list[Arrow]:
    token = next((token for token in draft.tree.tokens if token.kind == "STRING"), None)
    # A chain with a label has been reported: it would be unclear which of its arrows the label belongs to.
    label = text(token, draft.line, draft.path) if token is not None and len(ids) == 1 else None
    facts = dict(draft.element_facts())
    places = [(first.column, last.end) for first, _, last in _ends(draft.tree)]
    return [
        Arrow(
            id=handle,
            kind=kind,
            source=source,
            target=target,
            span=Span(draft.line, column, end, draft.path),
            broken=draft.broken,
            label=label,
            **facts,
        )
        for handle, (source, kind, target), (column, end) in zip(ids, draft.ends, places, strict=True)
    ]


def _ends(tree: LineTree) -> Iterator[tuple[Token, ArrowKind, Token]]:
    """The arrows of a chain: source, kind and target of each."""
    tokens = [token for token in tree.tokens if token.kind != "STRING"]
    for index in range(1, len(tokens) - 1, 2):
        sign = tokens[index].text
        yield tokens[index - 1], cast(ArrowKind, ARROWS[ARROW_SIGNS.get(sign, sign)][0]), tokens[index + 1]
