"""What follows from what in a blueprint: the graph of its arrows, walked in linear time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.findings.lookup.spread import reached
from blueprint.findings.lookup.stories import bounded
from blueprint.model.elements import Action, Arrow

if TYPE_CHECKING:
    from blueprint.findings.lookup.index import Index

OUTSIDE = ("evidence", "support", "preparation", "facility")
"""The stages whose actions stand outside the flow where no arrow links them."""


class Flow:
    """The flow of responsibility: along every kind of arrow but ``..>``, an exchange in both directions.

    A handoff to a department as a whole leads to the actions with which the department takes over: those of the first
    step, from the handoff's own on, in which it acts.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def following(self) -> dict[str, tuple[str, ...]]:
        """The ids of the actions that directly follow an action, by its id."""
        table: dict[str, list[str]] = {}
        for arrow, source, target in self._index.arrow_ends:
            if source is None or arrow.kind == "inform":
                continue
            targets = (target,) if target is not None else self.taken_over_by(arrow)
            table.setdefault(source.id, []).extend(target.id for target in targets)
            if arrow.kind == "exchange":
                for target in targets:
                    table.setdefault(target.id, []).append(source.id)
        return {key: tuple(targets) for key, targets in table.items()}

    @cached_property
    def starts(self) -> tuple[Action, ...]:
        """Where the journey begins: at its triggers; without one, at the actions of the first step with no arrow in.

        The first step is the first one with anything in the flow. Where all its actions have arrows in, a loop leads
        back to them, and they are all beginnings.
        """
        triggers = tuple(action for action in self._index.actions.values() if action.trigger is not None)
        if triggers:
            return triggers
        for step in self._index.blueprint.steps:
            inside = tuple(one for one in step.actions if one.stage not in OUTSIDE or self._index.is_linked(one))
            if inside:
                return tuple(one for one in inside if not self._has_arrow_in(one)) or inside
        return ()

    def _has_arrow_in(self, action: Action) -> bool:
        # The two ends of an exchange are one node, so an exchange does not lead into either of them.
        arrows = self._index.arrows_in.get(action.id, ())
        return any(arrow.kind in ("flow", "handoff") and arrow.source.name != action.id for arrow in arrows)

    @cached_property
    def reached(self) -> frozenset[str]:
        """The ids of the actions to which a path leads from where the journey begins.

        An action of which the file lost a part counts as reached, since its arrow may be what was lost.
        """
        doubtful = (action for action in self._index.actions.values() if self._index.doubtful(action))
        return self.reach(action.id for action in (*self.starts, *doubtful))

    def reach(self, sources: Iterable[str]) -> frozenset[str]:
        """The ids of the given actions and of all to which a path leads from them."""
        return frozenset(reached(self.following, sources))

    def path_to(self, action: Action) -> tuple[Action, ...]:
        """A shortest path from where the journey begins to an action, both included; empty where there is none."""
        path: list[Action] = []
        step = action.id if action.id in self._entered_from else ""
        while step:
            path.append(self._index.actions[step])
            step = self._entered_from[step]
        return tuple(reversed(path))

    @cached_property
    def _entered_from(self) -> dict[str, str]:
        """From which action a shortest path enters each other, by their ids; ``""`` where the journey begins."""
        before: dict[str, str] = {one.id: "" for one in self.starts}
        waiting = list(before)
        for here in waiting:
            for target in self.following.get(here, ()):
                if target not in before:
                    before[target] = here
                    waiting.append(target)
        return before

    @cached_property
    def handoffs(self) -> tuple[Arrow, ...]:
        """The handoffs that begin at an action of the file, in order."""
        ends = self._index.arrow_ends
        return tuple(arrow for arrow, source, _ in ends if arrow.kind == "handoff" and source is not None)

    def receivers(self, arrow: Arrow) -> Iterator[Action]:
        """The actions that can take what an arrow brings: its target, or, where that is a department as a whole, every
        action of the department in the same or a later step. What nobody does can take nothing."""
        target = self._index.action_at(arrow.target)
        if target is not None:
            return iter((target,) if target.nobody_does_it is None else ())
        source, unit = self._index.action_at(arrow.source), self._index.unit_at(arrow.target)
        work = self._work.get(unit.id) if unit is not None else None
        if source is None or work is None:
            return iter(())
        return (action for action in work.from_step(self._index.position(source)) if action.id != source.id)

    def taken_over_by(self, arrow: Arrow) -> tuple[Action, ...]:
        """The actions that an arrow leads to directly."""
        target = self._index.action_at(arrow.target)
        if target is not None:
            return (target,)
        first: list[Action] = []
        for action in self.receivers(arrow):
            if first and self._index.position(action) != self._index.position(first[0]):
                break
            first.append(action)
        return tuple(first)

    @cached_property
    def _work(self) -> dict[str, _Work]:
        """What each unit does, its parts included, by the unit's id. What nobody does is left out."""
        table: dict[str, _Work] = {}
        for action in self._index.actions.values():
            if action.nobody_does_it is None:
                for unit in self._index.chain(self._index.unit_of(action)):
                    begin, last = self._index.position(action), self._index.last_position(action)
                    table.setdefault(unit.id, _Work()).add(action, begin, last)
        return table

    @cached_property
    def untaken(self) -> frozenset[str]:
        """The ids of the handoffs that nobody can take."""
        return frozenset(one.id for one in self.handoffs if one.target.kind and next(self.receivers(one), None) is None)

    @cached_property
    def unreached_handoffs(self) -> frozenset[str]:
        """The ids of the handoffs whose source no path reaches; of several in a row only the first, as one cause."""
        lost = [one for one in self.handoffs if one.source.name not in self.reached and one.id not in self.untaken]
        if not lost or self.astray:
            return frozenset()
        behind = self.reach(target.id for one in lost for target in self.taken_over_by(one))
        first = [one for one in lost if one.source.name not in behind]
        covered = set(self.reach(one.source.name for one in first))
        # What is left stands in circles that nothing reaches: of each circle the handoff that the file gives first.
        for one in lost:
            if one.source.name not in covered:
                first.append(one)
                covered |= self.reach([one.source.name])
        return frozenset(one.id for one in first)

    @cached_property
    def astray(self) -> bool:
        """Whether an arrow ends at nothing known, so that it may be meant to lead to any action."""
        index = self._index
        return bool(index.blueprint.problems) and any(
            arrow.kind != "inform" and target is None and index.unit_at(arrow.target) is None
            for arrow, _, target in index.arrow_ends
        )

    @cached_property
    def orphans(self) -> frozenset[str]:
        """The ids of the handoffs that hang in the air: nobody can take them, or nothing reaches their source."""
        return self.untaken | self.unreached_handoffs

    def goes_on(self, action: Action) -> bool:
        """Whether the work goes on after an action: it is an outcome, or an arrow other than ``..>`` leads away.

        Both ends of an exchange are one node: what leads away from either leads away from both. Where part of what the
        file says of an action was lost, that may have been it.
        """
        return action.id in self._going_on

    @cached_property
    def _going_on(self) -> frozenset[str]:
        going: set[str] = set()
        seen: set[str] = set()
        for action in self._index.actions:
            if action not in seen:
                node = self._exchange(action)
                seen |= node
                if any(self._leads_away(one, node) for one in node):
                    going |= node
        return frozenset(going)

    def _leads_away(self, action: str, node: set[str]) -> bool:
        here = self._index.actions[action]
        if here.outcome is not None or self._index.doubtful(here):
            return True
        arrows = self._index.arrows_out.get(action, ())
        away = (one for one in arrows if one.kind in ("flow", "handoff") and one.target.name != action)
        # A branch back into the exchange that nothing bounds is a circle, and no end.
        return any(one.target.name not in node or (one.is_branch and not bounded(one)) for one in away)

    def _exchange(self, action: str) -> set[str]:
        """The ids of all actions that exchanges join to an action, itself included."""
        node = {action}
        waiting = [action]
        while waiting:
            here = waiting.pop()
            for arrow in (*self._index.arrows_out.get(here, ()), *self._index.arrows_in.get(here, ())):
                if arrow.kind == "exchange":
                    for end in (arrow.source, arrow.target):
                        if end.name not in node and self._index.action_at(end) is not None:
                            node.add(end.name)
                            waiting.append(end.name)
        return node


class _Work:
    """The actions of one unit in the order of their steps. Filled while the flow is made, and only read afterwards."""

    def __init__(self) -> None:
        self._actions: list[Action] = []
        self._steps: list[int] = []
        self._long: list[tuple[int, int, Action]] = []

    def add(self, action: Action, begin: int, last: int) -> None:
        """Adds an action, not before one that was added already, with its first and its last step."""
        self._actions.append(action)
        self._steps.append(begin)
        if last > begin:
            self._long.append((begin, last, action))

    def from_step(self, step: int) -> Iterator[Action]:
        """The actions of a step and all later ones, in order, those that began earlier and go on in it before them."""
        yield from (action for begin, last, action in self._long if begin < step <= last)
        for place in range(bisect_left(self._steps, step), len(self._actions)):
            yield self._actions[place]
