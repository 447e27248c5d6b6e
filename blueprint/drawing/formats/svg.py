"""Writes a drawing as SVG: one file, light and dark, with real text, names for readers who listen, and no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from blueprint.drawing.drawing import (
    Drawing,
    DrawnAction,
    DrawnArrow,
    DrawnBand,
    DrawnEmotion,
    DrawnLane,
    DrawnLine,
    DrawnNote,
    DrawnRow,
    LegendEntry,
    Mark,
    Point,
    TextLine,
)
from blueprint.drawing.formats import svg_parts
from blueprint.drawing.formats.svg_parts import num, rect
from blueprint.drawing.formats.svg_style import style_sheet
from blueprint.drawing.looks.theme import Theme, default_theme
from blueprint.drawing.parts.legend import CURVES
from blueprint.drawing.words.directions import reads_leftwards
from blueprint.drawing.words.figures import signed
from blueprint.drawing.words.headings import headings
from blueprint.drawing.words.safe import safe_link, xml_text
from blueprint.drawing.words.wrap import gap_between, unwrap

_ANCHORS = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}
_MIRRORED = {"start": ' text-anchor="end"', "middle": ' text-anchor="middle"', "end": ""}
_NEXT_LINE = 34.0  # Baselines farther apart than this do not belong to one text.


def write_svg(drawing: Drawing, theme: Theme | None = None) -> str:
    """``drawing`` as the text of an SVG file, in the built-in theme unless another is given.

    The same drawing gives the same text. Everything that is drawn is a group with the classes and data attributes that
    the documentation promises to tools, in reading order: heading, phases, steps, lanes, actions, arrows, legend.
    """
    theme = theme or default_theme()
    words = headings(drawing.language)
    width, height = num(drawing.width), num(drawing.height)
    # Places are from left to right; a page around it that is not must not turn them.
    placed = ' direction="ltr"' if drawing.direction == "rtl" else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="blueprint" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" lang="{xml_text(drawing.language)}"{placed} '
        'role="graphics-document document" aria-labelledby="blueprint-title" aria-describedby="blueprint-description">',
        f'<title id="blueprint-title">{xml_text(drawing.title)}</title>',
        f'<desc id="blueprint-description">{xml_text(drawing.description)}</desc>',
        f"<style>{style_sheet(theme)}</style>",
        f'<rect class="page" width="{width}" height="{height}"/>',
        _frame(drawing),
    ]
    if drawing.phases:
        last = len(drawing.phases) - 1
        parts.append(f'<g class="phases" role="group" aria-label="{xml_text(words["phase"])}">')
        parts += [
            _phase(phase, begins=index == 0, ends=index == last, mirrored=drawing.direction == "rtl")
            for index, phase in enumerate(drawing.phases)
        ]
        parts.append("</g>")
    if drawing.steps:
        parts.append(f'<g class="steps" role="group" aria-label="{xml_text(words["step"])}">')
        parts += [_step(step) for step in drawing.steps]
        parts.append("</g>")
    if drawing.emotion:
        felt = {action.id: action.tip.split(" · ")[0] for action in drawing.actions}
        parts += [
            _emotion(emotion, words["emotion"], number, felt)
            for number, emotion in enumerate((drawing.emotion, *drawing.curves))
        ]
    parts += [_lane(lane, theme) for lane in drawing.lanes]
    parts += [_line(line) for line in drawing.lines]
    parts += [_action(action) for action in drawing.actions]
    parts += [_arrow(arrow) for arrow in drawing.arrows]
    if drawing.times:
        parts.append(f'<g class="times" role="group" aria-label="{xml_text(words["time"])}">')
        parts += [_mark(mark) for mark in drawing.times]
        parts.append("</g>")
    parts += [_row(row, mirrored=drawing.direction == "rtl") for row in drawing.rows]
    if drawing.legend:
        parts.append(f'<g class="legend" role="group" aria-label="{xml_text(words["legend"])}">')
        parts += [_entry(entry, mirrored=drawing.direction == "rtl") for entry in drawing.legend]
        parts.append("</g>")
    if drawing.notes:
        parts.append(f'<g class="notes" role="group" aria-label="{xml_text(words["page findings"])}">')
        parts += [_note(note) for note in drawing.notes]
        parts.append("</g>")
    parts.append("</svg>\n")
    return "\n".join(parts)


def _frame(drawing: Drawing) -> str:
    """The head of the page. The headings of rows are named by the groups of these rows, and so are not read here."""
    head = [line for line in drawing.frame if line.style != "heading"]
    rows = _texts(line for line in drawing.frame if line.style == "heading")
    hidden = f'<g aria-hidden="true">{rows}</g>' if rows else ""
    return f'<g class="frame">{_texts(head)}{_marks(drawing.marks)}{hidden}</g>'


def _texts(lines: Iterable[TextLine]) -> str:
    """Lines of text; those of one style below one another are one text, so that a search finds all its words."""
    parts: list[str] = []
    above: TextLine | None = None
    for line in lines:
        if not line.text:
            continue
        follows = (
            above is not None
            and (line.style, line.anchor, line.x) == (above.style, above.anchor, above.x)
            and 0 < line.y - above.y < _NEXT_LINE
        )
        above = line
        text = xml_text(line.text)
        if line.anchor == "end" and reads_leftwards(line.text):
            # Where text with a direction of its own ends, programs do not agree; where embedded text ends, they do.
            text = f"\u202b{text}\u202c"
        place = f'x="{num(line.x)}" y="{num(line.y)}"'
        if follows:
            # A space of no size stands for the break, unless a word was divided there, or needs no space.
            parts[-1] = parts[-1].removesuffix("</text>")
            whole = gap_between(parts[-1].removesuffix("</tspan>"), text) != " "
            gap = "" if whole or parts[-1].endswith("-</tspan>") else '<tspan font-size="0"> </tspan>'
            parts[-1] += f"{gap}<tspan {place}>{text}</tspan></text>"
            continue
        rtl = reads_leftwards(line.text) and line.anchor != "end"
        turned = f'{_MIRRORED[line.anchor]} direction="rtl"' if rtl else _ANCHORS[line.anchor]
        parts.append(f'<text class="t-{xml_text(line.style)}"{turned}><tspan {place}>{text}</tspan></text>')
    return "".join(parts)


def _tip(tip: str) -> str:
    return f"<title>{xml_text(tip)}</title>" if tip else ""


def _said(lines: Iterable[TextLine]) -> str:
    """The words of some lines as one text, a word that was divided at the end of a line put together again."""
    return xml_text(unwrap((line.text for line in lines), hyphens=True))


def _label(tip: str, lines: Iterable[TextLine]) -> str:
    """What a screen reader says of an element: its tip, or else its words."""
    said = xml_text(tip) if tip else _said(lines)
    return f' aria-label="{said}"' if said else ""


def _phase(phase: DrawnBand, *, begins: bool, ends: bool, mirrored: bool) -> str:
    area = phase.rect
    point = min(9.0, area.height / 3, area.width / 4)
    middle = num(area.y + area.height / 2)
    top, bottom = num(area.y), num(area.bottom)
    # The band points to where time goes.
    near, far, sign = (area.right, area.x, -1) if mirrored else (area.x, area.right, 1)
    notch = "" if begins else f"L{num(near + sign * point)} {middle}"
    shoulder = num(far if ends else far - sign * point)
    tip = "" if ends else f"L{num(far)} {middle}"
    path = f"M{num(near)} {top}H{shoulder}{tip}L{shoulder} {bottom}H{num(near)}{notch}Z"
    return (
        f'<g class="phase" data-id="{xml_text(phase.id)}" role="graphics-symbol img"{_label(phase.tip, phase.lines)}>'
        f'{_tip(phase.tip)}<path class="band" d="{path}"/>{_texts(phase.lines)}{_marks(phase.marks)}</g>'
    )


def _step(step: DrawnBand) -> str:
    return (
        f'<g class="step" data-id="{xml_text(step.id)}" role="graphics-symbol img"{_label(step.tip, step.lines)}>'
        f"{_tip(step.tip)}{_texts(step.lines)}{_marks(step.marks)}</g>"
    )


def _lane(lane: DrawnLane, theme: Theme) -> str:
    stripe = svg_parts.stripe(lane.stage, lane.stripe, theme.pattern(lane.stage))
    return (
        f'<g class="lane {lane.stage}" data-id="{xml_text(lane.id)}" role="graphics-object group"'
        f"{_label(lane.tip, lane.lines)}>{_tip(lane.tip)}"
        f"{rect(lane.rect, 'band')}{stripe}{_texts(lane.lines)}{_marks(lane.marks)}</g>"
    )


def _line(line: DrawnLine) -> str:
    kind = line.kind.split(" ", 1)[0]
    dash = svg_parts.DASHES.get(kind, "")
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    path = f"M{num(line.start.x)} {num(line.start.y)}L{num(line.end.x)} {num(line.end.y)}"
    return (
        f'<g class="line {xml_text(kind)}" role="graphics-symbol img"{_label("", line.lines)}>'
        f'<path d="{path}"{dashed}/>{_texts(line.lines)}</g>'
    )


def _action(action: DrawnAction) -> str:
    special = f" is-{action.shape}" if action.shape != "box" else ""
    begin = (
        f'<g class="action {action.stage}{special}" data-id="{xml_text(action.id)}" '
        f'data-lane="{xml_text(action.lane)}"{_variants(action.variants)} role="graphics-object group"'
        f"{_label(action.tip, action.lines)}>"
    )
    link = safe_link(action.link)
    inside = f"{svg_parts.box(action.shape, action.rect)}{_texts(action.lines)}"
    if link:
        inside = f'<a href="{xml_text(link)}" target="_blank" rel="noopener">{inside}</a>'
    return f"{begin}{_tip(action.tip)}{inside}{_marks(action.marks)}</g>"


def _variants(names: Iterable[str]) -> str:
    """The variants that something is only in, for tools."""
    words = " ".join(names)
    return f' data-variants="{xml_text(words)}"' if words else ""


def _marks(marks: Iterable[Mark]) -> str:
    return "".join([_mark(mark) for mark in marks])


def _mark(mark: Mark) -> str:
    return (
        f'<g class="mark {xml_text(mark.kind)}" role="graphics-symbol img"{_label(mark.tip, mark.lines)}>'
        f"{_tip(mark.tip)}{_chip(mark)}</g>"
    )


def _chip(mark: Mark) -> str:
    """The ground of a mark, its sign and its words."""
    return (
        f"{svg_parts.chip(mark.kind, mark.rect, svg_parts.room_before(mark), turned=mark.turned)}{_texts(mark.lines)}"
    )


def _arrow(arrow: DrawnArrow) -> str:
    plate = rect(arrow.label, "plate", 3) if arrow.label else ""
    way = svg_parts.arrow(arrow.kind, arrow.points, begins=arrow.begins, ends=arrow.ends, branch=arrow.branch)
    only = " variant" if arrow.variants else ""
    return (
        f'<g class="arrow {arrow.kind}{only}" data-id="{xml_text(arrow.id)}" data-from="{xml_text(arrow.source)}" '
        f'data-to="{xml_text(arrow.target)}"{_variants(arrow.variants)} role="graphics-symbol img"'
        f"{_label(arrow.tip, arrow.lines)}>"
        f"{_tip(arrow.tip)}{way}{plate}"
        f"{_texts(arrow.lines)}{_marks(arrow.marks)}</g>"
    )


def _emotion(emotion: DrawnEmotion, name: str, number: int, felt: Mapping[str, str]) -> str:
    """A curve of feelings; ``felt`` are the words for the actions at its dots, by their ids."""
    area = emotion.rect
    zero = num(emotion.zero)
    dots = ""
    for dot, value, handle in zip(emotion.dots, emotion.values, emotion.ids, strict=True):
        words = f"{felt[handle]}: {signed(value)}" if handle in felt else signed(value)
        dots += (
            f'<g class="{svg_parts.mood(value)}" data-id="{xml_text(handle)}" role="graphics-symbol img"'
            f"{_label(words, ())}>{_tip(words)}{svg_parts.face(value, dot, number % CURVES)}</g>"
        )
    level = "" if number else f'<path class="zero" d="M{num(area.x)} {zero}H{num(area.right)}"/>'
    dash = svg_parts.curve_dash(number % CURVES)
    return (
        f'<g class="emotion" role="graphics-object group" aria-label="{xml_text(emotion.name if number else name)}">'
        f'{level}<path class="curve"{dash} d="{svg_parts.curve(emotion.curve)}"/>{dots}{_texts(emotion.lines)}</g>'
    )


def _row(row: DrawnRow, *, mirrored: bool) -> str:
    cards = "".join(
        f'<g class="card {xml_text(card.kind)}" role="graphics-symbol img"{_label(card.tip, card.lines)}>'
        f"{_tip(card.tip)}{svg_parts.card(card.kind, card.rect, mirrored=mirrored)}{_texts(card.lines)}</g>"
        for card in row.cards
    )
    area = row.rect
    return (
        f'<g class="row" data-kind="{xml_text(row.kind)}" role="group"{_label("", row.lines)}>'
        f'<path class="rule" d="M{num(area.x)} {num(area.y)}H{num(area.right)}"/>{_texts(row.lines)}{cards}</g>'
    )


def _note(note: DrawnNote) -> str:
    """An entry of the list of findings, whose words are English on every page; or the heading of the list."""
    if note.mark is None:
        return f'<g class="note">{_texts(note.lines)}</g>'
    return f'<g class="note">{_mark(note.mark)}<g lang="en">{_texts(note.lines)}</g></g>'


def _entry(entry: LegendEntry, *, mirrored: bool) -> str:
    family, _, kind = entry.kind.partition(" ")
    area = entry.rect
    middle = Point(area.x + area.width / 2, area.y + area.height / 2)
    if entry.chip is not None:
        return f'<g class="sample mark {xml_text(kind)}">{_chip(entry.chip)}</g>{_texts((entry.line,))}'
    if family == "arrow":
        ends = Point(area.x, middle.y), Point(area.right, middle.y)
        sample = svg_parts.arrow(kind, ends[::-1] if mirrored else ends, branch=kind == "branch")
        kind = f"flow {kind}" if kind in ("variant", "branch") else kind
    elif family == "curve":
        line = f"M{num(area.x)} {num(middle.y)}H{num(area.right)}"
        dash = svg_parts.curve_dash(int(kind))
        sample = f'<path class="curve"{dash} d="{line}"/>{svg_parts.face(1, middle, int(kind))}'
        kind = "emotion good"
    elif family == "mark":
        side = min(area.width, area.height)
        square = area._replace(x=middle.x - side / 2, y=middle.y - side / 2, width=side, height=side)
        sample = svg_parts.chip(kind, square, turned=mirrored)
    else:
        sample = svg_parts.box(kind, area)
        kind = f"is-{kind}"
    return f'<g class="sample {xml_text(kind)}">{sample}</g>{_texts((entry.line,))}'
