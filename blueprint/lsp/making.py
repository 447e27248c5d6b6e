"""New lines for a blueprint: the declaration of a name, the action that an arrow lacks, arrows between actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types

from blueprint.lsp.documents import Document
from blueprint.lsp.edits import inserting
from blueprint.lsp.names import known
from blueprint.lsp.parts import Part, parts_of
from blueprint.lsp.view import View
from blueprint.model.elements import Action, Arrow, Declaration
from blueprint.text.vocabulary import UNITS
from blueprint.tree.format import INDENT
from blueprint.tree.nodes import LineTree
from blueprint.tree.parse import parse_each
from blueprint.tree.quotes import normal, quoted

MOST_LANES = 4
"""So many lanes are offered at most for a new action."""


def declaring(document: Document, kind: str, name: str) -> list[types.TextEdit]:
    """The change that declares a name as a thing of the kind: below the last declaration of the kind, else below the
    last of any, else below the head of the file."""
    trees = parse_each(document.lines)
    parts = parts_of(trees)

    def last(kinds: Sequence[str]) -> int:
        return max((part.last for part in parts if part.kind in kinds), default=0)

    same = [one for one in parts if one.kind == "declaration" and trees[one.first - 1].tokens[0].text.lower() == kind]
    line = same[-1].last if same else last(("declaration",)) or last(("include", "blueprint", "language"))
    head = bool(line) and not same and not last(("declaration",))
    new = f"{kind} {name} {quoted(spelt(name))}"
    blank_below = line < len(trees) and not document.lines[line].strip()
    lines = ["", new] if head else [new]
    if not (blank_below or same or last(("declaration",))) and line < len(trees):
        lines.append("")
    return inserting(document, {line: lines})


def spelt(name: str) -> str:
    """A name as a label: its words with spaces, the first with a capital."""
    words = re.sub(r"[_.\-]+", " ", name).strip() or name
    return words[:1].upper() + words[1:]


def lanes_for(view: View, arrow: Arrow | None, beside: Action | None) -> list[str]:
    """The lanes, as they are written before the colon, in which a missing action may stand, the likeliest first: for a
    handoff those of other departments than the one of the action that is there, otherwise that action's own."""
    index = view.index
    own = index.department_of(beside) if beside is not None else None
    handed = arrow is not None and arrow.kind == "handoff"
    found: dict[str, None] = {}
    if beside is not None and not handed and beside.stage != "evidence":
        found[_lane(beside.stage, index.lanes[beside.lane].unit)] = None
    for lane in view.blueprint.lanes:
        unit = index.units.get(lane.unit)
        others = [one for one in index.chain(unit) if own is not None and one.id == own.id]
        if lane.stage in ("frontstage", "backstage", "support") and not (handed and (others or unit is None)):
            found[_lane(lane.stage, lane.unit)] = None
    if handed:
        for one in view.blueprint.declarations:
            acts = any(lane.unit == one.id for lane in view.blueprint.lanes)
            if one.kind in ("department", "partner") and not acts and (own is None or one.id != own.id):
                found[_lane("backstage", one.id)] = None
    return list(found)[:MOST_LANES]


def lane_of(view: View, unit: Declaration) -> str:
    """The lane in which a unit takes over work: its first behind or on the stage, else one back stage."""
    for lane in view.blueprint.lanes:
        if lane.unit == unit.id and lane.stage not in ("evidence", "customer"):
            return _lane(lane.stage, lane.unit)
    return _lane("support" if unit.kind == "system" else "backstage", unit.id)


def _lane(stage: str, unit: str) -> str:
    return f"{stage} {unit}" if unit else stage


def acting(view: View, line: int, lane: str, name: str, label: str) -> list[types.TextEdit]:
    """The change that adds an action at the end of the step, or else of the phase or the action, that holds a line."""
    around = [part for outer in parts_of(view.trees) for part in outer.around(line) if part.kind in _HOLDERS]
    holder = next((part for kind in _HOLDERS for part in around if part.kind == kind), None)
    if holder is None:
        return []
    action = next((one for one in reversed(list(holder.all())) if one.kind == "action"), None)
    step = view.trees[holder.first - 1]
    indent = " " * step.indent + INDENT if action is None else _indent(view, action)
    title = f"{name} {quoted(label)}" if name else quoted(label)
    return inserting(view.document, {holder.last: [f"{indent}{lane}: {title}"]})


_HOLDERS = ("step", "phase", "action")


def _indent(view: View, part: Part) -> str:
    line = view.lines[part.first - 1]
    return line[: len(line) - len(line.lstrip())]


def connecting(view: View, actions: Sequence[Action]) -> list[types.TextEdit]:
    """The change that joins actions by arrows, each to the next, where no arrow joins them yet. Those without a name
    get one; where the department changes, the work is handed over."""
    names, edits = _named(view, actions)
    chains: list[str] = []
    joined = {frozenset((arrow.source.name, arrow.target.name)) for arrow in view.blueprint.arrows}
    follows = False
    for one, other in zip(actions, actions[1:], strict=False):
        if frozenset((one.id, other.id)) in joined:
            follows = False
            continue
        sign = _sign(view, one, other)
        if follows:
            chains[-1] += f" {sign} {names[other.id]}"
        else:
            chains.append(f"{names[one.id]} {sign} {names[other.id]}")
        follows = True
    if not chains:
        return []
    arrows = [part.last for part in parts_of(view.trees) if part.kind == "arrow"]
    if arrows:
        return [*edits, *inserting(view.document, {max(arrows): chains})]
    last = max((number for number, line in enumerate(view.lines, start=1) if line.strip()), default=0)
    return [*edits, *inserting(view.document, {last: ["", *chains]})]


def _sign(view: View, one: Action, other: Action) -> str:
    own, theirs = view.index.department_of(one), view.index.department_of(other)
    moves = own is not None and theirs is not None and own.id != theirs.id
    return "=>" if moves and "customer" not in (one.stage, other.stage) else "->"


def _named(view: View, actions: Sequence[Action]) -> tuple[dict[str, str], list[types.TextEdit]]:
    """The name of each action by its id, and the changes that give a name to those that have none."""
    taken = spoken_of(view)
    names: dict[str, str] = {}
    edits = []
    for action in actions:
        names[action.id] = action.name
        place = label_column(view.trees[action.span.line - 1])
        if not action.name and place:
            name = next(one for one in candidates(action.label) if normal(one) not in taken)
            taken.add(name)
            names[action.id] = name
            at = view.document.position(action.span.line, place)
            edits.append(types.TextEdit(types.Range(at, at), f"{name} "))
    return names, edits


def spoken_of(view: View) -> set[str]:
    """All names that a text speaks of: what it can name, and what it names though nothing is called so, or a line with
    a mistake may. A thing that is given one of them anew would change what those lines mean."""
    names = view.workspace.names(view.path)
    said = {one.name for _, found in names.mentions for one in found} if names is not None else set()
    return said.union((name for _, name in known(view.workspace, view.path)), view.blueprint.doubtful)


def label_column(tree: LineTree) -> int:
    """The column of the label on a line; 0 where it has none."""
    return next((token.column for token in tree.tokens if token.kind == "STRING"), 0)


def candidates(label: str) -> Iterator[str]:
    """Names that a label suggests: its first word, then more of them, then with a number."""
    words = re.findall(r"[^\W\d_]\w*", label.lower()) or ["action"]
    for count in range(1, min(len(words), 4) + 1):
        yield "_".join(words[:count])
    number = 2
    while True:
        yield f"{words[0]}_{number}"
        number += 1


def kinds_of_unit(kinds: Sequence[str]) -> list[str]:
    """The kinds that a name may be declared as, the likeliest first."""
    order = ("department", "role", "partner", "system", "persona")
    return [*(kind for kind in kinds if kind not in UNITS), *(kind for kind in order if kind in kinds)]
