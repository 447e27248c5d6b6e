"""``blueprint check --fix``: put right what is certain, until nothing is left to put right."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from blueprint.cli.difference import show_difference
from blueprint.cli.files import Sources
from blueprint.cli.judge import judge
from blueprint.cli.work import Noting
from blueprint.cli.write import Output, write_all
from blueprint.findings.fixes import fixed
from blueprint.findings.output.terminal import printable
from blueprint.model.read import parse
from blueprint.text.source import Source, SourceError

if TYPE_CHECKING:
    from blueprint.findings.finding import Finding, Fix
    from blueprint.model.elements import Blueprint
    from blueprint.settings.force import Force

MOST_ROUNDS = 20
"""So often the files are looked at again; one fix may make room for another."""


class Mended(NamedTuple):
    """A file that changed: its text before and after, each with the byte order mark where it has one."""

    path: str
    before: str
    after: str


class Mending:
    """The texts of the files of a run while they are put right; nothing is written."""

    def __init__(self, files: Sequence[str], force: Mapping[str, Force], *, unsafe: bool) -> None:
        self._force = force
        self._unsafe = unsafe
        self._texts: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self._paths: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        self._users: dict[str, set[str]] = {}
        self.done: list[Finding] = []
        """What was put right, as it stood then."""
        self.unread: list[str] = []
        """A sentence for each file that could not be read."""
        sources = Sources()
        for path in files:
            try:
                source = sources.read(path)
            except SourceError as error:
                self.unread.append(str(error))
                continue
            real = os.path.realpath(source.path)
            self._texts[real] = self._before[real] = source.text
            self._paths[real] = path
            self._names[real] = source.path
            self._marks[real] = source.mark
        self._found = {real: self._findings(real) for real in self._texts}
        self._mend()

    @property
    def changed(self) -> tuple[Mended, ...]:
        """The files that are otherwise than before."""
        return tuple(
            Mended(self._paths[real], mark + before, mark + self._texts[real])
            for real, before in self._before.items()
            if before != self._texts[real]
            for mark in [self._marks[real]]
        )

    @property
    def unsafe_left(self) -> int:
        """How many findings are left with a fix that changes the meaning."""
        left = {one for found in self._found.values() for one in found if one.fix is not None and not one.fix.safe}
        return 0 if self._unsafe else len(left)

    def _mend(self) -> None:
        seen = {(real, text) for real, text in self._texts.items()}
        for _ in range(MOST_ROUNDS):
            stale: set[str] = set()
            for real, findings in self._wishes().items():
                text, done = self._better(real, findings)
                if done and (real, text) not in seen:
                    seen.add((real, text))
                    self._texts[real] = text
                    self.done += done
                    stale |= {real} | self._users.get(real, set())
            if not stale:
                return
            self._found.update({real: self._findings(real) for real in self._texts if real in stale})

    def _wishes(self) -> dict[str, list[Finding]]:
        """The findings that can be put right, by the one file that their fix changes, each fix once."""
        wishes: dict[str, dict[Fix, Finding]] = {}
        for findings in self._found.values():
            for finding in findings:
                if finding.fix is not None and (finding.fix.safe or self._unsafe):
                    places = {os.path.realpath(edit.span.path) for edit in finding.fix.edits}
                    # A file that the user has not named stays as it is.
                    if len(places) == 1 and places <= self._texts.keys():
                        wishes.setdefault(places.pop(), {}).setdefault(finding.fix, finding)
        return {real: list(table.values()) for real, table in wishes.items()}

    def _better(self, real: str, findings: list[Finding]) -> tuple[str, list[Finding]]:
        """The text with as many of the fixes as leave it without new mistakes, and the findings that they put right."""
        text = self._texts[real]
        mistakes = self._mistakes(real, text)
        after, done = _applied(text, findings)
        if done and not self._mistakes(real, after) - mistakes:
            return after, done
        for finding in done:
            after, alone = _applied(text, [finding])
            if alone and not self._mistakes(real, after) - mistakes:
                return after, alone
        return text, []

    def _mistakes(self, real: str, text: str) -> Counter[str]:
        """What cannot be understood where a file has this text: in it, and in the files that include it."""
        before, self._texts[real] = self._texts[real], text
        try:
            files = {real} | self._users.get(real, set())
            return Counter(problem.check for file in files for problem in self._blueprint(file).problems)
        finally:
            self._texts[real] = before

    def _findings(self, real: str) -> tuple[Finding, ...]:
        return judge(self._blueprint(real), self._force[self._paths[real]].settings)

    def _blueprint(self, real: str) -> Blueprint:
        includes = _Includes(self._names[real], self._texts)
        blueprint = parse(self._texts[real], self._names[real], includes)
        for path, _ in includes.included:
            self._users.setdefault(os.path.realpath(path), set()).add(real)
        return blueprint


class _Includes(Noting):
    """Fetches included files as they are after the fixes so far."""

    def __init__(self, path: str, texts: Mapping[str, str]) -> None:
        super().__init__(path)
        self._texts = texts

    def __call__(self, words: str, path: str) -> Source | str:
        fetched = super().__call__(words, path)
        if isinstance(fetched, Source):
            return fetched._replace(text=self._texts.get(os.path.realpath(fetched.path), fetched.text))
        return fetched


def _applied(text: str, findings: Sequence[Finding]) -> tuple[str, list[Finding]]:
    by_fix = {finding.fix: finding for finding in findings if finding.fix is not None}
    after, done = fixed(text, by_fix)
    return after, [by_fix[fix] for fix in done]


def write(mending: Mending, *, quiet: bool) -> None:
    """Write the files that changed, and say what was put right. Raises CannotWork where one cannot be written."""
    changed = mending.changed
    write_all([Output(one.path, one.after.encode()) for one in changed])
    if not quiet:
        for finding in mending.done:
            words = finding.fix.words if finding.fix is not None else ""
            click.echo(f"{printable(str(finding.span))}: {printable(words)} ({finding.check})", err=True)
        _summarise(mending, "Fixed", changed)


def show(mending: Mending, *, quiet: bool) -> None:
    """Print what would change as a unified difference, for people or for ``patch``."""
    changed = mending.changed
    for one in changed:
        show_difference(one.path, one.before, one.after)
    if not quiet:
        _summarise(mending, "Would fix", changed)


def _summarise(mending: Mending, verb: str, changed: Sequence[Mended]) -> None:
    count = len(mending.done)
    if count:
        findings = "1 finding" if count == 1 else f"{count} findings"
        files = "1 file" if len(changed) == 1 else f"{len(changed)} files"
        click.echo(f"{verb} {findings} in {files}.", err=True)
    left = mending.unsafe_left
    if left:
        words = f"{left} more can be fixed with --unsafe, which may change what the blueprint says."
        click.echo(words, err=True)
