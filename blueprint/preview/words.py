"""What the preview says besides what every page says, in the languages that have headings."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The sentences of the preview in one language."""

    kept: str
    part: str
    unread: str
    undrawn: str
    shared: str
    more: str
    redrawn: str
    ended: str
    all: str
    none: str


_WORDS = {
    "en": Words(
        kept="The text has mistakes. This is the picture from before.",
        part="The text has mistakes. This is what could be read.",
        unread="The file cannot be read.",
        undrawn="The picture could not be made.",
        shared="This file only declares what others include, so there is nothing to draw.",
        more="and {count} more",
        redrawn="Drawn again",
        ended="The preview has ended. This is the last picture.",
        all="All blueprints",
        none="There is no blueprint in this folder.",
    ),
    "de": Words(
        kept="Der Text hat Fehler. Das ist das Bild von vorher.",
        part="Der Text hat Fehler. Das ist, was lesbar war.",
        unread="Die Datei lässt sich nicht lesen.",
        undrawn="Das Bild ließ sich nicht zeichnen.",
        shared="Diese Datei erklärt nur, was andere einbinden; es gibt nichts zu zeichnen.",
        more="und {count} weitere",
        redrawn="Neu gezeichnet",
        ended="Die Vorschau ist beendet. Das ist das letzte Bild.",
        all="Alle Blueprints",
        none="In diesem Ordner ist kein Blueprint.",
    ),
}


def words_in(language: str) -> Words:
    """The words of a language, English where there are none."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
