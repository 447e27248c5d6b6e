"""A drawing: every shape and every line of text of a blueprint, placed. All formats are written from it.

Lengths are points of CSS (96 to the inch); x grows to the right, y downwards, the page begins at 0, 0. Texts are
already broken into lines and measured, so that a writer places glyphs and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]


class Point(NamedTuple):
    """A place on the page."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle by its upper left corner and its extent."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class TextLine(NamedTuple):
    """One line of text on its baseline.

    ``style`` is a style of the theme: title, subtitle, phase, step, number, lane, owner, action, line, label, mark,
    time, legend. ``width`` is its measured width; ``anchor`` says what of the text stands at ``x``.
    """

    text: str
    x: float
    y: float
    width: float
    style: str
    anchor: Anchor = "middle"


@dataclass(frozen=True)
class Mark:
    """A small sign at an action or an arrow.

    ``kind``: time, wait, moment-of-truth, fail, pain, idea, question, trigger, outcome, choice, … ``lines`` are
    what is written in it, ``tip`` what it says when pointed at. ``turned`` says that a sign which points to where the
    journey goes points to the left.
    """

    kind: str
    rect: Rect
    lines: tuple[TextLine, ...]
    tip: str
    turned: bool = False


@dataclass(frozen=True)
class DrawnAction:
    """An action as a box. ``shape``: box, evidence, system, bot, choice, wait, ghost, outside. ``variants`` are the
    names of those that it is only in, ``()`` for all."""

    id: str
    stage: str
    lane: str
    shape: str
    rect: Rect
    lines: tuple[TextLine, ...]
    marks: tuple[Mark, ...]
    tip: str
    link: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrawnLane:
    """A lane: the band over the whole page, and the stripe and the heading at its beginning."""

    id: str
    stage: str
    rect: Rect
    stripe: Rect
    lines: tuple[TextLine, ...]
    tip: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class DrawnBand:
    """A phase's band, or a step's heading above its column. ``number`` counts the steps; 0 for phases."""

    kind: Literal["phase", "step"]
    id: str
    rect: Rect
    lines: tuple[TextLine, ...]
    tip: str
    number: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class DrawnLine:
    """A line between two lanes, with its name."""

    kind: str
    start: Point
    end: Point
    lines: tuple[TextLine, ...]


@dataclass(frozen=True)
class DrawnArrow:
    """An arrow along right-angled ``points`` from the edge of its first box to the edge of its last.

    ``label`` is the plate behind the words and the marks, None where there are neither. ``begins`` and ``ends`` say
    whether the boxes are there: on a sheet of paper an arrow may come from another or go on there. ``variants`` are as
    those of an action. ``branch`` is whether it is one way out of a choice that the shape of the box does not tell.
    """

    id: str
    kind: str
    source: str
    target: str
    points: tuple[Point, ...]
    label: Rect | None
    lines: tuple[TextLine, ...]
    tip: str
    marks: tuple[Mark, ...] = ()
    begins: bool = True
    ends: bool = True
    variants: tuple[str, ...] = ()
    branch: bool = False


@dataclass(frozen=True)
class DrawnEmotion:
    """The emotion curve: one smooth cubic Bézier path through ``dots``. ``values`` are -2 to +2, one for each dot;
    ``name`` is whose it is."""

    rect: Rect
    dots: tuple[Point, ...]
    values: tuple[float, ...]
    ids: tuple[str, ...]
    curve: tuple[Point, ...]
    lines: tuple[TextLine, ...]
    zero: float
    name: str = ""


@dataclass(frozen=True)
class DrawnRow:
    """A row of cards of one ``kind`` below the lanes, with its heading. A card is a mark with its words in lines."""

    kind: str
    rect: Rect
    lines: tuple[TextLine, ...]
    cards: tuple[Mark, ...]


@dataclass(frozen=True)
class DrawnNote:
    """A finding in the list below the picture: the mark with its number, and what it says in lines. The heading of the
    list has no mark."""

    mark: Mark | None
    lines: tuple[TextLine, ...]


@dataclass(frozen=True)
class LegendEntry:
    """One entry of the legend: a sample (``kind``: ``arrow …``, ``mark …``, ``shape …``, ``curve …``) and its
    words. ``chip`` is the sample where that is a mark with words."""

    kind: str
    rect: Rect
    line: TextLine
    chip: Mark | None = None


@dataclass(frozen=True)
class Drawing:
    """A whole page. ``title`` and ``description`` tell it to those who cannot see it; ``language`` and ``direction``
    (ltr, rtl) hold for its text. ``frame`` holds the texts that belong to no element: title, state, owner, headings;
    ``marks`` are the signs of the findings on the whole, ``notes`` the list of all findings that are drawn in;
    ``curves`` are those of further customers beside ``emotion``."""

    width: float
    height: float
    title: str
    description: str
    language: str
    direction: str
    frame: tuple[TextLine, ...]
    phases: tuple[DrawnBand, ...]
    steps: tuple[DrawnBand, ...]
    lanes: tuple[DrawnLane, ...]
    lines: tuple[DrawnLine, ...]
    actions: tuple[DrawnAction, ...]
    arrows: tuple[DrawnArrow, ...]
    emotion: DrawnEmotion | None
    times: tuple[Mark, ...]
    legend: tuple[LegendEntry, ...]
    marks: tuple[Mark, ...] = ()
    rows: tuple[DrawnRow, ...] = ()
    curves: tuple[DrawnEmotion, ...] = ()
    notes: tuple[DrawnNote, ...] = ()
