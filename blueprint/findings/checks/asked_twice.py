"""The customer is asked again for what they have already said.

## What it does

It compares what actions ask the customer for (`asks`), at the front stage, at the customer's own actions and in
evidence such as a form; capitals and spaces make no difference. It speaks at an action that asks for something that
an earlier one has asked for, where a path leads from the earlier one to it, in each variant for itself. Two branches
of a choice are no repetition, nor is a loop, which is marked as one or leads back in time: other checks judge that.
Both sides of one contact, the form and who takes it, ask once. In a file without arrows the order of the steps
decides.

## Why it matters

To explain everything again, to the bot, to the agent and to the technician, is what customers call effort. It tells
them that the departments do not talk to each other, which is true as a rule.

## Example that fails

```blueprint
blueprint "Fault" owner "Head of care"

department digital "Digital" owner "Head of digital"
department care "Care" owner "Head of care"
system bot "Bot" part of digital

step "Call"
  evidence: "Greeting" owner "Head of digital"
  customer: calls "Calls"
    trigger
  frontstage bot: greets "Greets"
    asks "customer number"
  evidence: "Voice" owner "Head of care"
  frontstage care: answers "Takes the call"
    asks "customer number", "what happened"
  customer: watches "Watches television again"
    outcome

calls -> greets
greets => answers "Call" within 2 min
answers -> watches
answers ..> greets "Result"
```

## Mended

```blueprint
blueprint "Fault" owner "Head of care"

department digital "Digital" owner "Head of digital"
department care "Care" owner "Head of care"
system bot "Bot" part of digital

step "Call"
  evidence: "Greeting" owner "Head of digital"
  customer: calls "Calls"
    trigger
  frontstage bot: greets "Greets"
    asks "customer number"
  evidence: "Voice" owner "Head of care"
  frontstage care: answers "Takes the call"
    asks "what happened"
  customer: watches "Watches television again"
    outcome

calls -> greets
greets => answers "Call" within 2 min carries "customer number"
answers -> watches
answers ..> greets "Result"
```

## Source

Repeating information as one of the main causes of customer effort: Matthew Dixon, Karen Freeman and Nicholas Toman,
“Stop Trying to Delight Your Customers”, Harvard Business Review, 2010.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import spread
from blueprint.findings.lookup.stories import Story
from blueprint.model.details import Text
from blueprint.model.elements import Action

CODE = "EX01"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")

_ASKING = ("frontstage", "customer", "evidence")

_Question = tuple[int, Action, Text]
"""The number of a question in the file, the action that asks it, and what it asks for."""


def find(index: Index) -> Iterator[Finding]:
    """One finding for each action that asks again, at the first thing that it asks for again."""
    asked = _repeated(index)
    if not asked:
        return
    told: set[str] = set()
    for story in index.stories:
        before = _before(index, story, asked)
        for questions in asked:
            here = {question[0]: question for question in questions if question[1].id in story.actions}
            same = sum(1 << number for number in here)
            for question in here.values():
                _, action, item = question
                earlier = _earlier(index, question, here, before, same) if action.id not in told else None
                if earlier is None:
                    continue
                told.add(action.id)
                _, first, asked_for = earlier
                yield found(
                    __name__,
                    CODE,
                    SEVERITY,
                    f"{index.label(action)} asks the customer for “{item.text}”, which {index.label(first)} has already"
                    " asked for.",
                    item.span,
                    element=action.id,
                    help="Hand it over with carries or read it where it is kept, and do not ask again.",
                    places=(Place(asked_for.span, "asked for the first time"),),
                )


def _repeated(index: Index) -> list[list[_Question]]:
    """The questions that more than one action asks, those for the same thing together, each in order of the file."""
    table: dict[str, list[_Question]] = {}
    number = 0
    for action in index.blueprint.actions:
        if action.stage in _ASKING and action.asks and action.nobody_does_it is None:
            items = {" ".join(item.text.casefold().split()): item for one in action.asks for item in one.items}
            for key, item in items.items():
                table.setdefault(key, []).append((number, action, item))
                number += 1
    return [questions for questions in table.values() if len(questions) > 1]


def _before(index: Index, story: Story, asked: list[list[_Question]]) -> dict[str, int]:
    """For each action the questions that are asked on paths to it, as bits of a number."""
    if not index.has_arrows:
        return {}
    following: dict[str, list[str]] = {}
    for leg in story.forward:
        following.setdefault(leg.source, []).append(leg.target)
    marks: dict[str, int] = {}
    for questions in asked:
        for number, action, _ in questions:
            marks[action.id] = marks.get(action.id, 0) | 1 << number
    return spread(following, marks)


def _earlier(
    index: Index, question: _Question, here: dict[int, _Question], before: dict[str, int], same: int
) -> _Question | None:
    """The first of the questions for the same thing, whose bits ``same`` holds, that comes before one; None where none
    does."""
    number, action, _ = question
    step = index.position(action)
    if not index.has_arrows:
        first = next(iter(here.values()))
        return first if index.position(first[1]) < step else None
    asked = before.get(action.id, 0) & same
    while asked:
        other = here[(asked & -asked).bit_length() - 1]
        asked &= asked - 1
        sides = (action.stage == "frontstage", other[1].stage == "frontstage")
        if other[1].id == action.id or (sides[0] != sides[1] and index.position(other[1]) == step):
            continue
        # In a circle within one step each comes before the other: then the file's order decides.
        if other[0] < number or not before.get(other[1].id, 0) >> number & 1:
            return other
    return None
