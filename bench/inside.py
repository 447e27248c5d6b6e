"""Measures reading and checking inside one process: ``python -m bench.inside STEPS RUNS`` prints the figures as JSON.

A process of its own for each size, so that the memory of one does not slow the next.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import lark

import blueprint
from bench.content import story
from blueprint.tree.grammar import grammar_text
from blueprint.tree.parse import parse_line, parse_lines
from blueprint.tree.words import filled

Taken = TypeVar("Taken")
Given = TypeVar("Given")


def timed(work: Callable[[Taken], Given], what: Taken) -> tuple[float, Given]:
    """How many seconds the work takes, and what comes of it."""
    gc.collect()
    begin = time.perf_counter()
    result = work(what)
    return time.perf_counter() - begin, result


def measure(steps: int, runs: int) -> dict[str, float]:
    """Medians in seconds, each for one text: ``bare`` Lark on the whole of it; ``tree``, our reader with its recovery;
    ``parse``, all the way to the model; ``check``. ``ratio`` is bare to tree, the median pair by pair."""
    bare = lark.Lark(filled(grammar_text()), parser="lalr", lexer="contextual", start="file")
    warm = story(3, seed=runs)
    bare.parse(warm)
    blueprint.check(blueprint.parse(warm))
    bares, trees, parses, checks, ratios = [], [], [], [], []
    for seed in range(runs):
        text = story(steps, seed)
        # The reader remembers lines that it has read, for editors; here every run is to be the first.
        parse_line.cache_clear()
        if seed % 2:
            ours = timed(parse_lines, text)[0]
            theirs = timed(bare.parse, text)[0]
        else:
            theirs = timed(bare.parse, text)[0]
            ours = timed(parse_lines, text)[0]
        parse_line.cache_clear()
        whole, model = timed(blueprint.parse, text)
        if model.problems:
            raise RuntimeError(f"the generated story has mistakes: {model.problems[:3]}")
        bares.append(theirs)
        trees.append(ours)
        ratios.append(theirs / ours)
        parses.append(whole)
        checks.append(timed(blueprint.check, model)[0])
    return {
        "lines": story(steps).count("\n"),
        "bare": statistics.median(bares),
        "tree": statistics.median(trees),
        "parse": statistics.median(parses),
        "check": statistics.median(checks),
        "ratio": statistics.median(ratios),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
