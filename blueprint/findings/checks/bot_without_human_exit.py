"""The customer turns to a machine, and from there no person at the front stage can be reached.

## What it does

It looks at every front-stage action of a system to which the customer turns: an arrow other than `..>` leads from a
customer action to it, or joins the two as an exchange. (A machine that only sends something asks for no way out.) From
the machine, and from the customer's actions that lead to it, it follows every kind of arrow but `..>`. There must be a
person: a front-stage action of a department, a role or a partner; a lane of nobody, and a name that nothing declares,
count as people. It is also a way out if

- such a person stands at the front stage in the same step,
- the machine, its system or an arrow from it `escalates to` somebody, or
- a `recovery` of one of its fail points is an action of a person, or an action from which one can be reached.

In a file with variants each is walked on its own. Of several machines on one path, only the first is a finding. A file
without arrows is not judged, nor one of which a line could not be read.

## Why it matters

“I would like to talk to a human.” A machine understands what it was built for. With every other wish the customer is
caught in it, and tells others so.

## Example that fails

```blueprint
blueprint "Fault report"

department digital "Digital channels" owner "Head of digital"
system bot "Voice bot" part of digital

step "Call"
  customer: calls "Calls the hotline"
    trigger
  frontstage bot: menu "Reads out a menu"
  customer: chooses "Chooses a number"
  frontstage bot: logs "Takes down the fault"
  customer: hopes "Hopes for the best"
    outcome

calls -> menu -> chooses -> logs -> hopes
```

## Mended

```blueprint
blueprint "Fault report"

department digital "Digital channels" owner "Head of digital"
department care "Customer care" owner "Head of care"
system bot "Voice bot" part of digital

step "Call"
  customer: calls "Calls the hotline"
    trigger
  frontstage bot: menu "Reads out a menu"
  customer: chooses "Chooses a number"
    choice "Person or machine?"

step "Report"
  frontstage bot: logs "Takes down the fault"
  frontstage care: answers "Takes the call"
  customer: knows "Knows when somebody comes"
    outcome

calls -> menu -> chooses
chooses -> logs when "machine"
chooses -> answers when "person"
logs -> knows
answers -> knows
```

## Source

That it must be easy to be heard when something goes wrong: Christopher Hart, James Heskett and W. Earl Sasser, “The
Profitable Art of Service Recovery”, Harvard Business Review, 1990; the definitions of person and machine are those of
this tool.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import reached
from blueprint.findings.lookup.stories import Story
from blueprint.model.elements import Action

CODE = "TP10"
SEVERITY = Severity.ERROR
PROFILES = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each machine in which the customer is caught, the first of those on one path."""
    if not index.has_arrows or index.unread or not any(_is_bot(index, one) for one in index.blueprint.actions):
        return
    spoken_of: set[str] = set()
    for story in index.stories:
        caught = _caught(index, story)
        if not caught:
            continue
        before = _ways(story)
        behind: set[str] = set()
        for action in sorted(caught, key=lambda one: (index.position(one), one.span.line)):
            if action.id not in behind:
                _walk_on(story, action.id, behind)
                if action.id not in spoken_of:
                    spoken_of.add(action.id)
                    yield _finding(index, story, action, _way_to(story, action, before))


def _finding(index: Index, story: Story, action: Action, way: list[Action]) -> Finding:
    words = index.variants.words(story.variant)
    message = f"{words}no person at the front stage can be reached from {index.label(action)}, which a machine does."
    return found(
        __name__,
        CODE,
        SEVERITY,
        message[0].upper() + message[1:],
        action.span,
        element=action.id,
        help="Add the arrow that leads to somebody who answers, or say to whom it escalates.",
        places=(Place(way[-2].span, "the customer turns to it here"),) if len(way) > 1 else (),
        trail=tuple(Place(one.span, index.label(one)) for one in way),
    )


def _walk_on(story: Story, first: str, seen: set[str]) -> None:
    """Adds to what was seen an action and all that can be reached from it."""
    seen.add(first)
    waiting = [first]
    while waiting:
        for leg in story.legs_out.get(waiting.pop(), ()):
            if leg.target not in seen:
                seen.add(leg.target)
                waiting.append(leg.target)


def _ways(story: Story) -> dict[str, str]:
    """From which action a shortest path from the beginning enters each other, by their ids; ``""`` at a beginning."""
    before = {one.id: "" for one in story.starts}
    waiting = list(before)
    for here in waiting:
        for leg in story.legs_out.get(here, ()):
            if leg.target not in before:
                before[leg.target] = here
                waiting.append(leg.target)
    return before


def _way_to(story: Story, action: Action, before: dict[str, str]) -> list[Action]:
    """The path from the beginning to an action, or the action alone where nothing leads to it."""
    way = [action]
    while before.get(way[-1].id):
        way.append(story.actions[before[way[-1].id]])
    return way[::-1]


def _is_bot(index: Index, action: Action) -> bool:
    unit = index.unit_of(action)
    return action.stage == "frontstage" and unit is not None and unit.kind == "system"


def _is_person(index: Index, action: Action) -> bool:
    return action.stage == "frontstage" and action.nobody_does_it is None and index.latitude.by_people(action)


def _caught(index: Index, story: Story) -> list[Action]:
    """The machines of a variant to which the customer turns and from which no person can be reached."""
    turns: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for leg in story.legs:
        before.setdefault(leg.target, []).append(leg.source)
        if story.actions[leg.source].stage == "customer" and _is_bot(index, story.actions[leg.target]):
            turns.setdefault(leg.target, []).append(leg.source)
    people = {one.id for one in story.actions.values() if _is_person(index, one)}
    attended = {index.position(story.actions[one]) for one in people}
    safe = reached(before, people | {one for one in turns if _has_exit(index, story.actions[one], attended)})
    safe = reached(before, safe | {one for one in turns if _recovers(story.actions[one], safe)})
    return [
        story.actions[one]
        for one, customers in turns.items()
        if one not in safe and safe.isdisjoint(customers) and not index.doubtful(story.actions[one])
    ]


def _has_exit(index: Index, action: Action, attended: set[int]) -> bool:
    return index.position(action) in attended or index.latitude.escalates(action)


def _recovers(action: Action, safe: set[str]) -> bool:
    """Whether a fail point of an action is put right where a person can be reached."""
    return any(name.kind == "action" and name.name in safe for card in action.facts.cards for name in card.recovery)
