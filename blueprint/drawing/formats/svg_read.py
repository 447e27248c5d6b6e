"""Reads an SVG of ours back as what is painted, in order: paths and lines of text with their looks, and links.

So a writer for another format draws exactly what the SVG shows, in every theme, and knows nothing of boxes and marks.
It understands what :mod:`blueprint.drawing.formats.svg` writes and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.drawing.drawing import Rect

if TYPE_CHECKING:
    from xml.etree import ElementTree

_NS = "{http://www.w3.org/2000/svg}"
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TRANSLATE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_SCALE = re.compile(r"scale\(([-\d.]+)\)")

_QUARTER = 0.5523
"""How far the two points that pull a curve stand from its ends, where it is to be a quarter of a circle of radius 1."""

Looks = Mapping[str, str]
"""Properties of the style sheet by name: fill, stroke, stroke-width, font-size, …"""


class Path(NamedTuple):
    """A shape: its path in the syntax of SVG, moved to ``x``, ``y`` and then enlarged by ``scale``."""

    d: str
    looks: Looks
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


class Words(NamedTuple):
    """One line of text on its baseline. ``anchor`` says which side of it is at ``x``, whatever its direction."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    looks: Looks


class Link(NamedTuple):
    """An area that leads to an address."""

    rect: Rect
    address: str


Painted = Path | Words | Link


def read_svg(svg: str) -> tuple[Painted, ...]:
    """What an SVG paints, from the bottom up, in its light colours."""
    return next(read_svgs((svg,)))


def read_svgs(svgs: Iterable[str]) -> Iterator[tuple[Painted, ...]]:
    """What each of some SVGs paints; those with one style sheet share what is found in it."""
    from xml.etree import ElementTree

    readers: dict[str, _Reader] = {}
    for svg in svgs:
        root = ElementTree.fromstring(svg)
        sheet = root.findtext(f"{_NS}style") or ""
        if sheet not in readers:
            readers[sheet] = _Reader(_rules(sheet))
        yield tuple(readers[sheet].read(root))


class _Rule(NamedTuple):
    """The classes that an element and those around it must have, outermost first, and what then holds."""

    selector: tuple[frozenset[str], ...]
    tags: tuple[str, ...]
    weight: int
    looks: dict[str, str]


def _rules(sheet: str) -> list[_Rule]:
    sheet = sheet.split("@media", 1)[0]
    found = []
    for selectors, body in _RULE.findall(sheet):
        looks = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        for selector in selectors.split(","):
            if ":" in selector:
                continue  # What holds only while the pointer is there.
            parts = [part.partition(".") for part in selector.split()]
            classes = tuple(frozenset(filter(None, names.split("."))) for _, _, names in parts)
            tags = tuple(tag for tag, _, _ in parts)
            weight = sum(map(len, classes)) * 100 + sum(map(bool, tags))
            found.append(_Rule(classes, tags, weight, looks))
    return sorted(found, key=lambda rule: rule.weight)


_Chain = tuple[tuple[str, frozenset[str]], ...]
"""Tag and classes of an element and all around it, outermost first."""


class _Reader:
    def __init__(self, rules: list[_Rule]) -> None:
        self._rules = rules
        self._known: dict[_Chain, dict[str, str]] = {}

    def read(
        self, element: ElementTree.Element, above: _Chain = (), x: float = 0.0, y: float = 0.0, scale: float = 1.0
    ) -> Iterator[Painted]:
        tag = element.tag.removeprefix(_NS)
        if tag in ("title", "desc", "style"):
            return
        chain = (*above, (tag, frozenset(element.get("class", "").split())))
        place = element.get("transform", "")
        if moved := _TRANSLATE.search(place):
            x, y = x + float(moved[1]) * scale, y + float(moved[2]) * scale
        if grown := _SCALE.search(place):
            scale *= float(grown[1])
        if tag == "text":
            yield from self._words(element, chain)
            return
        path = _path(tag, element)
        if path:
            looks = dict(self._looks(chain))
            looks.update({name: value for name, value in element.items() if name.startswith("stroke")})
            yield Path(path, looks, x, y, scale)
        if tag == "a" and len(element):
            yield Link(_extent(element[0]), element.get("href", ""))
        for child in element:
            yield from self.read(child, chain, x, y, scale)

    def _looks(self, chain: _Chain) -> dict[str, str]:
        known = self._known.get(chain)
        if known is None:
            known = {}
            for rule in self._rules:
                if _matches(rule, chain):
                    known.update(rule.looks)
            self._known[chain] = known
        return known

    def _words(self, element: ElementTree.Element, chain: _Chain) -> Iterator[Words]:
        anchor = element.get("text-anchor", "start")
        side: Literal["start", "middle", "end"] = "start"
        if anchor == "middle":
            side = "middle"
        elif (anchor == "end") != (element.get("direction") == "rtl"):
            side = "end"
        looks = self._looks(chain)
        for line in element:
            if line.text and line.get("x") is not None:
                yield Words(line.text, float(line.get("x", "0")), float(line.get("y", "0")), side, looks)


def _matches(rule: _Rule, chain: _Chain) -> bool:
    """Whether the last part of the selector fits the element itself, and the others those around it, in this order."""
    parts = list(zip(rule.tags, rule.selector, strict=True))
    tag, classes = parts.pop()
    if (tag and tag != chain[-1][0]) or not classes <= chain[-1][1]:
        return False
    for its_tag, its_classes in reversed(chain[:-1]):
        if not parts:
            return True
        tag, classes = parts[-1]
        if (not tag or tag == its_tag) and classes <= its_classes:
            parts.pop()
    return not parts


def _extent(shape: ElementTree.Element) -> Rect:
    """Where the first shape of a box is."""
    if shape.tag == f"{_NS}rect":
        x, y, width, height = (float(shape.get(name, "0")) for name in ("x", "y", "width", "height"))
        return Rect(x, y, width, height)
    xs: list[float] = []
    ys: list[float] = []
    for letter, values in re.findall(r"([MLHV])([^A-Za-z]*)", shape.get("d", "")):
        numbers = [float(value) for value in re.findall(r"-?[\d.]+", values)]
        if letter in "MLH":
            xs.append(numbers[0])
        if letter in "MLV":
            ys.append(numbers[-1])
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if xs and ys else Rect(0, 0, 0, 0)


def _path(tag: str, element: ElementTree.Element) -> str:
    """Any shape as a path, without arcs, which are slow to write; ``""`` for what is none."""
    if tag == "path":
        return element.get("d", "")
    if tag == "circle":
        x, y, r = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
        return _rounded(x - r, y - r, x + r, y + r, r)
    if tag == "rect":
        x, y, width, height, r = (float(element.get(name, "0")) for name in ("x", "y", "width", "height", "rx"))
        right, bottom = x + width, y + height
        if not r:
            return f"M{x:g} {y:g}H{right:g}V{bottom:g}H{x:g}Z"
        return _rounded(x, y, right, bottom, min(r, width / 2, height / 2))
    return ""


def _rounded(x: float, y: float, right: float, bottom: float, r: float) -> str:
    """A rectangle with round corners; each is the cubic curve that comes closest to a quarter of a circle."""
    k = r * (1 - _QUARTER)
    return (
        f"M{x + r:g} {y:g}H{right - r:g}C{right - k:g} {y:g} {right:g} {y + k:g} {right:g} {y + r:g}"
        f"V{bottom - r:g}C{right:g} {bottom - k:g} {right - k:g} {bottom:g} {right - r:g} {bottom:g}"
        f"H{x + r:g}C{x + k:g} {bottom:g} {x:g} {bottom - k:g} {x:g} {bottom - r:g}"
        f"V{y + r:g}C{x:g} {y + k:g} {x + k:g} {y:g} {x + r:g} {y:g}Z"
    )
