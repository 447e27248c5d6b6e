"""Who or what is there in a step: actions that stand in it, or began earlier and go on through it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING

from blueprint.findings.lookup.variants import together
from blueprint.model.elements import Action

if TYPE_CHECKING:
    from blueprint.findings.lookup.index import Index


class Presence:
    """In which steps some actions take place, told without walking each long action step by step.

    Actions that are ``only in`` some variants are kept one by one; of all others it is enough that one is there.
    """

    def __init__(self, index: Index, actions: Iterable[Action]) -> None:
        self._index = index
        self._varied: dict[int, list[Action]] = {}
        changes = [0] * (len(index.blueprint.steps) + 1)
        self.anywhere = False
        for action in actions:
            self.anywhere = True
            first, last = index.position(action), index.last_position(action)
            if action.only_in:
                for number in range(first, last + 1):
                    self._varied.setdefault(number, []).append(action)
            else:
                changes[first] += 1
                changes[last + 1] -= 1
        # How many of the steps before each have one, so that a run of steps is looked at in one go.
        self._steps_before = [0, *accumulate(min(1, count) for count in accumulate(changes))]

    def beside(self, action: Action) -> bool:
        """Whether one of them takes place in a step of an action, in a variant that both are in."""
        first, last = self._index.position(action), self._index.last_position(action)
        if self._steps_before[last + 1] > self._steps_before[first]:
            return True
        return bool(self._varied) and any(
            together(one, action) for number in range(first, last + 1) for one in self._varied.get(number, ())
        )
