"""Checking the files of a run: what was kept from an earlier one, the rest in this process or over the cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from blueprint.cli.files import STANDARD, Sources
from blueprint.cli.screen import progress
from blueprint.cli.work import Judged, Result, Task, result_of, work
from blueprint.findings.output.report import Report

if TYPE_CHECKING:
    from blueprint.cli.kept import Kept
    from blueprint.findings.finding import Finding
    from blueprint.settings.force import Force

WORTH_KEEPING = 100_000
"""From so many bytes on, or ``FEW`` files, it is worth the time to look for what an earlier run found."""

FEW = 10


class Examined(NamedTuple):
    """The findings of a run, and all files that were read."""

    report: Report
    used: set[str]


def examine(files: Sequence[str], force: Mapping[str, Force], *, jobs: int = 0, keep: bool = True) -> Examined:
    """Checks the files with what is in force for each.

    ``jobs`` is the number of processes, 0 for as many as are worthwhile. With ``keep``, what an earlier run found in
    a file that has not changed is taken from the cache. Neither changes what is found, nor its order.
    """
    sources = Sources()
    tasks = [Task(path, force[path].settings) for path in files]
    kept = _kept(files) if keep else None
    known: dict[int, Result] = {}
    if kept is not None:
        for number, task in enumerate(tasks):
            result = None if _is_for_this_process(task.path) else kept.get(task)
            if result is not None:
                known[number] = result
    results: list[Result] = []
    fresh = _fresh([task for number, task in enumerate(tasks) if number not in known], jobs, sources)
    with progress(files, "Checking") as items:
        for number, _ in enumerate(items):
            if number in known:
                results.append(known[number])
                continue
            judged = next(fresh)
            if kept is not None:
                kept.put(tasks[number], judged)
            results.append(result_of(judged))
    if kept is not None:
        kept.close()
    examined = _together(results, sources)
    documentation = _documentation([force[path].documentation for path in files], results)
    return examined._replace(report=examined.report._replace(documentation=documentation))


def _documentation(said: Sequence[str], results: Sequence[Result]) -> dict[str, str]:
    """Where the pages of the checks are, by file: as its own settings say, of an included file those of the first that
    includes it."""
    if not any(said):
        return {}
    known = {result.path: address for address, result in zip(said, results, strict=True)}
    for address, result in zip(said, results, strict=True):
        for path in result.used:
            known.setdefault(path, address)
    return known


def _together(results: Sequence[Result], sources: Sources) -> Examined:
    read: list[str] = []
    unread: list[str] = []
    used: set[str] = set()
    findings: list[Finding] = []
    # What is wrong in a shared file is found with every file that includes it, and perhaps alone, and said once.
    foreign = {one.span.path for result in results for one in result.findings if one.span.path != result.path}
    said: set[Finding] = set()
    for result in results:
        if result.unread:
            unread.append(result.unread)
            continue
        read.append(result.path)
        used.update(result.used)
        for finding in result.findings:
            if finding.span.path not in foreign:
                findings.append(finding)
            elif finding not in said:
                said.add(finding)
                findings.append(finding)
    return Examined(Report(tuple(findings), tuple(read), tuple(unread), sources.line_of), used)


def _fresh(tasks: list[Task], jobs: int, sources: Sources) -> Iterator[Judged]:
    """What comes of the tasks, in their order."""
    apart = [task for task in tasks if not _is_for_this_process(task.path)] if jobs != 1 else []
    elsewhere: Iterator[Judged] | None = None
    if len(apart) > 1:
        from blueprint.cli.cores import MANY, cores, spread

        count = min(jobs or cores(), len(apart))
        if count > 1 and (jobs or len(apart) >= MANY):
            elsewhere = spread(apart, count)
    for task in tasks:
        if elsewhere is None or _is_for_this_process(task.path):
            yield work(task, sources)
        else:
            yield next(elsewhere)


def _is_for_this_process(path: str) -> bool:
    """Whether a file can be read here only, or has another name in messages."""
    return path == STANDARD or (not path.isascii() and os.fsencode(path).decode(errors="replace") != path)


def _kept(files: Sequence[str]) -> Kept | None:
    if len(files) < FEW and sum(_size(path) for path in files) < WORTH_KEEPING:
        return None
    from blueprint.cli.kept import Kept

    return Kept()


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
