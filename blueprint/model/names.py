"""What each name means: a declaration, an action, a step, or nothing that anybody declared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from blueprint.model.elements import (
    NO_FACTS,
    Action,
    Arrow,
    Card,
    Declaration,
    Facts,
    Information,
    Name,
    Phase,
    Problem,
    Step,
    Time,
)
from blueprint.model.values import normal
from blueprint.text.suggest import nearest
from blueprint.text.vocabulary import UNITS

PROVIDERS = ("department", "role", "system", "partner")
_WANTED = {
    "who": (UNITS, "a persona, department, role, system or partner"),
    "unit": (PROVIDERS, "a department, role, system or partner"),
    "persona": (("persona",), "a persona"),
    "way": (("channel", "system"), "a channel or a system"),
    "touchpoint": (("touchpoint",), "a touchpoint"),
    "system": (("system",), "a system"),
    "variant": (("variant",), "a variant"),
    "step": (("step",), "a step"),
    "action": (("action",), "an action"),
    "receiver": (("action", *PROVIDERS), "an action or a department"),
}
"""The kinds that a name may mean in each kind of place, and what the place wants in the reader's words."""

MOST_SUGGESTIONS = 100
"""Looking for near words takes time: beyond so many unknown names the messages make do without."""

_Element = TypeVar("_Element", Declaration, Phase, Step, Action, Arrow)


class Names:
    """Resolves the names of a blueprint, and reports those that nothing declares."""

    def __init__(
        self,
        declarations: Iterable[Declaration],
        phases: Iterable[Phase],
        doubtful: Iterable[str],
        problems: list[Problem],
    ) -> None:
        self._problems = problems
        self._doubtful = {normal(name) for name in doubtful}
        self._suggested = 0
        self._known: dict[str, dict[str, None]] = {}
        for item in declarations:
            self._known.setdefault(item.kind, {})[item.id] = None
        for phase in phases:
            for step in phase.steps:
                self._known.setdefault("step", {})[step.id] = None
                self._known.setdefault("action", {}).update(dict.fromkeys(action.id for action in step.actions))

    def _resolved(self, names: tuple[Name, ...], place: str) -> tuple[Name, ...]:
        return tuple(self._resolve(name, place) for name in names) if names else ()

    def _resolve(self, name: Name, place: str) -> Name:
        if name.kind:
            return name
        kinds, wanted = _WANTED[place]
        for kind in kinds:
            if name.name in self._known.get(kind, ()):
                return Name(name.name, name.span, kind)
        if name.name not in self._doubtful:
            self._problems.append(self._unknown(name, kinds, wanted, place))
        return name

    def _unknown(self, name: Name, kinds: Iterable[str], wanted: str, place: str) -> Problem:
        other = next((kind for kind, known in self._known.items() if name.name in known), "")
        if other:
            article = "an" if other[0] in "aeiou" else "a"
            message = f"“{name.name}” is {article} {other}; here {wanted} is wanted"
            if other in PROVIDERS and place == "action":
                return Problem("unknown-name", message, name.span, "only a handoff `=>` may end at a whole department")
            return Problem("unknown-name", message, name.span)
        message = f"nothing is called “{name.name}”; here {wanted} is wanted"
        near = ""
        if self._suggested < MOST_SUGGESTIONS:
            self._suggested += 1
            near = nearest(name.name, (known for kind in kinds for known in self._known.get(kind, ())))
        if near:
            return Problem("unknown-name", message, name.span, f"did you mean `{near}`?")
        if place == "who":
            return Problem("unknown-name", message, name.span, "declare it, or put it in quotes")
        return Problem("unknown-name", message, name.span, "check the spelling, or declare it")

    def declaration(self, item: Declaration) -> Declaration:
        """A declaration with its names resolved."""
        if not (item.part_of or item.acts_for):
            return self._with_facts(item)
        part_of = self._resolved(item.part_of, "unit")
        return self._with_facts(replace(item, part_of=part_of, acts_for=self._resolved(item.acts_for, "persona")))

    def phase(self, phase: Phase) -> Phase:
        """A phase with the names of its steps and actions resolved."""
        return replace(self._with_facts(phase), steps=tuple(self._step(step) for step in phase.steps))

    def _step(self, step: Step) -> Step:
        return replace(
            self._with_facts(step),
            only_in=self._resolved(step.only_in, "variant"),
            actions=tuple(self._action(action) for action in step.actions),
        )

    def _action(self, action: Action) -> Action:
        changes: dict[str, object] = {}
        for field, place in (("via", "way"), ("uses", "touchpoint"), ("through", "step"), ("only_in", "variant")):
            names = getattr(action, field)
            if names:
                changes[field] = self._resolved(names, place)
        for field in ("asks", "reads", "writes"):
            pieces = getattr(action, field)
            if pieces:
                changes[field] = self._information(pieces)
        if action.waits is not None and action.waits.meanwhile:
            changes["waits"] = self._time(action.waits)
        return self._with_facts(replace(action, **changes) if changes else action)  # type: ignore[arg-type]

    def arrow(self, arrow: Arrow) -> Arrow:
        """An arrow with its ends and its details resolved."""
        return self._with_facts(
            replace(
                arrow,
                source=self._resolve(arrow.source, "action"),
                target=self._resolve(arrow.target, "receiver" if arrow.kind == "handoff" else "action"),
                via=self._resolved(arrow.via, "way"),
                only_in=self._resolved(arrow.only_in, "variant"),
                carries=self._information(arrow.carries),
            )
        )

    def _time(self, time: Time) -> Time:
        return replace(time, meanwhile=self._resolved(time.meanwhile, "action"))

    def _information(self, pieces: tuple[Information, ...]) -> tuple[Information, ...]:
        return tuple(
            replace(piece, kept_in=self._resolved(piece.kept_in, "system")) if piece.kept_in else piece
            for piece in pieces
        )

    def _with_facts(self, element: _Element) -> _Element:
        return element if element.facts is NO_FACTS else replace(element, facts=self.facts(element.facts))

    def facts(self, facts: Facts) -> Facts:
        """Facts with the names of people and departments resolved, those on cards included."""
        if facts is NO_FACTS:
            return facts
        return replace(
            facts,
            owners=self._resolved(facts.owners, "who"),
            responsible=self._resolved(facts.responsible, "who"),
            consulted=self._resolved(facts.consulted, "who"),
            informed=self._resolved(facts.informed, "who"),
            perceived_owners=self._resolved(facts.perceived_owners, "who"),
            escalates_to=self._resolved(facts.escalates_to, "who"),
            cards=tuple(self._card(card) for card in facts.cards),
        )

    def _card(self, card: Card) -> Card:
        if not (card.owners or card.recovery or card.kept_by or card.kept_in):
            return card
        return replace(
            card,
            owners=self._resolved(card.owners, "who"),
            recovery=self._resolved(card.recovery, "action"),
            kept_by=self._resolved(card.kept_by, "action"),
            kept_in=self._resolved(card.kept_in, "system"),
        )
