"""Serving an editor over standard input and output."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from pygls.io_ import StdoutWriter

from blueprint.lsp.inbox import Inbox

if TYPE_CHECKING:
    from blueprint.lsp.server import Server

PIECE = 1 << 16
"""So many bytes are read at once."""


def serve(server: Server) -> None:
    """Serves until the editor says ``exit`` or goes away."""
    # What is loaded now stays: it need not be looked through for garbage again and again.
    gc.freeze()
    server.protocol.set_writer(_Writer(sys.stdout.buffer))
    try:
        asyncio.run(_listen(server))
    except (BrokenPipeError, KeyboardInterrupt):
        pass


class _Writer(StdoutWriter):
    """Writes until the editor says ``exit``: what is still being worked on then is for nobody."""

    def write(self, data: bytes) -> None:
        if not self._stdout.closed:
            super().write(data)


async def _listen(server: Server) -> None:
    """Handles message after message.

    A thread reads ahead, so that one look is enough to see all that the editor wants: between the pieces of a long
    work the server looks only once.
    """
    loop = asyncio.get_running_loop()
    inbox, gone = Inbox(server, loop.call_soon), loop.create_future()

    def listen() -> None:
        # Not sys.stdin: Python closes that one at the end, and would wait for the one who reads.
        with open(sys.stdin.fileno(), "rb", buffering=PIECE, closefd=False) as stream:
            try:
                for body in bodies(stream):
                    inbox.put(body)
                    loop.call_soon_threadsafe(inbox.handle)
                loop.call_soon_threadsafe(gone.set_result, None)
            except RuntimeError:
                return  # the loop has ended

    threading.Thread(target=listen, daemon=True).start()
    await gone


def bodies(stream: BinaryIO) -> Iterator[bytes]:
    """The messages in a stream, without their heads, until it ends."""
    length = 0
    while head := stream.readline():
        name, _, value = head.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value) if value.strip().isdigit() else 0
        elif length and not head.strip():
            body = stream.read(length)
            if len(body) < length:
                return
            yield body
            length = 0
