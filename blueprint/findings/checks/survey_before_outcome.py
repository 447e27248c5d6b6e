"""Feedback is asked for on a path that need not pass the outcome.

## What it does

It looks at every action with `feedback` to which a path leads from the beginning without passing an action marked as
`outcome`, in each variant for itself; the two ends of an exchange count as one. It speaks where the outcome is still
to come: where a path leads from the question on to an outcome, or where the path to the question leaves one aside
that runs beside it, or that the provider, and not the customer, decides about.

The end of the question itself is no such outcome: what the customer does in answer, straight after it and with no
choice between. Nor does it speak where the arrow into the question is a branch that the customer takes (“yes, it
works”): then the customer has confirmed the outcome. Where no choice stands between the question and the outcome, the
outcome is certain to come, and asking on the way (“How was the booking?”) is fine. It says nothing where the file has
no arrows or marks no outcome but that of the question.

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

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.index import Index
from blueprint.findings.stories import Leg, Story
from blueprint.model.elements import Action

CODE = "FR03"
SEVERITY = Severity.ERROR
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each question that comes too early, in the first variant in which it does."""
    asking = [one for one in index.blueprint.actions if one.feedback and not index.doubtful(one)]
    if not asking or not index.has_arrows:
        return
    told: set[str] = set()
    for story in index.stories:
        before = _before_the_outcome(story)
        for action in asking:
            if action.id not in before or action.id in told:
                continue
            trail = _trail(action.id, before)
            ahead = _outcome_ahead(story, action, trail)
            if ahead is None:
                continue
            told.add(action.id)
            start = index.variants.words(story.variant)
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
                trail=tuple(Place(story.actions[one].span, index.label(story.actions[one])) for one in trail),
            )


def _before_the_outcome(story: Story) -> dict[str, str]:
    """The actions that can be reached without passing an outcome, each with the one before it on a shortest path."""
    outcomes = {one.id for one in story.outcomes} | story.doubtful
    passed = outcomes.union(*(story.partners(one) for one in outcomes)) if outcomes else outcomes
    before = {one.id: "" for one in story.starts}
    waiting = [one for one in before if one not in passed]
    for here in waiting:
        for leg in story.legs_out.get(here, ()):
            if leg.target in before or _confirms(story, leg):
                continue
            if leg.target in passed and leg.target not in outcomes:
                continue
            before[leg.target] = here
            if leg.target not in passed:
                waiting.append(leg.target)
    return before


def _confirms(story: Story, leg: Leg) -> bool:
    """Whether a customer chooses to come to a question for feedback, and so has seen the outcome."""
    return leg.is_branch and story.actions[leg.source].stage == "customer" and bool(story.actions[leg.target].feedback)


def _trail(action: str, before: dict[str, str]) -> list[str]:
    trail = [action]
    while before[trail[-1]]:
        trail.append(before[trail[-1]])
    return trail[::-1]


def _outcome_ahead(story: Story, action: Action, trail: list[str]) -> Action | None:
    """The outcome that comes only after the question, or that the path to it leaves aside; None where there is none."""
    answers = _answers(story, action.id)
    ahead = [one for one in story.outcomes if one.id not in answers]
    if not ahead:
        return None
    on_trail = set(trail)
    aside = [
        leg.target
        for one in trail[:-1]
        for leg in story.legs_out.get(one, ())
        if leg.target not in on_trail and not (leg.is_branch and story.actions[one].stage == "customer")
    ]
    open_still = [action.id] if _is_open(story, action.id) else []
    reached = story.reach([*open_still, *aside])
    return next((one for one in ahead if one.id in reached), None)


def _is_open(story: Story, action: str) -> bool:
    """Whether a choice stands between the question and the outcome, so that it is not certain to come."""
    seen = {action}
    waiting = [action]
    outcomes = {one.id for one in story.outcomes}
    while waiting:
        for leg in story.legs_out.get(waiting.pop(), ()):
            if leg.is_branch:
                return True
            if leg.target not in seen and leg.target not in outcomes:
                seen.add(leg.target)
                waiting.append(leg.target)
    return False


def _answers(story: Story, action: str) -> set[str]:
    """The question and what the customer does in answer: straight after it and with no choice between."""
    answers = {action}
    waiting = [action]
    while waiting:
        for leg in story.legs_out.get(waiting.pop(), ()):
            if leg.target not in answers and not leg.is_branch and story.actions[leg.target].stage == "customer":
                answers.add(leg.target)
                waiting.append(leg.target)
    return answers
