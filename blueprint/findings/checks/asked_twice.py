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
from typing import NamedTuple

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.index import Index
from blueprint.findings.spread import spread
from blueprint.findings.stories import Story
from blueprint.model.elements import Action, Text

CODE = "EX01"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")

_ASKING = ("frontstage", "customer", "evidence")


class _Question(NamedTuple):
    """One thing that an action asks for; ``number`` counts the questions of the file."""

    number: int
    action: Action
    item: Text


def find(index: Index) -> Iterator[Finding]:
    """One finding for each action that asks again, at the first thing that it asks for again."""
    asked = _repeated(index)
    if not asked:
        return
    told: set[str] = set()
    for story in index.stories:
        before = _before(index, story, asked)
        for questions in asked.values():
            for one in questions:
                earlier = next((other for other in questions if _comes_before(index, story, other, one, before)), None)
                if earlier is None or one.action.id in told:
                    continue
                told.add(one.action.id)
                yield found(
                    __name__,
                    CODE,
                    SEVERITY,
                    f"{index.label(one.action)} asks the customer for “{one.item.text}”, which"
                    f" {index.label(earlier.action)} has already asked for.",
                    one.item.span,
                    element=one.action.id,
                    help="Hand it over with carries or read it where it is kept, and do not ask again.",
                    places=(Place(earlier.item.span, "asked for the first time"),),
                )


def _repeated(index: Index) -> dict[str, list[_Question]]:
    """The questions that more than one action asks, by what they ask for, each in order of the file."""
    table: dict[str, list[_Question]] = {}
    number = 0
    for action in index.blueprint.actions:
        if action.stage in _ASKING and action.asks and action.nobody_does_it is None:
            items = {" ".join(item.text.casefold().split()): item for one in action.asks for item in one.items}
            for key, item in items.items():
                table.setdefault(key, []).append(_Question(number, action, item))
                number += 1
    return {key: questions for key, questions in table.items() if len(questions) > 1}


def _before(index: Index, story: Story, asked: dict[str, list[_Question]]) -> dict[str, int]:
    """For each action the questions that are asked on paths to it, as bits of a number."""
    if not index.has_arrows:
        return {}
    following: dict[str, list[str]] = {}
    for leg in story.forward:
        following.setdefault(leg.source, []).append(leg.target)
    marks: dict[str, int] = {}
    for questions in asked.values():
        for one in questions:
            marks[one.action.id] = marks.get(one.action.id, 0) | 1 << one.number
    return spread(following, marks)


def _comes_before(index: Index, story: Story, earlier: _Question, later: _Question, before: dict[str, int]) -> bool:
    first, second = earlier.action, later.action
    if first.id == second.id or first.id not in story.actions or second.id not in story.actions:
        return False
    steps = index.position(first), index.position(second)
    if steps[0] == steps[1] and (first.stage == "frontstage") != (second.stage == "frontstage"):
        return False
    if not index.has_arrows:
        return steps[0] < steps[1]
    if not before.get(second.id, 0) >> earlier.number & 1:
        return False
    # In a circle within one step each comes before the other: then the file's order decides.
    return earlier.number < later.number or not before.get(first.id, 0) >> later.number & 1
