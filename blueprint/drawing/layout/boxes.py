"""What stands in the box of an action, and how large the box must be: its words, its signs, its times."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.drawing.drawing import Anchor, Mark, Point, Rect, TextLine
from blueprint.drawing.layout.grid import GHOST, Seat
from blueprint.drawing.looks.theme import TextStyle, Theme
from blueprint.drawing.words.directions import reads_leftwards
from blueprint.drawing.words.figures import signed, time_words
from blueprint.drawing.words.headings import heading, listed
from blueprint.drawing.words.measure import text_width
from blueprint.drawing.words.wrap import wrap
from blueprint.model.elements import Action, Blueprint, Card

_WIDTHS = (112.0, 122.0, 132.0, 144.0, 156.0, 168.0, 184.0, 208.0)
_WIDEST_WORD = 180.0
_DIVIDED_WORD = 116.0
_FULLEST = 2.6  # Lines that a label should fill at most before its column is made wider.
FOOT = 16.0
"""The height of a sign."""
_SIDES = 14.0  # what the signs leave free at both sides together
_ROUND_SIDES = 26.0
_FOOT_GAP = 5.0
_SIGN_GAP = 4.0
ICON = 13.0
"""The room for the icon before the words of a time, a wait or a finding."""
_CHIP_PAD = 6.0
_CARD_MARKS = frozenset(("pain", "fail", "risk", "idea", "opportunity", "question"))


class Sign(NamedTuple):
    """A mark before it is placed: its extent, and that of the ``words`` in it."""

    kind: str
    text: str
    tip: str
    width: float
    words: float = 0.0


class Box(NamedTuple):
    """The content of a box. ``height`` is what the content needs in a box of ``width``; ``feet`` are rows of signs."""

    shape: str
    width: float
    height: float
    lines: tuple[str, ...]
    asks: tuple[str, ...]
    feet: tuple[tuple[Sign, ...], ...]


def column_widths(seats: tuple[Seat, ...], signs: list[list[Sign]], columns: int, theme: Theme) -> list[float]:
    """The width of the boxes in each column: as narrow as its labels allow in about three lines, no word divided, and
    as its signs allow."""
    style = theme.style("action")
    widths = [_WIDTHS[0]] * columns
    pad = 2 * theme.space("box_pad_x")
    for seat, below in zip(seats, signs, strict=True):
        if seat.left != seat.right:
            continue
        whole = text_width(seat.label, style.size, style.bold)
        longest = max([longest_word(seat.label, style), *(sign.width + _ROUND_SIDES - pad for sign in below)])
        column = seat.left // 2
        for width in _WIDTHS:
            inner = width - pad
            if longest <= inner and whole <= inner * _FULLEST:
                break
        widths[column] = max(widths[column], width)
    return widths


def longest_word(label: str, style: TextStyle) -> float:
    """How wide the longest word of a label is. Chinese and Japanese break anywhere; a word that no box can hold is
    divided in any case, so no column is made wide for either."""
    longest = 0.0
    for word in label.replace("\u200b", " ").split():
        if word.isascii() or not any("\u2e80" <= char <= "\uffff" for char in word):
            longest = max(longest, text_width(word, style.size, style.bold))
    return longest if longest <= _WIDEST_WORD else _DIVIDED_WORD


def fill_box(seat: Seat, width: float, shape: str, signs: list[Sign], theme: Theme) -> Box:
    """Break the words of a box of the given width into lines and its signs into rows."""
    inner = width - 2 * theme.space("box_pad_x")
    style = theme.style("action")
    lines = wrap(seat.label, inner, style.size, style.bold)
    asks: tuple[str, ...] = ()
    height = len(lines) * theme.line_height("action")
    if seat.action is not None and seat.action.choice is not None:
        small = theme.style("label")
        asks = wrap(seat.action.choice.text, inner, small.size, small.bold)
        height += len(asks) * theme.line_height("label") + 3
    feet: list[list[Sign]] = []
    used = 0.0
    room = width - (_ROUND_SIDES if shape == "wait" else _SIDES)
    for sign in signs:
        if sign.width > room:
            sign = sign._replace(width=room)
        if not feet or used + _SIGN_GAP + sign.width > room:
            feet.append([])
            used = -_SIGN_GAP
        feet[-1].append(sign)
        used += _SIGN_GAP + sign.width
    height += len(feet) * (FOOT + _FOOT_GAP)
    height += 2 * theme.space("box_pad_y")
    return Box(
        shape, width, max(height, theme.space("box_min_height")), lines, asks, tuple([tuple(foot) for foot in feet])
    )


def shape_of(action: Action | None, unit_kind: str) -> str:
    """The shape of an action's box: evidence, choice, wait, bot (a machine at the front stage), system or box; a
    ghost stands for a department as a whole; what is outside the view is shown as that."""
    if action is None:
        return "ghost"
    if action.id.startswith(GHOST):
        return "outside"
    if action.stage == "evidence":
        return "evidence"
    if action.choice is not None:
        return "choice"
    if action.waits is not None and action.takes is None:
        return "wait"
    if unit_kind == "system":
        return "bot" if action.stage == "frontstage" else "system"
    return "box"


def signs_of(action: Action | None, blueprint: Blueprint, labels: dict[str, str], theme: Theme) -> list[Sign]:
    """The signs of an action: first what makes it special, then its channel and its times. ``labels`` are those of the
    declarations."""
    if action is None:
        return []
    language = blueprint.language
    side = FOOT
    found: list[Sign] = []

    def sign(kind: str, tip: str = "") -> None:
        word = heading(f"mark {kind}", language)
        found.append(Sign(kind, "", f"{word}: {tip}" if tip else word, side))

    def chip(kind: str, text: str, tip: str) -> None:
        found.append(chip_of(kind, text, tip, theme))

    if action.trigger is not None:
        sign("trigger")
    if action.outcome is not None:
        sign("outcome", action.relationship.text if action.relationship else "")
    if action.moment_of_truth is not None:
        sign("moment-of-truth")
    if action.first_contact is not None:
        sign("first-contact")
    if action.complaint is not None:
        sign("complaint")
    if action.feedback:
        sign("feedback", action.feedback[0].text)
    rows = {row.text for row in blueprint.rows}
    for kind, tip in _cards(action.facts.cards):
        if kind not in rows:
            sign(kind, tip)
    if action.emotion is not None and action.stage != "customer":
        value = action.emotion.value
        sign(f"feeling {'good' if value > 0 else 'bad' if value < 0 else 'middling'}", signed(value))
    if action.optional is not None:
        sign("optional", action.when.text if action.when else "")
    if action.nobody_does_it is not None:
        sign("nobody")
    if action.nothing_comes_back is not None:
        sign("nothing-back")
    if action.via and action.stage != "evidence":
        names = [labels.get(channel.name, channel.name) for channel in action.via]
        text = f" {heading('or', language)} ".join(names) if action.either_channel else listed(names, language)
        chip("channel", text, f"{heading('via', language)} {text}")
    for kind, time, word in (("time", action.takes, "takes"), ("wait", action.waits, "waits")):
        if time is not None:
            text = time_words(time, language)
            tip = f"{heading(word, language)} {text}"
            if time.at_most is not None:
                tip += f", {heading('at most', language)} {time_words(time.at_most, language)}"
            if time.told_nothing is not None:
                tip += f", {heading('told nothing', language)}"
            chip(kind, text if time.low is not None else "?", tip)
    return found


def chip_of(kind: str, text: str, tip: str, theme: Theme) -> Sign:
    """A sign with words in it, as wide as they are. White space in the words counts as one space."""
    text = " ".join(text.split())
    style = theme.style("time" if kind in ("time", "wait") else "mark")
    words = text_width(text, style.size, style.bold)
    return Sign(kind, text, tip, words + 2 * _CHIP_PAD + (ICON if has_icon(kind) else 0), words)


def has_icon(kind: str) -> bool:
    """Whether a sign with words begins with an icon, so that colour is not all that tells its kind."""
    return kind in ("time", "wait", "variant") or kind.startswith("finding")


def _cards(cards: tuple[Card, ...]) -> list[tuple[str, str]]:
    """The kinds of the cards that are drawn as signs, each once, with the words of all of its kind."""
    words: dict[str, list[str]] = {}
    for card in cards:
        if card.kind in _CARD_MARKS:
            words.setdefault(card.kind, []).append(card.text)
    return [(kind, " · ".join(texts)) for kind, texts in words.items()]


def place_box(box: Box, rect: Rect, theme: Theme) -> tuple[tuple[TextLine, ...], tuple[Mark, ...]]:
    """The lines of text and the marks of a box that stands at ``rect``: words above, centred, signs below."""
    line_height, small_height = theme.line_height("action"), theme.line_height("label")
    foot_height = len(box.feet) * (FOOT + _FOOT_GAP)
    words = len(box.lines) * line_height + (len(box.asks) * small_height + 3 if box.asks else 0)
    y = rect.y + (rect.height - words - foot_height) / 2
    middle = rect.x + rect.width / 2
    lines: list[TextLine] = []
    for text in box.lines:
        lines.append(text_line(text, Point(middle, y), "action", theme))
        y += line_height
    if box.asks:
        y += 3
        for text in box.asks:
            lines.append(text_line(text, Point(middle, y), "label", theme))
            y += small_height
    marks: list[Mark] = []
    y += _FOOT_GAP
    for foot in box.feet:
        width = sum(sign.width for sign in foot) + _SIGN_GAP * (len(foot) - 1)
        x = middle - width / 2
        for sign in foot:
            marks.append(place_sign(sign, Rect(x, y, sign.width, FOOT), theme))
            x += sign.width + _SIGN_GAP
        y += FOOT + _FOOT_GAP
    return tuple(lines), tuple(marks)


def place_sign(sign: Sign, rect: Rect, theme: Theme) -> Mark:
    """A sign as a mark at ``rect``; words that are too long for it are cut, the tip has them all."""
    rect = rounded(rect)
    if not sign.text:
        return Mark(sign.kind, rect, (), sign.tip)
    name = "time" if sign.kind in ("time", "wait") else "mark"
    style = theme.style(name)
    text, width = sign.text, sign.words
    icon = ICON if has_icon(sign.kind) else 0.0
    room = rect.width - 2 * _CHIP_PAD - icon
    if width > room + 0.1:
        text = shortened(text, room, style.size, style.bold)
        width = text_width(text, style.size, style.bold)
    baseline = rect.y + rect.height / 2 + style.size * 0.36
    line = TextLine(text, round(rect.x + (rect.width + icon) / 2, 2), round(baseline, 2), round(width, 2), name)
    return Mark(sign.kind, rect, (line,), sign.tip)


def shortened(text: str, room: float, size: float, bold: bool) -> str:
    """The text with three dots at its end, short enough for the room; the whole stands in the tip."""
    while text and text_width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def text_line(text: str, top: Point, style: str, theme: Theme, anchor: Anchor = "middle") -> TextLine:
    """One line of text whose box of line height begins at ``top``."""
    found = theme.style(style)
    baseline = top.y + theme.line_height(style) / 2 + found.size * 0.36
    width = text_width(text, found.size, found.bold)
    x = top.x
    if anchor != "middle" and reads_leftwards(text):
        # Programs do not agree on where the start of such text is; on its middle they do.
        x += width / 2 if anchor == "start" else -width / 2
        anchor = "middle"
    return TextLine(text, round(x, 2), round(baseline, 2), round(width, 2), style, anchor)


def rounded(rect: Rect) -> Rect:
    """The rectangle to a hundredth of a point, so that every machine writes the same."""
    return Rect(round(rect.x, 2), round(rect.y, 2), round(rect.width, 2), round(rect.height, 2))
