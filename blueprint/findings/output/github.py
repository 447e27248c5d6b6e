"""Findings as commands of GitHub Actions, which shows them as annotations at the lines of a pull request.

GitHub shows ten annotations of each severity for a step, and drops the others without a word. Where there are more,
those of one check in one file become one annotation; where that is not enough, the last one says how many are left.
The log holds all of them in a folded group.
"""

from __future__ import annotations

from typing import NamedTuple

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.output.report import Report, counted, listed
from blueprint.findings.output.terminal import printable

SHOWN = 10
"""So many annotations of each severity GitHub shows for a step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_LINES = 12


class _Note(NamedTuple):
    """One annotation: the findings that it speaks of, or a sentence about a file that could not be read."""

    findings: tuple[Finding, ...]
    sentence: str = ""


def write(report: Report, *, colour: bool = False, width: int = 0) -> str:
    """The commands, a folded list of all findings, and the summary. ``colour`` and ``width`` are not used."""
    lines = [line for severity in reversed(Severity) for line in _annotations(report, severity)]
    if report.findings or report.unread:
        lines.append("::group::All findings")
        lines += [f"error: {_plain(sentence)}" for sentence in report.unread]
        lines += [_plain(f"{one.severity.word}[{one.check}] {one.span}: {one.message}") for one in report.findings]
        lines.append("::endgroup::")
    lines.append(report.summary)
    return "".join(f"{line}\n" for line in lines)


def _annotations(report: Report, severity: Severity) -> list[str]:
    unread = [_Note((), sentence) for sentence in report.unread] if severity is Severity.ERROR else []
    findings = [finding for finding in report.findings if finding.severity is severity]
    notes = [*unread, *(_Note((finding,)) for finding in findings)]
    if len(notes) > SHOWN:
        grouped: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            grouped.setdefault((finding.span.path, finding.check), []).append(finding)
        notes = [*unread, *(_Note(tuple(group)) for group in grouped.values())]
    if len(notes) <= SHOWN:
        return [_command(report, severity, note) for note in notes]
    shown, left = notes[: SHOWN - 1], notes[SHOWN - 1 :]
    return [*(_command(report, severity, note) for note in shown), _rest(severity, left)]


def _command(report: Report, severity: Severity, note: _Note) -> str:
    if not note.findings:
        return f"::{_COMMANDS[severity]} title=unread::{_data(note.sentence)}"
    first, *others = note.findings
    span = first.span
    options = {"file": report.seen_from_root(span.path), "line": span.line, "col": span.column}
    # A mark of no width would end before it begins.
    options["endColumn"] = max(span.end, span.column + 1)
    options["title"] = f"{first.check} ({first.code})"
    text = [first.message]
    if others:
        text.append(f"Found {counted(len(others), 'more time')} in this file: {_lines(others)}.")
    else:
        text += [f"Line {place.span.line}: {place.words}" for place in first.places if place.span.path == span.path]
    if first.help:
        text.append(first.help)
    text.append(f"Read on: {report.read_on(first)}")
    said = ",".join(f"{name}={_property(str(value))}" for name, value in options.items())
    return f"::{_COMMANDS[severity]} {said}::{'%0A'.join(_data(line) for line in text)}"


def _lines(findings: list[Finding]) -> str:
    numbers = [str(number) for number in sorted({finding.span.line for finding in findings})]
    shown = numbers if len(numbers) <= _LINES else [*numbers[:_LINES], f"{len(numbers) - _LINES} more"]
    return f"{'line' if len(numbers) == 1 else 'lines'} {listed(shown)}"


def _rest(severity: Severity, left: list[_Note]) -> str:
    """The last annotation that is shown: what the others would have said, by check."""
    checks: dict[str, int] = {}
    for note in left:
        for finding in note.findings:
            checks[finding.check] = checks.get(finding.check, 0) + 1
    sentences = sum(1 for note in left if not note.findings)
    parts = [f"{check} ({number})" for check, number in checks.items()]
    if sentences:
        parts.append(counted(sentences, "unread file"))
    number = sum(checks.values()) + sentences
    title = f"{number} more {severity.word}{'' if number == 1 else 's'}"
    text = f"{listed(parts)}. All findings are in the log of this step and in the summary of the job."
    return f"::{_COMMANDS[severity]} title={_property(title)}::{_data(text)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """A line of the log. GitHub reads ``##[`` as a command wherever it stands, and ``::`` at the beginning only."""
    return printable(text).replace("##[", "# #[")
