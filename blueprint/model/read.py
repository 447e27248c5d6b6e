"""From tree to model: statements become elements, and everything that is wrong becomes a problem, never an exception.

The parts: ``draft`` gives each detail to what takes it, ``values`` turns tokens into values, ``assemble`` makes the
blueprint, ``handles`` gives every element its id, ``names`` says what each name means, ``lanes`` derives lanes and
lines, ``load`` fetches what is included.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from blueprint.model.draft import Draft
from blueprint.model.elements import Blueprint, Problem, Silence
from blueprint.model.memory import GOES_ON, Memory, Piece
from blueprint.text.source import Source
from blueprint.text.span import Span
from blueprint.text.vocabulary import DECLARATIONS
from blueprint.tree.belonging import SILENCE
from blueprint.tree.nodes import LineTree, Token
from blueprint.tree.parse import parse_lines
from blueprint.tree.quotes import normal, unquoted

if TYPE_CHECKING:
    from blueprint.model.assemble import Assembly
    from blueprint.model.memory import Around

Include = Callable[[str, str], "Source | str"]
"""Fetches an included file: takes the words of the include and the path of the including file, gives the source, or
says why not."""

_HOLDING = ("blueprint", "phase", "step")
_SHARED = frozenset(("declaration", "include"))
"""What an included file may hold."""


class Reading(NamedTuple):
    """The statements of a file and the files it includes, in order, with what was noticed on the way."""

    drafts: list[Draft]
    problems: list[Problem]
    silences: list[Silence]
    doubtful: list[str]
    lost: set[str]
    language: list[str]
    included: set[str]


def parse(text: str, path: str = "", include: Include | None = None) -> Blueprint:
    """The blueprint that a text describes; what is wrong in it stands in its ``problems``.

    ``path`` is what messages call the file. ``include`` fetches included files; without it, includes are reported.
    Raises nothing, whatever the text is.
    """
    return read_lines(parse_lines(text), path, include)


def read_lines(trees: Sequence[LineTree], path: str = "", include: Include | None = None) -> Blueprint:
    """As ``parse``, for a text whose lines have been parsed."""
    return assembly(trees, path, include).blueprint


def assembly(
    trees: Sequence[LineTree], path: str = "", include: Include | None = None, memory: Memory | None = None
) -> Assembly:
    """As ``read_lines``, but the elements are made when somebody asks for them. With the ``memory`` of the text's last
    reading it costs less."""
    from blueprint.model.assemble import Assembly

    reading = Reading([], [], [], [], set(), [], set())
    _read(trees, path, reading, include or _nowhere, (os.path.normpath(path),), memory)
    return Assembly(reading, path, memory)


def _nowhere(words: str, path: str) -> str:
    return "files are included only where the blueprint is read from a file"


def _read(
    trees: Sequence[LineTree],
    path: str,
    reading: Reading,
    include: Include,
    within: tuple[str, ...],
    memory: Memory | None = None,
) -> None:
    """Adds the statements of one file; ``within`` are the paths of the files that include it, itself the last."""
    current: Draft | None = None
    parents: dict[str, Draft] = {}
    waiting: list[Silence] = []
    pieces = Pieces(memory, trees, reading) if memory is not None else None
    passed = 0
    for line, tree in enumerate(trees, start=1):
        if line < passed:
            continue
        if pieces is not None:
            passed = pieces.reach(line, tree, parents, free=not waiting)
            if passed > line:
                continue
        if tree.fault is not None:
            fault = tree.fault
            reading.problems.append(
                Problem("syntax", fault.message, Span(line, fault.column, fault.end, path), fault.help)
            )
            reading.doubtful.extend(tree.doubtful)
            if tree.lost:
                reading.lost.update(DECLARATIONS if tree.lost == "include" else (tree.lost,))
        if tree.kind == "details" or (tree.kind == "unclear" and _goes_on(current, tree)):
            _continue(current, tree, line, path, reading.problems, parents)
        elif tree.kind or tree.fault is not None:
            current = _begin(tree, line, path, reading, include, within)
            if current.kind in ("phase", "step"):
                parents[current.kind] = current
            if current.kind == "phase":
                parents.pop("step", None)
        silence = _silence(tree.comment, line, path)
        if silence is not None:
            (reading.silences if tree.kind else waiting).append(silence)
        if tree.kind and waiting:
            reading.silences.extend(replace(silence, line=line) for silence in waiting)
            waiting.clear()
    reading.silences.extend(waiting)
    if pieces is not None and not waiting:
        pieces.finish(parents)


class Pieces:
    """Takes pieces over from the memory of the last reading, and notes those that are read anew."""

    def __init__(self, memory: Memory, trees: Sequence[LineTree], reading: Reading) -> None:
        self._memory = memory
        self._trees = trees
        memory.begin(trees)
        self._reading = reading
        self._first = 0
        self._around: Around = (None, None)
        self._counts = (0, 0, 0, 0)
        self._plain = True

    def reach(self, line: int, tree: LineTree, parents: dict[str, Draft], *, free: bool) -> int:
        """Called before each line: the line to go on with, later than this one where pieces are taken over, with which
        ``parents`` are those behind them. ``free`` says whether a piece may begin here."""
        if not free or tree.kind in GOES_ON:
            self._plain &= _is_plain(tree)
            return line
        self._close(line, parents)
        taken = self._memory.taken(line, self._around)
        if taken:
            reading = self._reading
            reading.drafts.extend(draft for piece in taken for draft in piece.drafts)
            reading.problems.extend(problem for piece in taken for problem in piece.problems)
            reading.silences.extend(silence for piece in taken for silence in piece.silences)
            reading.doubtful.extend(name for piece in taken for name in piece.doubtful)
            self._around = taken[-1].within
            line = taken[-1].end
        parents.clear()
        parents.update((draft.kind, draft) for draft in self._around if draft is not None)
        self._first = line
        self._counts = self._sizes()
        self._plain = line > len(self._trees) or _is_plain(self._trees[line - 1])
        return line

    def finish(self, parents: dict[str, Draft]) -> None:
        """Called behind the last line."""
        self._close(len(self._trees) + 1, parents)

    def _close(self, line: int, parents: dict[str, Draft]) -> None:
        """Notes the piece that ends before a line."""
        around: Around = (parents.get("phase"), parents.get("step"))
        if self._plain and 0 < self._first < line:
            drafts, problems, silences, doubtful = self._counts
            reading = self._reading
            piece = Piece(
                self._first,
                line,
                self._around,
                around,
                reading.drafts[drafts:],
                reading.problems[problems:],
                reading.silences[silences:],
                reading.doubtful[doubtful:],
            )
            self._memory.pieces.append(piece)
        self._around = around

    def _sizes(self) -> tuple[int, int, int, int]:
        reading = self._reading
        return len(reading.drafts), len(reading.problems), len(reading.silences), len(reading.doubtful)


def _is_plain(tree: LineTree) -> bool:
    """Whether a statement says nothing but what its piece holds: no other file, nothing of the whole text."""
    return tree.kind not in ("include", "language") and not tree.lost


def _silence(comment: Token | None, line: int, path: str) -> Silence | None:
    match = SILENCE.match(comment.text) if comment is not None else None
    if match is None or comment is None:
        return None
    return Silence(match[1].lower(), match[2] or "", line, Span(line, comment.column, comment.end, path))


def _goes_on(current: Draft | None, tree: LineTree) -> bool:
    """Whether a line of which nothing can be told says something of the statement above, rather than begin another:
    here alone, where there is no better sign, its indentation is asked."""
    return current is not None and current.kind not in ("", *_HOLDING) and tree.indent > current.tree.indent


def _continue(
    current: Draft | None, tree: LineTree, line: int, path: str, problems: list[Problem], parents: dict[str, Draft]
) -> None:
    """A line of details: they belong to the statement above, a broken one included."""
    if not tree.details:
        if current is not None:
            current.broken = True
        return
    if current is None:
        first = tree.details[0]
        said = f"`{first.word.text}`" if first.word is not None else "a share"
        problems.append(
            Problem(
                "misplaced-detail",
                f"{said} stands before any statement that it could belong to",
                Span(line, first.column, first.end, path),
                "write it below the blueprint, a step, an action or an arrow",
            )
        )
        return
    if not current.kind and not current.broken:
        first = tree.details[0]
        said = f"`{first.word.text}`" if first.word is not None else "a share"
        message = f"{said} says nothing of the line above it"
        problems.append(Problem("misplaced-detail", message, Span(line, first.column, first.end, path)))
        return
    parent = parents.get("step") or parents.get("phase") if current.kind in ("action", "step") else None
    if parent is current:
        parent = parents.get("phase")
    problem = current.misleading(tree, line, parent)
    if problem is not None and tree.fault is None:
        problems.append(problem)
    current.broken |= tree.fault is not None
    current.indent = tree.indent
    current.take(tree.details, line, problems if tree.fault is None else [], continued=True)


def _begin(tree: LineTree, line: int, path: str, reading: Reading, include: Include, within: tuple[str, ...]) -> Draft:
    """A new statement; one that has no details of its own is dealt with at once."""
    broken = tree.fault is not None
    kind = tree.kind if tree.kind != "unclear" else ""
    if kind == "declaration":
        kind = tree.tokens[0].text.lower()
    draft = Draft(kind, tree, line, path, broken=broken)
    if len(within) > 1 and kind and tree.kind not in _SHARED:
        first = tree.tokens[0]
        reading.problems.append(
            Problem(
                "include-failed",
                "an included file holds declarations only",
                Span(line, first.column, first.end, path),
                "move this line into the blueprint that includes the file",
            )
        )
        return Draft("", tree, line, path, broken=True)
    if kind == "include":
        if not broken:
            _include(draft, reading, include, within)
    elif kind == "language":
        _language(draft, reading)
    elif kind in ("lane", "line_of"):
        reading.drafts.append(draft)
    elif kind:
        if kind == "action":
            colon = next(index for index, token in enumerate(tree.tokens) if token.kind == "COLON")
            draft.who = normal(tree.tokens[1].text) if colon > 1 else ""
            draft.read_title(tree.tokens[colon + 1 :])
        else:
            draft.read_title(tree.tokens[1:])
        if not broken:
            reading.problems.extend(draft.wrong_title())
        # a broken line has had its one message already
        draft.take(tree.details, line, [] if broken else reading.problems, continued=False)
        reading.drafts.append(draft)
    if kind in ("include", "language", "lane", "line_of"):
        return Draft("", tree, line, path, broken=broken)
    return draft


def _language(draft: Draft, reading: Reading) -> None:
    """A language is named by its tag (BCP 47): ``de``, ``pt-BR``."""
    if draft.broken:
        return
    token = draft.tree.tokens[1]
    if reading.language:
        help = "keep one of the two; the first one counts"
        reading.problems.append(Problem("repeated-detail", "the language is said twice", draft.span, help))
    elif re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", token.text):
        reading.language.append(token.text)
    else:
        span = Span(draft.line, token.column, token.end, draft.path)
        help = "write its short sign, such as `en` or `de`"
        reading.problems.append(Problem("wrong-value", f"“{token.text}” is no sign of a language", span, help))


def _include(draft: Draft, reading: Reading, include: Include, within: tuple[str, ...]) -> None:
    words = unquoted(draft.tree.tokens[1])
    span = Span(draft.line, draft.tree.tokens[1].column, draft.tree.tokens[1].end, draft.path)
    found = include(words, draft.path)
    if isinstance(found, str):
        reading.problems.append(Problem("include-failed", f"“{words}” cannot be included: {found}", span))
        reading.lost.update(DECLARATIONS)  # any of them may be declared there
    elif found.path in within:
        message = f"“{words}” includes itself" if found.path == within[-1] else f"“{words}” includes this file again"
        reading.problems.append(Problem("include-failed", message, span, "take out one of the two includes"))
    elif found.path not in reading.included:  # two files may share a third: it is read once
        reading.included.add(found.path)
        _read(parse_lines(found.text), found.path, reading, include, (*within, found.path))
