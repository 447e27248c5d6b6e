"""What a blueprint is made of: frozen values with the places in the file that they come from.

Nothing here reads, checks or draws. Every element has an ``id`` that is unique among the elements of its kind: its
name, or, where it has none, a handle made from its label that begins with ``~`` (which no name can). ``broken`` marks
an element whose line could be read only in part, so that nobody concludes anything from what it does not say.

The terms follow the literature of the method: Shostack (1984), Kingman-Brundage (1989), Bitner, Ostrom and
Morgan (2008), and for the two lowest stages Fließ and Kleinaltenkamp (2004).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from blueprint.model.details import Day, Feeling, Information, Name, Number, Text, Time, Value
from blueprint.text.span import Span

Stage = Literal["evidence", "customer", "frontstage", "backstage", "support", "preparation", "facility"]
ArrowKind = Literal["flow", "exchange", "handoff", "inform", "joining"]
"""No file holds a ``joining``: a view joins with it what is next to each other by way of what it does not show."""
DeclarationKind = Literal["persona", "department", "role", "system", "partner", "channel", "touchpoint", "variant"]
LineKind = Literal["interaction", "visibility", "internal interaction", "order penetration", "implementation"]
CardKind = Literal[
    "pain",
    "quote",
    "question",
    "idea",
    "opportunity",
    "data",
    "risk",
    "fail",
    "policy",
    "standard",
    "metric",
    "promise",
]


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Card(Value):
    """What a workshop would put on a card: a pain, an idea, a fail point, a policy, a metric, a promise and so on.

    ``severity``, ``occurrence`` and ``detection`` (1 to 10, as in a failure mode and effects analysis) and ``recovery``
    belong to fail points and risks; ``reason`` to policies; ``tolerance`` to standards; ``target``, ``actual`` and
    ``counts`` to metrics; ``within`` and ``kept_by`` to promises; ``kept_in`` to data.
    """

    kind: CardKind
    text: str
    span: Span
    owners: tuple[Name, ...] = ()
    severity: Number | None = None
    occurrence: Number | None = None
    detection: Number | None = None
    recovery: tuple[Name, ...] = ()
    reason: Text | None = None
    tolerance: Text | None = None
    target: Text | None = None
    actual: Text | None = None
    counts: Text | None = None
    within: Time | None = None
    kept_by: tuple[Name, ...] = ()
    kept_in: tuple[Name, ...] = ()
    status: Text | None = None
    by: Day | None = None
    until: Day | None = None
    reviewed: Day | None = None
    version: Text | None = None
    tickets: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Facts(Value):
    """What every kind of element can say of itself: who, how far it has come, where it comes from, its cards."""

    owners: tuple[Name, ...] = ()
    responsible: tuple[Name, ...] = ()
    consulted: tuple[Name, ...] = ()
    informed: tuple[Name, ...] = ()
    perceived_owners: tuple[Name, ...] = ()
    may: tuple[Text, ...] = ()
    escalates_to: tuple[Name, ...] = ()
    status: Text | None = None
    by: Day | None = None
    until: Day | None = None
    reviewed: Day | None = None
    version: Text | None = None
    goal: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    tags: tuple[Text, ...] = ()
    links: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()
    tickets: tuple[Text, ...] = ()
    cards: tuple[Card, ...] = ()


NO_FACTS = Facts()


@dataclass(frozen=True, eq=False, repr=False, kw_only=True, slots=True)
class Declaration(Value):
    """Somebody or something that the blueprint speaks of: a persona, department, role, system, partner, channel,
    touchpoint or variant. ``declared`` is False for a lane's who that stands nowhere else."""

    kind: DeclarationKind
    id: str
    label: str
    span: Span
    declared: bool = True
    broken: bool = False
    part_of: tuple[Name, ...] = ()
    acts_for: tuple[Name, ...] = ()
    hours: Text | None = None
    capacity: Number | None = None
    cases: Number | None = None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, eq=False, repr=False, kw_only=True, slots=True)
class Action(Value):
    """One thing that somebody does, or one piece of evidence: a box of the drawing.

    ``lane`` is the id of its lane. ``either_channel`` says that ``via`` lists alternatives. A flag holds the span of
    its word, or None where it is not said.
    """

    id: str
    name: str
    label: str
    span: Span
    stage: Stage
    lane: str
    broken: bool = False
    via: tuple[Name, ...] = ()
    either_channel: bool = False
    uses: tuple[Name, ...] = ()
    moment_of_truth: Span | None = None
    first_contact: Span | None = None
    complaint: Span | None = None
    needs_no_provider: Span | None = None
    optional: Span | None = None
    trigger: Span | None = None
    outcome: Span | None = None
    stops_the_clock: Span | None = None
    nothing_comes_back: Span | None = None
    nobody_does_it: Span | None = None
    when: Text | None = None
    choice: Text | None = None
    through: tuple[Name, ...] = ()
    only_in: tuple[Name, ...] = ()
    relationship: Text | None = None
    takes: Time | None = None
    waits: Time | None = None
    moment: Number | None = None
    emotion: Feeling | None = None
    effort: Feeling | None = None
    asks: tuple[Information, ...] = ()
    reads: tuple[Information, ...] = ()
    writes: tuple[Information, ...] = ()
    feedback: tuple[Text, ...] = ()
    serves: tuple[Text, ...] = ()
    value: Text | None = None
    cases: Number | None = None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, eq=False, repr=False, kw_only=True, slots=True)
class Step(Value):
    """A moment of the journey: a column of the drawing. One without a label holds actions that stand in no step."""

    id: str
    name: str
    label: str
    span: Span
    broken: bool = False
    actions: tuple[Action, ...] = ()
    only_in: tuple[Name, ...] = ()
    moment: Number | None = None
    serves: tuple[Text, ...] = ()
    facts: Facts = NO_FACTS


@dataclass(frozen=True, eq=False, repr=False, kw_only=True, slots=True)
class Phase(Value):
    """A part of the journey: a band of the drawing. One without a label holds steps that stand in no phase."""

    id: str
    name: str
    label: str
    span: Span
    broken: bool = False
    steps: tuple[Step, ...] = ()
    moment: Number | None = None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, eq=False, repr=False, kw_only=True, slots=True)
class Arrow(Value):
    """An arrow between two actions; a handoff may also end at a department as a whole.

    ``id`` is ``source kind target`` with the ids of its ends; a second arrow of the same kind between the same ends
    has ``~2`` after it. ``share`` is the part of the cases, in percent, that follows the arrow.
    """

    id: str
    kind: ArrowKind
    source: Name
    target: Name
    span: Span
    broken: bool = False
    label: Text | None = None
    when: Text | None = None
    share: Number | None = None
    within: Time | None = None
    repeats_up_to: Number | None = None
    repeated: Number | None = None
    via: tuple[Name, ...] = ()
    either_channel: bool = False
    carries: tuple[Information, ...] = ()
    only_in: tuple[Name, ...] = ()
    value: Text | None = None
    nothing_comes_back: Span | None = None
    facts: Facts = NO_FACTS

    @property
    def is_branch(self) -> bool:
        """Whether it is one branch of a choice, so that it need not be followed."""
        return self.when is not None or self.share is not None


@dataclass(frozen=True, eq=False, repr=False, kw_only=True, slots=True)
class Lane(Value):
    """A row of the drawing: a stage and, where it is said, who acts there (the id of a unit, or ``""``).

    ``id`` is the stage, or ``stage:unit``. ``owner`` is the name of the one accountable for the unit, ``""`` where
    nobody is, or several with commas.
    """

    id: str
    stage: Stage
    unit: str
    label: str
    owner: str
    span: Span


@dataclass(frozen=True, eq=False, repr=False, kw_only=True, slots=True)
class Line(Value):
    """A line between two neighbouring lanes, by their ids."""

    kind: LineKind
    label: str
    above: str
    below: str
    hidden: bool = False


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Problem(Value):
    """Something wrong that was noticed while the file was read. ``check`` is the check that reports it."""

    check: str
    message: str
    span: Span
    help: str = ""
    related: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Silence(Value):
    """A comment that silences a check: ``# allow check-name: reason``. ``line`` is the line that it speaks of.

    Without a reason it silences nothing; ``reason`` is ``""`` then.
    """

    check: str
    reason: str
    line: int
    span: Span


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Blueprint(Value):
    """A whole service: the journey in phases, steps and actions, the arrows, who acts, and what was wrong in the file.

    ``label`` is ``""`` where the file has no ``blueprint`` line. ``state`` is ``"as-is"``, ``"to-be"`` or ``""``.
    ``doubtful`` holds names on lines that could not be read: they count as possibly declared.
    """

    label: str
    span: Span
    path: str = ""
    language: str = "en"
    broken: bool = False
    state: str = ""
    time_budget: Time | None = None
    cases: Number | None = None
    rows: tuple[Text, ...] = ()
    facts: Facts = NO_FACTS
    declarations: tuple[Declaration, ...] = ()
    phases: tuple[Phase, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    lanes: tuple[Lane, ...] = ()
    lines: tuple[Line, ...] = ()
    silences: tuple[Silence, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubtful: tuple[str, ...] = ()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of all phases, in order."""
        return tuple(step for phase in self.phases for step in phase.steps)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions of all steps, in order."""
        return tuple(action for step in self.steps for action in step.actions)

    @property
    def is_shared(self) -> bool:
        """Whether the file holds nothing but declarations, for blueprints to include."""
        return bool(self.declarations) and not (self.label or self.phases or self.arrows)
