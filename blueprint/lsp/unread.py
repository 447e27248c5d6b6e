"""Names in what cannot be read of a broken line: what they mean is certain where one thing alone is so called."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import NamedTuple

from blueprint.lsp.names import Meaning, Mention, Place, known, scope
from blueprint.lsp.workspace import Workspace
from blueprint.model.names import PLACES
from blueprint.text.explained import explained
from blueprint.text.vocabulary import ARROW_SIGNS, ARROWS, DECLARATIONS, STAGES, TIME_UNITS, WORDS
from blueprint.tree.parse import parse_line
from blueprint.tree.quotes import normal
from blueprint.tree.words import RUN

_RUN = rf"({RUN}+(?:[.\-]{RUN}+)*)"
_QUOTED = r'"(?:\\.|[^"\\])*"|[“„‟](?:\\.|[^“”‟\\])*[“”‟]|«(?:\\.|[^»\\])*»|»(?:\\.|[^«\\])*«'
_PARTS = re.compile(rf'{_QUOTED}|#.*|(["“„‟«»])|{_RUN}')
"""Labels and comments, signs of quotes without their like, and what is written as names are."""

_SIGNS = '"“”„‟«»'

_NAMING = (word.text for word in WORDS.values() if word.field in PLACES)
_LEADING = "|".join(word.replace(" ", r"\s+") for word in (*STAGES, *DECLARATIONS, "phase", "step", "or", *_NAMING))
_ARROW = "|".join(map(re.escape, (*ARROWS, *ARROW_SIGNS)))
_BEFORE = re.compile(rf"(?:[,:]|{_ARROW}|(?<!{RUN})(?:{_LEADING}))\s*$", re.IGNORECASE)
"""What a name can stand behind."""

_BEHIND = re.compile(rf"\s*(?:{_ARROW})")
"""What makes a name the beginning of an arrow."""

_BETWEEN = ("to", "times", "per", "or", "under", "unknown", "hidden")
"""The words of the language that stand between values."""


class Unread(NamedTuple):
    """A place in the unread part of a line where a name may stand. It is ``certain`` where it can be nothing else."""

    place: Place
    certain: bool


def unread_uses(workspace: Workspace, path: str, thing: Meaning) -> Generator[None, None, list[Unread]]:
    """Finds, in pieces, where a thing may be named in what cannot be read, in all files that can see it. ``path`` is
    one of them."""
    uses = []
    for file in (yield from scope(workspace, path, thing)):
        yield
        document = workspace.document(file)
        if document is None or (thing.name.isascii() and thing.name not in document.text):
            continue
        found = []
        for number, line in enumerate(document.lines, start=1):
            if not thing.name.isascii() or thing.name in line:
                yield
                found += [(number, column, plain) for column, plain in _unread(line, thing.name)]
        alone = found and _is_alone(workspace, file, thing.name)
        for number, column, plain in found:
            mention = Mention(thing.name, column, column + len(thing.name), (thing.space,))
            uses.append(Unread(Place(file, number, mention), bool(alone and plain)))
    return uses


def _unread(line: str, name: str) -> Iterator[tuple[int, bool]]:
    """The columns at which a name stands in the unread part of a line, and whether it is surely in no label."""
    tree = parse_line(line)
    if tree.fault is None:
        return
    begin = tree.end - 1 if tree.tokens or tree.details else 0
    parts = list(_PARTS.finditer(line, begin))
    if not any(part[1] for part in parts):
        yield from ((part.start() + 1, True) for part in parts if part[2] and normal(part[2]) == name)
        return
    # One sign of quotes too few or too many: from the first one on nobody knows what stands in them. There a name is
    # what stands where a name can; all else is prose, be it in quotes or not.
    first = next(part.start() for part in parts if part[0][0] in _SIGNS)
    for run in re.compile(_RUN).finditer(line, begin):
        if normal(run[0]) == name:
            if run.start() < first:
                yield run.start() + 1, True
            elif _BEFORE.search(line, begin, run.start()) or _BEHIND.match(line, run.end()):
                yield run.start() + 1, False


def _is_alone(workspace: Workspace, path: str, name: str) -> bool:
    """Whether nothing else that a file can name is so called, nor a word of the language."""
    words = (*explained(), *TIME_UNITS, *(choice for word in WORDS.values() for choice in word.choices), *_BETWEEN)
    language = {part for word in words for part in word.split()}
    return name.lower() not in language and sum(other == name for _, other in known(workspace, path)) == 1
