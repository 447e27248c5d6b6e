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
from blueprint.settings.layers import Fault, SettingsError

Stamp = tuple[int, int] | None

NOTHING_KNOWN: Counter[Known] = Counter()
"""The known findings where no baseline is named."""


class _Read(NamedTuple):
    stamp: Stamp
    rules: Rules


class _Wrong(NamedTuple):
    """What is wrong with the settings in a file, as long as the files with these stamps stay as they are."""

    faults: tuple[Fault, ...]
    stamps: dict[str, Stamp]

    @property
    def is_news(self) -> bool:
        return any(_stamp(path) != stamp for path, stamp in self.stamps.items())


class House:
    """The settings files and baselines beside the files that are open. What cannot be read counts as not there."""

    def __init__(self) -> None:
        self._rules: dict[str, _Read] = {}
        self._known: dict[str, tuple[Stamp, Counter[Known]]] = {}
        self._wrong: dict[str, _Wrong] = {}

    def force(self, path: str) -> Force:
        """What is in force for a file, as the command line sees it."""
        place = settings_of(path, {})
        return self._force(place, path) if place else NOTHING_SAID

    def _force(self, place: str, path: str) -> Force:
        stamp = _stamp(place)
        read = self._rules.get(place)
        if read is None or read.stamp != stamp:
            read = self._rules[place] = _Read(stamp, Rules(place))
            self._wrong.pop(place, None)
        try:
            return read.rules.force(path)
        except SettingsError as error:
            self._wrong[place] = _Wrong(error.faults, {place: stamp})
            return NOTHING_SAID

    def known(self, path: str) -> Counter[Known]:
        """The known findings that bear on a file; the same value as long as its baseline stays as it is."""
        force = self.force(path)
        place = force.baseline
        if not place:
            return NOTHING_KNOWN
        stamp = _stamp(place)
        if place not in self._known or self._known[place][0] != stamp:
            settings = settings_of(path, {})
            self._wrong.pop(settings, None)
            try:
                self._known[place] = stamp, read_baseline(place)
            except CannotWork as error:
                self._known[place] = stamp, Counter()
                line = force.where["baseline"].rpartition(":")[2]
                fault = Fault(settings, int(line) if line.isdigit() else 0, error.message)
                self._wrong[settings] = _Wrong((fault,), {place: stamp, settings: _stamp(settings)})
        return self._known[place][1]

    def without_known(self, path: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of a file that its baseline does not know."""
        known = self.known(path)
        return compare(findings, known, namer(self.force(path).baseline)).new if known else findings

    def faults(self) -> dict[str, tuple[Fault, ...]]:
        """What is wrong in the settings files that were asked for and in the baselines that they name, by settings
        file, as the files are now."""
        for place, wrong in list(self._wrong.items()):
            if wrong.is_news:
                del self._wrong[place]
                if _stamp(place) is not None:
                    self._force(place, place)
        return {place: wrong.faults for place, wrong in self._wrong.items()}


def _stamp(path: str) -> Stamp:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
