"""One file as the preview shows it: the page of its last good drawing, and what keeps a newer one away."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from blueprint.cli.decided import House
from blueprint.cli.judge import judge
from blueprint.drawing.draw import draw
from blueprint.drawing.formats.html import More, write_html
from blueprint.drawing.layout.engine import EMBEDDED, EngineError
from blueprint.drawing.layout.limits import SizeError
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.views import ViewError, read_view, show
from blueprint.drawing.words.headings import heading, headings
from blueprint.findings.finding import Finding, Severity
from blueprint.model.elements import Blueprint
from blueprint.model.load import Includes
from blueprint.model.read import parse
from blueprint.settings.find import settings_of
from blueprint.settings.layers import Fault
from blueprint.text.source import Source, SourceError, read_source
from blueprint.text.span import Span

MOST_MISTAKES = 5
"""So many mistakes are told at the top of the page; it is no list of findings."""

_DATA = Path(__file__).with_name("data")


class Look(NamedTuple):
    """How pictures are made: as for ``blueprint render``. ``home`` says that a page leads to a list of all, ``editor``
    that an editor wants to hear what is clicked."""

    theme: Theme | None = None
    view: str = ""
    engine: str = EMBEDDED
    home: bool = False
    editor: bool = False


class Mistake(NamedTuple):
    """A mistake in the text: what to say of it, and where it is."""

    text: str
    span: Span


class Note(NamedTuple):
    """Why the picture is not that of the file as it is: a sentence, and the mistakes that can be gone to."""

    words: str
    mistakes: tuple[Mistake, ...] = ()


class Picture(NamedTuple):
    """A file as it is shown.

    ``page`` is the HTML, ``""`` before the first drawing, ``version`` its number and ``language`` that of its words.
    ``whole`` says that it was drawn from a text without mistakes. ``spans`` are the places of the elements by their
    keys on the page. ``used`` are the files on which all this rests, whether they are there or not.
    """

    page: str = ""
    version: int = 0
    language: str = "en"
    whole: bool = False
    note: Note | None = None
    spans: Mapping[str, Span] = {}
    used: frozenset[str] = frozenset()


def take(path: str, before: Picture, look: Look, house: House) -> Picture:
    """The picture of a file as it is now. Where it cannot be drawn without loss, the page of ``before`` stays and the
    note says why; where there was none yet, what can be read is drawn."""
    force, settings = house.force(path), settings_of(path, {})
    used = {place for place in (path, settings, force.baseline) if place}

    def read(target: str) -> Source:
        used.add(target)
        return read_source(target)

    try:
        source = read(path)
    except SourceError as error:
        return _kept(path, before, "preview unread", error, look)._replace(used=before.used | used)
    blueprint = parse(source.text, path, Includes(path, read))
    findings = judge(blueprint, force.settings)
    language = blueprint.language
    errors = _errors(blueprint, findings)
    note: Note | None = None
    if errors and before.whole:
        note = _note_of(errors, path, "preview kept", before.language)
        return before._replace(note=note, used=frozenset(used))
    if errors:
        note = _note_of(errors, path, "preview part", language)
    elif blueprint.is_shared:
        note = Note(heading("preview shared", language))
    try:
        page = _page(blueprint, house.without_known(path, findings), look, before.version + 1, force.documentation)
    except (EngineError, SizeError, ViewError) as error:
        return _kept(path, before, "preview undrawn", error, look)._replace(used=frozenset(used))
    faults = house.faults().get(settings)
    if faults and note is None:
        note = _note_of_settings(faults, settings, language)
    return Picture(page, before.version + 1, language, not errors, note, _spans(blueprint), frozenset(used))


def _kept(path: str, before: Picture, words: str, error: Exception, look: Look) -> Picture:
    """The picture of before, an empty page where there was none, with a note: a heading, in the language of that page,
    and the error."""
    if not before.page:
        before = Picture(_page(parse("", path), (), look._replace(view=""), 1), 1)
    note = Note(heading(words, before.language), (Mistake(str(error), Span(1, 1, 1, path)),))
    return before._replace(note=note)


def _page(
    blueprint: Blueprint, findings: tuple[Finding, ...], look: Look, version: int, documentation: str = ""
) -> str:
    """The page; raises EngineError, SizeError and ViewError."""
    shown = show(blueprint, read_view(look.view)) if look.view else blueprint
    drawing = draw(shown, findings, engine=look.engine, whole=blueprint, theme=look.theme, brief=True)
    words = headings(blueprint.language)
    data: dict[str, object] = {
        "version": version,
        "words": {"redrawn": words["preview redrawn"], "ended": words["preview ended"], "all": words["preview all"]},
        "home": look.home,
        "editor": look.editor,
    }
    more = More(read_data("preview.js"), read_data("preview.css"), data)
    return write_html(shown, drawing, findings, look.theme, more, documentation)


@cache
def read_data(name: str) -> str:
    """The text of a file of the preview's own data."""
    return (_DATA / name).read_text(encoding="utf-8")


def _errors(blueprint: Blueprint, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that say that a part of the text could not be taken as it stands."""
    places = {(problem.check, problem.span) for problem in blueprint.problems}
    return tuple(one for one in findings if one.severity == Severity.ERROR and (one.check, one.span) in places)


def _note_of(errors: tuple[Finding, ...], path: str, words: str, language: str) -> Note:
    """A heading in a language, and the first errors."""
    told = []
    for error in errors[:MOST_MISTAKES]:
        place = f"{error.span.line}:{error.span.column}"
        if error.span.path != path:
            place = f"{os.path.basename(error.span.path)}:{place}"
        told.append(Mistake(f"{place} {error.message} {error.help}".strip(), error.span))
    if len(errors) > MOST_MISTAKES:
        rest = errors[MOST_MISTAKES:]
        told.append(Mistake(heading("preview more", language).format(count=len(rest)), rest[0].span))
    return Note(heading(words, language), tuple(told))


def _note_of_settings(faults: tuple[Fault, ...], path: str, language: str) -> Note:
    """That the picture is drawn without the settings of the file, and what is wrong in them."""
    told = []
    for fault in faults[:MOST_MISTAKES]:
        line = max(fault.line, 1)
        told.append(Mistake(f"{os.path.basename(path)}:{line} {fault.words}", Span(line, 1, 1, path)))
    return Note(heading("preview settings", language), tuple(told))


def _spans(blueprint: Blueprint) -> dict[str, Span]:
    """The places of what the page shows, by the keys that :mod:`blueprint.drawing.formats.details` gives them."""
    spans = {"blueprint ": Span(1, 1, 1, blueprint.path)}
    spans |= {f"phase {phase.id}": phase.span for phase in blueprint.phases}
    spans |= {f"{unit.kind} {unit.id}": unit.span for unit in blueprint.declarations}
    units = {unit.id: unit.span for unit in blueprint.declarations}
    for lane in blueprint.lanes:
        spans[f"lane {lane.id}"] = lane.span if lane.span.line else units.get(lane.unit, lane.span)
    spans |= {f"step {step.id}": step.span for step in blueprint.steps}
    # Behind the lanes: who goes to the first action of a lane means the action.
    spans |= {f"action {action.id}": action.span for action in blueprint.actions}
    spans |= {f"arrow {arrow.id}": arrow.span for arrow in blueprint.arrows}
    return {key: span for key, span in spans.items() if span.line}


def key_at(picture: Picture, path: str, line: int) -> str:
    """The key of the element in whose lines a line of a file lies, that of the last statement down to there; ``""``
    where there is none. Of several on one line, the last that the page knows."""
    near = [
        (span.line, number, key)
        for number, (key, span) in enumerate(picture.spans.items())
        if span.path == path and span.line <= line
    ]
    return max(near)[2] if near else ""
