"""A drawing in words, for those who cannot see it: written from the model, in the blueprint's language."""

from __future__ import annotations

from blueprint.drawing.words.figures import number_words, time_words, times_words
from blueprint.drawing.words.headings import heading, headings, listed
from blueprint.model.elements import Action, Arrow, Blueprint

_MOST_WORDS = 4000


def title_of(blueprint: Blueprint) -> str:
    """The title of the drawing."""
    return blueprint.label or heading("blueprint", blueprint.language)


def subtitle_of(blueprint: Blueprint) -> str:
    """State, version, day of the last review, owner and variants in one line; ``""`` where there is none of them."""
    language = blueprint.language
    parts: list[str] = []
    if blueprint.state:
        parts.append(heading(blueprint.state, language))
    if blueprint.facts.version is not None:
        parts.append(f"{heading('version', language)} {blueprint.facts.version.text}")
    if blueprint.facts.reviewed is not None:
        parts.append(f"{heading('reviewed', language)} {blueprint.facts.reviewed.day.isoformat()}")
    if blueprint.facts.owners:
        labels = {unit.id: unit.label for unit in blueprint.declarations}
        owners = listed([labels.get(owner.name, owner.name) for owner in blueprint.facts.owners], language)
        parts.append(f"{heading('owner', language)}: {owners}")
    variants = variant_labels(blueprint)
    if variants:
        quoted = [heading("tell quoted", language).format(words=label) for label in variants]
        parts.append(f"{heading('variants', language)}: {listed(quoted, language)}")
    return " · ".join(parts)


def variant_labels(blueprint: Blueprint) -> tuple[str, ...]:
    """The labels of the variants that a blueprint has, ``()`` where nothing is in some of them only."""
    things = (blueprint.steps, blueprint.actions, blueprint.arrows)
    if not any(one.only_in for group in things for one in group):
        return ()
    return tuple(unit.label or unit.id for unit in blueprint.declarations if unit.kind == "variant")


def counted(blueprint: Blueprint) -> str:
    """How much there is, in one sentence; what there is none of is left out."""
    words = headings(blueprint.language)
    counts = {
        "phases": sum(1 for phase in blueprint.phases if phase.label),
        "steps": len(blueprint.steps),
        "lanes": len(blueprint.lanes),
        "actions": len(blueprint.actions),
        "arrows": len(blueprint.arrows),
    }
    parts = [
        words[f"count {kind}"] if count == 1 else words[f"counts {kind}"].format(count=count)
        for kind, count in counts.items()
        if count
    ]
    said = f"{listed(parts[:-1], blueprint.language)} {words['and']} {parts[-1]}" if len(parts) > 1 else "".join(parts)
    return words["description"].format(parts=said or words["nothing"])


def describe(blueprint: Blueprint, numbers: dict[str, int]) -> str:
    """How much there is, who acts, and the story step by step, cut where it becomes too long to listen to. ``numbers``
    are those of the steps, by their ids."""
    language = blueprint.language
    words = [counted(blueprint)]
    subtitle = subtitle_of(blueprint)
    if subtitle:
        words.append(f"{subtitle}.")
    words += [f"{heading('goal', language)}: {goal.text}." for goal in blueprint.facts.goal]
    lanes = {lane.id: lane.label or heading(f"stage {lane.stage}", language) for lane in blueprint.lanes}
    length = sum(map(len, words))
    for phase in blueprint.phases:
        if phase.label:
            words.append(f"{phase.label}.")
        for step in phase.steps:
            told = "; ".join(_told(action, lanes.get(action.lane, "")) for action in step.actions)
            sentence = f"{numbers.get(step.id, '')} {step.label or step.name}".strip()
            words.append(f"{sentence}: {told}." if told else f"{sentence}.")
            length += len(words[-1])
            if length > _MOST_WORDS:
                return " ".join([*words, "…"])
    return " ".join(words)


def step_numbers(blueprint: Blueprint) -> dict[str, int]:
    """The numbers of the steps that have a name to be read, by their ids."""
    named = [step.id for step in blueprint.steps if step.label or step.name]
    return {handle: number for number, handle in enumerate(named, 1)}


def _told(action: Action, lane: str) -> str:
    label = action.label or action.name
    return f"{lane}: {label}" if lane else label


def arrow_parts(arrow: Arrow, language: str, labels: dict[str, str]) -> list[str]:
    """The words that an arrow carries: its label, its condition, its share, and so on, each a text of its own."""
    parts: list[str] = []
    if arrow.label is not None:
        parts.append(arrow.label.text)
    if arrow.when is not None:
        parts.append(arrow.when.text)
    if arrow.share is not None:
        parts.append(number_words(arrow.share, language))
    if arrow.within is not None:
        parts.append(f"{heading('within', language)} {time_words(arrow.within, language)}")
    for count, key in ((arrow.repeated, "repeated"), (arrow.repeats_up_to, "repeats up to")):
        if count is not None:
            parts.append(times_words(key, count, language))
    if arrow.via:
        names = [labels.get(channel.name, channel.name) for channel in arrow.via]
        joined = f" {heading('or', language)} ".join(names) if arrow.either_channel else listed(names, language)
        parts.append(f"{heading('via', language)} {joined}")
    return parts
