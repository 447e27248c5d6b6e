"""Measures many small files: the processor time of reading them, of checking them, and of checking them again.

``python -m bench.many`` in a folder only reads the blueprints there, as a measure for the rest.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
from pathlib import Path
from typing import NamedTuple

from bench.content import story
from bench.measure import ENVIRONMENT, run

FILES = 2000
STEPS = 5
"""So many steps make some sixty lines."""

ROOT = Path(__file__).parent.parent


class Many(NamedTuple):
    """Medians of processor time in seconds, over all processes: reading, checking with no cache, and from the cache.

    The ratios are medians run by run, to the reading of the same run; ``clock`` is the time on the clock, cold.
    """

    files: int
    lines: int
    parse: float
    cold: float
    warm: float
    cold_ratio: float
    warm_ratio: float
    clock: float


def measure(folder: str, blueprint: str, files: int = FILES, runs: int = 3) -> Many:
    """Writes so many files and measures; ``blueprint`` is the path of the command."""
    place, cache = Path(folder, "many"), Path(folder, "cache")
    place.mkdir()
    cache.mkdir(mode=0o700)
    for number in range(files):
        (place / f"{number:04}.blueprint").write_text(story(STEPS, number), encoding="utf-8")
    environment = {**ENVIRONMENT, "BLUEPRINT_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT)}
    check = [blueprint, "check", "--quiet", "."]
    # The prepared grammar lies in the cache from here on.
    run([blueprint, "check", "--quiet", "0000.blueprint"], str(place), (0, 1), environment)
    parses, colds, warms, clocks = [], [], [], []
    for _ in range(runs):
        shutil.rmtree(cache / "findings", ignore_errors=True)
        parses.append(run([sys.executable, "-m", "bench.many"], str(place), (0,), environment).processor)
        cold = run(check, str(place), (0, 1), environment)
        colds.append(cold.processor)
        clocks.append(cold.seconds)
        warms.append(run(check, str(place), (0, 1), environment).processor)
    return Many(
        files,
        story(STEPS).count("\n"),
        statistics.median(parses),
        statistics.median(colds),
        statistics.median(warms),
        statistics.median(one / other for one, other in zip(colds, parses, strict=True)),
        statistics.median(one / other for one, other in zip(warms, parses, strict=True)),
        statistics.median(clocks),
    )


def _read_all(folder: str) -> None:
    import blueprint

    for name in sorted(os.listdir(folder)):
        if name.endswith(".blueprint"):
            blueprint.load(os.path.join(folder, name))


if __name__ == "__main__":
    _read_all(".")
