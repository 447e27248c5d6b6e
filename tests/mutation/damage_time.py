"""Damages to what is said of time, failure and recovery."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Said, Sheet

PEOPLE = ("department", "role", "partner")


def _text(sheet: Sheet, text: str) -> Sheet:
    return Sheet(sheet.name, text, sheet.path)


# Time


@breaks("missing-duration")
def duration_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops how long an action takes, where others say it."""
    timed = sum(one.takes is not None or one.waits is not None for one in sheet.blueprint.actions)
    for action in sheet.blueprint.actions:
        # One time is enough for all that goes on at once.
        others = any(
            one.takes is not None or one.waits is not None for one in sheet.joined(action) if one is not action
        )
        if action.stage not in ("customer", "frontstage", "backstage") or others or timed < 2:
            continue
        if not (action.trigger or action.outcome) and action.id in sheet.index.flow.reached:
            for said in sheet.details(action, "takes"):
                yield Damage(action.label, sheet.without(said))


@breaks("wait-without-limit")
def limit_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the longest time of a wait."""
    for action, said in _waits(sheet):
        part = said.part("at most")
        if part is not None:
            yield Damage(action, sheet.without(part))


@breaks("limit-below-time")
def limit_cut(sheet: Sheet) -> Iterator[Damage]:
    """Cuts the longest acceptable time to a second."""
    for action in sheet.blueprint.actions:
        for word, time in (("takes", action.takes), ("waits", action.waits)):
            for said in sheet.details(action, word):
                part = said.part("at most")
                if part is not None and time is not None and (time.high or 0) > 1:
                    yield Damage(action.label, sheet.valued(part, "1 s"))


@breaks("limit-below-time")
def limit_too_low(sheet: Sheet) -> Iterator[Damage]:
    """Sets a limit that the work does not keep."""
    for action in sheet.blueprint.actions:
        if action.takes is not None and (action.takes.high or 0) > 1 and action.takes.at_most is None:
            for said in sheet.details(action, "takes"):
                end = said.values[-1].end
                yield Damage(action.label, sheet.swapped(said.line, end, end, " at most 1 s"))


@breaks("wait-in-the-dark")
def nobody_tells(sheet: Sheet) -> Iterator[Damage]:
    """Drops what those who wait are told."""
    for action, said in _waits(sheet):
        part = said.part("told")
        if part is not None and not any(one.kind == "inform" for one in sheet.blueprint.arrows):
            yield Damage(action, sheet.without(part))


@breaks("wait-in-the-dark")
def told_nothing_at_all(sheet: Sheet) -> Iterator[Damage]:
    """States that those who wait are told nothing."""
    for action, said in _waits(sheet):
        part = said.part("told")
        if part is not None:
            yield Damage(action, sheet.swapped(part.line, part.begin, part.end, "told nothing"))


def _waits(sheet: Sheet) -> Iterator[tuple[str, Said]]:
    for action in sheet.blueprint.actions:
        if action.stage == "customer":
            for said in sheet.details(action, "waits"):
                yield action.label, said


@breaks("broken-promise")
def promise_shortened(sheet: Sheet) -> Iterator[Damage]:
    """Promises a time in which nothing can be done."""
    for action in sheet.blueprint.actions:
        for said in sheet.details(action, "promise"):
            part, keeper = said.part("within"), said.part("kept by")
            if part is not None and keeper is not None:
                kept = sheet.index.actions.get(keeper.values[0].text)
                longest = kept.takes.high if kept is not None and kept.takes is not None else None
                if longest is not None and longest > 10 and kept is not None and not kept.stops_the_clock:
                    yield Damage(action.label, sheet.valued(part, "10 s"))


@breaks(
    "broken-promise",
)
def work_takes_longer(sheet: Sheet) -> Iterator[Damage]:
    """Lets the work that keeps a promise take longer than promised."""
    for action in sheet.blueprint.actions:
        for card in action.facts.cards:
            if card.kind == "promise" and card.within is not None and len(card.kept_by) == 1:
                kept = sheet.index.actions.get(card.kept_by[0].name)
                for said in sheet.details(kept, "takes") if kept is not None and not kept.stops_the_clock else ():
                    yield Damage(f"{action.label}: {card.text}", sheet.valued(said, "400 days"))


@breaks("promise-without-step")
def nothing_keeps_it(sheet: Sheet) -> Iterator[Damage]:
    """Drops what keeps a promise."""
    for thing in (*sheet.blueprint.actions, *sheet.blueprint.steps, *sheet.blueprint.arrows):
        for said in sheet.details(thing, "promise"):
            part = said.part("kept by")
            if part is not None:
                yield Damage(thing.id, sheet.without(part))


@breaks("standard-without-tolerance")
def tolerance_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the tolerance of a standard."""
    for thing in (*sheet.blueprint.actions, *sheet.blueprint.phases, *sheet.blueprint.steps):
        for said in sheet.details(thing, "standard"):
            part = said.part("tolerance")
            if part is not None:
                yield Damage(said.values[0].text, sheet.without(part))


@breaks("over-customer-time")
def budget_cut(sheet: Sheet) -> Iterator[Damage]:
    """Cuts the budget of the customer's time to a second."""
    spent = any(
        one.stage == "customer" and one.id in sheet.index.flow.reached and time is not None and (time.high or 0) > 1
        for one in sheet.blueprint.actions
        for time in (one.takes, one.waits)
    )
    for said in sheet.details(sheet.blueprint, "time budget") if spent else ():
        yield Damage("budget", sheet.valued(said, "1 s"))


@breaks(
    "over-customer-time",
    "broken-promise: the wait is part of what was promised",
    "limit-below-time: the wait may have a limit",
    anywhere="it stands at the budget",
)
def longer_queue(sheet: Sheet) -> Iterator[Damage]:
    """Lets the customer wait a month where a budget is set."""
    if sheet.blueprint.time_budget is not None:
        for action in sheet.blueprint.actions:
            unit = sheet.index.unit_of(action)
            own = action.stage == "customer" and not (unit is not None and unit.acts_for)
            if own and action.id in sheet.index.flow.reached:
                for said in sheet.details(action, "waits", "takes"):
                    yield Damage(action.label, sheet.valued(said, "1 month"))


# Failure and recovery


@breaks("fail-without-recovery")
def recovery_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the recovery of a fail point."""
    for thing, said in _cards(sheet, "fail"):
        part = said.part("recovery")
        if part is not None:
            yield Damage(thing, sheet.without(part))


@breaks("high-risk")
def severity_raised(sheet: Sheet) -> Iterator[Damage]:
    """Rates a failure as bad as can be."""
    for thing, said in _cards(sheet, "fail", "risk"):
        parts = [said.part(word) for word in ("severity", "occurrence", "detection")]
        text = sheet.text
        for part in sorted((one for one in parts if one is not None), key=lambda one: one.begin, reverse=True):
            text = _text(sheet, text).valued(part, "9")
        if all(parts) and not said.part("ticket") and not said.part("by") and not said.part("status"):
            yield Damage(thing, text)


def _cards(sheet: Sheet, *kinds: str) -> Iterator[tuple[str, Said]]:
    blueprint = sheet.blueprint
    for thing in (*blueprint.actions, *blueprint.steps, *blueprint.phases, *blueprint.declarations):
        for said in sheet.details(thing, *kinds):
            ideas = any(card.kind == "idea" for card in thing.facts.cards)
            if not ideas or "risk" not in kinds:
                yield said.values[0].text, said


@breaks("complaint-without-latitude", anywhere="it stands at the complaint that the unit takes")
def latitude_withdrawn(sheet: Sheet) -> Iterator[Damage]:
    """Takes away what those who take complaints may decide."""
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        if action.complaint is None or action.stage != "frontstage" or unit is None or unit.kind == "system":
            continue
        places = [one for one in (action, *sheet.index.chain(unit)) if one.facts.may]
        if len(places) == 1 and sheet.own(places[0]):
            saids = sheet.details(places[0], "may")
            if len(saids) == 1:
                yield Damage(unit.label, sheet.without(saids[0]))


@breaks(
    "complaint-without-latitude",
    "complaint-changes-owner: others answer for the work after the complaint",
)
def complaint_where_nothing_is_allowed(sheet: Sheet) -> Iterator[Damage]:
    """Lets people take a complaint who may decide nothing."""
    for contact in sheet.index.contacts:
        front = contact.front
        unit = sheet.index.unit_of(front)
        free = any(one.facts.may for one in (front, *sheet.index.chain(unit)))
        if not free and unit is not None and unit.kind in PEOPLE and front.complaint is None:
            yield Damage(front.label, sheet.plus(front, "complaint"))


@breaks(
    "hands-tied",
    "fail-without-recovery: it says no severity, where others do",
)
def failure_where_nothing_is_allowed(sheet: Sheet) -> Iterator[Damage]:
    """Lets things go wrong where people may neither decide nor pass it on."""
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        if action.stage != "frontstage" or unit is None or unit.kind not in PEOPLE:
            continue
        above = (action, *sheet.index.chain(unit))
        said = any(one.facts.may or one.facts.escalates_to for one in above)
        said |= any(one.facts.escalates_to for one in sheet.index.arrows_out.get(action.id, ()))
        owners = {name.name for name in sheet.index.owners_of(action).owners}
        if not said and unit.id not in owners:
            yield Damage(action.label, sheet.plus(action, 'fail "The paper is gone" recovery "Finds another"'))


@breaks(
    "low-without-cause",
    "bitter-end: the feeling may be the last one",
    "unsourced-fact: the figures without a source are counted, and are one more",
)
def low_without_a_word(sheet: Sheet) -> Iterator[Damage]:
    """Notes a bad feeling with no cause near it."""
    causes = ("pain", "quote", "question", "idea", "opportunity", "fail", "risk")
    for action in sheet.blueprint.actions:
        if action.stage != "customer" or action.emotion is not None or action.waits is not None:
            continue
        near = [action, sheet.index.around[action.id][0]]
        arrows = (*sheet.index.arrows_in.get(action.id, ()), *sheet.index.arrows_out.get(action.id, ()))
        near += [contact.front for contact in sheet.index.contacts if contact.customer is action]
        near += [one for one in sheet.blueprint.declarations if one.id in {name.name for name in action.uses}]
        cards = [card for one in (*near, *arrows) for card in one.facts.cards]
        if not any(card.kind in causes for card in cards) and not action.facts.notes:
            yield Damage(action.label, sheet.plus(action, "emotion -2"))


@breaks(
    "bitter-end",
    "low-without-cause: the feeling has no cause near it",
    "unsourced-fact: the figures without a source are counted, and are one more",
)
def ends_badly(sheet: Sheet) -> Iterator[Damage]:
    """Lets the journey end with a bad feeling."""
    for action in sheet.blueprint.actions:
        if action.stage != "customer" or action.outcome is None or sheet.index.arrows_out.get(action.id):
            continue
        if not sheet.blueprint.arrows or action.id not in sheet.index.flow.reached:
            continue
        saids = sheet.details(action, "emotion")
        text = sheet.valued(saids[0], "-2") if saids else sheet.plus(action, "emotion -2")
        yield Damage(action.label, text)
