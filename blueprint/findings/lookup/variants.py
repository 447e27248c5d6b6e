"""What happens in which variant of a service."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.model.elements import Action, Arrow, Declaration, Step

if TYPE_CHECKING:
    from blueprint.findings.lookup.index import Index


class Variants:
    """The variants of a file, and what occurs in each: whatever is in all of them, and what is ``only in`` it.

    An action is bound by its own ``only in`` and that of its step, an arrow by its own and those of its two ends.
    A variant that nothing declares may be any of them.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def all(self) -> tuple[Declaration | None, ...]:
        """The declared variants, or None alone, for the whole file, where nothing is ``only in`` one of them."""
        if not self._used:
            return (None,)
        # Of two with one name, which is a finding of its own, the first.
        variants: dict[str, Declaration] = {}
        for one in self._index.blueprint.declarations:
            if one.kind == "variant":
                variants.setdefault(one.id.partition("~")[0] or one.id, one)
        return tuple(variants.values()) or (None,)

    def occurs(self, thing: Action | Arrow, variant: Declaration | None) -> bool:
        """Whether an action or an arrow occurs in a variant; everything does in the whole file, None."""
        if variant is None:
            return True
        if thing.only_in and not self._names(thing, variant):
            return False
        if isinstance(thing, Action):
            return self._bounds.get(thing.id) is None or variant.id in self._bounds[thing.id]
        ends = (self._index.action_at(thing.source), self._index.action_at(thing.target))
        return all(end is None or self.occurs(end, variant) for end in ends)

    def words(self, variant: Declaration | None) -> str:
        """How a sentence begins that speaks of one variant: ``In “By night” ``; nothing for the whole file."""
        return "" if variant is None else f"In {self._index.label(variant)} "

    @staticmethod
    def _names(thing: Action | Arrow, variant: Declaration) -> bool:
        return any(name.name == variant.id or name.kind != "variant" for name in thing.only_in)

    @cached_property
    def _used(self) -> bool:
        blueprint = self._index.blueprint
        return any(one.only_in for things in (blueprint.steps, blueprint.actions, blueprint.arrows) for one in things)

    @cached_property
    def _bounds(self) -> dict[str, frozenset[str]]:
        """The ids of the variants that an action's step is only in, by the id of the action."""
        return {
            action.id: frozenset(name.name for name in step.only_in)
            for step in self._index.blueprint.steps
            if step.only_in and all(name.kind == "variant" for name in step.only_in)
            for action in step.actions
        }


def together(one: Action | Step | Arrow, other: Action | Step | Arrow) -> bool:
    """Whether two things can occur in the same variant of the service. One that nothing declares may be any."""
    if not one.only_in or not other.only_in or any(name.kind != "variant" for name in (*one.only_in, *other.only_in)):
        return True
    return not {name.name for name in one.only_in}.isdisjoint(name.name for name in other.only_in)
