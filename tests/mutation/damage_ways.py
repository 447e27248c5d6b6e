"""Damages to the ways through a service: new branches, loops and beginnings."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.model.elements import Action, Arrow
from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


def _going_on(sheet: Sheet) -> Iterator[tuple[Action, Arrow, Action]]:
    """The named actions that a path reaches and from which one plain arrow leads on, with the arrow and its end."""
    for action in sheet.blueprint.actions:
        out = [one for one in sheet.out_of(action) if one.kind != "inform"]
        ends = any(one.outcome for one in sheet.joined(action))
        if not action.name or ends or len(out) != 1 or out[0].source.name != action.id:
            continue
        then = sheet.index.action_at(out[0].target)
        plain = out[0].kind == "flow" and not (out[0].when or out[0].share or out[0].only_in or out[0].repeats_up_to)
        whole = not action.only_in and then is not None and not then.only_in
        if plain and whole and then is not None and action.id in sheet.index.flow.reached:
            yield action, out[0], then


def _branches(sheet: Sheet, arrow: Arrow, *more: str) -> str:
    """The text in which an arrow is one branch of a choice, and other arrows are added."""
    text = sheet.without_arrow(arrow, f'{arrow.source.name} -> {arrow.target.name} when "all is well"')
    return "\n".join([text.rstrip(), *more, ""])


def _with_lines(sheet: Sheet, text: str, action: Action, *new: str) -> str:
    """The text with new lines below an action, above which nothing has been changed."""
    return Sheet(sheet.name, text, sheet.path).after(max(sheet.lines_of(action)), *new)


def _person(action: Action) -> str:
    """The lane of a customer's action, as it is written."""
    unit = action.lane.partition(":")[2]
    return f"customer {unit}" if unit else "customer"


def _leads_without_bound(sheet: Sheet, source: Action, target: Action) -> bool:
    """Whether a path leads from one action to another on which no arrow is a repetition with a bound."""
    seen = {source.id}
    waiting = [source.id]
    for here in waiting:
        for arrow in sheet.index.arrows_out.get(here, ()):
            if arrow.kind != "inform" and not arrow.repeats_up_to and arrow.target.name not in seen:
                seen.add(arrow.target.name)
                waiting.append(arrow.target.name)
    return target.id in seen


@breaks(
    "unbounded-repetition",
    "missing-trigger: the loop leads back to a beginning that is not marked",
)
def back_without_end(sheet: Sheet) -> Iterator[Damage]:
    """Leads the customer back to what has been done, as often as it takes."""
    things = (*sheet.blueprint.actions, *sheet.blueprint.arrows)
    if any(one.facts.escalates_to for one in things) or not any(one.outcome for one in sheet.blueprint.actions):
        return
    for action, arrow, _ in _going_on(sheet):
        if action.stage != "customer":
            continue
        earlier = [
            one
            for one in sheet.blueprint.actions
            if one.name
            and not one.only_in
            and one.id != action.id
            and sheet.index.position(one) < sheet.index.position(action)
            and _leads_without_bound(sheet, one, action)
            and one.id in sheet.index.flow.reached
        ]
        for one in (earlier[:1] + earlier[-1:]) if len(earlier) > 1 else earlier:
            if one.stage in ("customer", "frontstage"):
                text = _branches(sheet, arrow, f'{action.name} -> {one.name} when "not yet"')
                yield Damage(f"{action.label} / {one.label}", text)


@breaks("no-way-out")
def caught_between_two(sheet: Sheet) -> Iterator[Damage]:
    """Sends the customer to and fro between two forms for ever."""
    for action, arrow, _ in _going_on(sheet):
        if action.stage == "customer" and any(one.outcome for one in sheet.blueprint.actions):
            lane = _person(action)
            text = _branches(
                sheet,
                arrow,
                f'{action.name} -> form_a when "a form is missing"',
                "form_a -> form_b",
                "form_b -> form_a",
            )
            new = (
                f'  {lane}: form_a "Fills in the first form"{sheet.takes} needs no provider',
                f'  {lane}: form_b "Fills in the second form"{sheet.takes} needs no provider',
            )
            yield Damage(action.label, _with_lines(sheet, text, action, *new))


@breaks("dead-end")
def gives_up(sheet: Sheet) -> Iterator[Damage]:
    """Adds a branch on which the customer gives up, and nothing follows."""
    for action, arrow, _ in _going_on(sheet):
        if action.stage == "customer" and any(one.outcome for one in sheet.blueprint.actions):
            text = _branches(sheet, arrow, f'{action.name} -> leaves_it when "it is too long"')
            new = f'  {_person(action)}: leaves_it "Gives up"{sheet.takes} needs no provider'
            yield Damage(action.label, _with_lines(sheet, text, action, new))


@breaks(
    "missing-trigger",
    "missing-duration: the second beginning may be the action that tips the balance of timed ones",
)
def two_beginnings(sheet: Sheet) -> Iterator[Damage]:
    """Drops the trigger and adds a second beginning."""
    triggers = [one for one in sheet.blueprint.actions if one.trigger is not None]
    if len(triggers) != 1 or triggers[0].id in sheet.index.arrows_in or triggers[0].stage != "customer":
        return
    linked = [one for one in sheet.blueprint.actions if sheet.index.is_linked(one)]
    first = triggers[0]
    for arrow in sheet.index.arrows_out.get(first.id, ()):
        if arrow.kind == "flow" and sheet.index.position(first) == min(map(sheet.index.position, linked)):
            for said in sheet.details(first, "trigger"):
                gone = len(sheet.lines) - len(sheet.without(said).split("\n"))
                text = Sheet(sheet.name, sheet.without(said), sheet.path)
                new = f'  {_person(first)}: begins_too "Begins at the other end"{sheet.takes} needs no provider'
                text = Sheet(sheet.name, text.after(max(sheet.lines_of(first)) - gone, new), sheet.path)
                yield Damage(arrow.id, f"{text.text.rstrip()}\nbegins_too -> {arrow.target.name}\n")


@breaks("missing-trigger")
def back_to_a_beginning_unmarked(sheet: Sheet) -> Iterator[Damage]:
    """Drops the trigger, and leads a bounded repetition back to where it was."""
    triggers = [one for one in sheet.blueprint.actions if one.trigger is not None]
    if len(triggers) != 1 or not triggers[0].name:
        return
    first = triggers[0]
    step = next(one for one in sheet.blueprint.steps if any(sheet.index.is_linked(a) for a in one.actions))
    alone = [one for one in step.actions if one.stage not in ("evidence", "support") or sheet.index.is_linked(one)]
    for action, arrow, _ in _going_on(sheet) if alone == [first] else ():
        if action.stage == "customer" and action is not first:
            again = f'{action.name} -> {first.name} when "once more" repeats up to 1'
            for said in sheet.details(first, "trigger"):
                # The arrows stand below all actions.
                text = Sheet(sheet.name, _branches(sheet, arrow, again), sheet.path)
                if said.line < arrow.span.line:
                    yield Damage(action.label, text.without(said))


@breaks(
    "improper-completion",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "frontstage-unsupported: the new contact has nothing behind it but what its neighbours have",
    "contact-without-evidence: the new contact stands in a step without evidence",
)
def question_beside_the_work(sheet: Sheet) -> Iterator[Damage]:
    """Asks, while the work goes on, whether it is still wanted; who says no is at the end."""
    ends = [one for one in sheet.blueprint.actions if one.outcome and one.name and one.stage == "customer"]
    for action, _, then in _going_on(sheet):
        unit = action.lane.partition(":")[2]
        if action.stage not in ("frontstage", "backstage") or not unit or sheet.index.units[unit].kind == "system":
            continue
        later = [one for one in ends if sheet.index.position(one) > sheet.index.position(action) and one is not then]
        via = next((one.via[0].name for one in sheet.blueprint.actions if one.via), "")
        for end in [one for one in later if not one.only_in][:1] if via else ():
            new = f'  frontstage {unit}: asks_aside "Asks whether it is still wanted" via {via}{sheet.takes}{sheet.serves}'
            arrows = (
                f"{action.name} -> asks_aside",
                f'asks_aside -> {then.name} when "yes"',
                f'asks_aside -> {end.name} when "no"',
            )
            text = "\n".join([sheet.text.rstrip(), *arrows, ""])
            if then.name and then.id in sheet.index.actions:
                yield Damage(f"{action.label} / {end.label}", _with_lines(sheet, text, action, new))


@breaks("overlapping-shares")
def shares_too_small(sheet: Sheet) -> Iterator[Damage]:
    """Lowers the share of a branch."""
    for arrow in sheet.blueprint.arrows:
        beside = [one for one in sheet.index.arrows_out.get(arrow.source.name, ()) if one.share is not None]
        source = sheet.index.action_at(arrow.source)
        if arrow.share is not None and len(beside) > 1 and source is not None and not source.outcome:
            for said in sheet.details(arrow, "share"):
                yield Damage(arrow.id, sheet.swapped(said.line, said.begin, said.end, "2%"))


@breaks("self-arrow")
def talks_to_itself(sheet: Sheet) -> Iterator[Damage]:
    """Lets an action be in exchange with itself."""
    for action in sheet.blueprint.actions:
        if action.name and sheet.index.is_linked(action):
            yield Damage(action.label, f"{sheet.text.rstrip()}\n{action.name} <-> {action.name}\n")


@breaks("duplicate-arrow")
def exchange_turned_round(sheet: Sheet) -> Iterator[Damage]:
    """Draws an exchange once more, the other way round."""
    for arrow in sheet.blueprint.arrows:
        if arrow.kind == "exchange" and not arrow.only_in:
            yield Damage(arrow.id, f"{sheet.text.rstrip()}\n{arrow.target.name} <-> {arrow.source.name}\n")


@breaks("mixed-branches")
def always_beside_a_choice(sheet: Sheet) -> Iterator[Damage]:
    """Adds an arrow without a condition beside branches."""
    for action in sheet.blueprint.actions:
        out = [one for one in sheet.index.arrows_out.get(action.id, ()) if one.when or one.share]
        if len(out) > 1 and action.stage == "customer" and action.name and not any(one.only_in for one in out):
            new = f'  {_person(action)}: sleeps_on_it "Sleeps on it"{sheet.takes} needs no provider outcome'
            text = f"{sheet.text.rstrip()}\n{action.name} -> sleeps_on_it\n"
            yield Damage(action.label, _with_lines(sheet, text, action, new))


@breaks(
    "skips-frontstage",
    "frontstage-unsupported: it is the first work behind the line, so that gaps are judged one by one",
)
def short_cut_behind(sheet: Sheet) -> Iterator[Damage]:
    """Lets the customer reach behind the scenes besides."""
    for action, _, then in _going_on(sheet):
        unit = then.lane.partition(":")[2]
        if action.stage == "customer" and then.stage == "frontstage" and unit and then.name:
            new = f'  backstage {unit}: looks_behind "Looks into the drawer"{sheet.takes}'
            text = f"{sheet.text.rstrip()}\n{action.name} -> looks_behind -> {then.name}\n"
            yield Damage(action.label, _with_lines(sheet, text, action, new))
