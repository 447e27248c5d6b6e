"""The canonical form of a file: one way to write what it says, with its comments and its order as they are.

What the formatter decides: indentation, single spaces, straight quotes, the plain form of arrows, keywords in lower
case, where blank lines stand, and where a line that is too long goes on. It never aligns columns, so that one changed
fact is one changed line. A text with a line that cannot be read is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from blueprint.text.vocabulary import ARROW_SIGNS
from blueprint.tree.belonging import SILENCE, grouped
from blueprint.tree.nodes import Detail, Fault, LineTree, Token
from blueprint.tree.parse import parse_lines
from blueprint.tree.quotes import normal, quoted, unquoted

WIDTH = 100
"""The longest line, in characters, that the formatter leaves whole."""

INDENT = "  "
_SET_APART = ("phase", "step")


class Formatted(NamedTuple):
    """The text in canonical form; or, where ``faults`` holds mistakes by line (from 1), the text as it was."""

    text: str
    faults: tuple[tuple[int, Fault], ...] = ()


def formatted(text: str, width: int = WIDTH) -> Formatted:
    """The canonical form of a text. Formatting twice changes nothing more, and the model stays the same."""
    trees = parse_lines(text)
    faults = tuple((line, tree.fault) for line, tree in enumerate(trees, start=1) if tree.fault is not None)
    if faults:
        return Formatted(text, faults)
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = _spaced(list(_lines(trees, width)))
    return Formatted("".join(line + ending for line in lines))


class _Line(NamedTuple):
    """A line of the result. ``kind`` is that of its tree, or ``"blank"``, or ``"comment"`` for one that belongs to what
    follows, ``"remark"`` for one that belongs to what stands above."""

    kind: str
    text: str


def _lines(trees: Sequence[LineTree], width: int) -> Iterator[_Line]:
    """The lines in their form and order, each comment at the indentation of what it belongs to."""
    kind = ""
    depth = 0
    inside = False
    above: LineTree | None = None
    waiting: list[LineTree] = []
    for tree in trees:
        if not tree.kind:
            waiting.append(tree)
            continue
        before = depth
        if tree.kind != "details":
            kind = tree.tokens[0].text.lower() if tree.kind == "declaration" else tree.kind
            inside = tree.kind in _SET_APART or (inside and tree.kind == "action")
            depth = 1 if tree.kind == "action" and inside else 0
        level = depth + (tree.kind == "details")
        yield from _between(waiting, above, before, tree.indent, level)
        waiting.clear()
        indent = INDENT * level
        for index, words in enumerate(_broken(tree, kind, width - len(indent))):
            further = INDENT if index and tree.kind != "details" else ""
            yield _Line("details" if index else tree.kind, f"{indent}{further}{words}")
        if tree.kind != "details":
            above = tree
    yield from _between(waiting, above, depth, 0, 0)


def _between(
    waiting: Sequence[LineTree], above: LineTree | None, depth: int, indent: int, level: int
) -> Iterator[_Line]:
    """The comments and blank lines below a statement of a depth, and above a line that is written with an indentation
    and comes to stand at a level. Comments that are written deeper than that line belong to the statement, up to the
    first that is not; a silence speaks of what follows, however deep it stands."""
    belongs_above = above is not None
    for tree in waiting:
        if tree.comment is None:
            yield _Line("blank", "")
            continue
        own = depth + (above is not None and tree.indent > above.indent)
        silent = SILENCE.match(tree.comment.text) is not None
        belongs_above = belongs_above and tree.indent > indent and own > level and not silent
        words = tree.comment.text.rstrip()
        yield _Line("remark", INDENT * own + words) if belongs_above else _Line("comment", INDENT * level + words)


def _broken(tree: LineTree, kind: str, width: int) -> list[str]:
    """The words of a line; where they are too many, the details that do not fit stand on lines of their own."""
    head = _head(tree)
    comment = [tree.comment.text.rstrip()] if tree.comment is not None else []
    whole = " ".join([*head, *(_detail(detail) for detail in tree.details), *comment])
    groups, stray = grouped(kind, tree.details)
    if len(whole) <= width or stray or len(groups) + len(head) < 2:
        return [whole]
    facts = [" ".join(_detail(detail) for detail in (group.detail, *group.parts)) for group in groups]
    lines = [" ".join(head) if head else facts.pop(0)]
    while facts and len(f"{lines[0]} {facts[0]}") <= width:
        lines[0] += f" {facts.pop(0)}"
    lines += facts
    lines[0] = " ".join([lines[0], *comment])
    return lines


def _head(tree: LineTree) -> list[str]:
    """The words of a statement before its details; the colon stands at the word before it."""
    words: list[str] = []
    for token in tree.tokens:
        if token.kind == "COLON":
            words[-1] += ":"
        else:
            words.append(_word(token))
    return words


def _detail(detail: Detail) -> str:
    """A detail with its values, in canonical form."""
    words = [] if detail.word is None else [detail.word.text]
    listed = detail.shape in ("texts", "who", "ref", "refs", "choice")
    for index, token in enumerate(detail.values):
        if listed and index and token.kind != "OR" and detail.values[index - 1].kind != "OR":
            words[-1] += ","
        words.append(_word(token))
    return " ".join(words)


def _word(token: Token) -> str:
    """A token in canonical form."""
    if token.kind == "STRING":
        return quoted(unquoted(token))
    if token.kind in ("NAME", "ARROW_FROM"):
        return normal(token.text)
    if token.kind == "ARROW":
        return ARROW_SIGNS.get(token.text, token.text)
    if token.kind == "DASH":
        return "to"
    if token.kind == "PERCENT":
        return "".join(token.text.split())
    if token.kind == "SIGN_NUMBER":
        return token.text.replace("−", "-").replace("–", "-")
    return " ".join(token.text.lower().split())


def _spaced(lines: list[_Line]) -> list[str]:
    """The lines with at most one blank line between them: one before a phase or a step and its comments, none before
    a line of details, none at the ends of the file."""
    result: list[str] = []
    for index, line in enumerate(lines):
        if line.kind == "blank":
            following = next((item.kind for item in lines[index:] if item.kind not in ("blank", "comment")), "")
            if result and result[-1] and following != "details":
                result.append("")
            continue
        previous = lines[index - 1].kind if index else "blank"
        begins = _first_of(lines, index) in _SET_APART and previous not in ("comment", "blank")
        nested = line.kind == "step" and previous == "phase"
        if begins and result and result[-1] and not nested:
            result.append("")
        result.append(line.text)
    while result and not result[-1]:
        result.pop()
    return result


def _first_of(lines: list[_Line], index: int) -> str:
    """The kind of the statement that a line is, or, for a comment, of the one directly below it."""
    while index < len(lines) and lines[index].kind == "comment":
        index += 1
    return lines[index].kind if index < len(lines) else ""
