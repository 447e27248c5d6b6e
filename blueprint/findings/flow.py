"""What follows from what in a blueprint: the graph of its arrows, walked in linear time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.model.elements import Action, Arrow

if TYPE_CHECKING:
    from blueprint.findings.index import Index

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
        for arrow in self._index.blueprint.arrows:
            source = self._index.action_at(arrow.source)
            if source is None or arrow.kind == "inform":
                continue
            targets = self.taken_over_by(arrow)
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
        seen = set(sources)
        waiting = list(seen)
        while waiting:
            for target in self.following.get(waiting.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return frozenset(seen)

    @cached_property
    def handoffs(self) -> tuple[Arrow, ...]:
        """The handoffs that begin at an action of the file, in order."""
        arrows = self._index.blueprint.arrows
        return tuple(one for one in arrows if one.kind == "handoff" and self._index.action_at(one.source) is not None)

    def receivers(self, arrow: Arrow) -> tuple[Action, ...]:
        """The actions that can take what an arrow brings: its target, or, where that is a department as a whole, every
        action of the department in the same or a later step. What nobody does can take nothing."""
        target = self._index.action_at(arrow.target)
        if target is not None:
            return (target,) if target.nobody_does_it is None else ()
        source, unit = self._index.action_at(arrow.source), self._index.unit_at(arrow.target)
        if source is None or unit is None:
            return ()
        step = self._index.position(source)
        return tuple(
            action
            for action in self._actions_of(unit.id)
            if action.id != source.id and self._index.last_position(action) >= step
        )

    def taken_over_by(self, arrow: Arrow) -> tuple[Action, ...]:
        """The actions that an arrow leads to directly."""
        target = self._index.action_at(arrow.target)
        if target is not None:
            return (target,)
        receivers = self.receivers(arrow)
        first = min((self._index.position(action) for action in receivers), default=0)
        return tuple(action for action in receivers if self._index.position(action) == first)

    def _actions_of(self, unit: str) -> tuple[Action, ...]:
        return self._by_unit.get(unit, ())

    @cached_property
    def _by_unit(self) -> dict[str, tuple[Action, ...]]:
        table: dict[str, list[Action]] = {}
        for action in self._index.actions.values():
            if action.nobody_does_it is None:
                for unit in self._index.chain(self._index.unit_of(action)):
                    table.setdefault(unit.id, []).append(action)
        return {key: tuple(actions) for key, actions in table.items()}

    @cached_property
    def untaken(self) -> frozenset[str]:
        """The ids of the handoffs that nobody can take."""
        return frozenset(one.id for one in self.handoffs if one.target.kind and not self.receivers(one))

    @cached_property
    def unreached_handoffs(self) -> frozenset[str]:
        """The ids of the handoffs whose source no path reaches; of several in a row only the first, as one cause."""
        lost = [one for one in self.handoffs if one.source.name not in self.reached and one.id not in self.untaken]
        if not lost:
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
    def orphans(self) -> frozenset[str]:
        """The ids of the handoffs that hang in the air: nobody can take them, or nothing reaches their source."""
        return self.untaken | self.unreached_handoffs

    def goes_on(self, action: Action) -> bool:
        """Whether the work goes on after an action: it is an outcome, or an arrow other than ``..>`` leads away.

        Both ends of an exchange are one node: what leads away from either leads away from both.
        """
        node = self._exchange(action)
        for one in node:
            if self._index.actions[one].outcome is not None:
                return True
            for arrow in self._index.arrows_out.get(one, ()):
                if arrow.kind in ("flow", "handoff") and arrow.target.name not in node:
                    return True
        return False

    def _exchange(self, action: Action) -> frozenset[str]:
        node = {action.id}
        waiting = [action.id]
        while waiting:
            here = waiting.pop()
            for arrow in (*self._index.arrows_out.get(here, ()), *self._index.arrows_in.get(here, ())):
                if arrow.kind == "exchange":
                    for end in (arrow.source, arrow.target):
                        if end.name not in node and self._index.action_at(end) is not None:
                            node.add(end.name)
                            waiting.append(end.name)
        return frozenset(node)
