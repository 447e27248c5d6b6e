"""What the output formats write: the findings of a run and the files that they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from blueprint.findings.finding import Finding, Severity


class Report(NamedTuple):
    """The result of a run.

    ``files`` are the files that were read, ``unread`` holds one sentence for each that could not be. ``line_of`` gives
    the text of a line by path and number (from 1), or None where it is not known.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    unread: tuple[str, ...]
    line_of: Callable[[str, int], str | None]

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)

    @property
    def summary(self) -> str:
        """How many findings there are of each kind and in how many files, as one sentence."""
        parts = [
            _counted(self.count(severity), one, many)
            for severity, one, many in (
                (Severity.ERROR, "error", "errors"),
                (Severity.WARNING, "warning", "warnings"),
                (Severity.INFO, "info", "infos"),
            )
            if self.count(severity)
        ]
        files = _counted(len(self.files), "file", "files")
        if not parts:
            return f"No findings in {files}."
        words = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
        return f"{words} in {files}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
