"""Writes a blueprint as an outline to be listened to or read in a terminal: the whole story, nothing of its look.

A line is one fact: who does what, how long it takes, what hurts, where it goes on. What belongs to something stands
below it, two spaces further in. All is in the blueprint's language, in words of the same files as the headings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from blueprint.drawing.layout.grid import GHOST
from blueprint.drawing.words.describe import arrow_parts, counted, step_numbers, subtitle_of, title_of
from blueprint.drawing.words.facts import Row, Said, Teller
from blueprint.drawing.words.headings import headings, listed
from blueprint.findings.finding import Finding
from blueprint.model.elements import Action, Arrow, Blueprint, Declaration, Lane, Phase, Step

_TOLD_OF_ARROWS = ("via", "when", "share", "within", "repeats_up_to", "repeated")
_TOLD_BEFORE = ("state", "version", "reviewed", "owners")  # in the line below the title
_LEAST_WIDTH = 30
_UNSEEN = {0x00AD: None, 0x200B: None}  # Where lines of a drawing may break.

_Lines = list[tuple[int, str]]  # how far in, and the words


def write_outline(
    blueprint: Blueprint, findings: Sequence[Finding] = (), *, whole: Blueprint | None = None, width: int = 0
) -> str:
    """``blueprint`` as plain text, the findings at the elements that they speak of.

    ``whole`` is the blueprint that this one is a view of: its steps keep their numbers. Lines are broken to ``width``
    columns of a terminal; 0 leaves that to whoever shows them. No control character of the file gets through.
    """
    from blueprint.findings.output.terminal import printable

    lines = _Outline(blueprint, findings, whole or blueprint).lines()
    shown: list[str] = []
    for depth, words in lines:
        text = printable(" ".join(words.translate(_UNSEEN).split()))
        shown += _broken(text, 2 * depth, width) if width >= _LEAST_WIDTH else [f"{'  ' * depth}{text}".rstrip()]
    return "\n".join(shown) + "\n"


def _broken(text: str, indent: int, width: int) -> list[str]:
    """The text in lines of at most ``width`` columns; a line that goes on stands further in than what follows it."""
    from blueprint.findings.output.terminal import display_width

    found = [" " * indent]
    for word in text.split(" "):
        line = found[-1]
        gap = "" if not line.strip() else " "
        if gap and display_width(line) + 1 + display_width(word) > width:
            found.append(" " * (indent + 4) + word)
        else:
            found[-1] += gap + word
    return [line.rstrip() for line in found]


class _Outline:
    """What is looked up while the lines are written."""

    def __init__(self, blueprint: Blueprint, findings: Sequence[Finding], whole: Blueprint) -> None:
        self._blueprint = blueprint
        self._words = headings(blueprint.language)
        self._teller = Teller(blueprint, {})
        self._numbers = step_numbers(whole)
        self._actions = {action.id: action for action in blueprint.actions}
        self._lanes = {lane.id: lane for lane in blueprint.lanes}
        self._place = {lane.id: number for number, lane in enumerate(blueprint.lanes)}
        self._step_of = {action.id: step for step in blueprint.steps for action in step.actions}
        self._order = {step.id: number for number, step in enumerate(blueprint.steps)}
        self._units = {unit.id: unit for unit in blueprint.declarations}
        self._labels = {unit.id: unit.label or unit.id for unit in blueprint.declarations}
        self._lane_names = Counter(lane.label for lane in blueprint.lanes)
        self._leaving: dict[str, list[Arrow]] = defaultdict(list)
        self._meeting: dict[str, list[Arrow]] = defaultdict(list)
        for arrow in blueprint.arrows:
            self._leaving[arrow.source.name].append(arrow)
            if arrow.kind == "exchange":
                self._meeting[arrow.target.name].append(arrow)
        self._findings = self._placed(findings, whole)

    def lines(self) -> _Lines:
        """All lines, an empty one before each part."""
        blueprint, words = self._blueprint, self._words
        phases = [phase for phase in blueprint.phases if phase.label]
        found: _Lines = [(0, title_of(blueprint))]
        if subtitle_of(blueprint):
            found.append((0, subtitle_of(blueprint)))
        found += [(0, ""), (0, counted(blueprint))]
        skipped = {words[f"field {name}"] for name in _TOLD_BEFORE}
        found += [(0, _said(row)) for row in self._teller.rows(blueprint) if row.heading not in skipped]
        found += self._found(0, "", 0)
        found += self._who()
        found += self._things()
        for phase in blueprint.phases:
            found += self._phase(phase, phases)
        return found

    # Who and what there is

    def _who(self) -> Iterator[tuple[int, str]]:
        lines = [line for line in self._blueprint.lines if not line.hidden]
        if self._lanes:
            yield 0, ""
            yield 0, self._words["tell who"]
        told: set[str] = set()
        for lane in self._lanes.values():
            stage = self._words[f"stage {lane.stage}"]
            yield 1, stage if lane.label in ("", stage) else f"{stage}: {lane.label}"
            unit = self._units.get(lane.unit)
            if unit is not None and unit.id not in told:
                told.add(unit.id)
                yield from self._rows(2, unit)
                yield from self._found(2, unit.id, unit.span.line)
            yield from self._found(2, lane.id, lane.span.line)
            for line in lines:
                if line.above == lane.id:
                    yield 1, f"— {line.label or self._words[f'line {line.kind}']} —"

    def _things(self) -> Iterator[tuple[int, str]]:
        """Whoever and whatever is declared and has no lane: channels, touchpoints, variants, others."""
        acting = {lane.unit for lane in self._blueprint.lanes}
        kinds: dict[str, list[Declaration]] = defaultdict(list)
        for unit in self._blueprint.declarations:
            if unit.id not in acting:
                kinds[unit.kind].append(unit)
        if kinds:
            yield 0, ""
            yield 0, self._words["tell things"]
        for kind, units in kinds.items():
            for unit in units:
                yield 1, f"{self._words[f'page kind {kind}']}: {unit.label or unit.id}"
                yield from self._rows(2, unit)
                yield from self._found(2, unit.id, unit.span.line)

    # The journey

    def _phase(self, phase: Phase, phases: Sequence[Phase]) -> Iterator[tuple[int, str]]:
        if phase.label:
            yield 0, ""
            number = next(number for number, each in enumerate(phases, 1) if each is phase)
            yield 0, self._words["tell phase"].format(number=number, all=len(phases), name=phase.label)
            yield from self._rows(1, phase)
            yield from self._found(1, phase.id, phase.span.line)
        for step in phase.steps:
            yield from self._step(step)

    def _step(self, step: Step) -> Iterator[tuple[int, str]]:
        yield 0, ""
        name = step.label or step.name
        if name:
            number = self._numbers.get(step.id)
            yield 0, self._words["tell step"].format(number=number, name=name) if number else name
        yield from self._rows(1, step)
        yield from self._found(1, step.id, step.span.line)
        for action in step.actions:
            yield from self._action(action)

    def _action(self, action: Action) -> Iterator[tuple[int, str]]:
        words = self._words
        via = [self._labels.get(channel.name, channel.name) for channel in action.via]
        parts = [f"{self._actor(action)}: {_label(action)}"]
        if via:
            joined = f" {words['or']} ".join(via) if action.either_channel else listed(via, self._blueprint.language)
            parts.append(f"{words['via']} {joined}")
        if action.id.startswith(GHOST):
            parts.append(words["shape outside"])
        yield 1, listed(parts, self._blueprint.language)
        yield from self._rows(2, action, ("via",))
        yield from self._found(2, action.id, action.span.line)
        for arrow in self._leaving[action.id]:
            yield from self._arrow(action, arrow)
        for arrow in self._meeting[action.id]:
            other = self._actions.get(arrow.source.name)
            if other is not None:
                yield 2, f"{words['tell exchange']} {self._target(action, other)}{self._remarks(arrow, action, other)}"

    def _arrow(self, action: Action, arrow: Arrow) -> Iterator[tuple[int, str]]:
        words = self._words
        target = self._actions.get(arrow.target.name)
        if target is not None:
            to = self._target(action, target)
        else:
            to = self._labels.get(arrow.target.name, arrow.target.name)
        if arrow.kind == "flow":
            begin = words["tell then"]
            # Where only some of the cases go this way, the condition comes first.
            if arrow.when is not None:
                begin = words["tell if"].format(when=arrow.when.text)
            line = f"{begin}: {to}"
        else:
            line = f"{words[f'tell {arrow.kind}']} {to}"
            if arrow.when is not None:
                line = f"{words['tell if'].format(when=arrow.when.text)}: {line}"
        yield 2, line + self._remarks(arrow, action, target)
        yield from self._rows(3, arrow, _TOLD_OF_ARROWS)
        yield from self._found(3, arrow.id, arrow.span.line)

    def _target(self, action: Action, target: Action) -> str:
        """An action at the end of an arrow: who does it, if that is another one, and in which step, if in another."""
        to = _label(target)
        if target.lane != action.lane:
            to = f"{self._actor(target)}: {to}"
        here, there = self._step_of.get(action.id), self._step_of.get(target.id)
        if here is None or there is None or here is there:
            return to
        back = self._order[there.id] < self._order[here.id]
        number = self._numbers.get(there.id)
        step = self._words["tell back" if back else "tell on"]
        return f"{to} ({step.format(number=number)})" if number else to

    def _remarks(self, arrow: Arrow, action: Action, target: Action | None) -> str:
        """What else an arrow says, and the lines that it crosses, each after a comma."""
        parts = arrow_parts(arrow, self._blueprint.language, self._labels)
        if arrow.when is not None:
            parts.remove(arrow.when.text)
        if arrow.label is not None:
            parts[0] = self._words["tell quoted"].format(words=parts[0])
        if target is not None and action.lane in self._place and target.lane in self._place:
            low, high = sorted((self._place[action.lane], self._place[target.lane]))
            for line in self._blueprint.lines:
                if not line.hidden and low <= self._place.get(line.above, -1) < high:
                    name = line.label or self._words[f"line {line.kind}"]
                    parts.append(self._words["tell across"].format(line=name))
        return "".join(f"{self._words['comma']} {part}" for part in parts)

    # Small things

    def _actor(self, action: Action) -> str:
        lane = self._lanes.get(action.lane)
        stage = self._words[f"stage {action.stage}"]
        if lane is None or lane.label in ("", stage):
            return stage
        return f"{lane.label} ({stage})" if self._lane_names[lane.label] > 1 else lane.label

    def _rows(self, depth: int, element: object, told: Sequence[str] = ()) -> Iterator[tuple[int, str]]:
        """What the model says of an element, but for the fields that are told already."""
        skipped = {self._words[f"field {name}"] for name in told}
        for row in self._teller.rows(element):
            if row.heading == self._words["page signs"]:
                yield depth, ". ".join(value.text for value in row.values)
            elif row.heading not in skipped:
                yield depth, _said(row)

    def _found(self, depth: int, handle: str, line: int) -> Iterator[tuple[int, str]]:
        for finding in self._findings.get((handle, line), ()):
            kind = self._words[f"page {finding.severity.word}"]
            said = " ".join(part for part in (finding.message, finding.help) if part)
            yield depth, f"{kind}{self._words['comma']} {finding.check}: {said}"

    def _placed(self, findings: Sequence[Finding], whole: Blueprint) -> dict[tuple[str, int], list[Finding]]:
        """The findings by the id and the line of the element at which each is told, the worst first; those at ``""``
        are told of the whole. Nothing is said of elements outside the view."""
        blueprint = self._blueprint
        places: dict[str, set[int]] = defaultdict(set)
        elements: tuple[Sequence[Phase | Step | Action | Arrow | Lane | Declaration], ...] = (
            blueprint.phases,
            blueprint.steps,
            blueprint.actions,
            blueprint.arrows,
            blueprint.lanes,
            blueprint.declarations,
        )
        for group in elements:
            for element in group:
                places[element.id].add(element.span.line)
        outside = {one.id for group in (whole.phases, whole.steps, whole.actions, whole.arrows) for one in group}
        found: dict[tuple[str, int], list[Finding]] = defaultdict(list)
        for finding in sorted(findings, key=lambda one: -one.severity):
            lines = places.get(finding.element)
            if lines:
                # An action and a step may have one id: then it speaks of the one whose line is nearest.
                line = finding.span.line
                found[finding.element, min(lines, key=lambda near: (abs(near - line), near))].append(finding)
            elif finding.element not in outside:
                found["", 0].append(finding)
        return found


def _label(action: Action) -> str:
    return action.label or action.name


def _said(row: Row) -> str:
    """A row as one line: the heading, and the values with their remarks."""
    return f"{row.heading}: {'; '.join(map(_value, row.values))}"


def _value(value: Said) -> str:
    return f"{value.text} ({'; '.join(value.more)})" if value.more else value.text
