"""Measures layout and routing inside a process: ``python -m bench.layout STORY STEPS RUNS`` prints the figures as JSON.

Processor time counts, that of the engine included, since it works beside us. A process of its own for each story.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import blueprint
from bench.arrows import tangle
from bench.content import story
from blueprint.drawing.draw import draw
from blueprint.drawing.grid import Grid, build_grid
from blueprint.drawing.routes import ask_engine
from blueprint.drawing.ways import choose_ways, free_ways

Taken = TypeVar("Taken")

STORIES: dict[str, Callable[[int, int], str]] = {
    "one chain": story,
    "arrows at random": lambda steps, seed: tangle(seed, steps, 6),
}
"""By name: the text of so many steps, another one for each seed. The first is the story that D2 draws too; the second
has about as many arrows as actions, some of them long and some back in time."""


def processor() -> float:
    """The seconds that this process and those that it waited for kept processors busy."""
    now = os.times()
    return time.process_time() + now.children_user + now.children_system


def timed(work: Callable[[Taken], object], what: Taken) -> float:
    """How many of these seconds the work takes."""
    gc.collect()
    begin = processor()
    work(what)
    return processor() - begin


def route(grid: Grid) -> None:
    """Finds the ways of all arrows of a grid, as the drawing does."""
    routes = ask_engine(grid)
    choose_ways(grid, free_ways(grid), routes.plans())


def measure(name: str, steps: int, runs: int) -> dict[str, float]:
    """Medians in seconds over the seeds: ``draw``, from the model to the placed drawing, and ``route``, the part of it
    that finds the ways of the arrows; and how many ``arrows`` the first text has."""
    draws, routings = [], []
    draw(blueprint.parse(STORIES[name](3, runs)))
    for seed in range(runs):
        model = blueprint.parse(STORIES[name](steps, seed))
        grid = build_grid(model)
        routings.append(timed(route, grid))
        draws.append(timed(draw, model))
    arrows = len(blueprint.parse(STORIES[name](steps, 0)).arrows)
    return {"arrows": arrows, "draw": statistics.median(draws), "route": statistics.median(routings)}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
