"""What each name means: a declaration, an action, a step, or nothing that anybody declared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from blueprint.model.details import Information, Name, Time
from blueprint.model.elements import Card, Problem
from blueprint.text.suggest import nearest
from blueprint.text.vocabulary import UNITS
from blueprint.tree.quotes import normal

PROVIDERS = ("department", "role", "system", "partner")
WANTED = {
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

PLACES = {
    **dict.fromkeys(("owners", "responsible", "consulted", "informed", "perceived_owners", "escalates_to"), "who"),
    "part_of": "unit",
    "acts_for": "persona",
    "via": "way",
    "uses": "touchpoint",
    "through": "step",
    "only_in": "variant",
    "kept_in": "system",
    "meanwhile": "action",
    "kept_by": "action",
    "recovery": "action",
}
"""The kind of place that each field with names is."""

_HOLDERS: dict[type, tuple[str, ...]] = {
    Card: ("owners", "recovery", "kept_by", "kept_in"),
    Information: ("kept_in",),
    Time: ("meanwhile",),
}
"""The values that hold names of their own, in these fields."""


class Names:
    """Resolves the names of a blueprint, and reports those that nothing declares."""

    def __init__(
        self, known: dict[str, dict[str, None]], doubtful: Iterable[str], lost: set[str], problems: list[Problem]
    ) -> None:
        """``known`` are the names that exist, by what they mean; ``doubtful`` may be names that could not be read, and
        of the kinds in ``lost`` something was declared whose name could not be read."""
        self._known = known
        self._doubtful = {normal(name) for name in doubtful}
        self._lost = lost
        self._problems = problems
        self._suggested = 0
        self._unknown: dict[tuple[str, str], int] = {}
        self.asked: set[str] = set()
        """The names whose meaning was asked for since this was last emptied."""
        self.failed = False
        """Whether one of them means nothing."""

    def in_facts(self, facts: dict[str, Any]) -> None:
        """Resolves the names in an element's values by field, those inside its values included."""
        for field, value in facts.items():
            place = PLACES.get(field)
            if place is not None:
                facts[field] = tuple(self.resolved(name, place) for name in value)
            elif type(value) is tuple:
                if value and type(value[0]) in _HOLDERS:
                    facts[field] = tuple(self._inside(item) for item in value)
            elif type(value) in _HOLDERS:
                facts[field] = self._inside(value)

    def _inside(self, holder: Any) -> Any:
        changes = {}
        for field in _HOLDERS[type(holder)]:
            names = getattr(holder, field)
            if names:
                changes[field] = tuple(self.resolved(name, PLACES[field]) for name in names)
        return replace(holder, **changes) if changes else holder

    def resolved(self, name: Name, place: str) -> Name:
        """A name with what it means in such a place; one that means nothing is reported."""
        if name.kind:
            return name
        self.asked.add(name.name)
        kinds = WANTED[place][0]
        for kind in kinds:
            if name.name in self._known.get(kind, ()):
                return Name(name.name, name.span, kind)
        self.failed = True
        if self._lost.isdisjoint(kinds) and not self._is_doubtful(name.name):
            self._report(name, place)
        return name

    def _is_doubtful(self, name: str) -> bool:
        """Whether a name, or what may have become of it in an accident, stands on a line that could not be read."""
        if name in self._doubtful or not self._doubtful:
            return name in self._doubtful
        for run in self._doubtful:
            first, _, last = run.partition(" ")
            if name.startswith(first) and name.endswith(last) if last else len(run) > 1 and name.startswith(run):
                return True
        return bool(nearest(name, self._doubtful))

    def _report(self, name: Name, place: str) -> None:
        """Reports a name that means nothing: once, with the other places where it is used."""
        first = self._unknown.get((name.name, place))
        if first is None:
            kinds, wanted = WANTED[place]
            self._unknown[name.name, place] = len(self._problems)
            self._problems.append(self._problem(name, kinds, wanted, place))
            return
        problem = self._problems[first]
        if name.span not in (problem.span, *(span for span, _ in problem.related)):
            related = (*problem.related, (name.span, "used here too"))
            self._problems[first] = replace(problem, related=related)

    def _problem(self, name: Name, kinds: Iterable[str], wanted: str, place: str) -> Problem:
        other = next((kind for kind, known in self._known.items() if name.name in known), "")
        if other:
            message = f"“{name.name}” is {with_article(other)}; here {wanted} is wanted"
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


def with_article(kind: str) -> str:
    """A kind of things as one of them: "an action"."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
