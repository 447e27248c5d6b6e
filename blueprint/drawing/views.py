"""Parts of a blueprint to look at alone: each view is a blueprint again, so that every format can show it.

A view is named in a few words: ``customer``, ``visible``, ``department NAME``, ``phase NAME``, ``behind NAME``,
``variant NAME``. NAME is the name or the label of what is meant; a colon may stand before it instead of a space.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from blueprint.drawing.layout.grid import GHOST
from blueprint.drawing.words.headings import heading
from blueprint.model.details import Name
from blueprint.model.elements import Action, Arrow, Blueprint, Line, Phase, Stage, Step
from blueprint.text.suggest import nearest
from blueprint.text.vocabulary import STAGES, UNITS

PLAIN = ("customer", "visible")
"""The views that need no name."""

NAMED = ("department", "phase", "behind", "variant")
"""The views of something that is named."""

_STAGES = list(STAGES)
_MOST_NAMES = 8


class ViewError(Exception):
    """A view cannot be shown; the message says why, and which names there are."""


class View(NamedTuple):
    """What to show: one of ``PLAIN``, or one of ``NAMED`` with the name of something."""

    kind: str
    name: str = ""


def read_view(words: str) -> View:
    """The view that some words ask for. Raises :class:`ViewError` where they ask for none."""
    found = re.match(r"\s*([^\s:=]+)[\s:=]*(.*?)\s*$", words, re.DOTALL)
    kind, name = (found[1].casefold(), found[2]) if found else ("", "")
    if kind in PLAIN:
        if name:
            raise ViewError(f"the view “{kind}” takes no name.")
        return View(kind)
    if kind in NAMED:
        if not name:
            raise ViewError(f"the view “{kind}” needs a name: “{kind} NAME”.")
        return View(kind, name.strip('"“”'))
    known = [*PLAIN, *(f"{each} NAME" for each in NAMED)]
    near = nearest(kind, (*PLAIN, *NAMED))
    raise ViewError(f"there is no view “{words.strip()}”. {_meant(near)}The views are {', '.join(known)}.")


def show(blueprint: Blueprint, view: View) -> Blueprint:
    """The part of the blueprint that a view shows, with the view in its title.

    Steps, phases and lanes in which nothing is left are left out. Raises :class:`ViewError` where nothing has the
    view's name, and where nothing at all is left.
    """
    shown, words = _VIEWS[view.kind](blueprint, view.name)
    if not shown.actions:
        raise ViewError(f"the view “{' '.join(view).strip()}” has nothing to show.")
    title = blueprint.label or heading("blueprint", blueprint.language)
    return replace(shown, label=f"{title}: {words}")


def _customer(blueprint: Blueprint, name: str) -> tuple[Blueprint, str]:
    """What the customers do, and what they see."""
    return _of_stages(blueprint, ("evidence", "customer")), heading("view customer", blueprint.language)


def _visible(blueprint: Blueprint, name: str) -> tuple[Blueprint, str]:
    """All above the line of visibility, which is the lowest thing on the page."""
    shown = _of_stages(blueprint, ("evidence", "customer", "frontstage"))
    line = next((line for line in blueprint.lines if line.kind == "visibility"), None)
    if line is not None and shown.lanes:
        shown = replace(shown, lines=(*shown.lines, replace(line, above=shown.lanes[-1].id)))
    return shown, heading("view visible", blueprint.language)


def _of_stages(blueprint: Blueprint, stages: Sequence[Stage]) -> Blueprint:
    return _joined(blueprint, _keep(blueprint, {action.id for action in blueprint.actions if action.stage in stages}))


def _joined(blueprint: Blueprint, shown: Blueprint) -> Blueprint:
    """A part of the blueprint with arrows for the ways through what it does not show, so that the journey stays one."""
    from blueprint.drawing.joins import joining_arrows

    arrows = joining_arrows(blueprint, {action.id for action in shown.actions})
    return replace(shown, arrows=(*shown.arrows, *arrows))


def _department(blueprint: Blueprint, name: str) -> tuple[Blueprint, str]:
    """What a unit and the parts of it do, and what is one arrow away from that, with the arrows between all these."""
    units = [unit for unit in blueprint.declarations if unit.kind in UNITS]
    unit = _find("department", name, [(unit.id, unit.label) for unit in units])
    parts = {unit}
    while more := {each.id for each in units if each.id not in parts and any(up.name in parts for up in each.part_of)}:
        parts |= more
    lanes = {lane.id for lane in blueprint.lanes if lane.unit in parts}
    own = {action.id for action in blueprint.actions if action.lane in lanes}
    touching = [arrow for arrow in blueprint.arrows if {arrow.source.name, arrow.target.name} & (own | parts)]
    near = {end.name for arrow in touching for end in (arrow.source, arrow.target)}
    shown = _keep(blueprint, own | near, lambda arrow: arrow.target.kind == "action" or arrow in touching)
    label = next(each.label or each.id for each in units if each.id == unit)
    return _joined(blueprint, shown), heading("view department", blueprint.language).format(name=label)


def _phase(blueprint: Blueprint, name: str) -> tuple[Blueprint, str]:
    """One phase. What leads into it and what it leads to stands beside it in dashed boxes, each in its lane."""
    chosen = _find("phase", name, [(phase.id, phase.label) for phase in blueprint.phases])
    at = next(number for number, phase in enumerate(blueprint.phases) if phase.id == chosen)
    phase = blueprint.phases[at]
    inside = {action.id for step in phase.steps for action in step.actions}
    place = {
        action.id: (number, action)
        for number, other in enumerate(blueprint.phases)
        for step in other.steps
        for action in step.actions
    }
    beside: dict[bool, dict[str, Action]] = {False: {}, True: {}}  # by whether it comes later
    arrows = []
    for arrow in blueprint.arrows:
        ends = [end for end in (arrow.source, arrow.target) if end.name in inside]
        if not ends or arrow.source.kind != "action":
            continue
        for other in (arrow.source, arrow.target):
            if other.name not in inside and other.name in place:
                number, action = place[other.name]
                beside[number > at][action.id] = _ghost(action)
        arrows.append(replace(arrow, source=_outside(arrow.source, inside), target=_outside(arrow.target, inside)))
    before, after = (_beside(phase, beside[later], later) for later in (False, True))
    words = heading("view phase", blueprint.language).format(name=phase.label or phase.name)
    return _fitted(blueprint, (*before, phase, *after), tuple(arrows)), words


def _ghost(action: Action) -> Action:
    """The dashed box that stands for an action which is not part of the view."""
    return Action(
        id=GHOST + action.id,
        name="",
        label=action.label or action.name,
        span=action.span,
        stage=action.stage,
        lane=action.lane,
    )


def _outside(end: Name, inside: set[str]) -> Name:
    return end if end.name in inside or end.kind != "action" else replace(end, name=GHOST + end.name)


def _beside(phase: Phase, ghosts: dict[str, Action], later: bool) -> Iterator[Phase]:
    if ghosts:
        handle = f"{GHOST}{int(later)}"
        step = Step(id=handle, name="", label="", span=phase.span, actions=tuple(ghosts.values()))
        yield Phase(id=handle, name="", label="", span=phase.span, steps=(step,))


def _behind(blueprint: Blueprint, name: str) -> tuple[Blueprint, str]:
    """One action, and all of the provider's work that it depends on.

    That is what leads to it, from action to action, up to where the customer comes in; whoever works something out
    together with these; and what these set going in the same step at a deeper stage.
    """
    first = _find("action", name, [(action.id, action.label) for action in blueprint.actions])
    actions = {action.id: action for action in blueprint.actions}
    step_of = {action.id: step.id for step in blueprint.steps for action in step.actions}
    behind: dict[str, list[str]] = defaultdict(list)
    for arrow in blueprint.arrows:
        source, target = actions.get(arrow.source.name), actions.get(arrow.target.name)
        if source is None or target is None:
            continue
        behind[target.id].append(source.id)
        deeper = _STAGES.index(target.stage) > max(_STAGES.index(source.stage), _STAGES.index("frontstage"))
        if arrow.kind == "exchange" or (deeper and step_of[source.id] == step_of[target.id]):
            behind[source.id].append(target.id)
    kept = {first}
    waiting = [first]
    while waiting:
        for handle in behind[waiting.pop()]:
            if handle not in kept and actions[handle].stage not in ("customer", "evidence"):
                kept.add(handle)
                waiting.append(handle)
    label = actions[first].label or actions[first].name
    return _keep(blueprint, kept), heading("view behind", blueprint.language).format(name=label)


def _variant(blueprint: Blueprint, name: str) -> tuple[Blueprint, str]:
    """What happens in one variant: all that is in every variant, or in it."""
    variants = [each for each in blueprint.declarations if each.kind == "variant"]
    chosen = _find("variant", name, [(each.id, each.label) for each in variants])

    def occurs(thing: Step | Action | Arrow) -> bool:
        return not thing.only_in or any(each.name == chosen for each in thing.only_in)

    kept = {action.id for step in blueprint.steps if occurs(step) for action in step.actions if occurs(action)}
    label = next(each.label or each.id for each in variants if each.id == chosen)
    shown = _keep(blueprint, kept, occurs, [step.id for step in blueprint.steps if occurs(step)])
    # All of it is in this variant: to say so at every box would tell nothing.
    phases = tuple(
        replace(
            phase,
            steps=tuple(
                replace(step, only_in=(), actions=tuple(replace(action, only_in=()) for action in step.actions))
                for step in phase.steps
            ),
        )
        for phase in shown.phases
    )
    shown = replace(shown, phases=phases, arrows=tuple(replace(arrow, only_in=()) for arrow in shown.arrows))
    return shown, heading("view variant", blueprint.language).format(name=label)


_VIEWS: dict[str, Callable[[Blueprint, str], tuple[Blueprint, str]]] = {
    "customer": _customer,
    "visible": _visible,
    "department": _department,
    "phase": _phase,
    "behind": _behind,
    "variant": _variant,
}


def _find(kind: str, word: str, known: Sequence[tuple[str, str]]) -> str:
    """The id of what has the word as its name or, capitals or not, as its label."""
    labels = {handle: " ".join(label.split()) for handle, label in known}
    if word in labels:
        return word
    folded = " ".join(word.split()).casefold()
    for handle, label in labels.items():
        if folded and folded in (label.casefold(), handle.casefold()):
            return handle
    names = [handle for handle in labels if not handle.startswith("~")]
    near = nearest(word, [*names, *filter(None, labels.values())])
    shown = [label or handle for handle, label in labels.items()]
    some = ", ".join(f"“{each}”" for each in shown[:_MOST_NAMES]) + (", …" if len(shown) > _MOST_NAMES else "")
    there = f"There are {some}." if shown else "There is none at all."
    raise ViewError(f"there is no {kind} “{word}”. {_meant(near)}{there}")


def _meant(near: str) -> str:
    return f"Did you mean “{near}”? " if near else ""


def _keep(
    blueprint: Blueprint,
    actions: set[str],
    fits: Callable[[Arrow], bool] = lambda arrow: True,
    steps: Iterable[str] = (),
) -> Blueprint:
    """The blueprint with some of its actions only, and those arrows between them that fit. A step with none of them
    goes, unless it is one of ``steps``."""
    wanted = set(steps)
    phases = []
    for phase in blueprint.phases:
        kept = []
        for step in phase.steps:
            left = tuple(action for action in step.actions if action.id in actions)
            if left or step.id in wanted:
                kept.append(replace(step, actions=left))
        if kept:
            phases.append(replace(phase, steps=tuple(kept)))
    arrows = tuple(
        arrow
        for arrow in blueprint.arrows
        if arrow.source.name in actions and (arrow.target.name in actions or arrow.target.kind in UNITS) and fits(arrow)
    )
    return _fitted(blueprint, tuple(phases), arrows)


def _fitted(blueprint: Blueprint, phases: tuple[Phase, ...], arrows: tuple[Arrow, ...]) -> Blueprint:
    """The blueprint with other phases and arrows, and with those of its lanes and lines that they need."""
    used = {action.lane for phase in phases for step in phase.steps for action in step.actions}
    order = {lane.id: number for number, lane in enumerate(blueprint.lanes)}
    lanes = tuple(lane for lane in blueprint.lanes if lane.id in used)
    lines: list[Line] = []
    for line in blueprint.lines:
        above = next((lane for lane in reversed(lanes) if order[lane.id] <= order[line.above]), None)
        below = next((lane for lane in lanes if order[lane.id] >= order[line.below]), None)
        if above is not None and below is not None and above.stage != "evidence":
            lines.append(replace(line, above=above.id, below=below.id))
    return replace(blueprint, phases=phases, arrows=arrows, lanes=lanes, lines=tuple(lines))
