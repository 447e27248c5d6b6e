"""Which font draws what Liberation Sans lacks, one that the user named or one of the machine, and what is said of it.

A picture is the same on every machine as long as the font that comes along has all its characters. Where it lacks some,
the reader is told which, and what draws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from blueprint.drawing.drawing import Drawing, TextLine
from blueprint.drawing.words.font_files import Face, machine_faces, named_faces
from blueprint.drawing.words.measure import clusters, is_shipped

_SHOWN = 8
_CHINESE_JAPANESE_KOREAN = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-tw": "TC", "zh-hk": "HK", "zh-hant": "TC"}

_COLOURED = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)
"""What Unicode shows in colours (Emoji_Presentation) below U+1F000."""


class Glyphs(NamedTuple):
    """By cluster (a letter with its marks, a whole emoji) the face that draws it, in plain and in bold text. What is
    missing here can be drawn by no font at hand."""

    plain: Mapping[str, Face]
    bold: Mapping[str, Face]
    warnings: tuple[str, ...]


def find_glyphs(texts: Iterable[tuple[str, bool]], fonts: Sequence[str], language: str) -> Glyphs:
    """The faces for all that is missing in the shipped font of some texts, each with whether it is bold.

    ``fonts`` are files that the user named, which come first; ``language`` chooses among Chinese, Japanese and Korean
    forms. Raises :class:`blueprint.drawing.words.font_files.FontError` where a named file is no font that can be used.
    """
    named = [face for path in fonts for face in _chosen(named_faces(path), language)]
    wanted: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for text, bold in texts:
        if not text.isascii():
            wanted[bold].update(dict.fromkeys(cluster for cluster in clusters(text) if not is_known(cluster)))
    found: dict[bool, dict[str, Face]] = {}
    for bold, these in wanted.items():
        found[bold] = _assign(these, named, language, bold) if these else {}
    missing = [*wanted[False], *wanted[True]]
    known = found[False] | found[True]
    return Glyphs(found[False], found[True], _warnings(dict.fromkeys(missing), known, fonts))


def lines_of(drawing: Drawing) -> list[TextLine]:
    """Every line of text of a drawing."""
    found = [*drawing.frame, *(entry.line for entry in drawing.legend)]
    marks = [*drawing.times, *drawing.marks, *(card for row in drawing.rows for card in row.cards)]
    for band in (*drawing.phases, *drawing.steps):
        found += band.lines
        marks += band.marks
    for lane in drawing.lanes:
        found += lane.lines
        marks += lane.marks
    for action in drawing.actions:
        found += action.lines
        marks += action.marks
    for arrow in drawing.arrows:
        found += arrow.lines
        marks += arrow.marks
    for note in drawing.notes:
        found += note.lines
        marks += [note.mark] if note.mark is not None else []
    found += [text for line in drawing.lines for text in line.lines]
    return found + [line for mark in marks for line in mark.lines]


def is_known(cluster: str) -> bool:
    """Whether the shipped font can draw a cluster."""
    return all(is_shipped(char) for char in cluster)


def _assign(wanted: Iterable[str], named: Sequence[Face], language: str, bold: bool) -> dict[str, Face]:
    found: dict[str, Face] = {}
    left = list(wanted)
    for is_emoji in (False, True):
        these = [cluster for cluster in left if _is_emoji(cluster) == is_emoji]
        found |= _first(these, named)
        these = [cluster for cluster in these if cluster not in found]
        if these:
            borrowed = _first(these, _machine(language, "emoji" if is_emoji else "", bold))
            # Many fonts have a few signs of other scripts; they go with the font that has their letters.
            had = {face: [cluster for cluster in these if _has(face, cluster)] for face in borrowed.values()}
            for face in sorted(had, key=lambda face: len(had[face])):
                found |= dict.fromkeys(had[face], face)
    return found


def _first(wanted: Iterable[str], faces: Iterable[Face]) -> dict[str, Face]:
    """For each cluster the first face that has it; clusters that none has are left out."""
    found: dict[str, Face] = {}
    left = list(wanted)
    for face in faces:
        if not left:
            break
        found |= dict.fromkeys((cluster for cluster in left if _has(face, cluster)), face)
        left = [cluster for cluster in left if cluster not in found]
    return found


def _machine(language: str, first: str, bold: bool) -> Iterable[Face]:
    """The faces of the machine, of a file with several only the one that fits the language."""
    group: list[Face] = []
    for face in machine_faces(first, bold=bold):
        if group and face.path != group[0].path:
            yield from _chosen(tuple(group), language)
            group = []
        group.append(face)
    yield from _chosen(tuple(group), language)


def _chosen(faces: tuple[Face, ...], language: str) -> tuple[Face, ...]:
    language = language.lower().replace("_", "-")
    ending = _CHINESE_JAPANESE_KOREAN.get(language) or _CHINESE_JAPANESE_KOREAN.get(language.split("-")[0], "JP")
    fitting = tuple(face for face in faces if face.family.endswith(f" {ending}"))
    return fitting + tuple(face for face in faces if face not in fitting)


def _is_emoji(cluster: str) -> bool:
    """Whether a cluster is meant as a picture in colours. Most of the older signs are so only where a mark behind them
    asks for it; so do browsers show them."""
    if "\ufe0e" in cluster:
        return False
    return any(0x1F000 <= ord(char) <= 0x1FBFF or char == "\ufe0f" or char in _COLOURED for char in cluster)


def _has(face: Face, cluster: str) -> bool:
    try:
        return all(face.has(ord(char)) for char in cluster if not _is_silent(char))
    except (OSError, ValueError, IndexError, ArithmeticError):
        return False


def _is_silent(char: str) -> bool:
    """Whether a font may lack the character and still draw the cluster: joiners, choices of looks."""
    return char in "\u200c\u200d" or "\ufe00" <= char <= "\ufe0f" or "\U000e0020" <= char <= "\U000e007f"


def _warnings(missing: Iterable[str], found: Mapping[str, Face], fonts: Sequence[str]) -> tuple[str, ...]:
    """A sentence for what fonts of the machine draw, and one for what nothing draws. The user's own fonts need none."""
    borrowed = [cluster for cluster in missing if cluster in found and found[cluster].path not in fonts]
    lost = [cluster for cluster in missing if cluster not in found]
    said = []
    if borrowed:
        families = ", ".join(dict.fromkeys(found[cluster].family for cluster in borrowed))
        said.append(
            f"Liberation Sans, which comes along, lacks {_listed(borrowed)}; drawn with fonts of this machine "
            f"({families}), so that another one may draw it otherwise (--font FILE names the font)"
        )
    if lost:
        said.append(f"no font on this machine has {_listed(lost)}; drawn as □ (--font FILE names a font that has it)")
    return tuple(said)


def _listed(parts: Sequence[str]) -> str:
    names = " ".join(parts[:_SHOWN])
    codes = "" if len(parts) > 1 else " (" + " ".join(f"U+{ord(char):04X}" for char in parts[0]) + ")"
    return f"{names}{codes}" if len(parts) <= _SHOWN else f"{names} and {len(parts) - _SHOWN} more characters"
