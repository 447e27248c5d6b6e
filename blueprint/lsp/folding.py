"""What can be folded away: phases, steps, actions with their details, and runs of comments, declarations and arrows."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence

from lsprotocol import types

from blueprint.lsp.parts import Part, parts_of
from blueprint.lsp.view import View
from blueprint.tree.nodes import LineTree

_RUNS: dict[str, str] = {"include": "declaration", "declaration": "declaration", "arrow": "arrow"}
"""The statements that fold as runs, and what counts as the same."""


def folding(view: View) -> Generator[None, None, list[types.FoldingRange]]:
    """Finds, in pieces, the ranges of a text that can be folded, by line."""
    parts = parts_of(view.trees)
    yield
    inner = [one for part in parts for one in part.all()]
    folds = [types.FoldingRange(one.first - 1, one.last - 1) for one in inner if one.last > one.first]
    yield
    for first, last in _comments(view.trees):
        folds.append(types.FoldingRange(first - 1, last - 1, kind=types.FoldingRangeKind.Comment))
    yield
    for first, last in _runs(parts, view.trees):
        folds.append(types.FoldingRange(first - 1, last - 1, kind=types.FoldingRangeKind.Region))
    return sorted(folds, key=lambda fold: (fold.start_line, -fold.end_line))


def _comments(trees: Sequence[LineTree]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each run of comment lines."""
    yield from _together(trees, lambda tree: tree.comment is not None and not tree.kind and tree.fault is None)


def _together(trees: Sequence[LineTree], belongs: Callable[[LineTree], bool]) -> Iterator[tuple[int, int]]:
    first = 0
    for line, tree in enumerate((*trees, LineTree("")), start=1):
        if belongs(tree):
            first = first or line
        else:
            if first and line - first > 1:
                yield first, line - 1
            first = 0


def _runs(parts: Sequence[Part], trees: Sequence[LineTree]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each run of declarations, or of arrows, with nothing but comments between."""
    run: list[Part] = []
    for part in (*parts, Part("", len(trees) + 1, len(trees) + 1)):
        same = bool(run) and _RUNS.get(part.kind) == _RUNS[run[0].kind]
        if same and all(not trees[line - 1].kind and not trees[line - 1].fault for line in _between(run[-1], part)):
            run.append(part)
            continue
        if len(run) > 1:
            yield run[0].first, run[-1].last
        run = [part] if part.kind in _RUNS else []


def _between(one: Part, other: Part) -> range:
    return range(one.last + 1, other.first)
