"""Damages to the frame: the customer, phases, steps, goal, beginning, end, owner."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Sheet


@breaks(
    "missing-customer",
    "missing-outcome missing-trigger unreachable-action dead-end dropped-handoff unused-declaration bitter-end"
    " backstage-without-effect orphan-handoff one-way-street contact-without-evidence improper-completion choice-of-one"
    " promise-without-step unknown-name owner-overload media-break silo low-without-cause survey-before-outcome"
    " unused-silence empty-step empty-phase empty-blueprint",
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


@breaks("empty-blueprint", "unused-silence")
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


@breaks("phase-without-customer", "frontstage-unsupported")
def phase_behind_the_scenes(sheet: Sheet) -> Iterator[Damage]:
    """Puts in a phase in which the provider is alone."""
    for phase in sheet.blueprint.phases:
        if phase.label:
            new = ('phase "Behind the scenes"', 'step "Keeping"', '  support: "Keeps the books"')
            yield Damage(f"before {phase.label}", sheet.after(phase.span.line - 1, *new))


@breaks("undeclared-unit", "frontstage-unsupported unused-silence")
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


@breaks("missing-trigger", "unreachable-action orphan-handoff")
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


@breaks("missing-trigger", "over-customer-time")
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


@breaks("missing-outcome", "missing-duration survey-before-outcome bitter-end no-way-out dropped-handoff")
def every_outcome_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops every outcome."""
    spans = [said for one in sheet.blueprint.actions for said in sheet.details(one, "outcome")]
    if not spans or not sheet.blueprint.arrows:
        return
    text = sheet.text
    for said in sorted(spans, key=lambda one: (one.line, one.begin), reverse=True):
        text = Sheet(sheet.name, text, sheet.path).without(said)
    yield Damage("all of them", text)


@breaks("blueprint-without-owner", "owner-overload")
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


@breaks("too-large", "contact-without-evidence duplicate-work owner-overload misleading-indentation")
def fifty_more(sheet: Sheet) -> Iterator[Damage]:
    """Puts fifty-one more pieces of evidence into one phase."""
    for phase in sheet.blueprint.phases:
        if phase.steps and phase.steps[0].label:
            new = [f'  evidence: "Leaflet {number}" owner "Printer"' for number in range(51)]
            yield Damage(phase.label, sheet.after(phase.steps[0].span.line, *new))


@breaks("vague-label", "duplicate-work")
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
