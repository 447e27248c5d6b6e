"""What the output formats write: the findings of a run and the files that they are about."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.link import address, link, read_on


class Report(NamedTuple):
    """The result of a run.

    ``files`` are the files that were read, ``unread`` holds one sentence for each that could not be. ``line_of`` gives
    the text of a line by path and number (from 1), or None where it is not known. ``root`` is the folder from which
    other programs see the files (the root of a repository); ``""`` is the current folder. ``lowest`` is the least
    severity for which the run counts as failed. ``documentation`` is the setting of that name by the path of a file,
    where it has one. ``linked`` says that whoever looks at the text can open links in it.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    unread: tuple[str, ...]
    line_of: Callable[[str, int], str | None]
    root: str = ""
    lowest: Severity = Severity.ERROR
    documentation: Mapping[str, str] = {}
    linked: bool = False

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)

    @property
    def summary(self) -> str:
        """How many findings there are of each kind and in how many files, as one sentence."""
        parts = [
            counted(self.count(severity), severity.word) for severity in reversed(Severity) if self.count(severity)
        ]
        files = counted(len(self.files), "file")
        return f"{listed(parts)} in {files}." if parts else f"No findings in {files}."

    def address(self, finding: Finding) -> str:
        """The web address of the page on a finding's check; ``""`` where the settings name none."""
        return address(finding.check, self.documentation.get(finding.span.path, ""))

    def read_on(self, finding: Finding) -> str:
        """Where to read more of a finding, on whatever machine: the web address, else the command."""
        return read_on(finding.check, self.documentation.get(finding.span.path, ""))

    def link(self, finding: Finding) -> str:
        """What a click on a finding's check opens: the web address, else the page on this machine, else ``""``; nothing
        where nobody can click."""
        return link(finding.check, self.documentation.get(finding.span.path, "")) if self.linked else ""

    @property
    def base(self) -> str:
        """The folder from which other programs see the files, whole and with slashes."""
        return _slashes(os.path.abspath(self.root))

    def seen_from_root(self, path: str) -> str:
        """A path as other programs know the file: from the root on where it lies below it, else whole; with slashes."""
        if not path or path.startswith("<"):
            return path
        whole, base = _slashes(os.path.abspath(path)), self.base.rstrip("/") + "/"
        return whole.removeprefix(base)

    def fingerprints(self) -> tuple[str, ...]:
        """For each finding a text that stays the same while lines move and words change, and that no other one has.

        It is made of the file, the check and the element, and of a number where those are the same. What was not
        understood has no element; there the message stands for it.
        """
        from hashlib import sha256

        numbers: dict[tuple[str, ...], int] = {}
        made = []
        for finding in self.findings:
            unread = finding.code.startswith("SY") and not finding.element
            subject = ("message", finding.message) if unread else ("element", finding.element)
            key = (self.seen_from_root(finding.span.path), finding.check, *subject)
            numbers[key] = numbers.get(key, 0) + 1
            text = "\0".join((*key, str(numbers[key])))
            made.append(sha256(text.encode(errors="replace")).hexdigest()[:32])
        return tuple(made)


def counted(number: int, one: str) -> str:
    """A number with its word: 1 file, 2 files."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def listed(parts: list[str]) -> str:
    """Some words as one: a, b and c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def by_file(findings: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    """The findings of each file, in their order."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.span.path, []).append(finding)
    return found


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")
