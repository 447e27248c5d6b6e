"""Which department does what in a blueprint, and what passes from one department to another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blueprint.findings.lookup.spread import backwards
from blueprint.model.elements import Action, Arrow, Declaration

if TYPE_CHECKING:
    from blueprint.findings.lookup.index import Index

PEOPLE = ("department", "role", "partner")
"""The units that are people; a bot is a system, a persona stands on the customer's side."""

_NOT_AT_WORK = ("evidence", "customer")
"""The stages at which the provider does no work."""


class Crossing(NamedTuple):
    """An arrow from the work of one department to that of another. ``end`` is the first action that it leads to, None
    where nobody takes it."""

    arrow: Arrow
    source: Action
    giver: Declaration
    end: Action | None
    taker: Declaration


class Departments:
    """The declared departments and partners behind the actions of the provider.

    A lane's who that nothing declares may be a machine, or a role in a department that is not said, so that it proves
    nothing about a department.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def of(self) -> dict[str, Declaration]:
        """The declared department or partner that does an action of the provider, systems included, by action id."""
        table: dict[str, Declaration] = {}
        for action in self._index.actions.values():
            department = self._index.department_of(action) if action.stage not in _NOT_AT_WORK else None
            if department is not None and department.declared:
                table[action.id] = department
        return table

    @cached_property
    def of_people(self) -> dict[str, Declaration]:
        """The same, without what systems do."""
        table = self.of
        actions = self._index.actions
        return {one: department for one, department in table.items() if self.by_people(actions[one])}

    def by_people(self, action: Action) -> bool:
        """Whether declared people of the provider do an action, and not a system."""
        unit = self._index.unit_of(action)
        return unit is not None and unit.declared and unit.kind in PEOPLE and action.stage not in _NOT_AT_WORK

    def differ(self, one: Declaration, other: Declaration) -> bool:
        """Whether two departments are different ones: neither is a part of the other."""
        return other.id not in self._above(one) and one.id not in self._above(other)

    def _above(self, unit: Declaration) -> frozenset[str]:
        if unit.id not in self._chains:
            self._chains[unit.id] = frozenset(one.id for one in self._index.chain(unit))
        return self._chains[unit.id]

    @cached_property
    def _chains(self) -> dict[str, frozenset[str]]:
        return {}

    def works(self, action: Action | None) -> bool:
        """Whether an action is work of the provider."""
        return action is not None and action.stage not in _NOT_AT_WORK

    def in_one_case(self, one: Action, other: Action) -> bool:
        """Whether two actions occur in one variant of the service."""
        variants = self._index.variants
        return any(variants.occurs(one, variant) and variants.occurs(other, variant) for variant in variants.all)

    @cached_property
    def handoffs(self) -> tuple[Arrow, ...]:
        """The handoffs between two actions of the provider, or to one of its departments, that are no orphans and do
        move the responsibility."""
        index = self._index
        return tuple(
            arrow
            for arrow in index.flow.handoffs
            if arrow.id not in index.flow.orphans
            and self.works(index.action_at(arrow.source))
            and (index.unit_at(arrow.target) is not None or self.works(index.action_at(arrow.target)))
            and not index.doubtful(arrow)
            and not self.stays(arrow)
        )

    @cached_property
    def crossings(self) -> tuple[Crossing, ...]:
        """The arrows of every kind from one department to another, in order; orphans and doubtful arrows left out."""
        return tuple(one for ends in self._index.arrow_ends if (one := self._crossing(*ends)) is not None)

    def _crossing(self, arrow: Arrow, source: Action | None, end: Action | None) -> Crossing | None:
        index = self._index
        giver = self.of.get(source.id) if source is not None else None
        if source is None or giver is None:
            return None
        if end is not None:
            taker = self.of.get(end.id)
        else:
            above = index.chain(index.unit_at(arrow.target))
            taker = next((one for one in above if one.kind in ("department", "partner")), None)
            end = next(index.flow.receivers(arrow), None)
        if taker is None or taker is giver or not self.differ(giver, taker):
            return None
        if index.doubtful(arrow) or (arrow.kind == "handoff" and arrow.id in index.flow.orphans):
            return None
        return Crossing(arrow, source, giver, end, taker)

    def stays(self, arrow: Arrow) -> bool:
        """Whether the responsibility stays where it is along an arrow: in one unit, or between people and a machine of
        one department. Two roles of one department are two people, and whom somebody escalates to takes over."""
        source, target = self._index.action_at(arrow.source), self._index.action_at(arrow.target)
        if source is None or not self.works(source) or (target is not None and not self.works(target)):
            return False
        giver = self._index.unit_of(source)
        taker = self._index.unit_of(target) if target is not None else self._index.unit_at(arrow.target)
        if giver is None or taker is None or "persona" in (giver.kind, taker.kind):
            return False
        if giver.id == taker.id:
            return True
        if giver.kind == taker.kind == "role" or taker.id in self._escalations(arrow, source):
            return False
        mine, theirs = self._department(giver), self._department(taker)
        return mine is not None and theirs is not None and mine.id == theirs.id

    def _department(self, unit: Declaration) -> Declaration | None:
        return next((one for one in self._index.chain(unit) if one.kind in ("department", "partner")), None)

    def _escalations(self, arrow: Arrow, source: Action) -> set[str]:
        units = self._index.chain(self._index.unit_of(source))
        said = (arrow.facts, source.facts, *(unit.facts for unit in units))
        return {name.name for facts in said for name in facts.escalates_to}

    @cached_property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """The ids of the actions that an arrow of any kind leads to directly, ``..>`` included, by action id: the way
        that information can take."""
        table = {key: list(targets) for key, targets in self._index.flow.following.items()}
        for arrow, _, target in self._index.arrow_ends:
            if arrow.kind == "inform" and target is not None and arrow.source.name in self._index.actions:
                table.setdefault(arrow.source.name, []).append(target.id)
        return {key: tuple(targets) for key, targets in table.items()}

    @cached_property
    def sources(self) -> dict[str, list[str]]:
        """The ids of the actions that lead directly to an action, by its id: those paths backwards."""
        return backwards(self.paths)


def names(units: Iterable[Declaration], index: Index) -> str:
    """The labels of some units in a row: “A”, “B” and “C”."""
    labels = [index.label(unit) for unit in units]
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)
