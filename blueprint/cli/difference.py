"""A change of a file, shown as a unified difference for people and for ``patch``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from blueprint.cli.screen import is_terminal, wants_colour
from blueprint.findings.fixes import with_ends
from blueprint.findings.output.terminal import paint, printable

_STYLES = {"+": "good", "-": "error", "@": "frame"}


def show_difference(path: str, before: str, after: str) -> None:
    """Print what would change in a file: as it is for a program, harmless and in colour for a terminal."""
    colour = wants_colour(sys.stdout)
    terminal = is_terminal(sys.stdout)
    for line in _difference(path, before, after):
        if terminal or colour:
            words = printable(line.rstrip("\r\n"))
            style = _STYLES.get(line[:1], "")
            click.echo(paint(words, style, colour) if style else words, color=colour)
        else:
            click.echo(line.encode(errors="surrogateescape"), nl=False)


def _difference(path: str, before: str, after: str) -> Iterator[str]:
    from difflib import unified_diff

    for line in unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines with their ends, without the empty rest after the last one."""
    lines = ["".join(line) for line in with_ends(text)]
    return lines if lines[-1] else lines[:-1]
