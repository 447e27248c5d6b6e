"""What happens in some variants of a service only: the words and the signs that tell it from the rest.

Variants are laid over each other in one picture. Whatever is ``only in`` some of them carries a chip with their names.
An arrow is drawn in long dashes; it carries the chip only where neither of its ends stands in the same variants, whose
chip says it already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from blueprint.drawing.layout.boxes import Sign, chip_of
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.parts.finding_signs import FindingSigns, Signs
from blueprint.drawing.words.headings import heading
from blueprint.model.details import Name
from blueprint.model.elements import Arrow, Blueprint


class Variants:
    """Which things of a blueprint happen in which of its variants only."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._language = blueprint.language
        self._labels = {unit.id: unit.label or unit.id for unit in blueprint.declarations if unit.kind == "variant"}
        self._bounds: dict[str, tuple[Name, ...]] = {}
        for step in blueprint.steps:
            for action in step.actions:
                if action.only_in or step.only_in:
                    self._bounds[action.id] = action.only_in or step.only_in

    def of_action(self, handle: str) -> tuple[str, ...]:
        """The names of the variants that an action, by its id, is only in, for itself or with its step; else ``()``."""
        return _names(self._bounds.get(handle, ()))

    def of_arrow(self, arrow: Arrow) -> tuple[str, ...]:
        """The names of the variants that an arrow is only in, for itself or with one of its ends; ``()`` for all."""
        ends = (self._bounds.get(end.name, ()) for end in (arrow.source, arrow.target))
        return _names(arrow.only_in or next((names for names in ends if names), ()))

    def words(self, names: Iterable[str]) -> str:
        """The labels of some variants in a sentence, ``""`` for none."""
        joined = f" {heading('or', self._language)} ".join([self._labels.get(name, name) for name in names])
        return f"{heading('field only_in', self._language)}: {joined}" if joined else ""

    def sign(self, only_in: tuple[Name, ...], theme: Theme) -> Sign:
        """The chip of what is only in some variants."""
        labels = [self._labels.get(name, name) for name in _names(only_in)]
        return chip_of("variant", f" {heading('or', self._language)} ".join(labels), self.words(_names(only_in)), theme)

    def needs_sign(self, arrow: Arrow) -> bool:
        """Whether an arrow has to say itself in which variants it is."""
        own = set(_names(arrow.only_in))
        return bool(own) and all(set(self.of_action(end.name)) != own for end in (arrow.source, arrow.target))


def _names(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(name.name for name in names)


def with_variants(blueprint: Blueprint, variants: Variants, found: FindingSigns, theme: Theme) -> FindingSigns:
    """The signs of the findings, and before them those of what is only in some variants."""
    actions = {action.id: action.only_in for action in blueprint.actions if action.only_in}
    steps = {step.id: step.only_in for step in blueprint.steps if step.only_in}
    arrows = {arrow.id: arrow.only_in for arrow in blueprint.arrows if variants.needs_sign(arrow)}
    if not (actions or steps or arrows):
        return found

    def before(signs: Signs, said: Mapping[str, tuple[Name, ...]]) -> Signs:
        chips = {handle: [variants.sign(names, theme)] for handle, names in said.items()}
        return signs | {handle: chip + signs.get(handle, []) for handle, chip in chips.items()}

    return found._replace(
        actions=before(found.actions, actions),
        steps=before(found.steps, steps),
        arrows=before(found.arrows, arrows),
    )
