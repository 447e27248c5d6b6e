"""What ends a command early: work that cannot be done, a reader that has gone, a key that stops it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from blueprint.findings.output.terminal import printable

FINE = 0
FOUND = 1
CANNOT_WORK = 2
INTERRUPTED = 130
READER_GONE = 141


class CannotWork(click.ClickException):
    """The work cannot be done; the message is one sentence, printed on standard error. Exit status 2."""

    exit_code = CANNOT_WORK

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message as one line."""
        complain(self.message)


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"Error: {printable(message)}", err=True)


def warn(message: str) -> None:
    """One line on standard error about work that was done, and not quite as the user may expect."""
    click.echo(f"Warning: {printable(message)}", err=True)


@contextmanager
def quiet_ends() -> Iterator[None]:
    """Turns a closed pipe and Ctrl-C into an exit status without a word, as shells know them (128 and the signal).

    Where standard output cannot be written for another reason, a full disk, it raises CannotWork.
    """
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        # Python flushes standard output once more at its end, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise click.exceptions.Exit(READER_GONE) from None
        raise CannotWork(f"standard output cannot be written ({error.strerror})") from None
    except KeyboardInterrupt:
        click.echo(err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
