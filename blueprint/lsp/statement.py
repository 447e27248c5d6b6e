"""The statement that a line belongs to, what has been said of it, and which detail words it and its details take."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.lsp.names import said_in
from blueprint.lsp.view import View
from blueprint.text.vocabulary import WORDS, Word
from blueprint.tree.belonging import element_takes, grouped, takes
from blueprint.tree.nodes import Detail, LineTree


class Statement(NamedTuple):
    """The statement that a line belongs to. ``kind`` is its place in the vocabulary, ``""`` where there is none,
    ``line`` its number and ``name`` what it is called; ``said`` are the fields of what is said of it anywhere, and the
    shapes of what is said without a word. ``inside`` are the words that details of the line have taken, as pairs of
    the detail's column and the word."""

    kind: str = ""
    line: int = 0
    name: str = ""
    said: frozenset[str] = frozenset()
    inside: frozenset[tuple[int, str]] = frozenset()


def statement(view: View, line: int, tree: LineTree, whole: LineTree, *, begins: bool) -> Statement:
    """The statement that a line belongs to. ``tree`` is the line up to the cursor, ``whole`` has also what is behind
    it, and ``begins`` says that there is nothing before it."""
    number, trees = line, []
    above = tree
    if begins or tree.kind == "details":
        number -= 1
        while number and view.trees[number - 1].kind in ("", "details"):
            trees.append(view.trees[number - 1])
            number -= 1
        if not number:
            return Statement()
        above = view.trees[number - 1]
        trees.append(above)
    if not begins or whole.kind in ("", "details"):  # otherwise another statement begins behind the cursor
        trees.append(whole)
        for below in view.trees[line:]:
            if below.kind not in ("", "details"):
                break
            trees.append(below)
    kind = above.tokens[0].text.lower() if above.kind == "declaration" else above.kind
    said: set[str] = set()
    inside: set[tuple[int, str]] = set()
    for one in trees:
        for group in grouped(kind, one.details)[0]:
            for detail in (group.detail, *group.parts):
                if detail.word is None:
                    said.add(detail.shape)
            if group.detail.word is not None:
                said.add(group.detail.word.field)
            if one is whole:
                inside.update((group.detail.column, part.word.text) for part in group.parts if part.word is not None)
    head = said_in(view.lines[number - 1]).head
    return Statement(kind, number, head.name if head is not None else "", frozenset(said), frozenset(inside))


def fitting(view: View, line: int, tree: LineTree, of: Statement, indent: int, *, begins: bool) -> tuple[Word, ...]:
    """The detail words that something takes at the end of ``tree``: first what the nearest detail takes, then what the
    statement does. What has been said and may be said once is left out, and what would mislead where it stands."""
    found: list[tuple[int, Word]] = []
    misleading, holder = _misleading(view, line, of, indent) if begins else (None, "")
    nearest_first = tuple(reversed(list(enumerate(tree.details))))
    for word in WORDS.values():
        new = Detail(word, word.shape, (), 1, 1)
        index, owner = next(((index, left) for index, left in nearest_first if takes(left.word, new)), (-1, None))
        if owner is not None:
            fits = word.many or (owner.column, word.text) not in of.inside
        else:
            fits = of.kind in word.places and (word.many or word.field not in of.said)
            if begins:
                fits = fits and word.begins_line and not takes(misleading, new) and not element_takes(holder, new)
        if fits:
            found.append((index, word))
    # Behind a title the first thing to say is which state of the service is meant.
    found.sort(key=lambda one: (one[1].field != "state", -one[0]))
    return tuple(word for _, word in found)


def _misleading(view: View, line: int, of: Statement, indent: int) -> tuple[Word | None, str]:
    """What the indentation of a new line of details would suggest that they belong to, although they belong to the
    statement: a detail above, by its word, and the kind of that in which the statement stands."""
    detail, holder = None, ""
    for above in view.trees[line - 2 : of.line - 1 : -1] if line - 1 > of.line else ():
        if above.details:
            detail = above.details[-1].word if indent > above.indent else None
            break
    own = view.trees[of.line - 1].indent
    holders = {"action": ("step", "phase"), "step": ("phase",)}.get(of.kind, ())
    if holders and indent <= own:
        for number in range(of.line - 1, 0, -1):
            above = view.trees[number - 1]
            if above.kind in holders:
                holder = above.kind if above.indent < own else ""
                break
    return detail, holder
