"""Serving an editor over standard input and output."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
import threading
from typing import TYPE_CHECKING

from pygls.io_ import StdoutWriter, run_async

if TYPE_CHECKING:
    from blueprint.lsp.server import Server

PIECE = 1 << 16
"""So many bytes are read at once."""


def serve(server: Server) -> None:
    """Serves until the editor says ``exit`` or goes away."""
    # What is loaded now stays: it need not be looked through for garbage again and again.
    gc.freeze()
    server.protocol.set_writer(StdoutWriter(sys.stdout.buffer))
    try:
        asyncio.run(_listen(server))
    except (BrokenPipeError, KeyboardInterrupt):
        pass


async def _listen(server: Server) -> None:
    """Handles message after message.

    A thread reads ahead, so that one look at the loop is enough to see the next message: between the pieces of a long
    work the server looks only once.
    """
    reader = asyncio.StreamReader()
    threading.Thread(target=_feed, args=(asyncio.get_running_loop(), reader), daemon=True).start()
    await run_async(
        stop_event=threading.Event(),
        reader=reader,
        protocol=server.protocol,
        logger=logging.getLogger(__name__),
        error_handler=server.report_server_error,
    )


def _feed(loop: asyncio.AbstractEventLoop, reader: asyncio.StreamReader) -> None:
    while True:
        data = os.read(sys.stdin.fileno(), PIECE)
        try:
            if data:
                loop.call_soon_threadsafe(reader.feed_data, data)
            else:
                loop.call_soon_threadsafe(reader.feed_eof)
        except RuntimeError:
            return  # the loop has ended
        if not data:
            return
