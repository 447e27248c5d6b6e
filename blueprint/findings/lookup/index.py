"""What the checks look things up in: one read-only view of a blueprint, worked out once and only where asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blueprint.findings.lookup.departments import Departments
from blueprint.findings.lookup.flow import Flow
from blueprint.findings.lookup.latitude import Latitude
from blueprint.findings.lookup.lost import Lost
from blueprint.findings.lookup.stories import Story
from blueprint.findings.lookup.variants import Variants, together
from blueprint.findings.settings import DEFAULT, Settings
from blueprint.model.details import Name
from blueprint.model.elements import Action, Arrow, Blueprint, Card, Declaration, Lane, Phase, Problem, Step
from blueprint.text.span import Span
from blueprint.text.vocabulary import UNITS

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph
    from blueprint.findings.silence import Heard

BEHIND = ("backstage", "support")
"""The stages behind the line of visibility that must not meet the customer directly."""

_UNITS = frozenset(UNITS)

Element = Blueprint | Phase | Step | Action | Arrow | Declaration
"""What takes facts and cards."""


class Contact(NamedTuple):
    """A front-stage action and a customer action that meet; ``arrow`` joins them, or is None where they only stand in
    one step."""

    front: Action
    customer: Action
    arrow: Arrow | None


class Ownership(NamedTuple):
    """Who is accountable for an action, and where that is said: at the action itself, a touchpoint or a unit.

    ``said_at`` is None, and ``owners`` empty, where it is said nowhere.
    """

    owners: tuple[Name, ...]
    said_at: Action | Declaration | None


_NOBODY = Ownership((), None)


class Index:
    """One shared view of a blueprint. All its tables are made on first use; nothing in it ever changes."""

    def __init__(self, blueprint: Blueprint, settings: Settings = DEFAULT, heard: Heard | None = None) -> None:
        self.blueprint = blueprint
        self.settings = settings
        # What came of the other checks, for a check that runs afterwards.
        self.heard = heard

    @cached_property
    def today(self) -> date:
        """The day from which ages are measured: that of the settings, else that of the calendar."""
        return self.settings.today or date.today()  # noqa: DTZ011 - the reader's own day is meant

    # What could not be read

    @cached_property
    def unread(self) -> bool:
        """Whether a line or an included file could not be read, so that what is missing may have stood there."""
        return any(problem.check in ("syntax", "include-failed") for problem in self.blueprint.problems)

    @cached_property
    def include_failed(self) -> bool:
        """Whether declarations may be missing because an included file could not be read."""
        return any(problem.check == "include-failed" for problem in self.blueprint.problems)

    def doubtful(self, thing: Element) -> bool:
        """Whether part of what the file says of a thing was lost, so that its silence proves nothing.

        It is where its own line, or a line below that may belong to it, is at fault, or its name stands on a line that
        could not be read.
        """
        return bool(self.blueprint.problems) and self._lost.of(thing)

    def lost_in(self, step: Step) -> bool:
        """Whether a line of a step was lost, so that what the step lacks may have stood there."""
        return self.doubtful(step) or any(self.doubtful(action) for action in step.actions)

    @cached_property
    def _lost(self) -> Lost:
        return Lost(self)

    # Tables

    @cached_property
    def declarations(self) -> dict[tuple[str, str], Declaration]:
        """Declarations by kind and id."""
        return {(one.kind, one.id): one for one in self.blueprint.declarations}

    @cached_property
    def units(self) -> dict[str, Declaration]:
        """Those who can act (personas, departments, roles, systems, partners), by id; of two with one id, the first."""
        table: dict[str, Declaration] = {}
        for one in self.blueprint.declarations:
            if one.kind in UNITS:
                table.setdefault(one.id, one)
        return table

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Actions by id."""
        return {action.id: action for action in self.blueprint.actions}

    @cached_property
    def lanes(self) -> dict[str, Lane]:
        """Lanes by id."""
        return {lane.id: lane for lane in self.blueprint.lanes}

    @cached_property
    def _positions(self) -> dict[str, int]:
        steps = enumerate(self.blueprint.steps)
        return {action.id: number for number, step in steps for action in step.actions}

    @cached_property
    def _step_numbers(self) -> dict[str, int]:
        return {step.id: number for number, step in enumerate(self.blueprint.steps)}

    def position(self, action: Action) -> int:
        """The number of the step, from 0, in which an action begins."""
        return self._positions[action.id]

    def last_position(self, action: Action) -> int:
        """The number of the last step through which an action goes on."""
        if not action.through:
            return self._positions[action.id]
        ends = (self._step_numbers.get(name.name, 0) for name in action.through)
        return max((self._positions[action.id], *ends))

    # Arrows

    @property
    def has_arrows(self) -> bool:
        """Whether the file has arrows at all; without them nothing is said about the flow."""
        return bool(self.blueprint.arrows)

    @cached_property
    def arrows_out(self) -> dict[str, tuple[Arrow, ...]]:
        """The arrows that begin at an action, by its id; actions with none are left out."""
        table: dict[str, list[Arrow]] = {}
        for arrow in self.blueprint.arrows:
            table.setdefault(arrow.source.name, []).append(arrow)
        return {key: tuple(arrows) for key, arrows in table.items() if key in self.actions}

    @cached_property
    def arrows_in(self) -> dict[str, tuple[Arrow, ...]]:
        """The arrows that end at an action, by its id; actions with none are left out."""
        table: dict[str, list[Arrow]] = {}
        for arrow, _, target in self.arrow_ends:
            if target is not None:
                table.setdefault(target.id, []).append(arrow)
        return {key: tuple(arrows) for key, arrows in table.items()}

    @cached_property
    def arrow_ends(self) -> tuple[tuple[Arrow, Action | None, Action | None], ...]:
        """Every arrow with the actions at its beginning and its end, in order; None as ``action_at`` says."""
        at = self.action_at
        return tuple((arrow, at(arrow.source), at(arrow.target)) for arrow in self.blueprint.arrows)

    def action_at(self, end: Name) -> Action | None:
        """The action that an end of an arrow names, or None: a department as a whole, or a name that is unknown."""
        return None if end.kind in _UNITS else self.actions.get(end.name)

    def unit_at(self, end: Name) -> Declaration | None:
        """The department, partner or other unit that an end of an arrow names as a whole, or None."""
        return self.units.get(end.name) if end.kind in _UNITS else None

    @cached_property
    def _arrows_on(self) -> dict[tuple[str, int], int]:
        count: dict[tuple[str, int], int] = {}
        for arrow in self.blueprint.arrows:
            line = (arrow.span.path, arrow.span.line)
            count[line] = count.get(line, 0) + 1
        return count

    @cached_property
    def repeated(self) -> tuple[tuple[Arrow, Arrow], ...]:
        """Each arrow that repeats an earlier one, and the earlier one."""
        from blueprint.findings.lookup.repeated import repeated

        return tuple(repeated(self))

    def stands_alone(self, arrow: Arrow) -> bool:
        """Whether a statement is this arrow and says nothing else, so that the arrow can be taken out of the text."""
        bare = Arrow(id=arrow.id, kind=arrow.kind, source=arrow.source, target=arrow.target, span=arrow.span)
        return arrow == bare and self._arrows_on[arrow.span.path, arrow.span.line] == 1

    def is_linked(self, action: Action) -> bool:
        """Whether an action has any arrow, in or out."""
        return action.id in self.arrows_out or action.id in self.arrows_in

    @cached_property
    def flow(self) -> Flow:
        """What follows from what, for responsibility (every kind of arrow but ``..>``)."""
        return Flow(self)

    @cached_property
    def departments(self) -> Departments:
        """Which department does what, and what passes between departments."""
        return Departments(self)

    @cached_property
    def variants(self) -> Variants:
        """What happens in which variant of the service."""
        return Variants(self)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The flow in each variant, one for the whole file where it has none."""
        return tuple(Story(self, variant) for variant in self.variants.all)

    @cached_property
    def graphs(self) -> tuple[Graph, ...]:
        """The graph of the flow in each variant; none where the file has no arrows."""
        from blueprint.findings.lookup.graph import Graph

        return tuple(Graph(self, story) for story in self.stories) if self.has_arrows else ()

    # Who

    def unit_of(self, action: Action) -> Declaration | None:
        """Who acts: the unit of the action's lane, or None where the lane names nobody."""
        return self._acting.get(action.lane)

    @cached_property
    def _acting(self) -> dict[str, Declaration | None]:
        return {lane.id: self.units.get(lane.unit) for lane in self.blueprint.lanes}

    def chain(self, unit: Declaration | None) -> tuple[Declaration, ...]:
        """A unit and all that it is part of, from the nearest up; empty for None. A circle is walked once."""
        if unit is None:
            return ()
        known = self._chains.get(unit.id)
        return known if known is not None and known[0] is unit else self._above(unit)

    @cached_property
    def _chains(self) -> dict[str, tuple[Declaration, ...]]:
        return {unit: self._above(one) for unit, one in self.units.items()}

    def _above(self, unit: Declaration) -> tuple[Declaration, ...]:
        chain = {unit.id: unit}
        waiting = [unit]
        for one in waiting:
            for name in one.part_of:
                above = self.units.get(name.name)
                if above is not None and above.id not in chain:
                    chain[above.id] = above
                    waiting.append(above)
        return tuple(chain.values())

    def department_of(self, action: Action) -> Declaration | None:
        """The nearest department or partner that an action belongs to: its unit, or what the unit is part of.

        A lane's who that nothing declares counts as a department; a system that is part of none belongs to nobody.
        """
        return self._departments.get(action.lane)

    @cached_property
    def _departments(self) -> dict[str, Declaration]:
        """The departments behind the lanes, by the id of the lane."""
        return self._nearest(lambda unit: unit.kind in ("department", "partner") or not unit.declared)

    def _nearest(self, holds: Callable[[Declaration], bool]) -> dict[str, Declaration]:
        """By the id of each lane the first for which something holds, of who acts there and all that it is part of."""
        first = ((lane, next(filter(holds, self.chain(acting)), None)) for lane, acting in self._acting.items())
        return {lane: unit for lane, unit in first if unit is not None}

    def belongs_to(self, action: Action, unit: Declaration) -> bool:
        """Whether an action is done by a unit or by a part of it."""
        return any(one.id == unit.id for one in self.chain(self.unit_of(action)))

    def owners_of(self, action: Action) -> Ownership:
        """Who is accountable for an action: its own owner, else that of the touchpoint that it uses, else that of its
        lane's unit, else that of the nearest unit above which has one."""
        if action.facts.owners:
            return Ownership(action.facts.owners, action)
        for name in action.uses:
            touchpoint = self.declarations.get(("touchpoint", name.name))
            if touchpoint is not None and touchpoint.facts.owners:
                return Ownership(touchpoint.facts.owners, touchpoint)
        return self._ownerships.get(action.lane, _NOBODY)

    @cached_property
    def _ownerships(self) -> dict[str, Ownership]:
        """Who is accountable for what is done in a lane, by its id; lanes for which nobody is are left out."""
        nearest = self._nearest(lambda unit: bool(unit.facts.owners))
        return {lane: Ownership(unit.facts.owners, unit) for lane, unit in nearest.items()}

    @cached_property
    def latitude(self) -> Latitude:
        """What those who act may decide, and to whom they pass on the rest."""
        return Latitude(self)

    # Contacts

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """Where the customer meets the provider, in order of the front-stage actions.

        A front-stage action joined by an arrow of any kind to a customer action, or, where neither has arrows, standing
        in one step with it. What nobody does, nobody meets.
        """
        return tuple(contact for step in self.blueprint.steps for contact in self._contacts_in(step))

    def _contacts_in(self, step: Step) -> list[Contact]:
        fronts = [one for one in step.actions if one.stage == "frontstage" and one.nobody_does_it is None]
        alone = [one for one in step.actions if one.stage == "customer" and not self.is_linked(one)] if fronts else []
        contacts: list[Contact] = []
        for front in fronts:
            if not self.is_linked(front):
                contacts += [Contact(front, customer, None) for customer in alone if together(front, customer)]
            for arrow in (*self.arrows_in.get(front.id, ()), *self.arrows_out.get(front.id, ())):
                other = self.action_at(arrow.source if arrow.target.name == front.id else arrow.target)
                if other is not None and other.stage == "customer":
                    contacts.append(Contact(front, other, arrow))
        return contacts

    @cached_property
    def touchpoints(self) -> tuple[Action, ...]:
        """The front-stage actions and the evidence that the customer meets, in order.

        Evidence is met where an arrow joins it to either end of a contact, or, where it has no arrows, where either end
        of a contact stands in its step.
        """
        ends = {action.id for contact in self.contacts for action in (contact.front, contact.customer)}
        fronts = {contact.front.id for contact in self.contacts}
        steps = {self._positions[one] for one in ends}

        def met(action: Action) -> bool:
            if action.stage != "evidence":
                return action.id in fronts
            if not self.is_linked(action):
                return self._positions[action.id] in steps
            return any(arrow.source.name in ends for arrow in self.arrows_in.get(action.id, ())) or any(
                arrow.target.name in ends for arrow in self.arrows_out.get(action.id, ())
            )

        return tuple(action for action in self.blueprint.actions if met(action))

    # Cards

    @cached_property
    def cards(self) -> tuple[tuple[Element, Card], ...]:
        """The cards of the blueprint and all its elements, each with what it stands at."""
        things: tuple[Element, ...] = (self.blueprint, *self.elements)
        return tuple((thing, card) for thing in things for card in thing.facts.cards)

    @cached_property
    def around(self) -> dict[str, tuple[Step, Phase]]:
        """The step and the phase of an action, by its id."""
        phases = self.blueprint.phases
        return {one.id: (step, phase) for phase in phases for step in phase.steps for one in step.actions}

    # Words for messages

    def reported(self, check: str) -> tuple[Problem, ...]:
        """What the reader noticed in the file and leaves to a check to report."""
        return tuple(problem for problem in self.blueprint.problems if problem.check == check)

    def label(self, thing: Element | Lane | Name) -> str:
        """What people call a thing, in typographic quotes; an arrow by its two ends."""
        if isinstance(thing, Name):
            found = self.action_at(thing) or self.unit_at(thing)
            return f"“{thing.name}”" if found is None else self.label(found)
        if isinstance(thing, Arrow):
            return f"the arrow from {self.label(thing.source)} to {self.label(thing.target)}"
        if isinstance(thing, (Blueprint, Lane)):
            return f"“{thing.label}”"
        return f"“{thing.label or getattr(thing, 'name', '') or thing.id}”"

    def element_span(self, element: str) -> Span | None:
        """Where the statement of an element begins, by the id that a finding holds; None where nothing has the id."""
        return self._element_spans.get(element)

    @cached_property
    def elements(self) -> tuple[Action | Arrow | Step | Phase | Declaration, ...]:
        """All elements, those of one kind in order."""
        blueprint = self.blueprint
        return (*blueprint.actions, *blueprint.arrows, *blueprint.steps, *blueprint.phases, *blueprint.declarations)

    @cached_property
    def _element_spans(self) -> dict[str, Span]:
        spans: dict[str, Span] = {}
        for thing in self.elements:
            spans.setdefault(thing.id, thing.span)
        return spans
