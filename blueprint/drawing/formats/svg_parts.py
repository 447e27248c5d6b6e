"""The shapes of a drawing as pieces of SVG: boxes, the icons of the stages, marks, and arrows."""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign, hypot

from blueprint.drawing.drawing import Mark, Point, Rect, TextLine
from blueprint.drawing.looks.hatch import hatch

# The icons of the stages, drawn around 0, 0 in a field of 14 by 14, so that a stage is told by more than its colour.
ICONS: dict[str, str] = {
    "evidence": "M-4-6H2L5-3V6H-5V-6ZM2-6V-3H5M-2 0H2M-2 3H2",
    "customer": "M0-6A2.6 2.6 0 0 1 0-.8A2.6 2.6 0 0 1 0-6M-5.2 6C-5.2 0 5.2 0 5.2 6",
    "frontstage": "M-6-5H6V3H0L-3 6V3H-6ZM-3-1H3",
    "backstage": "M-6 0Q0-7 6 0Q0 7-6 0ZM-5 5.6L5-5.6",
    "support": "M0-2.4A2.4 2.4 0 0 1 0 2.4A2.4 2.4 0 0 1 0-2.4M0-6.2V-4M0 6.2V4M-6.2 0H-4M6.2 0H4"
    "M-4.4-4.4L-2.9-2.9M4.4 4.4L2.9 2.9M-4.4 4.4L-2.9 2.9M4.4-4.4L2.9-2.9",
    "preparation": "M-5.5-3L0-6L5.5-3V3.5L0 6.5L-5.5 3.5ZM-5.5-3L0 0L5.5-3M0 0V6.5",
    "facility": "M-5 6V-6H2V6M2-1.5H5.5V6M-6.5 6H6.5M-2.5-3H-.5M-2.5 0H-.5M-2.5 3H-.5",
}

DASHES: dict[str, str] = {
    "interaction": "8 4",
    "internal": "2 3.5",
    "order": "9 3 2 3",
    "implementation": "9 3 2 3 2 3",
}
"""How each line between stages is dashed; the line of visibility is the one that is not."""

_HEAD = {"flow": (8.0, 3.6), "exchange": (8.0, 3.6), "handoff": (11.0, 5.5), "inform": (7.0, 3.8)}
_FORK = (10.0, 3.4)
_BEND = 7.0


def num(value: float) -> str:
    """A length with at most one decimal, the same on every machine."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def rect(area: Rect, classes: str, radius: float = 0) -> str:
    """A rectangle."""
    rounded = f' rx="{num(radius)}"' if radius else ""
    return (
        f'<rect class="{classes}" x="{num(area.x)}" y="{num(area.y)}" width="{num(area.width)}" '
        f'height="{num(area.height)}"{rounded}/>'
    )


def stripe(stage: str, area: Rect, pattern: str) -> str:
    """The stripe of a lane with the icon of its stage, plain or filled with a pattern."""
    size = min(14.0, area.width - 8)
    middle = Point(area.x + area.width / 2, area.y + area.height / 2)
    sign = icon(stage, middle, size) if size >= 8 else ""
    lines = hatch(pattern, area)
    if not lines:
        return rect(area, "stripe") + sign
    path = "".join(f"M{num(one.x)} {num(one.y)}L{num(other.x)} {num(other.y)}" for one, other in lines)
    side = size + 8
    plate = Rect(middle.x - side / 2, middle.y - side / 2, side, side)
    # The icon keeps the colour of the page, on a ground of its own.
    return f'{rect(area, "stripe patterned")}<path class="hatch" d="{path}"/>{rect(plate, "solid", 4)}{sign}'


def icon(stage: str, middle: Point, size: float) -> str:
    """The icon of a stage, ``size`` wide and high, around ``middle``."""
    path = ICONS.get(stage)
    if not path:
        return ""
    scale = f" scale({size / 14:.2f})" if abs(size - 14) > 0.1 else ""
    return f'<path class="icon" transform="translate({num(middle.x)} {num(middle.y)}){scale}" d="{path}"/>'


def box(shape: str, area: Rect) -> str:
    """An action's box; its first shape has exactly the extent of ``area``."""
    corner = min(8.0, area.height / 4)
    x, y, right, bottom = num(area.x), num(area.y), num(area.right), num(area.bottom)
    if shape == "evidence":
        fold = min(11.0, area.height / 3)
        left, top = num(area.right - fold), num(area.y + fold)
        return (
            f'<path class="box" d="M{x} {y}H{left}L{right} {top}V{bottom}H{x}Z"/>'
            f'<path class="detail" d="M{left} {y}V{top}H{right}"/>'
        )
    if shape == "system":
        return rect(area, "box", 2) + _bars(area, 5)
    if shape == "bot":
        cut = min(9.0, area.height * 0.36)  # On the small box of the legend the same shape is to be seen.
        near, far, high, low = num(area.x + cut), num(area.right - cut), num(area.y + cut), num(area.bottom - cut)
        return (
            f'<path class="box" d="M{near} {y}H{far}L{right} {high}V{low}L{far} {bottom}H{near}L{x} {low}V{high}Z"/>'
            f'<g transform="{_badge_place(area, 18)}"><path class="solid" d="{_ROBOT}"/>'
            '<path class="detail" d="M0-5V-8.5"/><path class="icon" d="M-3-.8V.8M3-.8V.8"/></g>'
        )
    if shape in ("ghost", "outside"):
        return rect(area, "box ghost", corner)
    if shape == "wait":
        return rect(area, "box", min(22.0, area.height / 2))
    if shape == "choice":
        diamond = f'<path class="solid" transform="{_badge_place(area, 14)}" d="M0-7L7 0L0 7L-7 0Z"/>'
        return rect(area, "box", corner) + diamond
    return rect(area, "box", corner)


_ROBOT = "M-5.5-5H5.5A2 2 0 0 1 7.5-3V3A2 2 0 0 1 5.5 5H-5.5A2 2 0 0 1-7.5 3V-3A2 2 0 0 1-5.5-5Z"


def _badge_place(area: Rect, inset: float) -> str:
    """Where a badge sits on the upper edge of a box; smaller on the small boxes of the legend."""
    scale = min(1.0, max(0.6, area.height / 40))
    place = f"translate({num(area.x + inset * scale)} {num(area.y)})"
    return place if scale == 1 else f"{place} scale({scale:.2f})"


def _bars(area: Rect, inset: float) -> str:
    top, bottom = num(area.y), num(area.bottom)
    return f'<path class="detail" d="M{num(area.x + inset)} {top}V{bottom}M{num(area.right - inset)} {top}V{bottom}"/>'


# The signs of the marks around 0, 0 in a field of 12 by 12: lines, and filled areas.
SIGNS: dict[str, tuple[str, str]] = {
    "wait": ("M-3-5H3M-3 5H3M-2.4-5C-2.4-1.5 2.4 1.5 2.4 5M2.4-5C2.4-1.5-2.4 1.5-2.4 5", ""),
    "time": ("M0-5A5 5 0 0 1 0 5A5 5 0 0 1 0-5M0-2.6V0L2 1.4", ""),
    "moment-of-truth": ("", "M0-5.6L1.6-1.9L5.5-1.6L2.5 1L3.4 4.9L0 2.8L-3.4 4.9L-2.5 1L-5.5-1.6L-1.6-1.9Z"),
    "fail": ("M0-5L5.4 4.6H-5.4ZM0-1.6V1.2", "M-.8 2.3H.8V3.6H-.8Z"),
    "risk": ("M0-5L5 0L0 5L-5 0ZM0-2.2V.6", "M-.8 1.5H.8V2.8H-.8Z"),
    "pain": ("M-3.4 3.6C-1.8 .6 1.8 .6 3.4 3.6", "M-3-3.4H-1.4V-1.4H-3ZM1.4-3.4H3V-1.4H1.4Z"),
    "idea": ("M-1.8 2.6C-1.8 1-3.6 .4-3.6-1.8A3.6 3.6 0 0 1 3.6-1.8C3.6 .4 1.8 1 1.8 2.6ZM-1.4 4.8H1.4", ""),
    "opportunity": ("M-4.6 3.6L-1.4 .2L1 2.2L4.6-3M1.6-3.4H4.8V-.2", ""),
    "question": ("M-2.4-2.4C-2.4-5.6 2.6-5.4 2.4-2.4C2.3-.8 0-.6 0 1.4", "M-.9 3H.9V4.6H-.9Z"),
    "quote": ("", "M-4.4-3H-1V1L-2.6 3.6H-4.2L-3 1H-4.4ZM1-3H4.4V1L2.8 3.6H1.2L2.4 1H1Z"),
    "trigger": ("", "M-2.6-4.2L4.2 0L-2.6 4.2Z"),
    "outcome": ("M-3 5V-4.6", "M-3-4.6H4.2L2.2-2L4.2 .6H-3Z"),
    "complaint": ("M-5-4.4H5V2.4H.4L-2.2 4.8V2.4H-5ZM0-2.8V-.8", "M-.7 .2H.7V1.4H-.7Z"),
    "finding error": ("M-2.3-5.6H2.3L5.6-2.3V2.3L2.3 5.6H-2.3L-5.6 2.3V-2.3ZM-2-2L2 2M2-2L-2 2", ""),
    "finding warning": ("M0-5.4L5.8 4.8H-5.8ZM0-1.8V1.2", "M-.8 2.3H.8V3.6H-.8Z"),
    "finding info": ("M0-5.4A5.4 5.4 0 0 1 0 5.4A5.4 5.4 0 0 1 0-5.4M0-.4V2.8", "M-.8-3.2H.8V-1.8H-.8Z"),
    "feedback": ("M-5-4.4H5V2.4H.4L-2.2 4.8V2.4H-5ZM-2.4-1H2.4", ""),
    "promise": ("M-3.8 .2L-1 3.2L4-3", ""),
    "policy": ("M0-5L4.4-3.2V0C4.4 2.6 2.6 4.4 0 5.2C-2.6 4.4-4.4 2.6-4.4 0V-3.2Z", ""),
    "standard": ("M-4.8-2.2H4.8V2.2H-4.8ZM-2.4-2.2V0M0-2.2V0M2.4-2.2V0", ""),
    "metric": ("M-4 4V1M0 4V-1.4M4 4V-4", ""),
    "data": ("M-4-3.4C-4-5 4-5 4-3.4V3.4C4 5-4 5-4 3.4ZM-4-3.4C-4-1.8 4-1.8 4-3.4", ""),
    "first-contact": ("M-4.6 0H3.6M.8-3L3.8 0L.8 3", ""),
    "optional": ("M-3.6 0H-2M-.8 0H.8M2 0H3.6", ""),
    "nobody": ("M0-4.6A4.6 4.6 0 0 1 0 4.6A4.6 4.6 0 0 1 0-4.6M-3.2 3.2L3.2-3.2", ""),
    "variant": ("M-4.4 0H-2C.6 0-.2-3.4 2.4-3.4H4.4M-2 0C.6 0-.2 3.4 2.4 3.4H4.4", ""),
    "nothing-back": ("M-4 0H1.6M-1.2-2.8L1.6 0L-1.2 2.8M4.2-3.6V3.6", ""),
}

LEFTWARDS: dict[str, tuple[str, str]] = {
    "trigger": ("", "M2.6-4.2L-4.2 0L2.6 4.2Z"),
    "outcome": ("M3 5V-4.6", "M3-4.6H-4.2L-2.2-2L-4.2 .6H3Z"),
    "opportunity": ("M4.6 3.6L1.4 .2L-1 2.2L-4.6-3M-1.6-3.4H-4.8V-.2", ""),
    "first-contact": ("M4.6 0H-3.6M-.8-3L-3.8 0L-.8 3", ""),
    "variant": ("M4.4 0H2C-.6 0 .2-3.4-2.4-3.4H-4.4M2 0C-.6 0 .2 3.4-2.4 3.4H-4.4", ""),
    "nothing-back": ("M4 0H-1.6M1.2-2.8L-1.6 0L1.2 2.8M-4.2-3.6V3.6", ""),
}
"""The signs that point to where the journey goes, as they are where it goes to the left."""


_WITH_SIGNS = frozenset(("time", "wait", "variant", "finding error", "finding warning", "finding info"))


_FEELINGS = {"feeling good": 1.0, "feeling middling": 0.0, "feeling bad": -1.0}


def card(kind: str, area: Rect, *, mirrored: bool) -> str:
    """The ground of a card with the sign of its kind before its first line."""
    x = area.right - 17 if mirrored else area.x + 17
    lines, filled = _sign(kind, mirrored) or ("", "")
    drawn = f'<path class="sign" d="{lines}"/>' if lines else ""
    drawn += f'<path class="ink" d="{filled}"/>' if filled else ""
    return f'{rect(area, "chip", 5)}<g transform="translate({num(x - 1)} {num(area.y + 12)})">{drawn}</g>'


def _sign(kind: str, turned: bool) -> tuple[str, str] | None:
    return LEFTWARDS.get(kind, SIGNS.get(kind)) if turned else SIGNS.get(kind)


def room_before(mark: Mark) -> float | None:
    """The room before the words of a mark, as ``chip`` wants it."""
    before = min([_left(line) - mark.rect.x for line in mark.lines], default=None)
    after = min([mark.rect.right - _left(line) - line.width for line in mark.lines], default=0.0)
    if before is not None and after > before + 1:
        return -after  # The page is mirrored.
    return before


def _left(line: TextLine) -> float:
    return line.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor] * line.width


def chip(kind: str, area: Rect, before: float | None = None, *, turned: bool = False) -> str:
    """A mark's ground with its sign: in the middle where the mark is bare, otherwise before its words if there is room.

    ``before`` is the room from the left edge to the words, less than 0 where it is the room from the words to the right
    edge; None where there are no words. ``turned`` is that of a :class:`Mark`.
    """
    if kind.startswith("feeling"):
        return face(_FEELINGS[kind], Point(area.x + area.width / 2, area.y + area.height / 2))
    side = min(area.width, area.height)
    ground = rect(area, "chip", side / 2)
    signs = _sign(kind, turned)
    if kind.startswith("finding"):
        ground = rect(area, "chip", 3)
        before = before if before is None else copysign(side, before)
    if not signs or (before is not None and (kind not in _WITH_SIGNS or abs(before) < side)):
        return ground
    if before is None:
        middle = area.x + area.width / 2
    else:
        middle = area.x + (before + 2) / 2 if before > 0 else area.right + (before - 2) / 2
    place = f"translate({num(middle)} {num(area.y + area.height / 2)})"
    scale = side / (18 if before is None else 20)
    if abs(scale - 1) > 0.02:
        place += f" scale({scale:.2f})"
    lines, filled = signs
    drawn = f'<path class="sign" d="{lines}"/>' if lines else ""
    drawn += f'<path class="ink" d="{filled}"/>' if filled else ""
    return f'{ground}<g transform="{place}">{drawn}</g>'


def arrow(kind: str, points: Sequence[Point], *, begins: bool = True, ends: bool = True, branch: bool = False) -> str:
    """An arrow along ``points``: its way with rounded bends, then its head, or heads of an exchange. An end that is
    none, since the arrow goes on elsewhere, has no head. A branch of a choice begins with a small diamond, as a
    conditional flow does in BPMN 2.0."""
    way = [point for index, point in enumerate(points) if index == 0 or point != points[index - 1]]
    if len(way) < 2:
        return ""
    length, half = _HEAD.get(kind, _HEAD["flow"])
    heads = ""
    # The way of a filled head ends inside it, so that its point stays sharp.
    back = length * 0.7 if kind != "inform" else 1.0
    start, end = way[0], way[-1]
    if ends:
        heads += _head(kind, way[-2], way[-1], length, half)
        end = _towards(way[-1], way[-2], back)
    if begins and kind == "exchange":
        heads += _head(kind, way[1], way[0], length, half)
        start = _towards(way[0], way[1], back)
    elif begins and branch:
        start = fork(way[0], way[1])[2]
        heads += _fork(way[0], way[1])
    way[0], way[-1] = start, end
    return f'<path class="way" d="{_rounded(way)}"/>{heads}'


def _head(kind: str, before: Point, tip: Point, length: float, half: float) -> str:
    back = _towards(tip, before, length, whole=True)
    reach = hypot(back.x - tip.x, back.y - tip.y) or 1.0
    across_x, across_y = (back.y - tip.y) / reach * half, (tip.x - back.x) / reach * half
    one = f"{num(back.x + across_x)} {num(back.y + across_y)}"
    other = f"{num(back.x - across_x)} {num(back.y - across_y)}"
    close = "" if kind == "inform" else "Z"
    return f'<path class="head" d="M{one}L{num(tip.x)} {num(tip.y)}L{other}{close}"/>'


def fork(start: Point, after: Point) -> tuple[Point, Point, Point, Point]:
    """The corners of the diamond with which a branch begins at ``start`` on its way to ``after``; the third is where
    the way goes on."""
    length, half = _FORK
    far = _towards(start, after, length)
    reach = hypot(far.x - start.x, far.y - start.y) or 1.0
    across_x, across_y = (far.y - start.y) / reach * half, (start.x - far.x) / reach * half
    middle = Point((start.x + far.x) / 2, (start.y + far.y) / 2)
    one, other = Point(middle.x + across_x, middle.y + across_y), Point(middle.x - across_x, middle.y - across_y)
    return start, one, far, other


def _fork(start: Point, after: Point) -> str:
    corners = "L".join(f"{num(corner.x)} {num(corner.y)}" for corner in fork(start, after))
    return f'<path class="fork" d="M{corners}Z"/>'


def _towards(start: Point, end: Point, distance: float, *, whole: bool = False) -> Point:
    """The point ``distance`` from ``start`` on the way to ``end``; no farther than ``end`` unless ``whole``."""
    length = hypot(end.x - start.x, end.y - start.y)
    if not length:
        return start
    part = distance / length if whole else min(1.0, distance / length)
    return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)


def _rounded(points: Sequence[Point]) -> str:
    """A path through ``points`` whose bends are rounded."""
    first = points[0]
    parts = [f"M{num(first.x)} {num(first.y)}"]
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        room = min(abs(bend.x - before.x) + abs(bend.y - before.y), abs(after.x - bend.x) + abs(after.y - bend.y)) / 2
        radius = min(_BEND, room)
        if radius < 0.5:
            parts.append(f"L{num(bend.x)} {num(bend.y)}")
            continue
        into, out = _towards(bend, before, radius), _towards(bend, after, radius)
        parts.append(f"L{num(into.x)} {num(into.y)}Q{num(bend.x)} {num(bend.y)} {num(out.x)} {num(out.y)}")
    last = points[-1]
    parts.append(f"L{num(last.x)} {num(last.y)}")
    return "".join(parts)


def curve(points: Sequence[Point]) -> str:
    """A cubic Bézier path: the first point, then three points for each piece."""
    if not points:
        return ""
    path = f"M{num(points[0].x)} {num(points[0].y)}"
    for index in range(1, len(points) - 2, 3):
        path += "C" + " ".join(f"{num(point.x)} {num(point.y)}" for point in points[index : index + 3])
    return path


def mood(value: float) -> str:
    """The class of a feeling from -2 to +2: good, middling or bad."""
    return "good" if value > 0 else "bad" if value < 0 else "middling"


_OUTLINES = ("M-7.5-7.5H7.5V7.5H-7.5Z", "M0-10.5L10.5 0L0 10.5L-10.5 0Z", "M-5-8.5H5L9.5 0L5 8.5H-5L-9.5 0Z")
_CURVE_DASHES = ("", "8 5", "2 5", "12 4 2 4")


def curve_dash(number: int) -> str:
    """How the curves of several customers are dashed, to be told apart."""
    return f' stroke-dasharray="{_CURVE_DASHES[number]}"' if number else ""


def face(value: float, middle: Point, number: int = 0) -> str:
    """A small face that says how it feels by its mouth, so that colour is not all that tells it. Those of the second
    and further customers have another outline."""
    x, y = num(middle.x), num(middle.y)
    bend = value * 1.8
    mouth_y = num(middle.y + 2.6 - bend * 0.35)
    mouth = f"M{num(middle.x - 3.2)} {mouth_y}Q{x} {num(middle.y + 2.6 + bend)} {num(middle.x + 3.2)} {mouth_y}"
    eyes = "".join(
        f'<circle class="eye" cx="{num(middle.x + dx)}" cy="{num(middle.y - 2)}" r="1.1"/>' for dx in (-2.6, 2.6)
    )
    outline = f'<circle class="dot" cx="{x}" cy="{y}" r="8"/>'
    if number:
        path = _OUTLINES[number - 1]
        outline = f'<path class="dot" transform="translate({x} {y})" d="{path}"/>'
    return f'{outline}{eyes}<path class="face" d="{mouth}"/>'
