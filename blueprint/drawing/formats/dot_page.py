"""The pieces of a page in DOT: shapes and texts are nodes with their places, lines and signs edges with their ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import hypot
from typing import TYPE_CHECKING

from blueprint.drawing.drawing import Point, Rect, TextLine
from blueprint.drawing.formats.paths import Chain, chains, inside
from blueprint.drawing.formats.svg_parts import fork
from blueprint.drawing.formats.svg_read import Painted, Path, Words, read_svg
from blueprint.drawing.formats.svg_style import style_sheet
from blueprint.drawing.looks.theme import Theme

if TYPE_CHECKING:
    from graphviz import Digraph

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_PER_INCH = 72
_HEAD = 8.0
_FILLING = 0.7  # The inside of a sign is lines so far apart.
_LINE_STYLES = {"": "solid", "none": "solid", "2 3.5": "dotted", "2 4": "dotted", "2 5": "dotted"}

_SIDES = {"start": r"\l", "end": r"\r"}


def escaped(text: str) -> str:
    """Text in which nothing means anything to Graphviz: no escape, no entity, no HTML, no control character."""
    from graphviz import escape

    # The result must stay what it is, a text that is known not to be HTML.
    found: str = escape(_CONTROL.sub(" ", text).replace("&", "&amp;"))
    return found


class Page:
    """The graph while it is written: nodes and edges are numbered in the order in which they are drawn."""

    def __init__(self, graph: Digraph, height: float, theme: Theme) -> None:
        self._graph = graph
        self._height = height
        self._theme = theme
        self._count = 0
        self._sheet = style_sheet(theme)
        self._read: dict[str, tuple[Painted, ...]] = {}

    def colour(self, name: str) -> str:
        """A colour of the theme, by its name or as it is."""
        return name if name.startswith("#") else self._theme.colour(name).light

    def stroke(self, name: str) -> str:
        """How thick a line of the theme is."""
        return f"{self._theme.stroke(name):g}"

    def _at(self, point: Point) -> str:
        return f"{point.x:.2f},{self._height - point.y:.2f}"

    def node(self, rect: Rect, **attributes: str) -> str:
        """Something in a place; gives its node's name."""
        self._count += 1
        name = f"n{self._count}"
        middle = Point(rect.x + rect.width / 2, rect.y + rect.height / 2)
        self._graph.node(
            name,
            pos=self._at(middle),
            width=f"{rect.width / _PER_INCH:.4f}",
            height=f"{rect.height / _PER_INCH:.4f}",
            **attributes,
        )
        return name

    def area(self, rect: Rect, fill: str, *, shape: str = "box", style: str = "filled", tip: str = "") -> str:
        """A filled shape; gives its node's name."""
        return self.node(rect, shape=shape, style=style, fillcolor=self.colour(fill), tooltip=escaped(tip or " "))

    def texts(self, lines: Iterable[TextLine], colour: str = "") -> None:
        """Lines of text, each a node of its own; in the colour of their style unless another is given."""
        for line in lines:
            if not line.text:
                continue
            style = self._theme.style(line.style)
            aside = 0.0 if line.anchor == "middle" else line.width / 2 * (1 if line.anchor == "start" else -1)
            font = "Helvetica-Bold" if style.bold else "Helvetica-Oblique" if style.italic else "Helvetica"
            x, y = line.x + aside, line.y - style.size * 0.33
            self.node(
                Rect(x - line.width / 2, y - style.size / 2, line.width, style.size),
                shape="plaintext",
                fixedsize="shape",  # No warning where the engine knows other widths than ours.
                # Whatever font the engine has, the text begins where it should.
                label=escaped(line.text) + _SIDES[line.anchor] if line.anchor != "middle" else escaped(line.text),
                fontname=font,
                fontsize=f"{style.size:g}",
                fontcolor=self.colour(colour or style.colour),
            )

    def edge(
        self,
        tail: str,
        head: str,
        points: Sequence[Point],
        kind: str,
        only: bool = False,
        branch: bool = False,
        **more: str,
    ) -> None:
        """An arrow between two nodes along its corners; ``only`` where it is there in some variants only, ``branch``
        where it begins with the diamond of a choice."""
        corners = list(points)
        end = corners[-1]
        dotted = kind == "joining" or (only and kind == "inform")
        look = "flow" if kind == "joining" else kind
        corners[-1] = _before(end, corners[-2])
        pos = f"e,{self._at(end)} "
        if kind == "exchange":
            start = corners[0]
            corners[0] = _before(start, corners[1])
            pos = f"s,{self._at(start)} {pos}"
        elif branch:
            start, _, corners[0], _ = fork(corners[0], corners[1])
            pos = f"s,{self._at(start)} {pos}"
        self._graph.edge(
            tail,
            head,
            pos=pos + self._spline(_straight(corners)),
            color=self.colour(look),
            penwidth=self.stroke(look),
            style="dotted" if dotted else "dashed" if only or kind == "inform" else "solid",
            dir="both" if kind == "exchange" or branch else "forward",
            arrowtail="normal" if kind == "exchange" else "odiamond",
            arrowhead="vee" if kind == "inform" else "normal",
            **more,
        )

    def path(self, points: Sequence[Point], colour: str, *, width: str, style: str = "solid") -> None:
        """A line without heads along some points."""
        self._bare([_straight(points)], colour, width, style)

    def curve(self, points: Sequence[Point], colour: str, width: str, style: str = "solid") -> None:
        """A cubic Bézier curve; one of a single point is none."""
        if len(points) > 1:
            self._bare([tuple(points)], colour, width, style)

    def paint(self, classes: str, shapes: str, at: Point, text: str = "") -> str:
        """Draw what ``shapes``, a piece of SVG around 0, 0, paints. It stands within groups of some classes: a word for
        each, outermost first, several classes of one with dots between. Gives the colour that a text of the style
        ``text`` has there."""
        for name in reversed(classes.split()):
            shapes = f'<g class="{name.replace(".", " ")}">{shapes}'
        shapes += f'<text class="t-{text}"><tspan x="0" y="0">x</tspan></text>' + "</g>" * len(classes.split())
        if shapes not in self._read:
            page = '<svg xmlns="http://www.w3.org/2000/svg" class="blueprint"><style>'
            self._read[shapes] = read_svg(f"{page}{self._sheet}</style>{shapes}</svg>")
        colour = "#000000"
        for one in self._read[shapes]:
            if isinstance(one, Path):
                self._shape(one._replace(x=one.x + at.x, y=one.y + at.y))
            elif isinstance(one, Words):
                colour = one.looks.get("fill", colour)
        return colour

    def _shape(self, path: Path) -> None:
        """One shape: a node where Graphviz knows such a shape, otherwise its outline and its inside as lines."""
        fill, stroke = path.looks.get("fill", "#000000"), path.looks.get("stroke", "none")
        width = float(path.looks.get("stroke-width", "1")) * path.scale if stroke != "none" else 0.0
        parts = [
            tuple(Point(path.x + point.x * path.scale, path.y + point.y * path.scale) for point in chain)
            for chain in chains(path.d)
        ]
        style = _LINE_STYLES.get(path.looks.get("stroke-dasharray", ""), "dashed")
        known = _node_of(path.d)
        if known and fill != "none":
            rect = _extent(parts)
            look = {"shape": "ellipse" if known == "ellipse" else "box", "fillcolor": fill}
            look["style"] = ",".join(["filled", *(["rounded"] if known == "rounded" else []), style])
            self.node(rect, color=stroke if width else fill, penwidth=f"{width:.2f}", **look)
            return
        if fill != "none":
            lines = [_straight(line) for line in inside(parts, _FILLING)]
            self._bare(lines, fill, f"{_FILLING + 0.2:g}", "solid")
        if width:
            self._bare(parts, stroke, f"{width:.2f}", style)

    def _bare(self, parts: Sequence[Chain], colour: str, width: str, style: str) -> None:
        """Lines without heads, all in one edge between two nodes that nobody sees."""
        if not parts:
            return
        ends = [self.node(Rect(point.x, point.y, 0, 0), shape="point") for point in (parts[0][0], parts[-1][-1])]
        pos = ";".join(map(self._spline, parts))
        self._graph.edge(*ends, pos=pos, color=self.colour(colour), penwidth=width, style=style, arrowhead="none")

    def _spline(self, chain: Chain) -> str:
        return " ".join(map(self._at, chain))


def _straight(corners: Sequence[Point]) -> Chain:
    """Straight lines as the Bézier curves that DOT wants: each corner is its own control point."""
    parts = [corners[0]]
    for one, other in zip(corners, corners[1:], strict=False):
        parts += [one, other, other]
    return tuple(parts)


def _before(tip: Point, back: Point) -> Point:
    """The point at which the head of an arrow with its tip at ``tip`` begins."""
    length = hypot(tip.x - back.x, tip.y - back.y)
    part = min(0.9, _HEAD / length) if length else 0.0
    return Point(tip.x + (back.x - tip.x) * part, tip.y + (back.y - tip.y) * part)


def _node_of(d: str) -> str:
    """The shape of Graphviz that a path draws: box, rounded, ellipse; ``""`` for any other."""
    letters = "".join(re.findall("[A-Z]", d))
    return {"MHVHZ": "box", "MHAVAHAVAZ": "rounded", "MAAZ": "ellipse"}.get(letters, "")


def _extent(parts: Sequence[Chain]) -> Rect:
    xs = [point.x for chain in parts for point in chain]
    ys = [point.y for chain in parts for point in chain]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
