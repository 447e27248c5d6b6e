"""How large a page may be. What is beyond would take minutes, and nobody could read it."""

from __future__ import annotations

from blueprint.drawing.layout.grid import Grid

MOST_ACTIONS = 3_000
MOST_ARROWS = 6_000
MOST_CELLS = 400_000
"""Columns times rows; 3,000 actions in 500 steps and 100 lanes have 50,000."""


class SizeError(Exception):
    """A blueprint is too large for one page. The text is one sentence for the user."""


def check_size(grid: Grid) -> None:
    """Raises :class:`SizeError` where the page would be beyond reason."""
    for count, most, what in (
        (len(grid.seats), MOST_ACTIONS, "actions"),
        (len(grid.links), MOST_ARROWS, "arrows"),
        (grid.columns * grid.rows, MOST_CELLS, "cells in its columns and rows"),
    ):
        if count > most:
            raise SizeError(
                f"This blueprint is too large for one page: it has {count:,} {what}, and at most {most:,} can be "
                "drawn; draw a part of it with a view."
            )
