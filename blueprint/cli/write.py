"""Writing files so that a reader finds the old file whole or the new one whole, never a part."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from blueprint.cli.failure import CannotWork


class Output(NamedTuple):
    """A file to be written."""

    path: str
    data: bytes


def write_all(outputs: Iterable[Output]) -> None:
    """Write files: all are put beside their places first, then moved there, so that an error changes none of them.

    A link is followed, the permissions of an old file are kept, and what is no plain file (a pipe, a device) is
    simply written to. Raises CannotWork where a place cannot be written.
    """
    staged: list[tuple[str, str]] = []
    path = ""
    try:
        for path, data in outputs:
            mode = _mode(path)
            if mode is not None and not stat.S_ISREG(mode):
                _pour(path, mode, data)
                continue
            place = os.path.realpath(path)
            if mode is not None and not os.access(place, os.W_OK):
                raise CannotWork(f"{path}: you may not write this file")
            staged.append((_stage(place, mode, data), place))
        for temporary, place in staged:
            path = place
            os.replace(temporary, place)
    except (OSError, ValueError) as error:
        raise CannotWork(f"{path}: cannot be written ({_reason(error)})") from None
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                os.unlink(temporary)


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _pour(path: str, mode: int, data: bytes) -> None:
    if stat.S_ISDIR(mode):
        raise CannotWork(f"{path}: this is a folder")
    with open(path, "wb") as file:
        file.write(data)


def _stage(place: str, mode: int | None, data: bytes) -> str:
    """Write the data to a new file in the same folder, which makes the move atomic."""
    temporary = os.path.join(os.path.dirname(place), f".{os.path.basename(place)[:60]}.{os.urandom(4).hex()}.tmp")
    try:
        # Mode "x": never a file that is there already; its permissions are those of any new file of the user.
        with open(temporary, "xb") as file:
            file.write(data)
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such folder"
    return getattr(error, "strerror", None) or str(error)
