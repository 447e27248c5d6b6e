"""Fixes put into a text: only the lines that they speak of change, and line ends stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from blueprint.findings.finding import Edit, Fix
from blueprint.text.source import LINE_END


class Fixed(NamedTuple):
    """A text with fixes, and those that are in it."""

    text: str
    done: tuple[Fix, ...]


def fixed(text: str, fixes: Iterable[Fix]) -> Fixed:
    """The text with each fix that does not touch an earlier one; the others are for another time.

    All edits must be of this text, which has no byte order mark.
    """
    lines = with_ends(text)
    taken: dict[int, list[Edit]] = {}
    done = []
    for fix in fixes:
        if fix.edits and all(_fits(edit, lines) and _is_free(edit, taken) for edit in fix.edits):
            for edit in fix.edits:
                taken.setdefault(edit.span.line - 1, []).append(edit)
            done.append(fix)
    usual = next((end for _, end in lines if end), "\n")
    for number, edits in taken.items():
        content, end = lines[number]
        lines[number] = _edited(content, end, edits, end or usual)
    return Fixed("".join(content + end for content, end in lines), tuple(done))


def with_ends(text: str) -> list[tuple[str, str]]:
    """The lines of a text, each with its end; the last one has none."""
    lines = []
    start = 0
    for match in LINE_END.finditer(text):
        lines.append((text[start : match.start()], match[0]))
        start = match.end()
    return [*lines, (text[start:], "")]


def _fits(edit: Edit, lines: list[tuple[str, str]]) -> bool:
    span = edit.span
    return 1 <= span.line <= len(lines) and 1 <= span.column <= span.end <= len(lines[span.line - 1][0]) + 1


def _is_free(edit: Edit, taken: dict[int, list[Edit]]) -> bool:
    mine = edit.span
    others = (other.span for other in taken.get(mine.line - 1, ()))
    # Two that only touch may still be about one thing, such as two insertions at one place.
    return all(mine.end < other.column or other.end < mine.column for other in others)


def _edited(content: str, end: str, edits: list[Edit], line_end: str) -> tuple[str, str]:
    """A line after its edits; one that they leave blank goes with its end."""
    after = content
    for span, text in sorted(edits, key=lambda edit: edit.span.column, reverse=True):
        text = text.replace("\n", line_end)
        rest = after[span.end - 1 :]
        after = after[: span.column - 1] + text + rest
        if not rest.strip() and not text:
            after = after.rstrip(" \t")
    if not after.strip() and content.strip():
        return "", ""
    return after, end
