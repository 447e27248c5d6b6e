"""Waits for changes of the files and has them drawn again."""

from __future__ import annotations

import threading

from blueprint.preview.gallery import Gallery

PAUSE = 0.4
"""How often the disk is looked at, in seconds, where the system reports no changes."""

LOOK = 2000
"""How often it is looked at besides, in milliseconds: not all file systems report changes."""

SETTLE = 15
"""How long it must be quiet after a change, in milliseconds: a file is often saved in several steps."""


class Watcher:
    """Keeps a gallery up to date, in a thread of its own, until the program ends."""

    def __init__(self, gallery: Gallery) -> None:
        self._gallery = gallery
        self._moved = threading.Event()
        self._watched: set[str] = set()

    def start(self) -> None:
        """Begins to watch."""
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def look_elsewhere(self) -> None:
        """What is shown may have changed, and with it the folders that matter."""
        if self._gallery.folders() != self._watched:
            self._moved.set()

    def _run(self) -> None:
        try:
            from watchfiles import watch
        except ImportError:
            self._poll()
        while True:
            self._moved.clear()
            self._watched = self._gallery.folders()
            self._gallery.refresh()
            try:
                for _ in watch(
                    *self._watched,
                    recursive=False,
                    stop_event=self._moved,
                    step=SETTLE,
                    rust_timeout=LOOK,
                    yield_on_timeout=True,
                    watch_filter=None,
                    raise_interrupt=False,
                ):
                    self._gallery.refresh()
                    if self._gallery.folders() != self._watched:
                        break
            except (OSError, RuntimeError):
                # Such as: the system watches no more folders than so many, or one of them has just gone.
                self._poll(rounds=10)

    def _poll(self, rounds: int = 0) -> None:
        """Looks at the disk again and again: so many times, or for ever."""
        done = 0
        while not rounds or done < rounds:
            self._moved.wait(PAUSE)
            self._moved.clear()
            self._gallery.refresh()
            done += 1
