"""What the server does while nobody types: it loads the checks, gets to know the folders' files, and tidies up."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

from blueprint.findings.run import chosen
from blueprint.findings.settings import DEFAULT
from blueprint.lsp.slices import in_slices
from blueprint.lsp.workspace import Workspace

LOOK = 1.0
"""Every so many seconds the server looks whether it may tidy up."""

REST = 10.0
"""So long, in seconds, nothing must have changed before: in a text of 10,000 lines it takes longer than a key may."""


async def settle(files: Workspace, idle: Callable[[float], bool]) -> None:
    """Loads the checks and reads the files of the folders in pieces, then tidies up now and then.

    The search for garbage is switched off: it would look through the model of each open text, again and again, just
    while somebody types. Nearly all goes without it; the rest waits until ``idle`` says that there is nothing to do.
    """
    gc.disable()
    chosen(DEFAULT)
    await asyncio.sleep(0)
    for path in files.files():
        await in_slices(files.naming(path))
        await asyncio.sleep(0)
    while True:
        await asyncio.sleep(LOOK)
        if idle(REST):
            gc.collect()
