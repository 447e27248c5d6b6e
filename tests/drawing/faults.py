"""What must never be in a drawing: a list of words, one for each fault that is found."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from blueprint.drawing.drawing import Drawing, Point, Rect, TextLine
from blueprint.drawing.looks.theme import default_theme


def overlaps(one: Rect, other: Rect, apart: float = 0.0) -> bool:
    return (
        one.x < other.right + apart
        and other.x < one.right + apart
        and one.y < other.bottom + apart
        and other.y < one.bottom + apart
    )


def within(inner: Rect, outer: Rect, slack: float = 0.05) -> bool:
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def text_rect(line: TextLine) -> Rect:
    size = default_theme().style(line.style).size
    left = line.x - (line.width / 2 if line.anchor == "middle" else line.width if line.anchor == "end" else 0)
    return Rect(left, line.y - size * 0.8, line.width, size)


def _runs(points: tuple[Point, ...]) -> list[Rect]:
    return [
        Rect(min(one.x, other.x), min(one.y, other.y), abs(one.x - other.x), abs(one.y - other.y))
        for one, other in pairwise(points)
    ]


def faults(drawing: Drawing) -> list[str]:
    """Everything that is wrong with the geometry of a drawing."""
    return [
        *_page(drawing),
        *_boxes(drawing),
        *_arrows(drawing),
        *_beside(drawing),
        *_labels(drawing),
        *_headings(drawing),
    ]


def _page(drawing: Drawing) -> list[str]:
    page = Rect(0, 0, drawing.width, drawing.height)
    things: list[tuple[str, Rect]] = [("box " + action.id, action.rect) for action in drawing.actions]
    things += [("lane " + lane.id, lane.rect) for lane in drawing.lanes]
    things += [("label " + arrow.id, arrow.label) for arrow in drawing.arrows if arrow.label]
    things += [("arrow " + arrow.id, run) for arrow in drawing.arrows for run in _runs(arrow.points)]
    texts = [*drawing.frame, *(entry.line for entry in drawing.legend)]
    for group in (drawing.phases, drawing.steps, drawing.lanes, drawing.lines, drawing.actions, drawing.times):
        texts += [line for thing in group for line in thing.lines]
    things += [("text " + line.text, text_rect(line)) for line in texts]
    return [f"{name} is outside the page" for name, rect in things if not within(rect, page)]


def _boxes(drawing: Drawing) -> list[str]:
    found = []
    lanes = {lane.id: lane.rect for lane in drawing.lanes}
    if len({(lane.rect.x, lane.rect.width) for lane in drawing.lanes}) > 1:
        found.append("lanes of different length")
    ordered = sorted(drawing.actions, key=lambda action: action.rect.x)
    for index, action in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.rect.x > action.rect.right:
                break
            if overlaps(action.rect, other.rect):
                found.append(f"{action.id} lies on {other.id}")
        inside = [lane for lane, rect in lanes.items() if overlaps(action.rect, rect)]
        if inside != [action.lane] or not within(action.rect, lanes[action.lane]):
            found.append(f"{action.id} is not inside its lane")
        texts = [text_rect(line) for line in action.lines]
        signs = [mark.rect for mark in action.marks]
        for rect in [*texts, *signs]:
            if not within(rect, action.rect):
                found.append(f"text or sign of {action.id} is outside its box")
        for number, rect in enumerate(signs):
            if any(overlaps(rect, other) for other in [*texts, *signs[number + 1 :]]):
                found.append(f"a sign of {action.id} covers something")
        for mark in action.marks:
            if any(not within(text_rect(line), mark.rect, 1) for line in mark.lines):
                found.append(f"text of a sign of {action.id} is outside it")
    return found


def _on_edge(end: Point, box: Rect) -> bool:
    beside = (abs(end.x - box.x) < 0.05 or abs(end.x - box.right) < 0.05) and box.y <= end.y <= box.bottom
    return beside or ((abs(end.y - box.y) < 0.05 or abs(end.y - box.bottom) < 0.05) and box.x <= end.x <= box.right)


def _arrows(drawing: Drawing) -> list[str]:
    found = []
    boxes: dict[str, list[Rect]] = defaultdict(list)  # A department as a whole may have a box in several steps.
    for action in drawing.actions:
        boxes[action.id].append(action.rect)
    field = drawing.lanes[0].rect if drawing.lanes else Rect(0, 0, 0, 0)
    field = field._replace(height=drawing.lanes[-1].rect.bottom - field.y) if drawing.lanes else field
    for arrow in drawing.arrows:
        runs = _runs(arrow.points)
        if any(run.width > 0.01 and run.height > 0.01 for run in runs):
            found.append(f"{arrow.id} is not right-angled")
        for end, ends in ((arrow.points[0], boxes[arrow.source]), (arrow.points[-1], boxes[arrow.target])):
            if not any(_on_edge(end, box) for box in ends):
                found.append(f"{arrow.id} does not end at the edge of its box")
        for run in runs:
            if not within(run, field):
                found.append(f"{arrow.id} leaves the lanes")
            for action in drawing.actions:
                if overlaps(run, action.rect, -0.1):
                    found.append(f"{arrow.id} runs through {action.id}")
        last = runs[-1]
        if max(last.width, last.height) < 10:
            found.append(f"{arrow.id} leaves no room for its head")
    return found


def _may_share(ends: dict[str, tuple[str, str, str, bool]], one: str, other: str) -> bool:
    """Whether two arrows may have one line: of one kind, without words, from one box or to one box, but not both."""
    kind, source, target, words = ends[one]
    other_kind, other_source, other_target, other_words = ends[other]
    return kind == other_kind and not words and not other_words and (source == other_source) != (target == other_target)


def _beside(drawing: Drawing) -> list[str]:
    found = []
    ends = {arrow.id: (arrow.kind, arrow.source, arrow.target, bool(arrow.lines)) for arrow in drawing.arrows}
    for upright in (True, False):
        runs = [
            (run.x if upright else run.y, run.y if upright else run.x, run.bottom if upright else run.right, arrow.id)
            for arrow in drawing.arrows
            for run in _runs(arrow.points)
            if (run.width < 0.01) == upright
        ]
        runs.sort()
        for index, (at, low, high, handle) in enumerate(runs):
            for other_at, other_low, other_high, other in runs[index + 1 :]:
                if other_at - at > 2.5:
                    break
                if other != handle and low < other_high and other_low < high and not _may_share(ends, handle, other):
                    found.append(f"{handle} and {other} lie on each other")
    return found


def _labels(drawing: Drawing) -> list[str]:
    found = []
    labels = [(arrow.id, arrow.label) for arrow in drawing.arrows if arrow.label is not None]
    for arrow in drawing.arrows:
        if arrow.lines and arrow.label is None:
            found.append(f"{arrow.id} lost its plate")
        if arrow.label is not None:
            if any(not within(text_rect(line), arrow.label, 1) for line in arrow.lines):
                found.append(f"the words of {arrow.id} are outside their plate")
            if not any(overlaps(run, arrow.label, 0.01) for run in _runs(arrow.points)):
                found.append(f"the words of {arrow.id} are not at their arrow")
    runs = [(arrow.id, run) for arrow in drawing.arrows for run in _runs(arrow.points)]
    for index, (handle, rect) in enumerate(labels):
        for other, run in runs:
            if other != handle and overlaps(run, rect, -0.1):
                found.append(f"{other} runs through the words of {handle}")
        for action in drawing.actions:
            if overlaps(rect, action.rect):
                found.append(f"the words of {handle} lie on {action.id}")
        for other, second in labels[index + 1 :]:
            if overlaps(rect, second):
                found.append(f"the words of {handle} lie on those of {other}")
    return found


def _headings(drawing: Drawing) -> list[str]:
    found = []
    lines = [(line.text, text_rect(line)) for line in drawing.frame]
    for group in (drawing.phases, drawing.steps, drawing.lanes, drawing.lines):
        lines += [(line.text, text_rect(line)) for thing in group for line in thing.lines]
    lines.sort(key=lambda item: item[1].x)
    for index, (text, rect) in enumerate(lines):
        for other, second in lines[index + 1 :]:
            if second.x > rect.right:
                break
            if overlaps(rect, second):
                found.append(f"the heading {text!r} lies on {other!r}")
    return found
