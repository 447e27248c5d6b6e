"""What there is to say of each word of the language, for the command line and for editors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from blueprint.text import vocabulary


@cache
def explained() -> Mapping[str, tuple[str, ...]]:
    """The sentences on each word by the word, the one of help first. Signs of arrows are words here."""
    entries: dict[str, tuple[str, ...]] = {}
    for name, help in vocabulary.STATEMENTS.items():
        entries[name] = (help, "Begins a line.")
    for name, help in vocabulary.STAGES.items():
        entries[name] = (help, f'A stage; begins a line with an action: {name}: "…"')
    for name, (stage, help) in vocabulary.LINES.items():
        entries[f"line of {name}"] = (help, f'Drawn below the lanes of {stage}. Renamed by: line of {name} "…"')
    for sign, (kind, help) in vocabulary.ARROWS.items():
        entries[sign] = (help, f"An arrow between two actions ({kind}): a {sign} b")
    for word in vocabulary.WORDS.values():
        entries[word.text] = (
            word.help,
            f"A detail, followed by {vocabulary.SHAPES[word.shape]}." if word.shape != "flag" else "A detail.",
            *([f"One of: {', '.join(word.choices)}."] if word.choices else ()),
            *([f"From {word.low:g} to {word.high:g}."] if word.high != float("inf") else ()),
            f"May be said of: {', '.join(sorted(word.places))}.",
            *(["May be said more than once."] if word.many else ()),
        )
    return entries
