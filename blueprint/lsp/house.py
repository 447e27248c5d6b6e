"""What a house decided about a file: its settings and known findings, read again where they changed."""

from __future__ import annotations

import os
from collections import Counter
from typing import NamedTuple

from blueprint.cli.baseline import namer, read_baseline
from blueprint.cli.failure import CannotWork
from blueprint.findings.baseline import Known, compare
from blueprint.findings.finding import Finding
from blueprint.settings.find import settings_of
from blueprint.settings.force import NOTHING_SAID, Force, Rules
from blueprint.settings.layers import SettingsError

Stamp = tuple[int, int] | None


class _Read(NamedTuple):
    stamp: Stamp
    rules: Rules


class House:
    """The settings files and baselines beside the files that are open. What cannot be read counts as not there; why
    is in ``faults``, by file."""

    def __init__(self) -> None:
        self._rules: dict[str, _Read] = {}
        self._known: dict[str, tuple[Stamp, Counter[Known]]] = {}
        self.faults: dict[str, tuple[str, ...]] = {}

    def force(self, path: str) -> Force:
        """What is in force for a file, as the command line sees it."""
        place = settings_of(path, {})
        if not place:
            return NOTHING_SAID
        stamp = _stamp(place)
        read = self._rules.get(place)
        if read is None or read.stamp != stamp:
            read = self._rules[place] = _Read(stamp, Rules(place))
            self.faults.pop(place, None)
        try:
            return read.rules.force(path)
        except SettingsError as error:
            self.faults[place] = error.messages
            return NOTHING_SAID

    def without_known(self, path: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of a file that its baseline does not know."""
        place = self.force(path).baseline
        if not place:
            return findings
        stamp = _stamp(place)
        if place not in self._known or self._known[place][0] != stamp:
            self.faults.pop(place, None)
            try:
                self._known[place] = stamp, read_baseline(place)
            except CannotWork as error:
                self._known[place] = stamp, Counter()
                self.faults[place] = (error.message,)
        return compare(findings, self._known[place][1], namer(place)).new


def _stamp(path: str) -> Stamp:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
