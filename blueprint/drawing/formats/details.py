"""What the page in a browser knows besides the drawing: every element with its facts, who can be chosen, the findings.

Everything is plain data, lists and words in the blueprint's language, ready to become JSON. An element is known by its
kind and its id with a space between (``action calls``), since an action and a step may have one id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from blueprint.drawing.drawing import Drawing
from blueprint.drawing.words.describe import arrow_parts, subtitle_of, title_of
from blueprint.drawing.words.directions import english_sentence
from blueprint.drawing.words.facts import Row, Said, Teller
from blueprint.drawing.words.headings import direction, headings
from blueprint.findings.finding import Finding
from blueprint.findings.link import address
from blueprint.findings.lookup.index import Index
from blueprint.model.elements import Action, Arrow, Blueprint, Declaration, Lane, Phase, Step
from blueprint.text.span import Span
from blueprint.text.vocabulary import STAGES, UNITS

WHOLE = "blueprint "
"""The key of the blueprint itself."""


@dataclass(frozen=True)
class Detail:
    """One element: what it is, what it is called, where it stands, and all that is known of it.

    ``parents`` and ``parts`` are keys of other elements: what it stands in, what stands in it. ``lane`` is the key of
    an action's lane, ``ends`` the keys that an arrow joins. ``rows`` are headings with their values, each a text, its
    remarks, a link and a key.
    """

    key: str
    kind: str
    title: str
    parents: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    lane: str = ""
    ends: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def page_data(
    blueprint: Blueprint, drawing: Drawing, findings: Sequence[Finding] = (), documentation: str = ""
) -> dict[str, object]:
    """The data of the page of a blueprint, or of the view of one that was drawn.

    Findings on elements that are not in the view are left out; those on no element belong to the whole.
    ``documentation`` is the setting of that name: where the pages of the checks are on the web.
    """
    words = headings(blueprint.language)
    details = _Details(blueprint, drawing)
    found = details.all()
    units = [
        {"key": f"{unit.kind} {unit.id}", "label": unit.label or unit.id, "lanes": lanes}
        for unit, lanes in details.acting()
    ]
    spare = [f"lane {lane.id}" for lane in blueprint.lanes if not lane.unit]
    if spare and units:
        units.append({"key": "", "label": words["page nobody"], "lanes": spare})
    used = {lane.stage for lane in blueprint.lanes}
    return {
        "language": blueprint.language,
        "direction": direction(blueprint.language),
        "words": {key[5:]: text for key, text in words.items() if key.startswith("page ")},
        "elements": [_plain(one) for one in found],
        "units": units,
        "stages": [
            {
                "label": words[f"stage {stage}"],
                "stage": stage,
                "lanes": [f"lane {lane.id}" for lane in blueprint.lanes if lane.stage == stage],
            }
            for stage in STAGES
            if stage in used
        ],
        "findings": details.findings(findings, documentation),
    }


def _plain(detail: Detail) -> dict[str, object]:
    """The detail without what is empty."""
    return {item.name: value for item in fields(detail) if (value := getattr(detail, item.name))}


class _Details:
    def __init__(self, blueprint: Blueprint, drawing: Drawing) -> None:
        self._blueprint = blueprint
        self._drawing = drawing
        self._index = Index(blueprint)
        self._words = headings(blueprint.language)
        keys: dict[tuple[str, str], str] = {}
        keys |= {(unit.kind, unit.id): f"{unit.kind} {unit.id}" for unit in blueprint.declarations}
        keys |= {("action", action.id): f"action {action.id}" for action in blueprint.actions}
        keys |= {("step", step.id): f"step {step.id}" for step in blueprint.steps}
        self._tell = Teller(blueprint, keys)
        self._units = {unit.id: unit for unit in blueprint.declarations if unit.kind in UNITS}
        self._numbers = {step.id: step.number for step in drawing.steps}
        self._ends = {arrow.id: (arrow.source, arrow.target) for arrow in drawing.arrows}

    def all(self) -> list[Detail]:
        """The blueprint, then the phases, steps, actions, arrows, lanes, and whoever and whatever is declared."""
        blueprint = self._blueprint
        found = [self._whole()]
        parents: dict[str, tuple[str, ...]] = {}
        for phase in blueprint.phases:
            found.append(self._phase(phase))
            for step in phase.steps:
                above = (f"phase {phase.id}",) if phase.label else ()
                found.append(self._step(step, above))
                beside = (*above, f"step {step.id}") if step.label or step.name else above
                parents |= {action.id: beside for action in step.actions}
        found += [self._action(action, parents[action.id]) for action in blueprint.actions]
        found += self._strangers()
        found += [self._arrow(arrow) for arrow in blueprint.arrows]
        found += [self._lane(lane) for lane in blueprint.lanes]
        found += [self._unit(unit) for unit in blueprint.declarations]
        return found

    def acting(self) -> list[tuple[Declaration, list[str]]]:
        """Those who act, in the order of their lanes, and those whom they are part of, with the keys of their lanes."""
        lanes: dict[str, list[str]] = {}
        for lane in self._blueprint.lanes:
            for unit in self._chain(lane.unit):
                lanes.setdefault(unit.id, []).append(f"lane {lane.id}")
        return [(self._units[handle], keys) for handle, keys in lanes.items()]

    def findings(self, findings: Iterable[Finding], documentation: str) -> list[dict[str, object]]:
        """The findings for the page, the worst first, each with the key of its element."""
        places = self._places()
        told: list[dict[str, object]] = []
        for finding in sorted(findings, key=lambda one: -one.severity):
            near = places.get(finding.element, [])
            if finding.element and not near:
                continue
            # An action and a step may have one id: then it speaks of the one whose line it stands on.
            key = min(near, key=lambda place: abs(place[1] - finding.span.line))[0] if near else WHOLE
            told.append(
                {
                    "severity": finding.severity.word,
                    "check": finding.check,
                    "address": address(finding.check, documentation),
                    "message": english_sentence(finding.message),
                    "help": finding.help,
                    "key": key,
                    "place": self._line(finding.span),
                }
            )
        return told

    def _places(self) -> dict[str, list[tuple[str, int]]]:
        """The keys and lines of all elements by their ids."""
        blueprint = self._blueprint
        places: dict[str, list[tuple[str, int]]] = {}
        groups: tuple[tuple[str, Iterable[Phase | Step | Action | Arrow | Lane]], ...] = (
            ("action", blueprint.actions),
            ("arrow", blueprint.arrows),
            ("step", blueprint.steps),
            ("phase", blueprint.phases),
            ("lane", blueprint.lanes),
        )
        for kind, elements in groups:
            for element in elements:
                places.setdefault(element.id, []).append((f"{kind} {element.id}", element.span.line))
        for unit in blueprint.declarations:
            places.setdefault(unit.id, []).append((f"{unit.kind} {unit.id}", unit.span.line))
        return places

    def _whole(self) -> Detail:
        blueprint = self._blueprint
        title, subtitle = title_of(blueprint), subtitle_of(blueprint)
        rows = [Row("", (Said(subtitle),))] if subtitle else []
        parts = tuple(f"phase {phase.id}" for phase in blueprint.phases if phase.label)
        return self._detail(WHOLE, "blueprint", title, rows, blueprint, parts=parts)

    def _phase(self, phase: Phase) -> Detail:
        steps = tuple(f"step {step.id}" for step in phase.steps)
        return self._detail(f"phase {phase.id}", "phase", phase.label or phase.name, [], phase, phase.span, parts=steps)

    def _step(self, step: Step, above: tuple[str, ...]) -> Detail:
        number = self._numbers.get(step.id)
        name = step.label or step.name
        title = f"{number} · {name}" if number else name
        actions = tuple(f"action {action.id}" for action in step.actions)
        return self._detail(f"step {step.id}", "step", title, [], step, step.span, parents=above, parts=actions)

    def _action(self, action: Action, above: tuple[str, ...]) -> Detail:
        key, lane = f"action {action.id}", f"lane {action.lane}"
        owners = self._index.owners_of(action)
        rows: list[Row] = []
        if owners.said_at is not None and owners.said_at is not action:
            source = owners.said_at.label or owners.said_at.id
            rows.append(self._tell.row("owners", owners.owners, self._words["page owner from"].format(name=source)))
        title = action.label or action.name
        return self._detail(key, "action", title, rows, action, action.span, parents=(*above, lane), lane=lane)

    def _strangers(self) -> list[Detail]:
        """The boxes that stand for something outside: a department as a whole, an action outside the view."""
        known = {action.id for action in self._blueprint.actions}
        return [
            Detail(
                f"action {drawn.id}",
                "action",
                drawn.tip.split(" · ")[0],
                parents=(f"lane {drawn.lane}",),
                lane=f"lane {drawn.lane}",
            )
            for drawn in self._drawing.actions
            if drawn.id not in known
        ]

    def _arrow(self, arrow: Arrow) -> Detail:
        language = self._blueprint.language
        labels = {unit.id: unit.label or unit.id for unit in self._blueprint.declarations}
        title = " · ".join(arrow_parts(arrow, language, labels)[:1]) or self._words[f"arrow {arrow.kind}"]
        rows = [Row(self._words["page kind arrow"], (Said(self._words[f"arrow {arrow.kind}"]),))]
        rows.append(self._tell.row("label", arrow.label))
        ends = tuple(f"action {end}" for end in self._ends.get(arrow.id, ()))
        return self._detail(f"arrow {arrow.id}", "arrow", title, rows, arrow, arrow.span, ends=ends)

    def _lane(self, lane: Lane) -> Detail:
        stage = self._words[f"stage {lane.stage}"]
        unit = self._units.get(lane.unit)
        rows = [Row(self._words["page stage"], (Said(stage),))]
        rows.append(self._tell.row("owners", () if unit and unit.facts.owners else lane.owner))
        actions = tuple(f"action {action.id}" for action in self._blueprint.actions if action.lane == lane.id)
        span = unit.span if unit is not None and unit.declared else None
        return self._detail(f"lane {lane.id}", "lane", lane.label or stage, rows, unit, span, parts=actions)

    def _unit(self, unit: Declaration) -> Detail:
        kind = self._words[f"page kind {unit.kind}"]
        rows = [Row(self._words["field kind"], (Said(kind),))]
        span = unit.span if unit.declared else None
        lanes = tuple(
            f"lane {lane.id}" for lane in self._blueprint.lanes if unit.kind in UNITS and lane.unit == unit.id
        )
        return self._detail(f"{unit.kind} {unit.id}", unit.kind, unit.label or unit.id, rows, unit, span, parts=lanes)

    def _detail(
        self,
        key: str,
        kind: str,
        title: str,
        rows: list[Row],
        element: object,
        span: Span | None = None,
        *,
        parents: tuple[str, ...] = (),
        parts: tuple[str, ...] = (),
        lane: str = "",
        ends: tuple[str, ...] = (),
    ) -> Detail:
        told = [*rows, *self._tell.rows(element)]
        if span is not None and span.line:
            told.append(Row(self._words["page where"], (Said(self._line(span)),)))
        return Detail(key, kind, title, parents, parts, lane, ends, tuple(row for row in told if row.values))

    def _line(self, span: Span) -> str:
        """Where it stands: the line, and the name of the file where that is another one."""
        line = self._words["page line"].format(line=span.line)
        if span.path == self._blueprint.path:
            return line
        file = span.path.replace("\\", "/").rpartition("/")[2]
        return f"{file}, {line}" if file else line

    def _chain(self, handle: str) -> list[Declaration]:
        """The unit and those that it is part of, from below."""
        found: list[Declaration] = []
        unit = self._units.get(handle)
        while unit is not None and unit not in found:
            found.append(unit)
            unit = self._units.get(unit.part_of[0].name) if unit.part_of else None
        return found
