"""Where output goes: colours, width and progress, each only where a person looks at a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

import click

FEW = 10
"""So many files are quick enough to need no progress bar."""

WIDTH = 100
"""The width of lines where there is no terminal to ask."""


def wants_colour(stream: IO[Any]) -> bool:
    """Whether to write colours: NO_COLOR says no, FORCE_COLOR says yes, otherwise only a terminal that knows them."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] not in ("0", "false")
    return os.environ.get("TERM") != "dumb" and is_terminal(stream)


def opens_links(stream: IO[Any]) -> bool:
    """Whether text with links (OSC 8) can be sent: a terminal that does not know them leaves them out, but for the bare
    console of Linux, which shows them as letters."""
    return is_terminal(stream) and os.environ.get("TERM") not in ("dumb", "linux")


def is_terminal(stream: IO[Any]) -> bool:
    """Whether somebody looks at the stream."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def width_of(stream: IO[Any]) -> int:
    """The columns of the terminal, or ``WIDTH`` where the stream is none."""
    if not is_terminal(stream):
        return WIDTH
    from shutil import get_terminal_size

    return get_terminal_size((WIDTH, 24)).columns


@contextmanager
def progress(items: Sequence[str], label: str) -> Iterator[Iterable[str]]:
    """The items, with a progress bar on standard error while they are worked through, where they are many."""
    if len(items) <= FEW or not is_terminal(sys.stderr):
        yield items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield bar
