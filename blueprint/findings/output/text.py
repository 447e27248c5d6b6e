"""Findings for people: the message, the place, the line underlined, other places, what to do, where to read on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from blueprint.findings.finding import Finding
from blueprint.findings.output.report import Report
from blueprint.findings.output.terminal import Cell, cells, linked, paint, printable
from blueprint.text.span import Span

LEAST_ROOM = 40
"""However narrow the terminal is, so many columns of a source line are shown."""

TRAIL = 12
"""So many places of a trail are shown; of a longer one the beginning and the end."""


class _Mark(NamedTuple):
    span: Span
    words: str
    first: bool


class _Window(NamedTuple):
    """The part of a source line that is shown: cells ``start`` to ``stop``, after a dot where something was cut."""

    cells: list[Cell]
    start: int
    stop: int

    @property
    def text(self) -> str:
        before = "…" if self.start else ""
        after = "…" if self.stop < len(self.cells) else ""
        return before + "".join(cell.shown for cell in self.cells[self.start : self.stop]) + after

    def columns(self, start: int, stop: int) -> int:
        return sum(cell.width for cell in self.cells[start:stop])


def write(report: Report, *, colour: bool = False, width: int = 100) -> str:
    """All findings with their source lines, then the summary; source lines are cut to ``width`` columns."""
    blocks = [write_finding(report, finding, colour=colour, width=width) for finding in report.findings]
    blocks.append(_summary(report, colour) + "\n")
    return "\n".join(blocks)


def write_finding(report: Report, finding: Finding, *, colour: bool = False, width: int = 100) -> str:
    """One finding with its source lines."""
    return "".join(f"{line}\n" for line in _finding(report, finding, colour, width))


def _summary(report: Report, colour: bool) -> str:
    if report.findings:
        return paint(report.summary, max(finding.severity for finding in report.findings).word, colour)
    return paint(report.summary, "good", colour) if report.files else report.summary


def _finding(report: Report, finding: Finding, colour: bool, width: int) -> Iterator[str]:
    severity = finding.severity.word
    yield (
        linked(paint(f"{severity}[{finding.check}]", severity, colour), report.link(finding) if colour else "")
        + paint(f": {printable(finding.message)}", "strong", colour)
    )
    marks: dict[str, list[_Mark]] = {finding.span.path: [_Mark(finding.span, "", True)]}
    for place in finding.places:
        marks.setdefault(place.span.path, []).append(_Mark(place.span, place.words, False))
    gutter = max(len(str(mark.span.line)) for group in marks.values() for mark in group)
    for path, group in marks.items():
        arrow = "-->" if path == finding.span.path else ":::"
        yield f"{' ' * gutter}{paint(arrow, 'frame', colour)} {printable(str(group[0].span))}"
        yield from _excerpt(report, severity, group, gutter, colour, width)
    note = f"{' ' * gutter} {paint('=', 'frame', colour)} "
    if finding.trail:
        yield f"{note}{paint('path:', 'strong', colour)}"
        for line in _trail(finding):
            yield f"{' ' * gutter}   {line}"
    if finding.help:
        yield f"{note}{paint('help:', 'strong', colour)} {printable(finding.help)}"
    if finding.fix:
        how = "--fix" if finding.fix.safe else "--fix --unsafe"
        yield f"{note}{paint('fix:', 'strong', colour)} {printable(finding.fix.words)} ({how})"
    yield f"{note}{paint('page:', 'strong', colour)} {report.read_on(finding)}"


def _trail(finding: Finding) -> Iterator[str]:
    """The places of the path, numbered from the beginning on, each with its line."""
    trail, digits = finding.trail, len(str(len(finding.trail)))
    first, last = (len(trail), len(trail)) if len(trail) <= TRAIL else (TRAIL // 2, len(trail) - TRAIL // 2 + 1)
    for number, place in enumerate(trail, start=1):
        if number <= first or number > last:
            where = f"line {place.span.line}" if place.span.path == finding.span.path else str(place.span)
            yield f"{number:>{digits}}. {printable(place.words)} ({printable(where)})"
        elif number == last:
            yield f"{' ' * digits}  … {last - first} more …"


def _excerpt(report: Report, severity: str, marks: list[_Mark], gutter: int, colour: bool, width: int) -> Iterator[str]:
    """The lines of one file, each under its number, with a row of signs below for each mark."""
    bar = paint("|", "frame", colour)
    blank = f"{' ' * gutter} {bar}"
    room = max(width - gutter - 3, LEAST_ROOM)
    before: int | None = None
    window: _Window | None = None
    for mark in sorted(marks, key=lambda mark: (mark.span.line, not mark.first, mark.span.column)):
        line = report.line_of(mark.span.path, mark.span.line)
        if line is None:
            continue
        start = min(mark.span.column - 1, len(line))
        if mark.span.line != before or window is None or not window.start <= start <= window.stop:
            if before is None:
                yield blank
            elif mark.span.line > before + 1:
                yield paint("...", "frame", colour)
            window = _window(line, start, min(mark.span.end - 1, len(line)), room)
            number = paint(f"{mark.span.line:>{gutter}}", "frame", colour)
            yield f"{number} {bar} {window.text}".rstrip()
            before = mark.span.line
        stop = min(max(mark.span.end - 1, start), window.stop)
        indent = " " * (window.columns(window.start, start) + (1 if window.start else 0))
        sign, style = ("^", severity) if mark.first else ("-", "frame")
        signs = sign * max(window.columns(start, stop), 1)
        words = f" {printable(mark.words)}" if mark.words else ""
        yield f"{blank} {indent}{paint(signs + words, style, colour)}"
    yield blank


def _window(line: str, start: int, stop: int, room: int) -> _Window:
    """The whole line where it fits; otherwise the part around ``start`` to ``stop``, more of it after than before."""
    row = cells(line)
    if sum(cell.width for cell in row) <= room:
        return _Window(row, 0, len(row))
    left, free = start, room // 3
    shown = sum(cell.width for cell in row[start:stop])
    if shown < room:
        free = max(free, room - shown - sum(cell.width for cell in row[stop:]) - 2)
    while left and free >= row[left - 1].width:
        left -= 1
        free -= row[left].width
    right, free = left, room - 2
    while right < len(row) and free >= row[right].width:
        free -= row[right].width
        right += 1
    # A cluster is not cut: signs without a width of their own belong to the one before them.
    while right < len(row) and row[right].width == 0:
        right += 1
    while left < start and row[left].width == 0:
        left += 1
    return _Window(row, left, right)
