"""Writes a drawing as DOT: the complete page, everything in its place, so that plain ``neato -n2`` draws it."""

from __future__ import annotations

from blueprint.drawing.drawing import Drawing, DrawnAction, DrawnArrow, DrawnEmotion, LegendEntry, Mark, Point, Rect
from blueprint.drawing.formats import svg_parts
from blueprint.drawing.formats.dot_page import Page, escaped
from blueprint.drawing.looks.theme import Theme, default_theme
from blueprint.drawing.parts.legend import CURVES
from blueprint.drawing.words.safe import safe_link

_ORIGIN = Point(0, 0)
_SHAPES = {"evidence": "note"}
_STYLES = {
    "box": "rounded,filled",
    "bot": "diagonals,filled",
    "choice": "rounded,filled",
    "wait": "rounded,filled",
} | dict.fromkeys(("ghost", "outside"), "rounded,dashed,filled")
_LINE_STYLES = {"visibility": "solid", "internal interaction": "dotted"}
_CURVES = ("solid", "dashed", "dotted", "dashed")


def write_dot(drawing: Drawing, theme: Theme | None = None) -> str:
    """``drawing`` as the text of a DOT file, in the light colours of the theme.

    Every shape and every line of text is a node with its place and extent, every arrow an edge with its route, so that
    ``neato -n2 -Tsvg`` places and routes nothing; icons and signs are drawn with the lines that the SVG has. Points are
    as in the drawing, y upwards from its lower edge. Names and labels are escaped; links are kept only if they are web
    or mail addresses.
    """
    from graphviz import Digraph

    theme = theme or default_theme()
    graph = Digraph(
        "blueprint",
        graph_attr={
            "layout": "neato",
            "bgcolor": "transparent",
            "pad": "0",
            "margin": "0",
            "label": "",
            "splines": "true",
            "tooltip": escaped(drawing.title),
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": "", "margin": "0", "penwidth": "0", "tooltip": " "},
        edge_attr={"arrowsize": "0.8"},
    )
    page = Page(graph, drawing.height, theme)
    page.area(Rect(0, 0, drawing.width, drawing.height), "page")
    _lanes(page, drawing, theme)
    for phase in drawing.phases:
        page.area(phase.rect, "phase.fill", tip=phase.tip)
        page.texts(phase.lines)
    page.texts(drawing.frame)
    for step in drawing.steps:
        page.texts(step.lines)
    for line in drawing.lines:
        width = page.stroke("visibility" if line.kind == "visibility" else "line")
        page.path([line.start, line.end], "line", width=width, style=_LINE_STYLES.get(line.kind, "dashed"))
        page.texts(line.lines)
    nodes = {action.id: _action(page, action) for action in drawing.actions}
    for arrow in drawing.arrows:
        _arrow(page, arrow, nodes)
    if drawing.emotion is not None:
        for number, emotion in enumerate((drawing.emotion, *drawing.curves)):
            _emotion(page, emotion, number % CURVES, level=number == 0)
    for row in drawing.rows:
        page.texts(row.lines)
        for card in row.cards:
            _card(page, card, mirrored=drawing.direction == "rtl")
    heads = [mark for band in (*drawing.phases, *drawing.steps) for mark in band.marks]
    heads += [mark for lane in drawing.lanes for mark in lane.marks]
    for mark in (*drawing.times, *heads, *drawing.marks):
        _mark(page, mark)
    for entry in drawing.legend:
        _entry(page, entry, mirrored=drawing.direction == "rtl")
    for note in drawing.notes:
        if note.mark is not None:
            _mark(page, note.mark)
        page.texts(note.lines)
    return str(graph.source)


def _lanes(page: Page, drawing: Drawing, theme: Theme) -> None:
    for lane in drawing.lanes:
        page.area(lane.rect, f"{lane.stage}.band", tip=lane.tip)
        stripe = lane.stripe._replace(x=0.0, y=0.0)
        pattern = theme.pattern(lane.stage)
        page.paint(f"lane.{lane.stage}", svg_parts.stripe(lane.stage, stripe, pattern), Point(*lane.stripe[:2]))
        page.texts(lane.lines)
    for above, below in zip(drawing.lanes, drawing.lanes[1:], strict=False):
        y = below.rect.y
        if abs(above.rect.bottom - y) < 0.1 and all(abs(line.start.y - y) > 0.1 for line in drawing.lines):
            page.path([Point(below.rect.x, y), Point(below.rect.right, y)], "lane.edge", width=page.stroke("lane"))


def _action(page: Page, action: DrawnAction) -> str:
    """A box with its words and marks; gives its node's name."""
    link = safe_link(action.link)
    name = _box(page, action.shape, action.rect, f"{action.stage}.stripe", f"action.{action.stage}", action.tip, link)
    page.texts(action.lines)
    for mark in action.marks:
        _mark(page, mark)
    return name


def _box(page: Page, shape: str, rect: Rect, colour: str, classes: str, tip: str = "", link: str = "") -> str:
    """A box with what tells its shape. The marks and the words are drawn over it; it carries the address of both."""
    name = page.node(
        rect,
        shape=_SHAPES.get(shape, "box"),
        style=_STYLES.get(shape, "filled"),
        color=page.colour(colour),
        fillcolor=page.colour("wait.fill" if shape == "wait" else "box"),
        penwidth=page.stroke("box"),
        tooltip=escaped(tip or " "),
        **({"URL": escaped(link)} if link else {}),
    )
    if shape not in _SHAPES:
        _, _, details = svg_parts.box(shape, rect._replace(x=0.0, y=0.0)).partition("/>")
        page.paint(classes, details, Point(rect.x, rect.y))
    return name


def _mark(page: Page, mark: Mark, group: str = "mark") -> None:
    """A mark: its ground, its sign and its words."""
    at = Point(mark.rect.x, mark.rect.y)
    if mark.tip:
        page.node(mark.rect, style="filled", fillcolor="#ffffff00", tooltip=escaped(mark.tip))
    area = mark.rect._replace(x=0.0, y=0.0)
    chip = svg_parts.chip(mark.kind, area, svg_parts.room_before(mark), turned=mark.turned)
    style = mark.lines[0].style if mark.lines else "mark"
    page.texts(mark.lines, page.paint(".".join([group, *mark.kind.split()]), chip, at, style))


def _card(page: Page, card: Mark, *, mirrored: bool) -> None:
    at = Point(card.rect.x, card.rect.y)
    shapes = svg_parts.card(card.kind, card.rect._replace(x=0.0, y=0.0), mirrored=mirrored)
    style = card.lines[0].style if card.lines else "mark"
    page.texts(card.lines, page.paint(f"card.{card.kind}", shapes, at, style))


def _arrow(page: Page, arrow: DrawnArrow, nodes: dict[str, str]) -> None:
    """An arrow along its corners, with the plate of its words."""
    ends = nodes[arrow.source], nodes[arrow.target]
    page.edge(*ends, arrow.points, arrow.kind, bool(arrow.variants), arrow.branch, tooltip=escaped(arrow.tip))
    if arrow.label is not None:
        page.area(arrow.label, "plate", style="rounded,filled")
        page.texts(arrow.lines, "handoff" if arrow.kind == "handoff" else "")
    for mark in arrow.marks:
        _mark(page, mark)


def _emotion(page: Page, emotion: DrawnEmotion, number: int, *, level: bool) -> None:
    area = emotion.rect
    if level:
        ends = [Point(area.x, emotion.zero), Point(area.right, emotion.zero)]
        page.path(ends, "faint", width="1", style="dotted")
    page.curve(emotion.curve, "quiet", page.stroke("curve"), _CURVES[number])
    for dot, value in zip(emotion.dots, emotion.values, strict=True):
        page.paint(f"emotion {svg_parts.mood(value)}", svg_parts.face(value, _ORIGIN, number), dot)
    page.texts(emotion.lines)


def _entry(page: Page, entry: LegendEntry, *, mirrored: bool) -> None:
    """A sample and its words."""
    family, _, kind = entry.kind.partition(" ")
    rect = entry.rect
    middle = Point(rect.x + rect.width / 2, rect.y + rect.height / 2)
    ends = [Point(rect.x, middle.y), Point(rect.right, middle.y)]
    if entry.chip is not None:
        _mark(page, entry.chip, "sample.mark")
    elif family == "arrow":
        line = ends[::-1] if mirrored else ends
        tail, head = (page.node(Rect(point.x, point.y, 0, 0), shape="point") for point in line)
        plain = "flow" if kind in ("variant", "branch") else kind
        page.edge(tail, head, line, plain, kind == "variant", kind == "branch")
    elif family == "curve":
        page.path(ends, "quiet", width=page.stroke("curve"), style=_CURVES[int(kind)])
        page.paint("emotion good", svg_parts.face(1, _ORIGIN, int(kind)), middle)
    elif family == "mark":
        side = min(rect.width, rect.height)
        square = Rect(middle.x - side / 2, middle.y - side / 2, side, side)
        _mark(page, Mark(kind, square, (), "", mirrored), "sample")
    else:
        _box(page, kind, rect, "quiet", "sample")
    page.texts((entry.line,))
