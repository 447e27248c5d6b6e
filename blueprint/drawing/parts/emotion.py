"""The curve of how the journey feels, and the row of the times below the lanes."""

from __future__ import annotations

from collections import defaultdict

from blueprint.drawing.drawing import DrawnEmotion, Mark, Point, Rect
from blueprint.drawing.layout.boxes import chip_of, place_sign
from blueprint.drawing.layout.grid import Grid
from blueprint.drawing.layout.places import Places
from blueprint.drawing.looks.theme import Theme
from blueprint.drawing.words.figures import length, time_words
from blueprint.drawing.words.headings import heading
from blueprint.model.details import Time
from blueprint.model.elements import Action, Blueprint

_DOT_APART = 26.0
_DOT_ROOM = 10.0


def feeling_lanes(blueprint: Blueprint) -> list[str]:
    """The ids of the lanes whose feelings make curves: those of customers, the one with most feelings first."""
    counts: dict[str, int] = defaultdict(int)
    for action in blueprint.actions:
        if action.emotion is not None and action.stage == "customer":
            counts[action.lane] += 1
    return sorted(counts, key=lambda lane: -counts[lane])


def _range(blueprint: Blueprint) -> tuple[float, float]:
    """The worst and the best feeling of the curves, with zero among them, and no less than one step apart."""
    values = [
        action.emotion.value
        for action in blueprint.actions
        if action.emotion is not None and action.stage == "customer"
    ]
    low, high = min(0.0, max(-2.0, min(values))), max(0.0, min(2.0, max(values)))
    return (low, high) if high - low >= 1 else (low, low + 1)


def emotion_height(blueprint: Blueprint, theme: Theme) -> float:
    """How high the field of the curve must be: no paper for feelings that nobody has."""
    low, high = _range(blueprint)
    unit = (theme.space("emotion_height") - 2 * _DOT_ROOM) / 4
    return 2 * _DOT_ROOM + (high - low) * unit


def draw_emotions(blueprint: Blueprint, grid: Grid, places: Places, rect: Rect) -> tuple[DrawnEmotion, ...]:
    """A curve for each customer within ``rect``, with a dot at the column of each action that has a feeling."""
    lanes = feeling_lanes(blueprint)
    names = {lane.id: lane.label or lane.unit for lane in blueprint.lanes}
    by_column: dict[int, list[Action]] = defaultdict(list)
    for seat in grid.seats:
        action = seat.action
        if action is not None and action.lane in lanes and action.emotion is not None:
            by_column[seat.left].append(action)
    low, high = _range(blueprint)
    unit = (rect.height - 2 * _DOT_ROOM) / (high - low)
    zero = rect.y + _DOT_ROOM + high * unit
    felt_in: dict[str, list[tuple[Point, float, str]]] = {lane: [] for lane in lanes}
    for column in sorted(by_column):
        felt = by_column[column]
        room = places.right[column] - places.left[column] - 20
        apart = min(_DOT_APART, room / max(1, len(felt) - 1))
        for number, action in enumerate(felt):
            assert action.emotion is not None
            value = action.emotion.value
            x = places.x[column] + (number - (len(felt) - 1) / 2) * apart
            dot = Point(round(x, 2), round(zero - max(-2.0, min(2.0, value)) * unit, 2))
            felt_in[action.lane].append((dot, value, action.id))
    found = []
    for lane in lanes:
        if felt_in[lane]:
            dots, values, ids = zip(*felt_in[lane], strict=True)
            found.append(DrawnEmotion(rect, dots, values, ids, _curve(dots), (), round(zero, 2), names[lane]))
    return tuple(found)


def _curve(dots: tuple[Point, ...]) -> tuple[Point, ...]:
    curve = [dots[0]]
    for one, other in zip(dots, dots[1:], strict=False):
        # Level at every dot: so the curve never rises above the better feeling nor falls below the worse.
        half = round((other.x - one.x) / 2, 2)
        curve += [Point(round(one.x + half, 2), one.y), Point(round(other.x - half, 2), other.y), other]
    return tuple(curve)


def has_times(blueprint: Blueprint) -> bool:
    """Whether any action says how long it takes or waits."""
    return any(action.takes is not None or action.waits is not None for action in blueprint.actions)


def draw_times(blueprint: Blueprint, grid: Grid, places: Places, y: float, theme: Theme) -> tuple[Mark, ...]:
    """The times of each step, added up: below its columns, the work first, then the waiting.

    The time of an action that goes on during a wait is part of that wait and is not counted again; what two work out
    together counts once.
    """
    language = blueprint.language
    partners = {(arrow.source.name, arrow.target.name) for arrow in blueprint.arrows if arrow.kind == "exchange"}
    within = {name.name for action in blueprint.actions if action.waits for name in action.waits.meanwhile}
    marks: list[Mark] = []
    for step, (first, last) in zip(blueprint.steps, grid.step_columns, strict=True):
        takes = _shared(
            [action for action in step.actions if action.takes is not None and action.id not in within], partners
        )
        waits = [action.waits for action in step.actions if action.waits is not None]
        signs = []
        place = step.label or step.name
        for kind, word, times in (("time", "takes", takes), ("wait", "waits", waits)):
            if times:
                text = total(times, language)
                said = f"{heading(word, language)} {text}"
                signs.append(chip_of(kind, text, f"{place}: {said}" if place else said, theme))
        width = sum(sign.width for sign in signs) + 4 * (len(signs) - 1)
        middle = (places.left[first] + places.right[last]) / 2
        x = middle - width / 2
        if width > places.right[last] - places.left[first] and len(signs) > 1:
            for number, sign in enumerate(signs):
                marks.append(place_sign(sign, Rect(middle - sign.width / 2, y + 20 * number, sign.width, 17), theme))
            continue
        for sign in signs:
            marks.append(place_sign(sign, Rect(x, y, sign.width, 17), theme))
            x += sign.width + 4
    return tuple(marks)


def _shared(actions: list[Action], partners: set[tuple[str, str]]) -> list[Time]:
    """The times of the actions, of those that exchange with each other only the longest."""
    groups: list[list[Action]] = []
    for action in actions:
        met = [
            group
            for group in groups
            if any((action.id, other.id) in partners or (other.id, action.id) in partners for other in group)
        ]
        groups = [group for group in groups if group not in met] + [[action, *(one for group in met for one in group)]]
    times = []
    for group in groups:
        known = [action.takes for action in group if action.takes is not None]
        times.append(max(known, key=lambda time: time.high if time.high is not None else -1.0))
    return times


def total(times: list[Time], language: str) -> str:
    """The sum of some times as words: ``1 h 5 min``, a range with a dash, a question mark where one is unknown. One
    time alone is written as it stands in its box."""
    known = [time for time in times if time.low is not None]
    low = sum(time.low or 0 for time in known)
    high = sum((time.high if time.high is not None else time.low) or 0 for time in known)
    if not known:
        return "?"
    text = time_words(known[0], language) if len(known) == 1 else length(low, high, language, most=2)
    return text if len(known) == len(times) else f"{text} + ?"
