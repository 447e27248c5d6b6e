"""Selections that grow: word, value, detail, statement, its details, step, phase, file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types

from blueprint.lsp.parts import parts_of
from blueprint.lsp.view import View
from blueprint.tree.belonging import takes
from blueprint.tree.nodes import LineTree, Token

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|\w+")


def selections(view: View, positions: Sequence[types.Position]) -> list[types.SelectionRange]:
    """For each position the ranges around it, the innermost first, each with the next larger one as its parent."""
    parts = parts_of(view.trees)
    found = []
    for position in positions:
        line, column = view.point(position)
        ranges = [view.document.whole()]
        for part in parts:
            for one in part.around(line):
                start = view.document.position(one.first, view.trees[one.first - 1].indent + 1)
                end = view.document.position(one.last, len(view.lines[one.last - 1]) + 1)
                ranges.append(types.Range(start, end))
        for first, last in _on_line(view.lines[line - 1], view.trees[line - 1], column):
            ranges.append(view.document.range(line, first, last))
        found.append(_nested(ranges, position))
    return found


def _nested(ranges: Sequence[types.Range], position: types.Position) -> types.SelectionRange:
    """The ranges as a chain, from the outermost in; what does not lie in the one before is left out."""
    chain = types.SelectionRange(ranges[0])
    for one in ranges[1:]:
        outer = chain.range
        inside = outer.start <= one.start and one.end <= outer.end
        if inside and one != outer and one.start <= position <= one.end:
            chain = types.SelectionRange(one, chain)
    return chain


def _on_line(line: str, tree: LineTree, column: int) -> Iterator[tuple[int, int]]:
    """The runs of a line that hold a column, from the largest to the smallest."""
    yield tree.indent + 1, len(line) + 1
    if tree.end > tree.indent + 1:
        yield tree.indent + 1, tree.end
    tokens: list[Token] = [*tree.tokens, *([tree.comment] if tree.comment is not None else ())]
    if tree.tokens:
        yield tree.indent + 1, tree.tokens[-1].end
    for index, detail in enumerate(tree.details):
        end = detail.end
        for right in tree.details[index + 1 :]:
            if not takes(detail.word, right):
                break
            end = right.end
        for one in dict.fromkeys((end, detail.end)):
            if detail.column <= column <= one:
                yield detail.column, one
        if detail.values and detail.values[0].column <= column <= detail.values[-1].end:
            yield detail.values[0].column, detail.values[-1].end
        tokens += detail.values
    for token in tokens:
        if token.column <= column <= token.end:
            yield token.column, token.end
            if token.kind == "STRING":
                yield token.column + 1, token.end - 1
    for match in _WORD.finditer(line):
        if match.start() + 1 <= column <= match.end() + 1:
            yield match.start() + 1, match.end() + 1
            break
