"""What those who act may decide, and to whom they pass on what they may not."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.model.elements import Action, Arrow, Declaration

if TYPE_CHECKING:
    from blueprint.findings.lookup.index import Index


class Latitude:
    """The latitude (``may``) and the escalation (``escalates to``) of actions: their own, and those of whoever acts and
    of all units above."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def stated(self) -> bool:
        """Whether the file says of anybody what they may decide, or to whom they escalate."""
        blueprint = self._index.blueprint
        things: tuple[Action | Declaration | Arrow, ...]
        things = (*blueprint.actions, *blueprint.declarations, *blueprint.arrows)
        return any(one.facts.may or one.facts.escalates_to for one in things)

    def may_decide(self, action: Action) -> bool:
        """Whether who does an action may decide anything without asking."""
        units = self._index.chain(self._index.unit_of(action))
        return bool(action.facts.may) or any(unit.facts.may for unit in units)

    def escalates(self, action: Action) -> bool:
        """Whether somebody takes over what who does an action may not decide."""
        units = self._index.chain(self._index.unit_of(action))
        arrows = self._index.arrows_out.get(action.id, ())
        facts = (action.facts, *(one.facts for one in units), *(one.facts for one in arrows))
        return any(one.escalates_to for one in facts)

    def by_people(self, action: Action) -> bool:
        """Whether people of the provider act: a lane of nobody, and a name that nothing declares, count as people."""
        unit = self._index.unit_of(action)
        return unit is None or unit.kind not in ("system", "persona")

    def in_doubt(self, action: Action) -> bool:
        """Whether what an action or who does it may decide stands where the file could not be read."""
        index = self._index
        unit = index.unit_of(action)
        if index.doubtful(action) or (index.unread and (unit is None or not unit.declared)):
            return True
        chain = index.chain(unit)
        return any(index.doubtful(one) or any(name.name not in index.units for name in one.part_of) for one in chain)
