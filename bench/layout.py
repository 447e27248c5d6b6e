"""Measures layout and routing inside a process: ``python -m bench.layout STORY ROUNDS`` prints the figures as JSON.

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
from blueprint.cli.main import YOUNG
from blueprint.drawing.draw import draw
from blueprint.drawing.layout.grid import Grid, build_grid
from blueprint.drawing.layout.routes import ask_engine
from blueprint.drawing.layout.ways import choose_ways, free_ways

Taken = TypeVar("Taken")

SIZES = (125, 250, 500)
"""How many steps the stories have."""

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


def measure(name: str, rounds: int) -> dict[str, dict[str, float]]:
    """What layout and routing of a story take, by the number of steps: medians over the rounds, in seconds. ``draw`` is
    from the model to the placed drawing, ``route`` the part of it that finds the ways of the arrows; ``growth`` is the
    time of a step beside one of the smallest size, ``arrows`` how many the first text has.

    A round draws all sizes in turns, the small ones as often as it takes to have drawn as many steps.
    """
    draw(blueprint.parse(STORIES[name](3, 0)))
    drawn: dict[int, list[float]] = {steps: [] for steps in SIZES}
    routed: dict[int, list[float]] = {steps: [] for steps in SIZES}
    for number in range(rounds):
        for steps in SIZES:
            times = SIZES[-1] // steps
            models = [blueprint.parse(STORIES[name](steps, number * times + seed)) for seed in range(times)]
            routed[steps].append(sum(timed(route, build_grid(model)) for model in models) / times)
            drawn[steps].append(sum(timed(draw, model) for model in models) / times)
    found: dict[str, dict[str, float]] = {}
    for steps in SIZES:
        pairs = zip(drawn[steps], drawn[SIZES[0]], strict=True)
        found[str(steps)] = {
            "arrows": len(blueprint.parse(STORIES[name](steps, 0)).arrows),
            "draw": statistics.median(drawn[steps]),
            "route": statistics.median(routed[steps]),
            "growth": statistics.median(one / steps / (other / SIZES[0]) for one, other in pairs),
        }
    return found


if __name__ == "__main__":
    gc.set_threshold(YOUNG)  # As in the command.
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
