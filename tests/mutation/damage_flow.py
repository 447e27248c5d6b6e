"""Damages to the flow of arrows."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


@breaks(
    "unreachable-action",
    "unused-silence: the new work supports what was silenced",
    "frontstage-unsupported: it is the first work behind the line, so that gaps are judged one by one",
)
def lost_action(sheet: Sheet) -> Iterator[Damage]:
    """Adds an action to which nothing leads."""
    linked = [one for one in sheet.blueprint.actions if sheet.index.is_linked(one)]
    if len(linked) < 2:
        return
    for step in sheet.blueprint.steps[1:]:
        if step.label and step.actions:
            line = max(line for one in (step, *step.actions) for line in sheet.lines_of(one))
            yield Damage(step.label, sheet.after(line, '  backstage: lost_work "Does what nobody asked for"'))


@breaks(
    "unreachable-action",
    "dead-end: the arrow was the only way on for where it came from",
    "dropped-handoff: it was the only way on for what was handed over",
    "choice-of-one: it was one of two branches",
    "backstage-without-effect: it was the way by which the work met the customer",
    "frontstage-unsupported: it was the arrow to what supports the contact",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "bot-without-human-exit: it was the way from the machine to a person",
    "no-way-out: it was the way out of a circle",
)
def way_there_cut(sheet: Sheet) -> Iterator[Damage]:
    """Cuts the only arrow to an action."""
    if not any(one.trigger for one in sheet.blueprint.actions):
        return
    for action in sheet.blueprint.actions:
        into = sheet.into(action)
        node = sheet.joined(action)
        if len(into) != 1 or into[0].kind != "flow" or into[0].target.name != action.id:
            continue
        after = {one for end in sheet.index.flow.reach([action.id]) for one in sheet.index.arrows_out.get(end, ())}
        at_work = action.stage in ("customer", "frontstage", "backstage") and all(one.trigger is None for one in node)
        alone = not any(one.kind == "handoff" for one in after) and len(sheet.blueprint.arrows) > 3
        if at_work and alone and action.id in sheet.index.flow.reached:
            yield Damage(action.label, sheet.without_arrow(into[0]))


@breaks(
    "dead-end",
    "missing-duration: an outcome needs no time, and it is none any more",
)
def end_of_the_road(sheet: Sheet) -> Iterator[Damage]:
    """Lets a customer's branch end in nothing: drops an outcome where there are others."""
    ends = [one for one in sheet.blueprint.actions if one.outcome is not None]
    for action in ends:
        if len(ends) < 2 or action.stage not in ("customer", "frontstage") or action.id not in sheet.index.flow.reached:
            continue
        if any(one.outcome is not None and one is not action for one in sheet.joined(action)):
            continue
        if any(one.kind == "handoff" for one in sheet.into(action)) or any(
            one.kind != "inform" for one in sheet.out_of(action)
        ):
            continue
        for said in sheet.details(action, "outcome"):
            yield Damage(action.label, sheet.without(said))


@breaks(
    "no-way-out",
    "unreachable-action: what stood behind the cut is no longer reached",
    "missing-trigger: the loop leads back to a beginning that is not marked",
    "media-break: going round leads from one system to the other",
)
def round_and_round(sheet: Sheet) -> Iterator[Damage]:
    """Leads the only way to the only outcome back to where the journey began."""
    ends = [one for one in sheet.blueprint.actions if one.outcome is not None]
    starts = sheet.index.flow.starts
    if len(ends) != 1 or len(starts) != 1 or not starts[0].name:
        return
    into = sheet.index.arrows_in.get(ends[0].id, ())
    out = sheet.index.arrows_out.get(ends[0].id, ())
    if len(into) == 1 and into[0].kind == "flow" and not out and into[0].source.name != starts[0].id:
        yield Damage(into[0].id, sheet.led(into[0], target=starts[0].name))


@breaks(
    "choice-of-one",
    "unreachable-action: what stood behind the cut is no longer reached",
    "orphan-handoff: what stood behind the cut handed over",
    "no-way-out: the branch was the way out of a circle",
    "backstage-without-effect: it was the way by which the work met the customer",
    "one-way-street: the answer went by the branch",
    "silo: one more arrow crosses departments, one fewer stays inside",
    "frontstage-unsupported: it was the arrow to what supports the contact",
)
def one_branch_left(sheet: Sheet) -> Iterator[Damage]:
    """Cuts one of two branches."""
    for action in sheet.blueprint.actions:
        out = [one for one in sheet.out_of(action) if one.kind in ("flow", "handoff")]
        branches = all(one.when and not one.only_in for one in out)
        ends = any(one.outcome is not None for one in sheet.joined(action))
        for arrow in out if len(out) == 2 and branches and not ends else ():
            yield Damage(arrow.id, sheet.without_arrow(arrow))


@breaks("overlapping-shares")
def shares_too_large(sheet: Sheet) -> Iterator[Damage]:
    """Raises the share of a branch."""
    for arrow in sheet.blueprint.arrows:
        beside = [one for one in sheet.index.arrows_out.get(arrow.source.name, ()) if one.share is not None]
        if arrow.share is not None and len(beside) > 1:
            for said in sheet.details(arrow, "share"):
                yield Damage(arrow.id, sheet.swapped(said.line, said.begin, said.end, "95%"))


@breaks("choice-of-one")
def share_without_words(sheet: Sheet) -> Iterator[Damage]:
    """Drops the condition of a branch with a share."""
    for arrow in sheet.blueprint.arrows:
        if arrow.share is not None and arrow.label is None and arrow.share.low < 100:
            for said in sheet.details(arrow, "when"):
                yield Damage(arrow.id, sheet.without(said))


@breaks("unbounded-repetition")
def bound_removed(sheet: Sheet) -> Iterator[Damage]:
    """Removes the bound of a loop that the customer goes through."""
    for arrow in sheet.blueprint.arrows:
        source, target = sheet.ends(arrow)
        if arrow.repeats_up_to is None or source is None or target is None:
            continue
        bounded = sum(one.repeats_up_to is not None for one in sheet.blueprint.arrows)
        escalates = any(one.facts.escalates_to for one in (*sheet.blueprint.arrows, *sheet.blueprint.actions))
        circle = sheet.index.flow.reach([target.id])
        inside = [one for one in circle if source.id in sheet.index.flow.reach([one])]
        if bounded == 1 and not escalates and any(sheet.index.actions[one].stage == "customer" for one in inside):
            for said in sheet.details(arrow, "repeats up to"):
                yield Damage(arrow.id, sheet.without(said))


@breaks("backward-arrow")
def bound_removed_behind_the_scenes(sheet: Sheet) -> Iterator[Damage]:
    """Removes the bound of a loop back in time of which the customer knows nothing."""
    for arrow in sheet.blueprint.arrows:
        source, target = sheet.ends(arrow)
        if arrow.repeats_up_to is None or source is None or target is None:
            continue
        circle = sheet.index.flow.reach([target.id])
        inside = [one for one in circle if source.id in sheet.index.flow.reach([one])]
        back = sheet.index.position(target) < sheet.index.position(source)
        if back and not any(sheet.index.actions[one].stage == "customer" for one in inside):
            for said in sheet.details(arrow, "repeats up to"):
                yield Damage(arrow.id, sheet.without(said))


@breaks("backward-arrow")
def against_time(sheet: Sheet) -> Iterator[Damage]:
    """Moves a step that arrows pass through to the end of the file's steps."""
    steps = [one for one in sheet.blueprint.steps if one.label and sheet.own(one)]
    labelled = [one for one in sheet.blueprint.phases if one.label]
    if len(steps) < 3 or labelled or any(one.through for one in sheet.blueprint.actions):
        return
    for step in steps[1:-1]:
        lines = [line for one in (step, *step.actions) for line in sheet.lines_of(one)]
        out = [one for action in step.actions for one in sheet.index.arrows_out.get(action.id, ())]
        later = [
            one
            for one in out
            if one.kind in ("flow", "handoff")
            and (end := sheet.index.action_at(one.target)) is not None
            and sheet.index.position(end) > sheet.blueprint.steps.index(step)
        ]
        first = min(sheet.lines_of(step))
        if later and set(lines) == set(range(first, first + len(lines))):
            end = max(line for action in steps[-1].actions for line in sheet.lines_of(action))
            block = [sheet.lines[line - 1] for line in sorted(lines)]
            rest = Sheet(sheet.name, sheet.after(end, *block), sheet.path)
            yield Damage(step.label, rest.cut(*lines))


@breaks("self-arrow")
def arrow_to_itself(sheet: Sheet) -> Iterator[Damage]:
    """Draws an arrow from an action to itself."""
    for action in sheet.blueprint.actions:
        if action.name and sheet.index.is_linked(action):
            yield Damage(action.label, f"{sheet.text.rstrip()}\n{action.name} -> {action.name}\n")


@breaks("duplicate-arrow")
def arrow_twice(sheet: Sheet) -> Iterator[Damage]:
    """Draws an arrow twice."""
    for arrow in sheet.blueprint.arrows:
        if not sheet.is_chain(arrow):
            line = sheet.lines[arrow.span.line - 1]
            yield Damage(arrow.id, f"{sheet.text.rstrip()}\n{line}\n")


@breaks(
    "improper-completion",
    "skips-frontstage: the branch leads from behind the scenes to the customer",
)
def branch_that_leaves(sheet: Sheet) -> Iterator[Damage]:
    """Lets one of two parallel branches go past their meeting to an outcome."""
    ends = [one for one in sheet.blueprint.actions if one.outcome is not None and one.name]
    for action in sheet.blueprint.actions:
        out = [one for one in sheet.index.arrows_out.get(action.id, ()) if one.kind in ("flow", "handoff")]
        if len(out) != 2 or any(one.when or one.share or one.only_in for one in out):
            continue
        first, second = (sheet.index.action_at(one.target) for one in out)
        if first is None or second is None:
            continue
        for one, other in ((first, second), (second, first)):
            onwards = [a for a in sheet.out_of(one) if a.kind in ("flow", "handoff")]
            beside = [a for a in sheet.out_of(other) if a.kind in ("flow", "handoff")]
            if len(onwards) != 1 or onwards[0].when:
                continue
            meet = {a.target.name for a in onwards} & {a.target.name for a in beside}
            if not meet or any(a.outcome is not None for a in sheet.joined(one)):
                continue
            for end in ends:
                later = sheet.index.position(end) >= sheet.index.position(one)
                if later and end.name not in meet and end.id not in (one.id, other.id) and end.stage == "customer":
                    usual = {"flow": "->", "handoff": "=>"}[onwards[0].kind]
                    last = onwards[0].source.name
                    new = f'{last} {usual} {onwards[0].target} when "it goes on"'
                    text = sheet.without_arrow(onwards[0], new).rstrip()
                    yield Damage(f"{one.label}: {end.label}", f'{text}\n{last} -> {end.name} when "it is over"\n')
                    break


@breaks(
    "mixed-branches",
    "survey-before-outcome: the condition was how the customer confirmed the outcome",
    "forced-channel-switch: the condition was what made it the customer's choice to change",
)
def condition_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the condition of one branch."""
    for arrow in sheet.blueprint.arrows:
        beside = [
            one
            for one in sheet.index.arrows_out.get(arrow.source.name, ())
            if one is not arrow and one.when and not one.only_in and one.kind in ("flow", "handoff")
        ]
        if arrow.when is not None and arrow.share is None and beside and not arrow.only_in:
            for said in sheet.details(arrow, "when"):
                yield Damage(arrow.id, sheet.without(said))
