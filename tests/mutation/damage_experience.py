"""Damages to what is said of effort, experience and governance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.mutation.operators import Damage, breaks
from tests.mutation.sheet import Said, Sheet


def _text(sheet: Sheet, text: str) -> Sheet:
    return Sheet(sheet.name, text, sheet.path)


def _below_head(sheet: Sheet, text: str, line: str) -> str:
    """The text with one more declaration above all others."""
    place = sheet.blueprint.span.line
    while sheet.trees[place].kind == "details":
        place += 1
    return _text(sheet, text).after(place, line)


# Effort and experience


@breaks("asked-twice")
def asked_again(sheet: Sheet) -> Iterator[Damage]:
    """Asks for the same thing once more, later on the way."""
    for action in sheet.blueprint.actions:
        for item in (item.text for one in action.asks for item in one.items):
            for there in sheet.blueprint.actions:
                if there.stage != "frontstage" or sheet.index.position(there) <= sheet.index.position(action):
                    continue
                if there.id in sheet.index.flow.reach([action.id]) and not there.only_in and not action.only_in:
                    yield Damage(f"{item}: {there.label}", sheet.plus(there, f'asks "{item}"'))


@breaks(
    "delight-before-ease",
    "contact-without-benefit: it says for the first time what contacts serve, so that the others are asked",
    "unsourced-fact: the figures without a source are counted, and are one more",
    "complaint-changes-owner: the surprise has an owner of its own",
)
def surprise_while_it_is_hard(sheet: Sheet) -> Iterator[Damage]:
    """Plans a surprise where the customer has hard work to do."""
    for phase in sheet.blueprint.phases:
        actions = [one for step in phase.steps for one in step.actions]
        fronts = [one for one in actions if one.stage == "frontstage" and not one.only_in and not one.facts.status]
        hard = [one for one in actions if one.stage == "customer" and not one.only_in and one.effort is None]
        if fronts and hard and not any("surprise me" in {word.text for word in one.serves} for one in actions):
            text = sheet.plus(hard[0], "effort 5")
            again = _text(sheet, text)
            front = next(one for one in again.blueprint.actions if one.id == fronts[0].id)
            new = 'status idea by 2027-09-01 ticket "N-1" owner "Head of novelties"'
            if front.facts.owners:
                new = 'status idea by 2027-09-01 ticket "N-1"'
            yield Damage(front.label, _text(again, again.plus(front, new)).plus(front, "serves surprise me"))


@breaks("contact-without-benefit")
def benefit_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops which demand a contact serves that the provider begins."""
    serving = [one for one in (*sheet.blueprint.actions, *sheet.blueprint.steps) if one.serves]
    for action in sheet.blueprint.actions:
        saids = sheet.details(action, "serves")
        if len(saids) != 1 or action.complaint is not None or len(serving) < 2:
            continue
        met = [one for one in sheet.index.contacts if one.front is action and one.arrow is not None]
        begins = [one for one in met if one.arrow and one.arrow.kind == "flow" and one.arrow.source.name == action.id]
        answered = [one for one in met if one not in begins and one.arrow and one.arrow.kind != "inform"]
        others = [one.customer for one in met if one.customer.serves] + [
            step for one in met for step in sheet.index.around[one.customer.id][:1] if step.serves
        ]
        if begins and (not answered or action.feedback) and not others:
            yield Damage(action.label, sheet.without(saids[0]))


@breaks(
    "emotion-out-of-place",
    "unsourced-fact: the figures without a source are counted, and are one more",
)
def machine_with_feelings(sheet: Sheet) -> Iterator[Damage]:
    """Gives a feeling to a machine, or to a piece of evidence."""
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        machine = unit is not None and unit.declared and unit.kind == "system"
        if action.stage == "evidence" or machine:
            yield Damage(action.label, sheet.plus(action, "emotion +1"))


@breaks("measured-future")
def feeling_measured_ahead(sheet: Sheet) -> Iterator[Damage]:
    """Claims that a feeling of the future has been measured."""
    if sheet.blueprint.state == "to-be":
        for action in sheet.blueprint.actions:
            for said in sheet.details(action, "emotion", "effort"):
                end = said.values[-1].end
                yield Damage(action.label, sheet.swapped(said.line, end, end, ' source "Survey of May"'))


@breaks("measured-future")
def repetition_observed_ahead(sheet: Sheet) -> Iterator[Damage]:
    """Claims that a loop of the future has been observed."""
    if sheet.blueprint.state == "to-be":
        for arrow in sheet.blueprint.arrows:
            for said in sheet.details(arrow, "repeats up to"):
                yield Damage(arrow.id, sheet.swapped(said.line, said.end, said.end, " repeated 1 times"))


@breaks("efficiency-only")
def only_the_clock_counts(sheet: Sheet) -> Iterator[Damage]:
    """Counts nothing but efficiency at the front stage."""
    for action in sheet.blueprint.actions:
        unit = sheet.index.unit_of(action)
        places = [action, *sheet.index.around[action.id], *sheet.index.chain(unit)]
        places += [one for one in sheet.blueprint.declarations if one.kind in ("channel", "touchpoint")]
        if action.stage != "frontstage" or any(c.kind == "metric" for one in places[1:] for c in one.facts.cards):
            continue
        text = sheet.text
        for said in sheet.details(action, "metric"):
            part = said.part("counts")
            if part is not None and part.values[0].text == "outcome":
                text = _text(sheet, text).valued(part, "efficiency")
        if text == sheet.text and not action.facts.cards:
            text = sheet.plus(action, 'metric "Seconds for each customer" counts efficiency')
        if text != sheet.text:
            yield Damage(action.label, text)


@breaks(
    "jargon",
    "unused-declaration: the internal system is declared for its name alone",
)
def name_of_the_house(sheet: Sheet) -> Iterator[Damage]:
    """Writes the name of an internal system on what the customer sees."""
    for action in sheet.blueprint.actions:
        if action.stage == "evidence" and action.label:
            for token in sheet.trees[action.span.line - 1].tokens:
                if token.kind == "STRING":
                    words = '"Letter from ZX4 Archive"'
                    text = sheet.swapped(action.span.line, token.column, token.end, words)
                    new = 'system inner_archive "ZX4 Archive"'
                    yield Damage(action.label, _below_head(sheet, text, new))


@breaks("unexplained-perceived-owner")
def taken_for_somebody_else(sheet: Sheet) -> Iterator[Damage]:
    """Lets customers take a stranger for the owner."""
    explains = ("pain", "question", "idea", "opportunity", "risk")
    for action in sheet.blueprint.actions:
        plain = not action.facts.notes and not any(card.kind in explains for card in action.facts.cards)
        if action.stage == "frontstage" and plain and sheet.index.owners_of(action).owners:
            yield Damage(action.label, sheet.plus(action, 'perceived owner "The tax office"'))


@breaks("unexplained-perceived-owner", anywhere="it stands at the action, and the reason is said elsewhere")
def explanation_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the note that explains whom customers take for the owner."""
    for action in sheet.blueprint.actions:
        if action.facts.perceived_owners and len(action.facts.notes) == 1:
            for said in sheet.details(action, "note"):
                yield Damage(action.label, sheet.without(said))


# Governance


@breaks("unsourced-fact")
def source_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the source of the whole blueprint."""
    actions = sheet.blueprint.actions
    facts = any(one.takes or one.waits or one.emotion or one.effort for one in actions)
    if sheet.blueprint.state == "as-is" and facts:
        for said in sheet.details(sheet.blueprint, "source"):
            yield Damage("source", sheet.without(said))


@breaks(
    "unsourced-fact",
    "missing-duration: it says a time, where only some do",
    "over-customer-time: the new time is the customer's",
)
def figure_out_of_thin_air(sheet: Sheet) -> Iterator[Damage]:
    """Adds a figure with no source to a service as it is."""
    blueprint = sheet.blueprint
    if blueprint.state == "as-is" and not blueprint.facts.sources:
        for action in blueprint.actions:
            around = (*sheet.index.around[action.id], action)
            free = action.takes is None and not any(one.facts.sources for one in around)
            if action.stage in ("customer", "frontstage", "backstage") and free:
                yield Damage(action.label, sheet.plus(action, "takes 7 min"))


@breaks("change-without-owner")
def ticket_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Drops the ticket or the date of a planned change."""
    blueprint = sheet.blueprint
    for thing in (*blueprint.actions, *blueprint.arrows, *blueprint.declarations):
        status = thing.facts.status
        if status is None or status.text in ("live", "retired") or not sheet.own(thing):
            continue
        around = sheet.index.around.get(thing.id, ())
        for word in ("ticket", "by"):
            above = any(one.facts.tickets if word == "ticket" else one.facts.by for one in around)
            found = [one for one in sheet.details(thing, word, "status") if word in (one.word, *_words(one))]
            for said in found if not above else ():
                part = said if said.word == word else said.part(word)
                if part is not None:
                    yield Damage(f"{thing.id}: {word}", sheet.without(part))


def _words(said: Said) -> list[str]:
    return [one.word for one in said.parts]


@breaks("change-without-owner")
def idea_without_anything(sheet: Sheet) -> Iterator[Damage]:
    """Adds an idea that nobody owns."""
    for action in sheet.blueprint.actions:
        yield Damage(action.label, sheet.plus(action, 'idea "Do it better"'))


@breaks("overdue-change")
def due_last_month(sheet: Sheet) -> Iterator[Damage]:
    """Lets a change be overdue."""
    blueprint = sheet.blueprint
    for thing in (*blueprint.actions, *blueprint.arrows, *blueprint.declarations, *blueprint.steps):
        if thing.facts.status is not None and thing.facts.status.text in ("live", "retired"):
            continue
        for said in sheet.details(thing, "by"):
            yield Damage(thing.id, sheet.valued(said, "2026-09-30"))


@breaks("rule-without-reason")
def rule_with_a_gap(sheet: Sheet) -> Iterator[Damage]:
    """Drops the reason, the owner or the review of a rule that hurts."""
    blueprint = sheet.blueprint
    for thing in (blueprint, *blueprint.actions, *blueprint.declarations):
        if not any(card.kind == "pain" for card in thing.facts.cards):
            continue
        for said in sheet.details(thing, "policy"):
            for word in ("reason", "owner", "reviewed"):
                part = said.part(word)
                if part is not None:
                    yield Damage(word, sheet.without(part))


@breaks("rule-without-reason")
def rule_that_hurts(sheet: Sheet) -> Iterator[Damage]:
    """Adds a rule with no reason where it hurts."""
    for action in sheet.blueprint.actions:
        if any(card.kind == "pain" for card in action.facts.cards):
            yield Damage(action.label, sheet.plus(action, 'policy "Nobody is called back"'))


@breaks(
    "owner-overload",
    "complaint-changes-owner: the contacts have the new owner, the work behind them the old one",
)
def one_owns_it_all(sheet: Sheet) -> Iterator[Damage]:
    """Makes one person accountable for every touchpoint."""
    units = {(sheet.index.department_of(one) or sheet.index.unit_of(one)) for one in sheet.index.touchpoints}
    kinds = {unit.id for unit in units if unit is not None}
    if len(sheet.index.touchpoints) < 7 or len(kinds) < 2:
        return
    text = sheet.text
    for action in sorted(sheet.index.touchpoints, key=lambda one: one.span.line, reverse=True):
        now = _text(sheet, text)
        here = next(one for one in now.blueprint.actions if one.id == action.id)
        for said in now.details(here, "owner"):
            now = _text(sheet, now.without(said))
        here = next(one for one in now.blueprint.actions if one.id == action.id)
        text = now.plus(here, 'owner "The one for everything"')
    if "uses" not in sheet.text:
        yield Damage("everything", text)


@breaks(
    "owner-overload",
    "unused-declaration: the former owners have nothing left",
)
def one_owns_every_department(sheet: Sheet) -> Iterator[Damage]:
    """Makes one person accountable for every department and every touchpoint with an owner of its own."""
    units = {(sheet.index.department_of(one) or sheet.index.unit_of(one)) for one in sheet.index.touchpoints}
    owned = [one for one in sheet.index.touchpoints if sheet.index.owners_of(one).owners]
    if len(owned) < 7 or len({unit.id for unit in units if unit is not None}) < 2:
        return
    if any(not sheet.own(one) for one in sheet.blueprint.declarations):
        return
    new = re.sub(
        r'(^\s*evidence.*|^(?:department|system|partner|role).*|^\s+)owner ("[^"]*"|[^\s"]+)',
        r'\1owner "All"',
        sheet.text,
        flags=re.MULTILINE,
    )
    yield Damage("every owner", new)


@breaks(
    "silo",
    "one-way-street: five departments are given work, and none answers",
    "unused-silence: the new work supports what was silenced",
    anywhere="it stands at the phase",
)
def phase_of_five_departments(sheet: Sheet) -> Iterator[Damage]:
    """Sends one phase through five departments."""
    if not sheet.blueprint.arrows:
        return
    for phase in sheet.blueprint.phases:
        steps = [one for one in phase.steps if one.label and one.actions]
        if not phase.label or not steps:
            continue
        line = max(line for one in (steps[-1], *steps[-1].actions) for line in sheet.lines_of(one))
        work = [f'  backstage unit{n}: work{n} "Sees to part {n}" takes 1 min outcome' for n in range(5)]
        text = sheet.after(line, *work)
        source = next((one for step in steps for one in step.actions if one.name and sheet.index.is_linked(one)), None)
        if source is not None and not any(one.when for one in sheet.index.arrows_out.get(source.id, ())):
            names = [f'department unit{n} "Unit {n}" owner "Head {n}"' for n in range(5)]
            arrows = [f'{source.name} => work{n} "Part {n}" within 1 min' for n in range(5)]
            for name in names:
                text = _below_head(sheet, text, name)
            if source.stage == "frontstage":
                yield Damage(phase.label, "\n".join([text.rstrip(), *arrows, ""]))


@breaks(
    "silo",
    "unreachable-action: what is informed only is not reached",
    "missing-duration: the pages say a time, where only some do",
    "handoff-without-deadline: the pages say a time, and deadlines are asked for where times are",
    "frontstage-unsupported: it is the first work behind the line, so that gaps are judged one by one",
    anywhere="it stands at the blueprint",
)
def every_arrow_crosses(sheet: Sheet) -> Iterator[Damage]:
    """Cuts the service so that most arrows of the provider cross departments."""
    units = [one.id for one in sheet.blueprint.declarations if one.kind == "department" and not one.part_of]
    if len(units) < 2 or not sheet.blueprint.arrows or not sheet.blueprint.phases:
        return
    first, second = units[:2]
    step = sheet.blueprint.steps[-1]
    if not step.label:
        return
    line = max(line for one in (step, *step.actions) for line in sheet.lines_of(one))
    work = [f'  backstage {(first, second)[n % 2]}: turn{n} "Turns page {n}" takes 1 min' for n in range(20)]
    arrows = [f'turn{n} ..> turn{n + 1} "Page"' for n in range(19)]
    yield Damage("twenty pages", "\n".join([sheet.after(line, *work).rstrip(), *arrows, ""]))


@breaks("unused-silence")
def cause_gone(sheet: Sheet) -> Iterator[Damage]:
    """Silences a check that has nothing to say."""
    for action in sheet.blueprint.actions:
        if action.stage == "customer":
            line = action.span.line - 1
            yield Damage(action.label, sheet.after(line, "  # allow self-arrow: it comes back"))


@breaks(
    "unused-silence",
    "frontstage-unsupported: what was silenced speaks",
)
def reason_dropped(sheet: Sheet) -> Iterator[Damage]:
    """Misspells the check in a silence."""
    for number, words in enumerate(sheet.lines, 1):
        if "# allow " in words:
            text = "\n".join(
                [*sheet.lines[: number - 1], words.replace("# allow ", "# allow x"), *sheet.lines[number:]]
            )
            yield Damage(f"line {number}", text)
