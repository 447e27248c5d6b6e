"""Damages inside an exchange: ways from one of its ends back to the other."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model.elements import Action, Arrow
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


def _talks(sheet: Sheet) -> Iterator[tuple[Action, Action, Arrow]]:
    """The actions from which the only way on leads out of an exchange, with a partner there, and the arrow."""
    for arrow in sheet.blueprint.arrows:
        if arrow.kind != "exchange" or arrow.only_in:
            continue
        one, other = sheet.ends(arrow)
        for source, partner in ((one, other), (other, one)):
            if source is None or partner is None or not (source.name and partner.name):
                continue
            out = [way for way in sheet.out_of(source) if way.kind != "inform"]
            ends = any(member.outcome or member.choice or member.only_in for member in sheet.joined(source))
            if len(out) == 1 and out[0].source.name == source.id and not ends:
                plain = out[0].kind == "flow" and not (out[0].is_branch or out[0].only_in or out[0].repeats_up_to)
                if plain and source.id in sheet.index.flow.reached and sheet.index.action_at(out[0].target) is not None:
                    yield source, partner, out[0]


def _again(sheet: Sheet, arrow: Arrow, partner: Action, on: str, back: str) -> str:
    """The text in which the way on is a branch, and another leads back to the partner."""
    text = sheet.without_arrow(arrow, f"{arrow.source.name} -> {arrow.target.name} {on}")
    return f"{text.rstrip()}\n{arrow.source.name} -> {partner.name} {back}\n"


@breaks("unbounded-repetition")
def talk_without_end(sheet: Sheet) -> Iterator[Damage]:
    """Leads back inside an exchange with the customer, as often as it takes."""
    if not any(one.outcome for one in sheet.blueprint.actions):
        return
    for source, partner, arrow in _talks(sheet):
        node = sheet.joined(source)
        if any(one.stage == "customer" for one in node) and not any(one.facts.escalates_to for one in node):
            text = _again(sheet, arrow, partner, 'when "all is well"', 'when "not yet"')
            yield Damage(f"{source.label} / {partner.label}", text)


@breaks(
    "no-way-out",
    "choice-of-one: the way back is the only branch",
    "unreachable-action: what stood behind the cut is no longer reached",
    "orphan-handoff: what stood behind the cut handed over",
)
def talk_that_never_ends(sheet: Sheet) -> Iterator[Damage]:
    """Leads the only way out of an exchange back into it."""
    for source, partner, arrow in _talks(sheet):
        new = f'{source.name} -> {partner.name} when "not yet"'
        yield Damage(f"{source.label} / {partner.label}", sheet.without_arrow(arrow, new))


@breaks(
    "overlapping-shares",
    "over-customer-time: the customer spends the time once more",
)
def talk_counted_twice(sheet: Sheet) -> Iterator[Damage]:
    """Leads back inside an exchange in more cases than are left."""
    for source, partner, arrow in _talks(sheet):
        text = _again(sheet, arrow, partner, 'when "all is well" 80%', 'when "not yet" 40% repeats up to 1')
        yield Damage(f"{source.label} / {partner.label}", text)


@breaks(
    "choice-of-one",
    "over-customer-time: the customer spends the time once more",
)
def talk_again_without_words(sheet: Sheet) -> Iterator[Damage]:
    """Leads back inside an exchange in a part of the cases, and does not say in which."""
    for source, partner, arrow in _talks(sheet):
        text = _again(sheet, arrow, partner, 'when "all is well" 80%', "20% repeats up to 1")
        yield Damage(f"{source.label} / {partner.label}", text)


@breaks(
    "over-customer-time",
    "broken-promise: what is promised comes after the exchange",
    anywhere="it stands at the budget",
)
def talk_over_and_over(sheet: Sheet) -> Iterator[Damage]:
    """Lets an exchange that takes the customer's time begin anew a thousand times."""
    budget = sheet.blueprint.time_budget
    for source, partner, arrow in _talks(sheet):
        timed = [one.takes for one in sheet.joined(source) if one.stage == "customer" and one.takes is not None]
        if (
            budget is not None
            and budget.high is not None
            and any(1000 * (one.high or 0) > budget.high for one in timed)
        ):
            text = _again(sheet, arrow, partner, 'when "all is well"', 'when "not yet" repeats up to 1000')
            yield Damage(f"{source.label} / {partner.label}", text)
