"""Measures reading and checking inside one process: ``python -m bench.inside STEPS RUNS`` prints the figures as JSON.

A process of its own for each size, so that the memory of one does not slow the next. Every run reads a fresh text, so
that nothing remembered from an earlier one helps.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import blueprint
from bench.content import story
from blueprint.tree.grammar import build_parser, filled_grammar

Taken = TypeVar("Taken")
Given = TypeVar("Given")


def timed(work: Callable[[Taken], Given], what: Taken) -> tuple[float, Given]:
    """How many seconds the work takes, and what comes of it."""
    begin = time.perf_counter()
    result = work(what)
    return time.perf_counter() - begin, result


def measure(steps: int, runs: int) -> dict[str, float]:
    """Medians in seconds: ``bare`` Lark on the whole text, ``parse`` to the model, ``check``; and ``ratio``, bare to
    parse, the median pair by pair."""
    bare = build_parser(filled_grammar(), start="file")
    warm = story(3, seed=runs)
    bare.parse(warm)
    blueprint.check(blueprint.parse(warm))
    bares, parses, checks = [], [], []
    for seed in range(runs):
        text = story(steps, seed)
        if seed % 2:
            ours, model = timed(blueprint.parse, text)
            theirs, _ = timed(bare.parse, text)
        else:
            theirs, _ = timed(bare.parse, text)
            ours, model = timed(blueprint.parse, text)
        if model.problems:
            raise RuntimeError(f"the generated story has mistakes: {model.problems[:3]}")
        bares.append(theirs)
        parses.append(ours)
        checks.append(timed(blueprint.check, model)[0])
    return {
        "lines": story(steps).count("\n"),
        "bare": statistics.median(bares),
        "parse": statistics.median(parses),
        "check": statistics.median(checks),
        "ratio": statistics.median(one / other for one, other in zip(bares, parses, strict=True)),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
