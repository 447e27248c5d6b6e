"""Writes a drawing as DOT: the complete page, everything in its place, so that plain ``neato -n2`` draws it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import hypot
from typing import TYPE_CHECKING

from blueprint.drawing.drawing import Drawing, DrawnAction, DrawnArrow, LegendEntry, Mark, Point, Rect, TextLine
from blueprint.drawing.safe import safe_link
from blueprint.drawing.theme import Theme, default_theme

if TYPE_CHECKING:
    from graphviz import Digraph

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_PER_INCH = 72
_HEAD = 8.0
_SHAPES = {"evidence": "note", "system": "box"}
_STYLES = {
    "box": "rounded,filled",
    "bot": "diagonals,filled",
    "choice": "rounded,filled",
    "wait": "rounded,filled",
    "ghost": "dashed,filled",
    "outside": "dashed,filled",
}
# Signs that every font has, for the marks that are drawn without words.
_SIGNS = {
    "trigger": ">",
    "outcome": "#",
    "moment-of-truth": "*",
    "fail": "!",
    "risk": "!",
    "pain": ":(",
    "idea": "i",
    "opportunity": "+",
    "question": "?",
    "complaint": "!?",
    "feedback": "...",
    "first-contact": "1",
    "optional": "( )",
    "nobody": "0",
    "nothing-back": "-/",
    "choice": "?",
}
_MARK_COLOURS = {"wait": "wait", "fail": "bad", "pain": "bad", "risk": "bad", "idea": "idea", "question": "question"}


def write_dot(drawing: Drawing, theme: Theme | None = None) -> str:
    """``drawing`` as the text of a DOT file, in the light colours of the theme.

    Every shape and every line of text is a node with its place and extent, every arrow an edge with its route, so that
    ``neato -n2 -Tsvg`` places and routes nothing. Points are as in the drawing, y upwards from its lower edge. Names
    and labels are escaped; links are kept only if they are web or mail addresses.
    """
    from graphviz import Digraph

    graph = Digraph(
        "blueprint",
        graph_attr={
            "layout": "neato",
            "bgcolor": "transparent",
            "pad": "0",
            "margin": "0",
            "label": "",
            "splines": "true",
            "tooltip": _escaped(drawing.title),
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": "", "margin": "0", "penwidth": "0", "tooltip": " "},
        edge_attr={"arrowsize": "0.8"},
    )
    page = _Page(graph, drawing.height, theme or default_theme())
    page.area(Rect(0, 0, drawing.width, drawing.height), "page")
    for lane in drawing.lanes:
        page.area(lane.rect, f"{lane.stage}.band", tip=lane.tip)
        page.area(lane.stripe, f"{lane.stage}.stripe")
        page.texts(lane.lines)
    for phase in drawing.phases:
        page.area(phase.rect, "phase.fill", tip=phase.tip)
        page.texts(phase.lines)
    page.texts(drawing.frame)
    for step in drawing.steps:
        page.texts(step.lines)
    for line in drawing.lines:
        style = "solid" if line.kind == "visibility" else "dashed"
        page.path([line.start, line.end], "line", width=2.2 if style == "solid" else 1.4, style=style)
        page.texts(line.lines)
    for above, below in zip(drawing.lanes, drawing.lanes[1:], strict=False):
        y = below.rect.y
        if abs(above.rect.bottom - y) < 0.1 and all(abs(line.start.y - y) > 0.1 for line in drawing.lines):
            page.path([Point(below.rect.x, y), Point(below.rect.right, y)], "page", width=1.5)
    nodes = {action.id: page.action(action) for action in drawing.actions}
    for arrow in drawing.arrows:
        page.arrow(arrow, nodes)
    if drawing.emotion is not None:
        area = drawing.emotion.rect
        level = [Point(area.x, drawing.emotion.zero), Point(area.right, drawing.emotion.zero)]
        page.path(level, "faint", width=1.0, style="dotted")
        page.curve(drawing.emotion.curve, "quiet")
        for dot, value in zip(drawing.emotion.dots, drawing.emotion.values, strict=True):
            colour = "good" if value > 0 else "bad" if value < 0 else "middling"
            page.area(Rect(dot.x - 6, dot.y - 6, 12, 12), colour, shape="circle")
        page.texts(drawing.emotion.lines)
    for curve in drawing.curves:
        page.curve(curve.curve, "quiet")
    for row in drawing.rows:
        page.texts(row.lines)
    cards = [card for row in drawing.rows for card in row.cards]
    heads = [mark for band in (*drawing.phases, *drawing.steps) for mark in band.marks]
    heads += [mark for lane in drawing.lanes for mark in lane.marks]
    heads += [mark for arrow in drawing.arrows for mark in arrow.marks]
    for mark in (*drawing.times, *cards, *heads, *drawing.marks):
        page.mark(mark)
    for entry in drawing.legend:
        page.entry(entry)
    return str(graph.source)


def _escaped(text: str) -> str:
    """Text in which nothing means anything to Graphviz: no escape, no entity, no HTML, no control character."""
    from graphviz import escape

    # The result must stay what it is, a text that is known not to be HTML.
    escaped: str = escape(_CONTROL.sub(" ", text).replace("&", "&amp;"))
    return escaped


class _Page:
    """The graph while it is written: nodes and edges are numbered in the order in which they are drawn."""

    def __init__(self, graph: Digraph, height: float, theme: Theme) -> None:
        self._graph = graph
        self._height = height
        self._theme = theme
        self._count = 0

    def _colour(self, name: str) -> str:
        return self._theme.colour(name).light

    def _name(self) -> str:
        self._count += 1
        return f"n{self._count}"

    def _at(self, point: Point) -> str:
        return f"{point.x:.2f},{self._height - point.y:.2f}"

    def area(self, rect: Rect, fill: str, *, shape: str = "box", style: str = "filled", tip: str = "") -> str:
        """A filled shape; gives its node's name."""
        return self._node(rect, shape=shape, style=style, fillcolor=self._colour(fill), tooltip=_escaped(tip or " "))

    def _node(self, rect: Rect, **attributes: str) -> str:
        name = self._name()
        middle = Point(rect.x + rect.width / 2, rect.y + rect.height / 2)
        self._graph.node(
            name,
            pos=self._at(middle),
            width=f"{rect.width / _PER_INCH:.4f}",
            height=f"{rect.height / _PER_INCH:.4f}",
            **attributes,
        )
        return name

    def texts(self, lines: Iterable[TextLine]) -> None:
        """Lines of text, each a node of its own."""
        for line in lines:
            if not line.text:
                continue
            style = self._theme.style(line.style)
            aside = 0.0 if line.anchor == "middle" else line.width / 2 * (1 if line.anchor == "start" else -1)
            font = "Helvetica-Bold" if style.bold else "Helvetica-Oblique" if style.italic else "Helvetica"
            x, y = line.x + aside, line.y - style.size * 0.33
            self._node(
                Rect(x - line.width / 2, y - style.size / 2, line.width, style.size),
                shape="plaintext",
                fixedsize="shape",  # No warning where the engine knows other widths than ours.
                label=_escaped(line.text),
                fontname=font,
                fontsize=f"{style.size:g}",
                fontcolor=self._colour(style.colour),
            )

    def action(self, action: DrawnAction) -> str:
        """A box with its words and marks; gives its node's name."""
        colour = self._colour(f"{action.stage}.stripe")
        fill = self._colour("wait.fill" if action.shape == "wait" else "box")
        link = safe_link(action.link)
        # The marks and the words are drawn over the box, which carries the address of both.
        name = self._node(
            action.rect,
            shape=_SHAPES.get(action.shape, "box"),
            style=_STYLES.get(action.shape, "filled"),
            color=colour,
            fillcolor=fill,
            penwidth="1.6",
            tooltip=_escaped(action.tip),
            **({"URL": _escaped(link)} if link else {}),
        )
        if action.shape == "system":
            rect = action.rect
            for x in (rect.x + 5, rect.right - 5):
                self.path([Point(x, rect.y), Point(x, rect.bottom)], f"{action.stage}.stripe", width=1.2)
        if action.shape == "choice":
            self.area(Rect(action.rect.x + 7, action.rect.y - 7, 14, 14), f"{action.stage}.stripe", shape="diamond")
        self.texts(action.lines)
        for mark in action.marks:
            self.mark(mark)
        return name

    def mark(self, mark: Mark) -> None:
        """A mark: its ground, and its words or a sign."""
        family = _MARK_COLOURS.get(mark.kind, "mark")
        sign = "" if mark.lines else _SIGNS.get(mark.kind, "")
        self._node(
            mark.rect,
            style="rounded,filled",
            fillcolor=self._colour(f"{family}.fill"),
            tooltip=_escaped(mark.tip),
            fixedsize="shape",
            label=_escaped(sign),
            fontname="Helvetica-Bold",
            fontsize="10",
            fontcolor=self._colour(f"{family}.ink"),
        )
        self.texts(mark.lines)

    def arrow(self, arrow: DrawnArrow, nodes: dict[str, str]) -> None:
        """An arrow along its corners, with the plate of its words."""
        self._edge(
            nodes[arrow.source],
            nodes[arrow.target],
            arrow.points,
            arrow.kind,
            bool(arrow.variants),
            tooltip=_escaped(arrow.tip),
        )
        if arrow.label is not None:
            self.area(arrow.label, "plate", style="rounded,filled")
            self.texts(arrow.lines)

    def _edge(self, tail: str, head: str, points: Sequence[Point], kind: str, only: bool = False, **more: str) -> None:
        corners = list(points)
        end = corners[-1]
        corners[-1] = _before(end, corners[-2])
        pos = f"e,{self._at(end)} "
        if kind == "exchange":
            start = corners[0]
            corners[0] = _before(start, corners[1])
            pos = f"s,{self._at(start)} {pos}"
        self._graph.edge(
            tail,
            head,
            pos=pos + self._spline(corners),
            color=self._colour(kind),
            penwidth="2.6" if kind == "handoff" else "1.4",
            style="dotted" if only and kind == "inform" else "dashed" if only or kind == "inform" else "solid",
            dir="both" if kind == "exchange" else "forward",
            arrowhead="vee" if kind == "inform" else "normal",
            **more,
        )

    def _spline(self, corners: Sequence[Point]) -> str:
        """Straight lines as the Bézier curves that DOT wants: each corner is its own control point."""
        parts = [self._at(corners[0])]
        for one, other in zip(corners, corners[1:], strict=False):
            parts += [self._at(one), self._at(other), self._at(other)]
        return " ".join(parts)

    def path(self, points: Sequence[Point], colour: str, *, width: float, style: str = "solid") -> None:
        """A line without heads along some points."""
        self._bare(points, self._spline(points), colour, width, style)

    def curve(self, points: Sequence[Point], colour: str) -> None:
        """A cubic Bézier curve; one of a single point is none."""
        if len(points) > 1:
            self._bare(points, " ".join(map(self._at, points)), colour, 2.0, "solid")

    def _bare(self, points: Sequence[Point], spline: str, colour: str, width: float, style: str) -> None:
        ends = [self._node(Rect(point.x, point.y, 0, 0), shape="point") for point in (points[0], points[-1])]
        self._graph.edge(
            *ends,
            pos=spline,
            color=self._colour(colour),
            penwidth=f"{width:g}",
            style=style,
            arrowhead="none",
        )

    def entry(self, entry: LegendEntry) -> None:
        """A sample and its words."""
        family, _, kind = entry.kind.partition(" ")
        rect = entry.rect
        middle = rect.y + rect.height / 2
        if family == "arrow":
            ends = [self._node(Rect(x, middle, 0, 0), shape="point") for x in (rect.x, rect.right)]
            self._edge(
                ends[0],
                ends[1],
                (Point(rect.x, middle), Point(rect.right, middle)),
                "flow" if kind == "variant" else kind,
                kind == "variant",
            )
        elif family == "curve":
            self.path([Point(rect.x, middle), Point(rect.right, middle)], "quiet", width=2.0)
        elif family == "mark":
            self.mark(Mark(kind, rect, (), ""))
        else:
            self.action(DrawnAction("", "customer", "", kind, rect, (), (), ""))
        self.texts((entry.line,))


def _before(tip: Point, back: Point) -> Point:
    """The point at which the head of an arrow with its tip at ``tip`` begins."""
    length = hypot(tip.x - back.x, tip.y - back.y)
    part = min(0.9, _HEAD / length) if length else 0.0
    return Point(tip.x + (back.x - tip.x) * part, tip.y + (back.y - tip.y) * part)
