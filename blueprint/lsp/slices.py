"""Long work done in pieces, between which the editor is listened to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Generator
from typing import TypeVar

from blueprint.lsp.refused import Outdated

SLICE = 0.01
"""So long, in seconds, the server works before it looks whether the editor wants something."""

_Result = TypeVar("_Result")


async def in_slices(work: Generator[None, None, _Result], holds: Callable[[], bool] = lambda: True) -> _Result:
    """Does a work piece by piece, and gives what it gives. Raises Outdated once what it is about ``holds`` no more."""
    turn = time.perf_counter()
    while True:
        try:
            next(work)
        except StopIteration as done:
            if holds():
                return done.value  # type: ignore[no-any-return]
            raise Outdated("The text has changed since.") from None
        if time.perf_counter() - turn > SLICE:
            await asyncio.sleep(0)
            if not holds():
                raise Outdated("The text has changed since.")
            turn = time.perf_counter()


def at_once(work: Generator[None, None, _Result]) -> _Result:
    """Does a work in one go, and gives what it gives."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
