"""The journey, or the path of a complaint, ends with a bad feeling.

## What it does

It goes back from each `outcome`, and from where the path of a complaint stops, against the arrows to the last actions
of the customer, in each variant for itself. Work behind the scenes that runs beside, while the customer's way goes on,
is no such stop. It speaks where the `emotion` of one is below 0. Where the last action has no emotion, nobody has said
how it ends. It says nothing where a path leads on to an emotion of 0 or more, such as after a recovery. Where no
outcome is marked, or the file has no arrows, the last action of the customer is judged.

## Why it matters

People remember an experience by its peak and its end, and hardly by its length. What was repaired well and ends with
an aftertaste is told to others as a bad service.

## Example that fails

```blueprint
blueprint "Repair" owner "Head of field service"

department field "Field service" owner "Head of field service"

step "Visit"
  evidence: "Van" owner "Head of field service"
  customer: asks "Asks for somebody to come"
    trigger
  frontstage field: repairs "Repairs the line"
  customer: watches "Watches television again"
    outcome
    emotion -1
    pain "Nobody said sorry"

asks -> repairs -> watches
```

## Mended

```blueprint
blueprint "Repair" owner "Head of field service"

department field "Field service" owner "Head of field service"

step "Visit"
  evidence: "Van" owner "Head of field service"
  customer: asks "Asks for somebody to come"
    trigger
  frontstage field: repairs "Repairs the line and says sorry"
  customer: watches "Watches television again"
    outcome
    emotion +1

asks -> repairs -> watches
```

## Source

The peak-end rule: Daniel Kahneman, Barbara Fredrickson, Charles Schreiber and Donald Redelmeier, “When More Pain Is
Preferred to Less: Adding a Better End”, Psychological Science, 1993.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.spread import reached
from blueprint.findings.lookup.stories import Story
from blueprint.model.elements import Action

CODE = "FR07"
SEVERITY = Severity.WARNING
PROFILES: tuple[str, ...] = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each bad feeling at an end, in the first variant in which it is one."""
    if not any(_value(one) is not None for one in index.blueprint.actions):
        return
    told: set[str] = set()
    for story in index.stories:
        for feeling, end in _last_feelings(index, story):
            if feeling.emotion is None or feeling.id in told or index.doubtful(feeling):
                continue
            told.add(feeling.id)
            same = feeling.id == end.id
            yield found(
                __name__,
                CODE,
                SEVERITY,
                f"{index.variants.words(story.variant)}{'T' if story.variant is None else 't'}he journey ends with a"
                f" bad feeling: {index.label(feeling)}.",
                feeling.emotion.span,
                element=feeling.id,
                help="Plan how it ends well, such as an apology, a result that is seen or a call afterwards.",
                places=() if same else (Place(end.span, "ends here"),),
            )


def _last_feelings(index: Index, story: Story) -> Iterator[tuple[Action, Action]]:
    """The bad feelings with which a story ends, each with its end."""
    ends = list(story.outcomes)
    if not ends or not index.has_arrows:
        yield from _last_action(index, story)
        return
    ends += _ends_of_complaints(index, story)
    into: dict[str, list[str]] = {}
    for leg in story.forward:
        into.setdefault(leg.target, []).append(leg.source)
    better = _before_good(story, into)
    seen: set[str] = set()
    for end in ends:
        waiting = [end.id]
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            action = story.actions[here]
            if action.stage != "customer":
                waiting += into.get(here, ())
            elif (_value(action) or 0) < 0 and here not in better:
                yield action, end


def _last_action(index: Index, story: Story) -> Iterator[tuple[Action, Action]]:
    acting = [one for one in story.actions.values() if one.stage == "customer"]
    if not acting or index.unread:
        return
    if (_value(acting[-1]) or 0) < 0:
        yield acting[-1], acting[-1]


def _ends_of_complaints(index: Index, story: Story) -> list[Action]:
    """Where the paths of complaints stop without an outcome."""
    complaints = [one.id for one in story.actions.values() if one.complaint is not None]
    if not complaints:
        return []
    reached = story.reach(complaints)
    actions = [one for one in story.actions.values() if one.id in reached and one.outcome is None]
    beside = _beside_the_customer(story)
    return [one for one in actions if one.id not in beside and not index.flow.goes_on(one) and not index.doubtful(one)]


def _beside_the_customer(story: Story) -> set[str]:
    """The actions that lead to nothing that the customer does, and run beside something that does."""
    into: dict[str, list[str]] = {}
    for leg in story.legs:
        into.setdefault(leg.target, []).append(leg.source)
    meeting = reached(into, [one.id for one in story.actions.values() if one.stage == "customer"])
    beside: set[str] = set()
    for legs in story.legs_out.values():
        plain = [leg.target for leg in legs if not leg.is_branch]
        if any(one in meeting for one in plain):
            beside.update(one for one in plain if one not in meeting)
    return story.reach(beside)


def _before_good(story: Story, into: dict[str, list[str]]) -> set[str]:
    """The actions after which a path still leads to a feeling that is not bad."""
    values = {one.id: _value(one) for one in story.actions.values()}
    waiting = [one for one, value in values.items() if value is not None and value >= 0]
    before: set[str] = set()
    while waiting:
        for one in into.get(waiting.pop(), ()):
            if one not in before:
                before.add(one)
                waiting.append(one)
    return before


def _value(action: Action) -> float | None:
    """The customer's feeling at an action."""
    return action.emotion.value if action.stage == "customer" and action.emotion is not None else None
