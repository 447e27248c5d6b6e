"""A line of text as runs, each in one font, one direction and one script, from left to right as they stand on the page.

Both writers that choose fonts themselves, PNG and PDF, draw these; so both show the same order and the same letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from blueprint.drawing.words.directions import levels, reads_leftwards
from blueprint.drawing.words.font_files import Face
from blueprint.drawing.words.glyphs import is_known
from blueprint.drawing.words.measure import clusters, is_shipped

_NO_SIGN = "\u25a1"


class Run(NamedTuple):
    """Characters that one face sets, in the order of reading; ``face`` is None for the shipped font. ``level`` is odd
    where they run to the left, ``script`` the first word of the names of its letters where the font shapes them."""

    text: str
    face: Face | None
    level: int
    script: str = ""

    @property
    def leftwards(self) -> bool:
        """Whether the characters run to the left."""
        return self.level % 2 == 1


def runs_of(text: str, faces: Mapping[str, Face]) -> list[Run]:
    """The runs of a line; ``faces`` has the face of each cluster that the shipped font lacks. What no font has is a
    small box."""
    return _visual(_logical(text, faces))


def _logical(text: str, faces: Mapping[str, Face]) -> list[Run]:
    found: list[Run] = []
    depths = levels(text, reads_leftwards(text))
    at = 0
    for cluster in clusters(text):
        level = depths[at] if depths else 0
        at += len(cluster)
        last = found[-1] if found else None
        face = faces.get(cluster)
        shown = cluster
        if face is None:
            shown = "".join(char for char in cluster if not _is_unseen(char)) if is_known(cluster) else _NO_SIGN
            if cluster == " " and last and last.level == level and last.script and last.face and last.face.has(0x20):
                face = last.face
        if not shown:
            continue
        script = _script(shown[0]) if face else ""
        if last and (last.face, last.level) == (face, level) and (not script or script == (last.script or script)):
            found[-1] = last._replace(text=last.text + shown, script=last.script or script)
        else:
            found.append(Run(shown, face, level, script))
    return found


def _script(char: str) -> str:
    """The script of a letter whose script is shaped by rules of its own; ``""`` for all else."""
    if not "\u0530" <= char < "\u2000" or not char.isalpha():
        return ""
    return unicodedata.name(char, "").split(" ", 1)[0]


def _is_unseen(char: str) -> bool:
    """Whether a character is a sign for programs only: directions, joiners, controls."""
    return is_shipped(char) and unicodedata.category(char) in ("Cc", "Cf", "Mn") and not unicodedata.combining(char)


def _visual(runs: list[Run]) -> list[Run]:
    """Runs from left to right: rule L2 of the Unicode bidirectional algorithm."""
    ordered = list(runs)
    for level in range(max((run.level for run in runs), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = end + 1
    return ordered
