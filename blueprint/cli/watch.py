"""Doing work again whenever a file changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence

import click

from blueprint.cli.failure import CannotWork, complain
from blueprint.cli.files import find, folders

PAUSE = 0.2
"""How long a file may be missing, in seconds, while an editor replaces it."""

LOOK = 2000
"""How often the files are looked at, in milliseconds, where the system reports no changes (network folders)."""

Stamps = dict[str, tuple[int, int, int] | None]


def follow(paths: Sequence[str], run: Callable[[], Iterable[str]]) -> None:
    """Do ``run`` now and at every change of the files that the paths name, until Ctrl-C.

    ``run`` gives the further files that its work came from (included ones). Where it raises CannotWork, that is said,
    and the next change is waited for. Raises CannotWork where nothing can be watched.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise CannotWork("--watch needs the package watchfiles: pip install watchfiles") from None

    used, seen = _once(paths, run, ())
    while True:
        watched = folders((*paths, *used))
        if not watched:
            raise CannotWork(f"{paths[0]}: there is no such file or folder")
        try:
            for _ in watch(*watched, recursive=False, rust_timeout=LOOK, yield_on_timeout=True, watch_filter=None):
                if _differ(paths, used, seen):
                    used, seen = _once(paths, run, used)
                if folders((*paths, *used)) != watched:
                    break
        except OSError as error:
            # Such as: the system watches no more folders than so many.
            raise CannotWork(f"{paths[0]}: cannot be watched ({error})") from None


def _differ(paths: Sequence[str], used: Sequence[str], seen: Stamps) -> bool:
    """Whether a file has changed; one that is missing has a moment to come back."""
    stamps = _stamps(paths, used)
    if None in stamps.values() and stamps != seen:
        time.sleep(PAUSE)
        stamps = _stamps(paths, used)
    return stamps != seen


def _once(
    paths: Sequence[str], run: Callable[[], Iterable[str]], used: tuple[str, ...]
) -> tuple[tuple[str, ...], Stamps]:
    """Do the work; the further files that it came from, and the state of all files before it began."""
    before = _stamps(paths, used)
    try:
        used = tuple(run())
    except CannotWork as error:
        complain(error.message)
    click.echo(f"{time.strftime('%H:%M:%S')} watching; Ctrl-C ends", err=True)
    after = _stamps(paths, used)
    return used, {path: before.get(path, stamp) for path, stamp in after.items()}


def _stamps(paths: Sequence[str], used: Sequence[str]) -> Stamps:
    """When each file was changed, how long it is and which it is; None where it is missing."""
    stamps: Stamps = {}
    try:
        files = find(paths)
    except CannotWork:
        files = ()
    for file in (*files, *used):
        try:
            state = os.stat(file)
        except OSError:
            stamps[file] = None
        else:
            stamps[file] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return stamps
