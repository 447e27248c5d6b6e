"""Work on many files over the cores of the machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from blueprint.cli.failure import CannotWork
from blueprint.cli.work import Judged, Task, work

MANY = 30
"""From so many files on, several processes are quicker than one, their start included."""

CHUNK = 10
"""So many files are handed to a process at once."""


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(tasks: Sequence[Task], jobs: int) -> Iterator[Judged]:
    """What comes of the tasks, in their order, by so many processes. Raises CannotWork where one of them dies."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # A fork has everything at hand that was imported; elsewhere than on Linux it is not safe.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if os.name == "posix" and _is_linux() and "fork" in methods else None)
    _prepare()
    pool = ProcessPoolExecutor(jobs, context, _leave_interrupts)
    try:
        yield from pool.map(work, tasks, chunksize=CHUNK)
    except BrokenProcessPool:
        raise CannotWork("a process that checked files has died; try --jobs 1") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _is_linux() -> bool:
    import sys

    return sys.platform == "linux"


def _prepare() -> None:
    """Loads what every process needs, before they part."""
    from blueprint.findings.run import checks
    from blueprint.model.read import parse

    checks()
    parse('step "First"')


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process; the first one ends the others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
