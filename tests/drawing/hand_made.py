"""A small drawing set by hand, with every shape, arrow and mark that the writers know."""

from __future__ import annotations

from blueprint.drawing.drawing import (
    Drawing,
    DrawnAction,
    DrawnArrow,
    DrawnBand,
    DrawnEmotion,
    DrawnLane,
    DrawnLine,
    LegendEntry,
    Mark,
    Point,
    Rect,
    TextLine,
)
from blueprint.drawing.looks.theme import default_theme
from blueprint.drawing.words.measure import text_width
from blueprint.drawing.words.wrap import wrap

THEME = default_theme()
LEFT, COLUMN, TOP, ROW = 200.0, 178.0, 200.0, 104.0
BOX_WIDTH, BOX_HEIGHT = 138.0, 54.0


def line(text: str, x: float, y: float, style: str, anchor: str = "middle") -> TextLine:
    look = THEME.style(style)
    return TextLine(text, x, y, text_width(text, look.size, look.bold), style, anchor)  # type: ignore[arg-type]


def block(text: str, area: Rect, style: str) -> tuple[TextLine, ...]:
    """Wrapped lines in the middle of an area."""
    look = THEME.style(style)
    lines = wrap(text, area.width - 28, look.size, look.bold)
    step = THEME.line_height(style)
    first = area.y + area.height / 2 - (len(lines) - 1) * step / 2 + look.size * 0.35
    return tuple(line(each, area.x + area.width / 2, first + index * step, style) for index, each in enumerate(lines))


LANES = [
    ("evidence", "Evidence", ""),
    ("customer", "Anna, cable and mobile customer", ""),
    ("frontstage:bot", "Voice bot", "Head of digital"),
    ("frontstage:care", "Customer care", "Head of care"),
    ("backstage:network", "Network operations", "Head of network"),
    ("support:crm", "CRM", "Head of care"),
    ("preparation:stock", "Spare parts", "no owner"),
    ("facility:net", "Cable network", "Head of network"),
]
STEPS = ["Television goes dark", "Calls for help", "Waits", "Explains", "Remote repair", "Visit"]
ACTIONS = [
    ("screen", 0, 0, "evidence", "Black screen", ()),
    ("menu-text", 0, 1, "evidence", "Announcement", ()),
    ("badge", 0, 5, "evidence", "Van and badge", ()),
    ("notices", 1, 0, "box", "Notices the black screen", ("trigger",)),
    ("calls", 1, 1, "box", "Calls the hotline", ("moment-of-truth",)),
    ("menu", 2, 1, "bot", "Reads out a long menu", ("fail", "time:2 min")),
    ("queues", 1, 2, "wait", "Waits in the queue", ("pain", "wait:20 min")),
    ("explains", 1, 3, "box", "Explains the problem", ("question",)),
    ("answers", 3, 3, "box", "Takes the call", ("promise", "time:4–6 min")),
    ("tries", 4, 4, "choice", "Tries a remote repair: is it solved?", ("idea", "time:1 h")),
    ("ticket", 5, 3, "system", "Keeps the fault ticket", ()),
    ("visits", 3, 5, "box", "Repairs the connection", ("finding",)),
    ("watches", 1, 5, "box", "Watches television again", ("outcome",)),
    ("parts", 6, 4, "box", "Ersatzteilbevorratungsplanung", ()),
    ("cable", 7, 4, "box", "日本語のラベル مرحبا 👍🏽", ()),
]


def area_of(row: int, column: int) -> Rect:
    return Rect(LEFT + column * COLUMN + 20, TOP + row * ROW + 25, BOX_WIDTH, BOX_HEIGHT)


def action(spec: tuple[str, int, int, str, str, tuple[str, ...]]) -> DrawnAction:
    handle, row, column, shape, label, kinds = spec
    area = area_of(row, column)
    marks: list[Mark] = []
    for index, kind in enumerate(kinds):
        name, _, words = kind.partition(":")
        if words:
            width = text_width(words, 10, True) + 14
            spot = Rect(area.right - width + 6, area.bottom - 8, width, 17)
            marks.append(Mark(name, spot, (line(words, spot.x + width / 2, spot.y + 12, "mark"),), words))
        else:
            marks.append(Mark(name, Rect(area.right - 12 - index * 20, area.y - 9, 18, 18), (), f"A {name}"))
    lane = LANES[row][0]
    link = "https://example.org/?a=1&b=2" if handle == "calls" else ""
    return DrawnAction(
        handle, lane.split(":")[0], lane, shape, area, block(label, area, "action"), tuple(marks), label, link
    )


def arrow(kind: str, source: str, target: str, points: list[tuple[float, float]], label: str = "") -> DrawnArrow:
    plate = None
    lines: tuple[TextLine, ...] = ()
    if label:
        width = text_width(label, 10.5) + 8
        (x1, y1), (x2, y2) = max(
            zip(points, points[1:], strict=False),
            key=lambda pair: abs(pair[0][0] - pair[1][0]) + abs(pair[0][1] - pair[1][1]),
        )
        plate = Rect((x1 + x2 - width) / 2, (y1 + y2) / 2 - 9, width, 17)
        lines = (line(label, (x1 + x2) / 2, (y1 + y2) / 2 + 3.5, "label"),)
    return DrawnArrow(
        f"{source} {kind} {target}",
        kind,
        source,
        target,
        tuple(Point(*p) for p in points),
        plate,
        lines,
        f"{source} to {target}",
    )


def drawing() -> Drawing:
    boxes = {spec[0]: area_of(spec[1], spec[2]) for spec in ACTIONS}
    width = LEFT + len(STEPS) * COLUMN + 160
    bottom = TOP + len(LANES) * ROW
    right = LEFT + len(STEPS) * COLUMN

    def middle(name: str) -> tuple[float, float]:
        return boxes[name].x + BOX_WIDTH / 2, boxes[name].y + BOX_HEIGHT / 2

    def across(kind: str, one: str, other: str, label: str = "") -> DrawnArrow:
        return arrow(kind, one, other, [(boxes[one].right, middle(one)[1]), (boxes[other].x, middle(other)[1])], label)

    def down(kind: str, one: str, other: str, label: str = "", shift: float = 0) -> DrawnArrow:
        x = middle(one)[0] + shift
        if boxes[one].y < boxes[other].y:
            return arrow(kind, one, other, [(x, boxes[one].bottom), (x, boxes[other].y)], label)
        return arrow(kind, one, other, [(x, boxes[one].y), (x, boxes[other].bottom)], label)

    bend = boxes["menu"].right + 22
    late = boxes["answers"].right + 20
    lanes = []
    for index, (handle, name, owner) in enumerate(LANES):
        band = Rect(24, TOP + index * ROW, right - 24, ROW)
        stripe = Rect(24, TOP + index * ROW, THEME.space("stripe"), ROW)
        heading = Rect(50, band.y, 145, ROW - (16 if owner else 0))
        lines = block(name, heading, "lane")
        if owner:
            lines += (line(owner, 122, lines[-1].y + 16, "owner"),)
        lanes.append(DrawnLane(handle, handle.split(":")[0], band, stripe, lines, f"{name} {owner}".strip()))
    line_rows = [
        ("interaction", 2),
        ("visibility", 4),
        ("internal interaction", 5),
        ("order penetration", 6),
        ("implementation", 7),
    ]
    lines_drawn = tuple(
        DrawnLine(
            kind,
            Point(24, TOP + row * ROW),
            Point(right, TOP + row * ROW),
            tuple(
                line(words, right + 8, TOP + row * ROW + 4 + at * 13, "line", "start")
                for at, words in enumerate(wrap(f"line of {kind}", 140, 11))
            ),
        )
        for kind, row in line_rows
    )
    values = (-2.0, -1.0, -2.0, 0.0, 1.0, 2.0)
    dots = tuple(Point(LEFT + (i + 0.5) * COLUMN, 160 - 16 * value) for i, value in enumerate(values))
    curve = [dots[0]]
    for one, other in zip(dots, dots[1:], strict=False):
        half = (one.x + other.x) / 2
        curve += [Point(half, one.y), Point(half, other.y), other]
    phases = [("Something is broken", 0, 2), ("Trying to be heard", 2, 5), ("Mended", 5, 6)]
    bands = tuple(
        DrawnBand("phase", f"~{name}", area, block(name, area, "phase"), name)
        for name, start, end in phases
        for area in (Rect(LEFT + start * COLUMN + 2, 24, (end - start) * COLUMN - 4, 30),)
    )
    steps = tuple(
        DrawnBand(
            "step",
            f"~{name}",
            Rect(LEFT + index * COLUMN, 60, COLUMN, 30),
            (
                line(str(index + 1), LEFT + index * COLUMN + 24, 84, "number", "start"),
                line(name, LEFT + index * COLUMN + 38, 84, "step", "start"),
            ),
            name,
            index + 1,
        )
        for index, name in enumerate(STEPS)
    )
    kinds = [
        "arrow flow",
        "arrow exchange",
        "arrow handoff",
        "arrow inform",
        "mark fail",
        "mark idea",
        "mark pain",
        "shape system",
        "shape evidence",
        "shape bot",
    ]
    legend = tuple(
        LegendEntry(
            kind,
            Rect(40 + index * 92, bottom + 26, 26, 16),
            line(kind.split()[1], 70 + index * 92, bottom + 38, "legend", "start"),
        )
        for index, kind in enumerate(kinds)
    )
    arrows = (
        across("flow", "notices", "calls"),
        down("flow", "calls", "menu"),
        arrow(
            "flow",
            "menu",
            "queues",
            [
                (boxes["menu"].right, middle("menu")[1]),
                (bend, middle("menu")[1]),
                (bend, middle("queues")[1]),
                (boxes["queues"].x, middle("queues")[1]),
            ],
        ),
        down("exchange", "explains", "answers"),
        across("flow", "queues", "explains"),
        arrow(
            "handoff",
            "answers",
            "tries",
            [
                (boxes["answers"].right, middle("answers")[1]),
                (middle("tries")[0], middle("answers")[1]),
                (middle("tries")[0], boxes["tries"].y),
            ],
            "Fault report",
        ),
        arrow(
            "handoff",
            "tries",
            "visits",
            [
                (boxes["tries"].right, middle("tries")[1]),
                (middle("visits")[0], middle("tries")[1]),
                (middle("visits")[0], boxes["visits"].bottom),
            ],
            "Visit order",
        ),
        down("flow", "visits", "watches"),
        arrow(
            "inform",
            "ticket",
            "tries",
            [
                (boxes["ticket"].right, middle("ticket")[1]),
                (late, middle("ticket")[1]),
                (late, middle("tries")[1] + 10),
                (boxes["tries"].x, middle("tries")[1] + 10),
            ],
        ),
    )
    frame = (
        line("Cable TV outage", 24, 46, "title", "start"),
        *(
            line(text, 24, 70 + index * 15, "subtitle", "start")
            for index, text in enumerate(("as-is, reviewed 2026-10-01", "Journey manager"))
        ),
        line("How it feels", 24, 164, "heading", "start"),
    )
    return Drawing(
        width,
        bottom + 60,
        "Cable TV outage",
        "A service blueprint with 3 phases.",
        "en",
        "ltr",
        frame,
        bands,
        steps,
        tuple(lanes),
        lines_drawn,
        tuple(map(action, ACTIONS)),
        arrows,
        DrawnEmotion(
            Rect(LEFT, 110, right - LEFT, 84), dots, values, tuple(f"e{i}" for i in range(6)), tuple(curve), (), 160.0
        ),
        (),
        legend,
    )
