"""Where names stand in a text, what they may mean there, and where else the same thing is named.

This is read from the lines alone, so it holds while other lines are broken, and costs little for a text of 10,000
lines. A name belongs to a *space*: those who act share one (``unit``); channels, touchpoints, variants, phases, steps
and actions each have their own.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from blueprint.model.names import PLACES, WANTED
from blueprint.text.span import Span
from blueprint.text.vocabulary import UNITS
from blueprint.tree.nodes import LineTree, Token
from blueprint.tree.parse import parse_line
from blueprint.tree.quotes import normal, unquoted

if TYPE_CHECKING:
    from blueprint.lsp.workspace import Workspace

LOCAL = ("phase", "step", "action")
"""The spaces of which an included file can hold nothing."""

_AT_ONCE = 20
"""So many lines are looked at in one piece."""

LANE = "lane"
"""The kind of a mention before the colon of a lane: it presumes a unit that nothing declares."""


class Mention(NamedTuple):
    """A name on a line. ``spaces`` are those in which it is looked up, in order. ``kind`` is what the mention makes
    (``"department"``, ``"action"`` …; ``LANE``), ``""`` where it only refers; ``label`` is the label beside it."""

    name: str
    column: int
    end: int
    spaces: tuple[str, ...]
    kind: str = ""
    label: str = ""


class Place(NamedTuple):
    """A mention in a file; ``line`` counts from 1."""

    path: str
    line: int
    mention: Mention

    @property
    def span(self) -> Span:
        """The place of the name."""
        return Span(self.line, self.mention.column, self.mention.end, self.path)


class Head(NamedTuple):
    """The beginning of a statement that makes something. ``kind`` is that of the thing (``"phase"``, ``"department"``);
    ``lane`` the words before the colon of an action; the columns are those of the name, else of the label, and of the
    whole line without its comment."""

    kind: str
    name: str
    label: str
    lane: str
    column: int
    end: int
    first: int
    last: int


class Said(NamedTuple):
    """What one line says as far as names go."""

    mentions: tuple[Mention, ...] = ()
    head: Head | None = None


class Names:
    """The names of one text: what it makes, by space and name, all its mentions by line, its outline.

    ``keep`` says whether its lines are worth remembering, as those of a text are that is being written.
    """

    def __init__(self, path: str, *, keep: bool) -> None:
        self.path = path
        self.heads: list[tuple[int, Head]] = []
        """The statements that make something, by line."""
        self.mentions: list[tuple[int, tuple[Mention, ...]]] = []
        """The lines with mentions, by number."""
        self.made: dict[tuple[str, str], list[Place]] = {}
        """What is declared or named here."""
        self.presumed: dict[tuple[str, str], Place] = {}
        """The first lane of each who."""
        self._said_in = said_in if keep else _said_in

    def read(self, lines: Iterable[str]) -> Generator[None, None, None]:
        """Takes in the lines, in pieces."""
        for line, text in enumerate(lines, start=1):
            if not line % _AT_ONCE:
                yield
            if not text:
                continue
            found, head = self._said_in(text)
            if head is not None:
                self.heads.append((line, head))
            if not found:
                continue
            self.mentions.append((line, found))
            for one in found:
                if not one.kind:
                    continue
                key = (one.spaces[0], one.name)
                if one.kind != LANE:
                    self.made.setdefault(key, []).append(Place(self.path, line, one))
                elif key not in self.presumed:
                    self.presumed[key] = Place(self.path, line, one)


class Meaning(NamedTuple):
    """What a mention means: its space and name, and where that is declared, which may be nowhere."""

    space: str
    name: str
    places: tuple[Place, ...]


def mention_at(line: str, column: int) -> Mention | None:
    """The name on a line at a column, or just before it."""
    return next((one for one in mentions_in(line) if one.column <= column <= one.end), None)


def meaning(workspace: Workspace, path: str, mention: Mention) -> Meaning:
    """What a mention in a file means, there or in a file that it includes."""
    seen = [names for one in workspace.seen_from(path) if (names := workspace.names(one)) is not None]
    for table in ("made", "presumed"):
        for space in mention.spaces:
            places: list[Place] = []
            for names in seen[:1] if space in LOCAL else seen:
                if table == "made":
                    places += names.made.get((space, mention.name), ())
                elif not places and (space, mention.name) in names.presumed:
                    places.append(names.presumed[space, mention.name])
            if places:
                return Meaning(space, mention.name, tuple(places))
    return Meaning(mention.spaces[0], mention.name, ())


def uses(
    workspace: Workspace, path: str, thing: Meaning, files: Iterable[str] = ()
) -> Generator[None, None, list[Place]]:
    """Finds, in pieces, every mention of a thing, its declaration included, in these files; without any, in all that
    can see the thing. ``path`` is a file that does."""
    places = []
    for file in files or (yield from scope(workspace, path, thing)):
        yield
        document = workspace.document(file)
        # Most files of a large workspace speak of other things: they need not be parsed.
        if document is None or (thing.name.isascii() and thing.name not in document.text):
            continue
        names = yield from workspace.naming(file)
        if names is None:
            continue
        for line, found in names.mentions:
            for one in found:
                if one.name == thing.name and thing.space in one.spaces:
                    yield
                    means = one.spaces[0] if len(one.spaces) == 1 else meaning(workspace, file, one).space
                    if means == thing.space:
                        places.append(Place(file, line, one))
    return places


def scope(workspace: Workspace, path: str, thing: Meaning) -> Generator[None, None, tuple[str, ...]]:
    """Finds, in pieces, the files that can see a thing. ``path`` is one of them."""
    declared = {place.path for place in thing.places if place.mention.kind != LANE}
    if thing.space in LOCAL or not declared:
        return (path,)
    return (yield from workspace.that_see(declared))


def known(workspace: Workspace, path: str) -> dict[tuple[str, str], Place]:
    """All that a file can name, by space and name: what it and its includes declare, and who only has a lane."""
    found: dict[tuple[str, str], Place] = {}
    seen = [names for one in workspace.seen_from(path) if (names := workspace.names(one)) is not None]
    for names in seen:
        for key, places in names.made.items():
            if names.path == path or key[0] not in LOCAL:
                found.setdefault(key, places[0])
    for names in seen:
        for key, place in names.presumed.items():
            found.setdefault(key, place)
    return found


def called(workspace: Workspace, path: str, name: str) -> tuple[Place, ...]:
    """All that a file can name by this name, whatever kind of thing it is."""
    return tuple(place for (_, other), place in known(workspace, path).items() if other == name)


def mentions_in(line: str) -> tuple[Mention, ...]:
    """The names on a line, from left to right; of a broken line those in the part that can be read."""
    return said_in(line).mentions


@lru_cache(maxsize=65536)
def said_in(line: str) -> Said:
    """The names on a line and, where it begins something, what it begins. Equal lines are looked at once."""
    return _said(parse_line(line))


def _said_in(line: str) -> Said:
    return _said(parse_line.__wrapped__(line))


def _said(tree: LineTree) -> Said:
    if not tree.kind:
        return Said()
    found = tuple(sorted((*_in_statement(tree), *_in_details(tree)), key=lambda one: one.column))
    return Said(found, _head(tree))


def _head(tree: LineTree) -> Head | None:
    if tree.kind not in ("blueprint", "declaration", "phase", "step", "action") or not tree.tokens:
        return None
    kind = tree.tokens[0].text.lower() if tree.kind == "declaration" else tree.kind
    colon = next((index for index, token in enumerate(tree.tokens) if token.kind == "COLON"), 0)
    lane = " ".join(token.text for token in tree.tokens[:colon])
    title = tree.tokens[colon + 1 :]
    name = next((token for token in title if token.kind == "NAME"), None)
    label = next((token for token in title if token.kind == "STRING"), None)
    chosen = name or label or tree.tokens[0]
    return Head(
        kind,
        normal(name.text) if name is not None else "",
        unquoted(label) if label is not None else "",
        lane,
        chosen.column,
        chosen.end,
        tree.indent + 1,
        tree.end,
    )


def _in_statement(tree: LineTree) -> Iterator[Mention]:
    tokens = tree.tokens
    label = next((unquoted(token) for token in tokens if token.kind == "STRING"), "")
    if tree.kind == "declaration":
        kind = tokens[0].text.lower()
        yield from (_mention(token, (space_of(kind),), kind, label) for token in tokens[1:] if token.kind == "NAME")
    elif tree.kind in ("phase", "step"):
        yield from (_mention(token, (tree.kind,), tree.kind, label) for token in tokens[1:] if token.kind == "NAME")
    elif tree.kind == "lane":
        yield from (_mention(token, ("unit",)) for token in tokens if token.kind == "NAME")
    elif tree.kind == "action":
        colon = next((index for index, token in enumerate(tokens) if token.kind == "COLON"), len(tokens))
        for index, token in enumerate(tokens):
            if token.kind == "NAME":
                yield (
                    _mention(token, ("action",), "action", label) if index > colon else _mention(token, ("unit",), LANE)
                )
    elif tree.kind == "arrow":
        handed = False
        for token in tokens:
            if token.kind in ("NAME", "ARROW_FROM"):
                yield _mention(token, ("action", "unit") if handed else ("action",))
            handed = token.kind == "ARROW" and token.text in ("=>", "⇒")


def _in_details(tree: LineTree) -> Iterator[Mention]:
    for detail in tree.details:
        place = PLACES.get(detail.word.field) if detail.word is not None else None
        if place is not None:
            spaces = tuple(dict.fromkeys(map(space_of, WANTED[place][0])))
            yield from (_mention(token, spaces) for token in detail.values if token.kind == "NAME")


def _mention(token: Token, spaces: tuple[str, ...], kind: str = "", label: str = "") -> Mention:
    return Mention(normal(token.text), token.column, token.end, spaces, kind, label)


def space_of(kind: str) -> str:
    """The space of names that a kind of thing belongs to."""
    return "unit" if kind in UNITS else kind
