"""From the statements of a file to one frozen blueprint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from blueprint.model.elements import (
    Action,
    Arrow,
    ArrowKind,
    Blueprint,
    Declaration,
    DeclarationKind,
    Name,
    Phase,
    Problem,
    Stage,
    Step,
    Text,
)
from blueprint.model.handles import Handles
from blueprint.model.lanes import lane_id, lanes_and_lines
from blueprint.model.names import Names
from blueprint.model.values import name as name_value
from blueprint.model.values import normal, span_of, text
from blueprint.text.span import Span
from blueprint.text.vocabulary import ARROWS, DECLARATIONS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.model.draft import Draft
    from blueprint.model.read import Reading
    from blueprint.tree.nodes import LineTree, Token

_SIGNS = {"→": "->", "⇒": "=>", "↔": "<->"}
_PRESUMED: dict[str, DeclarationKind] = {"customer": "persona", "support": "system"}


def assemble(reading: Reading, path: str) -> Blueprint:
    """The blueprint of all statements read, with ids given, names resolved, lanes and lines derived."""
    problems = list(reading.problems)
    drafts = reading.drafts
    declarations = _declarations(drafts, Handles(problems))
    declarations += _presumed(drafts, declarations)
    personas = [item for item in declarations if item.kind == "persona" and item.declared]
    phases = _journey(drafts, problems, personas[0].id if len(personas) == 1 else "")
    arrows = _arrows(drafts, problems)
    names = Names(declarations, phases, reading.doubtful, problems)
    declarations = [names.declaration(item) for item in declarations]
    phases = [names.phase(phase) for phase in phases]
    arrows = _with_ids([names.arrow(arrow) for arrow in arrows])
    head = _head(drafts, problems)
    facts: dict[str, Any] = dict(head.element_facts()) if head is not None else {}
    blueprint = Blueprint(
        label=head.label if head is not None else "",
        span=head.span if head is not None else Span(1, 1, 2, path),
        path=path,
        language=reading.language[0].lower() if reading.language else "en",
        broken=head.broken if head is not None else False,
        declarations=tuple(declarations),
        phases=tuple(phases),
        arrows=tuple(arrows),
        silences=tuple(reading.silences),
        doubtful=tuple(dict.fromkeys(reading.doubtful)),
        **facts,
    )
    blueprint = replace(blueprint, facts=names.facts(blueprint.facts))
    lanes, lines = lanes_and_lines(blueprint, drafts, problems)
    problems.sort(key=lambda problem: (problem.span.path != path, problem.span))
    return replace(blueprint, lanes=lanes, lines=lines, problems=tuple(problems))


def _head(drafts: list[Draft], problems: list[Problem]) -> Draft | None:
    heads = [draft for draft in drafts if draft.kind == "blueprint"]
    for second in heads[1:]:
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


def _declarations(drafts: list[Draft], handles: Handles) -> list[Declaration]:
    found = []
    for draft in drafts:
        if draft.kind in DECLARATIONS:
            name = normal(draft.tree.tokens[1].text)
            span = span_of(draft.tree.tokens[1], draft.line, draft.path)
            scope = "unit" if draft.kind in UNITS else draft.kind
            found.append(
                Declaration(
                    kind=cast(DeclarationKind, draft.kind),
                    id=handles.named(scope, name, span),
                    label=draft.label,
                    span=draft.span,
                    broken=draft.broken,
                    **dict(draft.element_facts()),
                )
            )
    return found


def _presumed(drafts: list[Draft], declared: list[Declaration]) -> list[Declaration]:
    """Who acts in a lane without being declared anywhere: a file of five lines declares nobody."""
    known = {item.id for item in declared if item.kind in UNITS}
    found: dict[str, Declaration] = {}
    for draft in drafts:
        unit = _unit_token(draft.tree) if draft.kind == "action" else None
        if unit is not None:
            name = normal(unit.text)
            if name not in known and name not in found:
                kind = _PRESUMED.get(draft.tree.tokens[0].text.lower(), "department")
                span = span_of(unit, draft.line, draft.path)
                found[name] = Declaration(kind=kind, id=name, label=name, span=span, declared=False)
    return list(found.values())


def _unit_token(tree: LineTree) -> Token | None:
    """The name before the colon of an action's line."""
    return tree.tokens[1] if len(tree.tokens) > 1 and tree.tokens[1].kind == "NAME" else None


def _journey(drafts: list[Draft], problems: list[Problem], persona: str) -> list[Phase]:
    """Phases with their steps with their actions. Actions outside every step stand in a step without a label, steps
    outside every phase in a phase without a label. ``persona`` is the only declared one: a bare ``customer:``."""
    handles = Handles(problems)
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
                steps[-1][1].append(_action(draft, handles, persona))
    return [_phase(draft, steps, handles) for draft, steps in phases]


def _action(draft: Draft, handles: Handles, persona: str) -> Action:
    tokens = draft.tree.tokens
    stage = cast(Stage, tokens[0].text.lower())
    unit = _unit_token(draft.tree)
    who = normal(unit.text) if unit is not None else persona if stage == "customer" else ""
    name, label, span = _title(draft, first=2 + (unit is not None))
    return Action(
        id=handles.any("action", name, label, span),
        name=name,
        label=draft.label,
        span=draft.span,
        stage=stage,
        lane=lane_id(stage, who),
        broken=draft.broken,
        **dict(draft.element_facts()),
    )


def _title(draft: Draft, first: int) -> tuple[str, str, Span]:
    """The name (or ""), the label to make a handle from, and the place of the name, of a statement."""
    tokens = draft.tree.tokens[first:]
    token = next((token for token in tokens if token.kind == "NAME"), None)
    if token is None:
        return "", draft.label, draft.span
    return normal(token.text), draft.label, span_of(token, draft.line, draft.path)


def _phase(draft: Draft | None, steps: list[tuple[Draft | None, list[Action]]], handles: Handles) -> Phase:
    inner = tuple(_step(step, tuple(actions), handles) for step, actions in steps)
    if draft is None:
        first = inner[0].span
        return Phase(id=handles.any("phase", "", "", first), name="", label="", span=first, steps=inner)
    name, label, span = _title(draft, first=1)
    return Phase(
        id=handles.any("phase", name, label, span),
        name=name,
        label=draft.label,
        span=draft.span,
        broken=draft.broken,
        steps=inner,
        **dict(draft.element_facts()),
    )


def _step(draft: Draft | None, actions: tuple[Action, ...], handles: Handles) -> Step:
    if draft is None:
        first = actions[0].span
        return Step(id=handles.any("step", "", "", first), name="", label="", span=first, actions=actions)
    name, label, span = _title(draft, first=1)
    return Step(
        id=handles.any("step", name, label, span),
        name=name,
        label=draft.label,
        span=draft.span,
        broken=draft.broken,
        actions=actions,
        **dict(draft.element_facts()),
    )


def _arrows(drafts: list[Draft], problems: list[Problem]) -> list[Arrow]:
    arrows = []
    for draft in drafts:
        if draft.kind == "arrow":
            ends = list(_ends(draft.tree))
            label = _label(draft, chain=len(ends) > 1, problems=problems)
            facts = dict(draft.element_facts())
            for source, kind, target in ends:
                arrows.append(
                    Arrow(
                        id="",
                        kind=kind,
                        source=name_value(source, draft.line, draft.path),
                        target=name_value(target, draft.line, draft.path),
                        span=Span(draft.line, source.column, target.end, draft.path),
                        broken=draft.broken,
                        label=label,
                        **facts,
                    )
                )
    return arrows


def _ends(tree: LineTree) -> Iterator[tuple[Token, ArrowKind, Token]]:
    """The arrows of a chain: source, kind and target of each."""
    tokens = [token for token in tree.tokens if token.kind != "STRING"]
    for index in range(1, len(tokens) - 1, 2):
        sign = tokens[index].text
        yield tokens[index - 1], cast(ArrowKind, ARROWS[_SIGNS.get(sign, sign)][0]), tokens[index + 1]


def _label(draft: Draft, *, chain: bool, problems: list[Problem]) -> Text | None:
    token = next((token for token in draft.tree.tokens if token.kind == "STRING"), None)
    if token is None:
        return None
    label = text(token, draft.line, draft.path)
    if not chain:
        return label
    problems.append(
        Problem(
            "misplaced-detail",
            "a chain of arrows takes no label: it would be unclear which of them it belongs to",
            label.span,
            "write the arrow with the label on a line of its own",
        )
    )
    return None


def _with_ids(arrows: list[Arrow]) -> list[Arrow]:
    counts: dict[str, int] = {}
    result = []
    for arrow in arrows:
        handle = f"{_end(arrow.source)} {arrow.kind} {_end(arrow.target)}"
        counts[handle] = counts.get(handle, 0) + 1
        result.append(replace(arrow, id=handle if counts[handle] == 1 else f"{handle} ~{counts[handle]}"))
    return result


def _end(name: Name) -> str:
    return name.name
