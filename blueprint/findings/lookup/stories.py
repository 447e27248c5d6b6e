"""A service as it goes in one of its variants: what follows what, and how it can go wrong on the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blueprint.model.elements import Arrow, Declaration

if TYPE_CHECKING:
    from blueprint.findings.lookup.index import Index


class Leg(NamedTuple):
    """One arrow as it can be walked: from an action to another, by their ids."""

    source: str
    target: str
    arrow: Arrow

    @property
    def is_branch(self) -> bool:
        """Whether it is one branch of a choice, so that it need not be followed."""
        return self.arrow.is_branch


def bounded(arrow: Arrow) -> bool:
    """Whether an arrow says how often it may be followed, or who takes over."""
    return arrow.repeats_up_to is not None or bool(arrow.facts.escalates_to)


class Story:
    """The flow of responsibility in one variant, or in the whole file where it has none."""

    def __init__(self, index: Index, variant: Declaration | None) -> None:
        self._index = index
        self.variant = variant
        self.actions = {one.id: one for one in index.blueprint.actions if index.variants.occurs(one, variant)}
        self.outcomes = tuple(one for one in self.actions.values() if one.outcome is not None)
        self.starts = tuple(one for one in index.flow.starts if one.id in self.actions)

    @cached_property
    def doubtful(self) -> set[str]:
        """The ids of the actions of which a part was lost, an outcome perhaps."""
        if not self._index.blueprint.problems:
            return set()
        return {one.id for one in self.actions.values() if self._index.doubtful(one)}

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """Every way from one action to the next, in order of the arrows; an exchange goes both ways."""
        index, legs = self._index, []
        for arrow, source, end in index.arrow_ends:
            if source is None or source.id not in self.actions or arrow.kind == "inform":
                continue
            if arrow.only_in and not index.variants.occurs(arrow, self.variant):
                continue
            for target in (end,) if end is not None else index.flow.taken_over_by(arrow):
                if target.id in self.actions:
                    legs.append(Leg(source.id, target.id, arrow))
                    if arrow.kind == "exchange":
                        legs.append(Leg(target.id, source.id, arrow))
        return tuple(legs)

    @cached_property
    def forward(self) -> tuple[Leg, ...]:
        """The legs that repeat nothing: neither marked as a repetition nor leading to an earlier step."""
        position = {one.id: self._index.position(one) for one in self.actions.values()}
        return tuple(
            leg
            for leg in self.legs
            if leg.arrow.repeats_up_to is None
            and leg.arrow.repeated is None
            and position[leg.source] <= position[leg.target]
        )

    @cached_property
    def legs_out(self) -> dict[str, list[Leg]]:
        """The legs that begin at an action, by its id; actions with none are left out."""
        table: dict[str, list[Leg]] = {}
        for leg in self.legs:
            table.setdefault(leg.source, []).append(leg)
        return table

    def reach(self, sources: Iterable[str]) -> set[str]:
        """The ids of the given actions and of all to which a path leads from them."""
        seen = set(sources)
        waiting = list(seen)
        while waiting:
            for leg in self.legs_out.get(waiting.pop(), ()):
                if leg.target not in seen:
                    seen.add(leg.target)
                    waiting.append(leg.target)
        return seen

    def partners(self, action: str) -> set[str]:
        """The ids of the actions that an exchange joins to an action directly."""
        return {leg.target for leg in self.legs_out.get(action, ()) if leg.arrow.kind == "exchange"}
