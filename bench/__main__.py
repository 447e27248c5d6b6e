"""The run of the benchmark: measures all that docs/benchmarks.md shows, and writes that page."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import blueprint
from bench import editor, layout, many
from bench.content import SMALLEST, as_d2, story
from bench.measure import ENVIRONMENT, in_turns, run
from bench.report import Figures, page

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "examples" / "cable-tv-as-is.blueprint"
PAGE = ROOT / "docs" / "benchmarks.md"

# How often each size is measured: the small ones differ more from run to run, the large ones take longer.
INSIDE = {10: 15, 50: 15, 150: 9, 500: 5, 5000: 3}
DRAWN = {10: 11, 50: 11, 150: 7, 500: 3}
LAID_OUT = 5
PARTS = ("start", "inside", "many", "render", "layout", "editor")
QUICK = 50
"""The largest size of a quick run."""


def main() -> None:
    """Measures, prints the page, and, unless the run is a quick one, writes it."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="only the small sizes, a few runs each; writes no page")
    options.add_argument("--only", choices=PARTS, help="only one part; writes no page")
    chosen = options.parse_args()
    parts = {chosen.only} if chosen.only else set(PARTS)
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        if "start" in parts:
            measure_start(figures, folder, runs=7 if chosen.quick else 25)
        if "inside" in parts:
            measure_inside(figures, folder, quick=chosen.quick)
        if "many" in parts:
            tell("many files")
            figures.many = many.measure(folder, program("blueprint"), *((200, 1) if chosen.quick else ()))
        if "render" in parts:
            measure_render(figures, folder, quick=chosen.quick)
        if "layout" in parts and not (chosen.quick and not chosen.only):
            measure_layout(figures)
        if "editor" in parts and not (chosen.quick and not chosen.only):
            tell("the language server")
            figures.editor = editor.apart()
    text = page(figures)
    print(text)
    if not chosen.quick and not chosen.only:
        PAGE.write_text(text, encoding="utf-8")
        print(f"Written to {PAGE}")


def measure_start(figures: Figures, folder: str, runs: int) -> None:
    """The start of the command beside a bare import of its two packages."""
    tell("the start of the command")
    write(folder, "smallest.blueprint", SMALLEST)
    check = [program("blueprint"), "check", "smallest.blueprint"]
    figures.start = in_turns(check, [sys.executable, "-c", "import click, lark"], folder, runs, (0, 1))


def measure_inside(figures: Figures, folder: str, quick: bool) -> None:
    """Reading and checking inside a process, and the command as a whole."""
    for steps, runs in INSIDE.items():
        if quick and steps > QUICK:
            continue
        tell(f"reading and checking {steps} steps")
        command = [sys.executable, "-m", "bench.inside", str(steps), str(3 if quick else runs)]
        said = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE).stdout
        figures.inside[str(steps)] = json.loads(said)
        name = write(folder, f"{steps}.blueprint", story(steps))
        check = [program("blueprint"), "check", "--no-cache", name]
        run(check, folder, (0, 1))
        figures.cold_check[str(steps)] = statistics.median(run(check, folder, (0, 1)).seconds for _ in range(3))


def measure_render(figures: Figures, folder: str, quick: bool) -> None:
    """Text to SVG, beside D2."""
    stories = {"small": (SMALL.read_text(encoding="utf-8"), 15)}
    stories |= {str(steps): (story(steps), runs) for steps, runs in DRAWN.items()}
    for size, (text, runs) in stories.items():
        if quick and size != "small" and int(size) > QUICK:
            continue
        tell(f"drawing {size if size == 'small' else f'{size} steps'}, beside D2")
        ours = write(folder, f"{size}.blueprint", text)
        theirs = write(folder, f"{size}.d2", as_d2(blueprint.parse(text)))
        figures.render[size] = in_turns(
            [program("blueprint"), "render", ours, "-o", f"{size}.svg"],
            [program("d2"), theirs, f"{size}.d2.svg"],
            folder,
            3 if quick else runs,
        )


def measure_layout(figures: Figures) -> None:
    """Layout and routing apart, to see how they grow."""
    for name in layout.STORIES:
        tell(f"layout and routing, {name}")
        command = [sys.executable, "-m", "bench.layout", name, str(LAID_OUT)]
        said = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE).stdout
        figures.layout[name] = json.loads(said)


def program(name: str) -> str:
    """The path of a program of this environment, which need not be active."""
    beside = os.path.dirname(sys.executable)
    found = shutil.which(name, path=beside) or shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is not installed beside {sys.executable}: say make bench")
    return found


def write(folder: str, name: str, text: str) -> str:
    """Writes a file into the folder and gives its name."""
    Path(folder, name).write_text(text, encoding="utf-8")
    return name


def tell(what: str) -> None:
    """Says what goes on, away from the page."""
    print(f"measuring {what} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
