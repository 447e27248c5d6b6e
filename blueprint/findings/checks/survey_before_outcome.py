"""Feedback is asked for on a path that need not pass the outcome.

## What it does

It looks at every action with `feedback` to which a path leads from the beginning without passing an action marked as
`outcome`, in each variant for itself; what an exchange joins counts as one. It speaks where it is open, at the
question, whether an outcome comes:

- An outcome can be reached from the question, and a way leads on from there that passes none: it ends elsewhere, comes
  back to the question, or goes round without a bound. Where each branch of each choice comes to an outcome, whichever
  it is, asking on the way (“How was the booking?”) is fine. Of what runs in parallel one outcome is enough. A
  repetition with a bound (`repeats up to`, `escalates to`) comes to its end, unless it leads back to before the
  question: there the question is asked while all is to be done again.
- No outcome can be reached from the question, and the path to it leaves one aside, that runs beside it or that the
  provider decides about.

The end of the question itself is no such outcome: what the customer does in answer, straight after it and with no
choice between. It says nothing where the arrow into the question is a branch that the customer takes (“yes, it works”):
then the customer has confirmed the outcome. Nor where the customer chose another end (“gives up in the queue”) before,
nor where the question stands in exchange with an outcome: it is asked at the very end.

The path that is shown begins at the question, and goes on by the branch that passes no outcome: until it ends, or comes
to where the case has been before. Where nothing leads on, it is the path to the question.

It says nothing where the file has no arrows, or marks no outcome but what may be the answer: whether somebody who
says “it was good” and walks out has answered or has what they came for, only the words tell, and words are not judged.

## Why it matters

Nothing shows a customer more clearly that nobody listens than a request to rate the successful repair, while the
television is still dark. And the figures that it brings in measure a service that did not take place.

## Example that fails

```blueprint
blueprint "Repair at a distance" owner "Head of care"

department care "Care" owner "Head of care"
channel sms "Text message" hours "always"
channel phone "Phone" hours "Mo-Su 8-22"

step "Repair"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls for help" via phone
    trigger
  frontstage care: repairs "Repairs the line" via phone

step "Rating"
  evidence: "Text message" owner "Head of care"
  frontstage care: surveys "Asks for a rating" via sms
    feedback "How was the repair?"

step "Television"
  customer: looks "Turns the television on"
  customer: watches "Watches television"
    outcome
  evidence: "Second voice" owner "Head of care"
  frontstage care: regrets "Takes the second call" via phone

calls -> repairs -> surveys -> looks
looks -> watches when "it works"
looks -> regrets when "it is still dark"
regrets -> repairs repeats up to 1 times
```

## Mended

```blueprint
blueprint "Repair at a distance" owner "Head of care"

department care "Care" owner "Head of care"
channel sms "Text message" hours "always"
channel phone "Phone" hours "Mo-Su 8-22"

step "Repair"
  evidence: "Voice" owner "Head of care"
  customer: calls "Calls for help" via phone
    trigger
  frontstage care: repairs "Repairs the line" via phone

step "Television"
  customer: looks "Turns the television on"
  customer: watches "Watches television"
    outcome
  evidence: "Second voice" owner "Head of care"
  frontstage care: regrets "Takes the second call" via phone

step "Rating"
  evidence: "Text message" owner "Head of care"
  frontstage care: surveys "Asks for a rating" via sms
    feedback "How was the repair?"
  customer: rates "Gives a rating" via sms
    outcome

calls -> repairs -> looks
looks -> watches when "it works"
looks -> regrets when "it is still dark"
regrets -> repairs repeats up to 1 times
watches -> surveys -> rates
```

## Source

The customer's judgement as the measure of a service: what is measured is the outcome and the experience, as in the
element “monitoring service excellence activities and results” of ISO 23592, 2021.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.certain import Bound
from blueprint.findings.lookup.graph import LONGEST
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import backwards, reached
from blueprint.model.elements import Action

if TYPE_CHECKING:
    from blueprint.findings.lookup.graph import Graph, Trail
    from blueprint.findings.lookup.stories import Leg

CODE = "FR03"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each question that comes too early, in the first variant in which it does."""
    asking = [one for one in index.blueprint.actions if one.feedback and not index.doubtful(one)]
    if not asking or not index.has_arrows:
        return
    told: set[str] = set()
    for graph in index.graphs:
        before = _before_the_outcome(graph)
        ahead_of = _Ahead(graph, before)
        for action in asking:
            node = graph.node_of.get(action.id, "")
            if action.id in told or node not in before or _is_at_an_outcome(graph, action):
                continue
            missed = ahead_of.missed(node)
            if missed is None:
                continue
            told.add(action.id)
            ahead, way_on = missed
            start = index.variants.words(graph.story.variant)
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{start}{index.label(action)} asks for feedback while it is still open whether {index.label(ahead)}"
                " comes.",
                action.feedback[0].span,
                element=action.id,
                help=f"Ask after {index.label(ahead)}, on a path that only leads from there.",
                places=(Place(ahead.span, "the outcome comes only here"),),
                trail=_trail(graph, action, _way_to(node, before), way_on),
            )


def _trail(graph: Graph, question: Action, way_to: list[Leg], way_on: list[Leg]) -> Trail:
    """The way on from a question, with its branches, until it ends or comes to where the case has been before; where
    there is none, the way to the question."""
    if not way_on:
        return graph.trail(way_to, question.id)
    led_here = {leg.source for leg in way_to}
    back = next((number for number, leg in enumerate(way_on) if leg.target in led_here), len(way_on) - 1)
    way = way_on[: back + 1]
    branches = {leg.arrow.source.name: leg.arrow.when.text for leg in way if leg.arrow.when is not None}

    def said(action: Action) -> str:
        label = graph.index.label(action)
        return f"{label}, then “{branches[action.id]}”" if action.id in branches else label

    *places, last = graph.trail(way, say=said)
    end, actions = way[-1].target, graph.story.actions
    label = graph.index.label(actions.get(way[-1].arrow.target.name, actions[end]))
    if end == graph.node_of[question.id]:
        words = f"{label}, where it is asked again"
    elif end in led_here:
        words = f"{label}, which led to the question and does so again"
    elif end not in graph.out:
        words = f"{label}, where it ends"
    else:
        words = f"{label} once more" if any(leg.source == end for leg in way) else label
    return (*places, Place(last.span, words))


def _before_the_outcome(graph: Graph) -> dict[str, Leg | None]:
    """The nodes that can be reached without passing an outcome, each with the last leg of a shortest path."""
    passed = graph.outcomes | graph.vague
    before: dict[str, Leg | None] = dict.fromkeys(graph.starts)
    waiting = [one for one in before if one not in passed]
    for here in waiting:
        for leg in graph.out.get(here, ()):
            if leg.target not in before and not _confirms(graph, leg):
                before[leg.target] = leg
                if leg.target not in passed:
                    waiting.append(leg.target)
    return before


def _confirms(graph: Graph, leg: Leg) -> bool:
    """Whether a customer chooses to come to a question for feedback, and so has seen the outcome."""
    return _is_customers_choice(graph, leg) and any(one.feedback for one in graph.members[leg.target])


def _is_customers_choice(graph: Graph, leg: Leg) -> bool:
    # An arrow of which a part was lost may have been a branch.
    is_branch = leg.is_branch or graph.index.doubtful(leg.arrow)
    return is_branch and graph.story.actions[leg.arrow.source.name].stage == "customer"


def _is_at_an_outcome(graph: Graph, action: Action) -> bool:
    """Whether a question stands in exchange with an outcome, or with something of which a part was lost."""
    node = graph.node_of[action.id]
    return node in graph.vague or any(one.outcome and one is not action for one in graph.members[node])


def _way_to(node: str, before: dict[str, Leg | None]) -> list[Leg]:
    """The way to a question, of a very long one the end."""
    way: list[Leg] = []
    leg = before[node]
    while leg is not None and len(way) < LONGEST:
        way.append(leg)
        leg = before[leg.source]
    return way[::-1]


def _answers(graph: Graph, question: str) -> set[str]:
    """The question and what the customer does in answer: straight after it and with no choice between."""
    answers = {question}
    waiting = [question]
    while waiting:
        for leg in graph.out.get(waiting.pop(), ()):
            end = graph.story.actions.get(leg.arrow.target.name)
            if leg.target not in answers and not leg.is_branch and end is not None and end.stage == "customer":
                answers.add(leg.target)
                waiting.append(leg.target)
    return answers


def _first(graph: Graph, sources: Collection[str], outcomes: Collection[str]) -> Action | None:
    """Of the outcomes that can be reached the one that the file gives first."""
    seen = set(sources)
    waiting = list(seen)
    while waiting:
        for leg in graph.out.get(waiting.pop(), ()):
            if leg.target not in seen:
                seen.add(leg.target)
                waiting.append(leg.target)
    return next((one for one in graph.story.outcomes if graph.node_of[one.id] in seen.intersection(outcomes)), None)


class _Ahead:
    """What is open at the questions of one graph: what they have in common is worked out once."""

    def __init__(self, graph: Graph, before: dict[str, Leg | None]) -> None:
        self._graph = graph
        self._before = before
        self._bound: dict[frozenset[str], Bound] = {}

    def missed(self, question: str) -> tuple[Action, list[Leg]] | None:
        """The outcome of which it is open at a question whether it comes, and a way on that passes none; None where
        nothing is open."""
        graph = self._graph
        outcomes = graph.outcomes - _answers(graph, question)
        if not outcomes:
            return None
        whole = outcomes == graph.outcomes
        on = self._first_from.get(question) if whole else _first(graph, [question], outcomes)
        if on is not None:
            way_on = self._way_past(question, outcomes)
            return (on, way_on) if way_on else None
        beside = _first(graph, self._aside(question), outcomes)
        return (beside, []) if beside is not None else None

    @cached_property
    def _first_from(self) -> dict[str, Action]:
        """Of the outcomes that can be reached from each node the one that the file gives first."""
        graph = self._graph
        leading = backwards({node: [leg.target for leg in legs] for node, legs in graph.out.items()})
        first: dict[str, Action] = {}
        for outcome in graph.story.outcomes:
            waiting = [graph.node_of[outcome.id]]
            for here in waiting:
                if here not in first:
                    first[here] = outcome
                    waiting += leading.get(here, ())
        return first

    @cached_property
    def _leading(self) -> dict[str, list[str]]:
        """What leads to each node on the way to the questions, but for what the customer chose."""
        # On the way there nothing leads back: where the work begins again, it has left the question aside all the same.
        graph, before = self._graph, self._before
        following: dict[str, list[str]] = {}
        for node in before:
            if node not in graph.outcomes:
                legs = graph.ahead.get(node, ())
                following[node] = [one.target for one in legs if one.target in before and not _confirms(graph, one)]
        return backwards(following)

    def _aside(self, question: str) -> list[str]:
        """Where one can be instead, or besides, of coming to the question: what a path to it leaves aside, but for what
        the customer chose."""
        graph = self._graph
        on_the_way = reached(self._leading, [question])
        return [
            leg.target
            for node in on_the_way - {question}
            for leg in graph.out[node]
            if (leg.target not in on_the_way or leg not in graph.ahead[node]) and not _is_customers_choice(graph, leg)
        ]

    def _way_past(self, question: str, outcomes: frozenset[str]) -> list[Leg]:
        """A way on from a question that passes no outcome: to its end, or until it comes to where it has been. Of a
        very long one the beginning; empty where the journey is bound to pass one."""
        if outcomes not in self._bound:
            self._bound[outcomes] = Bound(self._graph, outcomes)
        certain = self._bound[outcomes].after(question)
        out = self._graph.out
        way: list[Leg] = []
        been: set[str] = set()
        here = question
        while not certain.comes_from(here) and here not in been and here in out and len(way) < LONGEST:
            been.add(here)
            leg = next(one for one in out[here] if not certain.comes_from(one.target) and not certain.ends(one))
            way.append(leg)
            here = leg.target
        return way
