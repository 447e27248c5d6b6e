"""Damages to the frame: the customer, phases, steps, goal, beginning, end, owner."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


@breaks(
    "missing-customer",
    "dropped-handoff: the customer was the way on for handed-over work",
    "missing-outcome: the outcome was the customer's",
    "orphan-handoff: the customer was the way to what hands over",
    "unreachable-action: what stood behind the cut is no longer reached",
    "unused-declaration: what only the customer used is used no more",
    "empty-step: the customer was alone there",
    "missing-trigger: the trigger was the customer's",
    "choice-of-one: one branch led to the customer",
    "unused-silence: the silenced contact is gone",
    anywhere="it stands at the blueprint",
)
def customer_taken_out(sheet: Sheet) -> Iterator[Damage]:
    """Takes out all that the customer does, with every arrow there."""
    customers = [one for one in sheet.blueprint.actions if one.stage == "customer"]
    if not customers or len(customers) == len(sheet.blueprint.actions):
        return
    gone = {one.name for one in customers}
    lines = {line for one in customers for line in sheet.lines_of(one)}
    for arrow in sheet.blueprint.arrows:
        if {arrow.source.name, arrow.target.name} & gone:
            lines.update(sheet.lines_of(arrow))
    yield Damage("all of it", sheet.cut(*lines))


@breaks("empty-blueprint", "unused-silence: nothing is left to be silenced", anywhere="it stands at the blueprint")
def everything_taken_out(sheet: Sheet) -> Iterator[Damage]:
    """Takes out every action and every arrow."""
    blueprint = sheet.blueprint
    lines = {line for one in (*blueprint.actions, *blueprint.arrows) for line in sheet.lines_of(one)}
    yield Damage("all of it", sheet.cut(*lines))


@breaks("empty-phase")
def phase_with_nothing(sheet: Sheet) -> Iterator[Damage]:
    """Puts in a phase with nothing in it."""
    for phase in sheet.blueprint.phases:
        if phase.label:
            yield Damage(f"before {phase.label}", sheet.after(phase.span.line - 1, 'phase "Nothing yet"'))


@breaks("empty-step")
def step_with_nothing(sheet: Sheet) -> Iterator[Damage]:
    """Puts in a step with nothing in it."""
    for step in sheet.blueprint.steps:
        if step.label:
            yield Damage(f"before {step.label}", sheet.after(step.span.line - 1, 'step "Nothing yet"'))


@breaks(
    "phase-without-customer",
    "frontstage-unsupported: it is the first work behind the line, so that gaps are judged one by one",
)
def phase_behind_the_scenes(sheet: Sheet) -> Iterator[Damage]:
    """Puts in a phase in which the provider is alone."""
    for phase in sheet.blueprint.phases:
        if phase.label:
            new = ('phase "Behind the scenes"', 'step "Keeping"', '  support: "Keeps the books"')
            yield Damage(f"before {phase.label}", sheet.after(phase.span.line - 1, *new))


@breaks(
    "undeclared-unit",
    "unused-silence: the new work supports what was silenced",
    "frontstage-unsupported: it is the first work behind the line, so that gaps are judged one by one",
)
def unit_never_declared(sheet: Sheet) -> Iterator[Damage]:
    """Lets somebody act whom nobody declares."""
    if any(one.declared and one.kind in ("department", "role", "system") for one in sheet.blueprint.declarations):
        for step in sheet.blueprint.steps:
            if step.label:
                line = max(line for one in (step, *step.actions) for line in sheet.lines_of(one))
                yield Damage(step.label, sheet.after(line, '  support stranger: "Keeps the lists"'))


@breaks("unused-declaration")
def declared_and_not_used(sheet: Sheet) -> Iterator[Damage]:
    """Declares something that nothing uses."""
    line = max((max(sheet.lines_of(one)) for one in sheet.blueprint.declarations if sheet.own(one)), default=0)
    line = max(line, max(sheet.lines_of(sheet.blueprint)) if sheet.blueprint.label else 0)
    for new in ('channel spare "Spare" hours "always"', 'role spare "Spare"', 'touchpoint spare "Spare"'):
        yield Damage(new, sheet.after(line, new))


@breaks("missing-goal")
def goal_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the goal."""
    if any(one.facts.goal for one in sheet.blueprint.declarations):
        return
    for said in sheet.details(sheet.blueprint, "goal"):
        yield Damage("goal", sheet.without(said))


@breaks(
    "missing-trigger",
    "unreachable-action: what began there begins no more",
    anywhere="it stands at the variant, or at one of the beginnings",
)
def trigger_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops a trigger in a variant, or before a first step in which more than one action could begin."""
    triggers = [one for one in sheet.blueprint.actions if one.trigger is not None]
    for action in triggers:
        first = next(step for step in sheet.blueprint.steps if any(sheet.index.is_linked(one) for one in step.actions))
        open_ones = [one for one in first.actions if sheet.index.is_linked(one) and one.id not in sheet.index.arrows_in]
        varied = action.only_in and len(triggers) > 1
        if varied or (len(open_ones) > 1 and len(triggers) == 1):
            for said in sheet.details(action, "trigger"):
                yield Damage(action.label, sheet.without(said))


@breaks(
    "missing-trigger",
    "over-customer-time: the customer goes the whole way twice",
)
def loop_to_the_beginning(sheet: Sheet) -> Iterator[Damage]:
    """Drops the trigger, and leads a bounded loop back to where the journey began."""
    triggers = [one for one in sheet.blueprint.actions if one.trigger is not None]
    if len(triggers) != 1 or sheet.index.position(triggers[0]) != 0:
        return
    first = sheet.blueprint.steps[0]
    alone = [one for one in first.actions if sheet.index.is_linked(one)] == triggers
    for said in sheet.details(triggers[0], "trigger") if alone else ():
        for arrow in sheet.blueprint.arrows:
            branches = [one for one in sheet.index.arrows_out.get(arrow.source.name, ()) if one.when]
            if arrow.when and len(branches) > 1 and arrow.share is None:
                text = Sheet(sheet.name, sheet.without(said), sheet.path)
                new = f'{arrow.source} -> {triggers[0].name} when "once more" repeats up to 2'
                yield Damage(arrow.id, f"{text.text.rstrip()}\n{new}\n")
                return


@breaks(
    "missing-outcome",
    "missing-duration: an outcome needs no time, and it is none any more",
    "dropped-handoff: the outcome was where handed-over work ended",
    anywhere="it stands at the blueprint",
)
def every_outcome_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops every outcome."""
    spans = [said for one in sheet.blueprint.actions for said in sheet.details(one, "outcome")]
    if not spans or not sheet.blueprint.arrows:
        return
    text = sheet.text
    for said in sorted(spans, key=lambda one: (one.line, one.begin), reverse=True):
        text = Sheet(sheet.name, text, sheet.path).without(said)
    yield Damage("all of them", text)


@breaks("blueprint-without-owner")
def owner_of_the_whole_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the owner of the blueprint."""
    for said in sheet.details(sheet.blueprint, "owner"):
        yield Damage("owner", sheet.without(said))


@breaks("stale-review")
def review_long_ago(sheet: Sheet) -> Iterator[Damage]:
    """Dates a review a year back."""
    for thing in (sheet.blueprint, *(one for one in sheet.blueprint.declarations if one.kind == "touchpoint")):
        for said in sheet.details(thing, "reviewed"):
            yield Damage(thing.label, sheet.valued(said, "2025-10-31"))


@breaks(
    "too-large",
    "misleading-indentation: details of the step now stand behind the new lines",
    "owner-overload: a contact more or less shifts the share that one owner has",
    "contact-without-evidence: it is the first evidence, so that gaps are judged one by one",
    anywhere="it stands at what has become too large",
)
def fifty_more(sheet: Sheet) -> Iterator[Damage]:
    """Puts fifty-one more pieces of evidence into one phase."""
    for phase in sheet.blueprint.phases:
        if phase.steps and phase.steps[0].label:
            new = [f'  evidence: "Leaflet {number}" owner "Printer"' for number in range(51)]
            yield Damage(phase.label, sheet.after(phase.steps[0].span.line, *new))


@breaks("vague-label")
def label_of_no_doing(sheet: Sheet) -> Iterator[Damage]:
    """Calls an action by a noun."""
    words = {"en": ("Registration", "Complaint handling"), "de": ("Bearbeitung", "Beschwerdemanagement")}
    for action in sheet.blueprint.actions:
        if action.stage in ("customer", "frontstage", "backstage", "support"):
            for token in sheet.trees[action.span.line - 1].tokens:
                if token.kind == "STRING":
                    for word in words.get(sheet.blueprint.language, ()):
                        yield Damage(
                            f"{action.label}: {word}",
                            sheet.swapped(action.span.line, token.column, token.end, f'"{word}"'),
                        )
