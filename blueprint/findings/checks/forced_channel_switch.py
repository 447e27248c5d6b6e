"""The provider makes the customer change channel in the middle of one concern.

## What it does

It looks for three actions in a row, joined by `->`, `=>` or, for the first two, `<->`:

1. The customer turns to a front-stage action by some channel (`via` at either of them).
2. That front-stage action leads on to the customer,
3. who has to meet the front stage again by another channel, none of them the same, nor one `part of` the other.

It is a finding, at the third action, if all that follows from the front-stage action is the customer's (where work of
the provider follows, the concern is in good hands), if nothing of it goes on by the old channel, if all three stand in
one phase, and if the first two are no `outcome`. The two ends of an exchange `<->` are one: what leads on from either
leads on from both.

It is none where the customer chooses:

- where the customer changes the channel without the provider in between, or had used the new one before the front stage
  was met,
- where the third action is `optional` or stands under a `when`, or `or` in its `via` leaves them the old channel,
- on a branch (`when`, or a share) that the customer takes, or beside which another leads on without a new channel,
- at a machine that only shows: it neither `asks` nor `writes`, and has no fail point. What the customer does after they
  have looked at it is their own choice.

## Why it matters

To change channel is to begin again: to wait again, to say who one is, to tell it again. Together with the need to call
twice it is what makes a service hard.

## Example that fails

```blueprint
blueprint "New card"

department bank "Bank" owner "Head of cards"
channel app "App" hours "always"
channel phone "Phone" hours "Mo-Fr 8-20"

step "Asks"
  evidence: "Form in the app" owner "Head of cards"
  customer: orders "Orders a new card" via app
    trigger
  frontstage bank: refers "Asks the customer to call" via app

step "Calls"
  evidence: "Reference number" owner "Head of cards"
  customer: calls "Calls the bank" via phone
  frontstage bank: answers "Orders the card" via phone
  customer: thanks "Hangs up"
    outcome

orders -> refers -> calls -> answers -> thanks
```

## Mended

```blueprint
blueprint "New card"

department bank "Bank" owner "Head of cards"
channel app "App" hours "always"

step "Asks"
  evidence: "Form in the app" owner "Head of cards"
  customer: orders "Orders a new card" via app
    trigger
  frontstage bank: accepts "Orders the card" via app
  customer: knows "Reads when the card will come"
    outcome

orders -> accepts -> knows
```

## Source

Matthew Dixon, Karen Freeman and Nicholas Toman, “Stop Trying to Delight Your Customers”, Harvard Business Review, 2010:
to switch channel is one of the main causes of effort.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.variants import together
from blueprint.model.elements import Action, Arrow

CODE = "TP08"
SEVERITY = Severity.WARNING
PROFILES = ("review", "service-excellence")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each customer action to which the provider sends the customer by another channel."""
    spoken_of: set[str] = set()
    met = {one.customer.id for one in index.contacts if one.arrow is None or one.arrow.source.name == one.customer.id}
    met |= {one.customer.id for one in index.contacts if one.arrow is not None and one.arrow.kind == "exchange"}
    for front in index.blueprint.actions:
        if front.stage != "frontstage" or front.id not in index.arrows_in:
            continue
        before, old = _came_by(index, front)
        ends = _exchange(index, front)
        if before is None or not old or any(index.doubtful(one) for one in ends):
            continue
        following = list(_following(index, ends))
        if any(one.outcome for one in ends) or _only_shows(index, front) or _goes_on(index, ends):
            continue
        if any(not old.isdisjoint(_channels(index, action)) for action, _ in following):
            continue
        stays = any(not _channels(index, action) or action.id not in met for action, _ in following)
        for action, arrow in following:
            if not _channels(index, action) or action.id in spoken_of or action.id not in met:
                continue
            if index.doubtful(action) or index.doubtful(arrow):
                continue
            if _is_chosen(action) or (arrow.is_branch and (stays or arrow.source.name != front.id)):
                continue
            if index.around[action.id][1] is not index.around[front.id][1]:
                continue
            if index.around[before.id][1] is not index.around[front.id][1] or not together(before, action):
                continue
            spoken_of.add(action.id)
            yield _finding(index, (before, front, action), arrow)


def _finding(index: Index, three: tuple[Action, Action, Action], arrow: Arrow) -> Finding:
    before, front, action = three
    old, new = _names(index, front) or _names(index, before), _names(index, action)
    return found(
        __name__,
        CODE,
        SEVERITY,
        f"{index.label(front)} makes the customer change from {old} to {new}.",
        action.span,
        element=action.id,
        help=f"Let the customer go on by {old}, or pass the concern on without them.",
        places=(Place(arrow.span, "sends the customer on"), Place(front.span, f"met by {old}")),
        trail=(
            Place(before.span, f"{index.label(before)} by {old}"),
            Place(front.span, index.label(front)),
            Place(action.span, f"{index.label(action)} by {new}"),
        ),
    )


def _came_by(index: Index, front: Action) -> tuple[Action | None, frozenset[str]]:
    """A customer action that leads to a front-stage action, and the channels by which the two meet."""
    own = _channels(index, front)
    for arrow in (*index.arrows_in[front.id], *index.arrows_out.get(front.id, ())):
        if arrow.kind == "inform" or (arrow.source.name == front.id and arrow.kind != "exchange"):
            continue
        other = index.action_at(arrow.target if arrow.source.name == front.id else arrow.source)
        if other is None or other.stage != "customer":
            continue
        theirs = _channels(index, other) | _channels(index, arrow)
        if not theirs or not own:
            return other, own or theirs
        if not own.isdisjoint(theirs):
            return other, own
    return None, frozenset()


def _exchange(index: Index, front: Action) -> list[Action]:
    """A front-stage action, and the customer actions that an exchange joins to it."""
    exchange = {front.id: front}
    for arrow in (*index.arrows_in.get(front.id, ()), *index.arrows_out.get(front.id, ())):
        other = index.action_at(arrow.target if arrow.source.name == front.id else arrow.source)
        if arrow.kind == "exchange" and other is not None and other.stage == "customer":
            exchange.setdefault(other.id, other)
    return list(exchange.values())


def _only_shows(index: Index, front: Action) -> bool:
    """Whether a machine shows something and takes nothing on, so that no concern has begun."""
    unit = index.unit_of(front)
    if index.unread and (unit is None or not unit.declared):
        return True  # It may be a machine whose line could not be read.
    if unit is None or unit.kind != "system" or front.asks or front.writes:
        return False
    return all(card.kind != "fail" for card in front.facts.cards)


def _is_chosen(action: Action) -> bool:
    """Whether a customer action is done by those only who want to, or for whom it holds."""
    return action.optional is not None or action.when is not None


def _goes_on(index: Index, ends: list[Action]) -> bool:
    """Whether work of the provider follows from a front-stage action, or from what it is in exchange with."""
    for arrow in _leading_on(index, ends):
        action = index.action_at(arrow.target)
        if action is None or action.stage not in ("customer", "evidence"):
            return True
    return False


def _following(index: Index, ends: list[Action]) -> Iterator[tuple[Action, Arrow]]:
    """The customer actions to which a front-stage action, or what it is in exchange with, leads directly."""
    for arrow in _leading_on(index, ends):
        action = index.action_at(arrow.target)
        if arrow.kind != "exchange" and action is not None and action.stage == "customer":
            yield action, arrow


def _leading_on(index: Index, ends: list[Action]) -> Iterator[Arrow]:
    """The arrows other than ``..>`` by which an exchange is left."""
    own = {end.id for end in ends}
    for end in ends:
        for arrow in index.arrows_out.get(end.id, ()):
            other = index.action_at(arrow.target)
            if arrow.kind != "inform" and (other is None or other.id not in own):
                yield arrow


def _channels(index: Index, thing: Action | Arrow) -> frozenset[str]:
    """The channels of an action, with all that they are part of."""
    waiting = [name.name for name in thing.via if name.kind == "channel"]
    for one in waiting:
        channel = index.declarations.get(("channel", one))
        if channel is not None:
            waiting += [name.name for name in channel.part_of if name.name not in waiting]
    return frozenset(waiting)


def _names(index: Index, action: Action) -> str:
    names = [index.declarations.get(("channel", name.name)) for name in action.via if name.kind == "channel"]
    return " or ".join(index.label(one) for one in names if one is not None)
