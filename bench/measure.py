"""Runs commands and says how long they took and how much memory they held."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

# As where the package is installed: Python keeps the bytecode, which some machines for development forbid.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


class Run(NamedTuple):
    """One run of a command: ``seconds`` on the clock, ``peak`` the most memory of its largest process in bytes,
    ``processor`` the seconds that it and the processes that it started kept processors busy."""

    seconds: float
    peak: int
    processor: float


class Pair(NamedTuple):
    """Two commands measured in turns.

    ``ratio`` is the median of first to second, pair by pair; the seconds are medians, the peaks the largest seen.
    """

    first: float
    second: float
    ratio: float
    first_peak: int
    second_peak: int
    runs: int


def run(
    command: Sequence[str],
    folder: str,
    expected: Sequence[int] = (0,),
    environment: Mapping[str, str] = ENVIRONMENT,
) -> Run:
    """Runs a command in a folder; RuntimeError with what it said where its exit status is not an expected one."""
    with open(os.path.join(folder, "said.txt"), "w+b") as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        peak, processor = 0, 0.0
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            processor = usage.ru_utime + usage.ru_stime
            peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        else:
            process.wait()
        seconds = time.perf_counter() - begin
        said.seek(0)
        words = said.read().decode(errors="replace")
        if process.returncode not in expected or "Traceback" in words:
            raise RuntimeError(f"{' '.join(command)} ended with status {process.returncode}:\n{words}")
    return Run(seconds, peak, processor)


def in_turns(
    first: Sequence[str], second: Sequence[str], folder: str, runs: int, expected: Sequence[int] = (0,)
) -> Pair:
    """Runs two commands in turns, after one run of each that does not count and warms disk and caches.

    ``expected`` are the statuses with which the first may end.
    """
    run(first, folder, expected)
    run(second, folder)
    firsts, seconds = [], []
    for number in range(runs):
        # Every other pair begins with the other command, so that neither always has the warmer machine.
        if number % 2:
            seconds.append(run(second, folder))
            firsts.append(run(first, folder, expected))
        else:
            firsts.append(run(first, folder, expected))
            seconds.append(run(second, folder))
    return Pair(
        first=statistics.median(one.seconds for one in firsts),
        second=statistics.median(one.seconds for one in seconds),
        ratio=statistics.median(one.seconds / other.seconds for one, other in zip(firsts, seconds, strict=True)),
        first_peak=max(one.peak for one in firsts),
        second_peak=max(one.peak for one in seconds),
        runs=runs,
    )
