"""``blueprint fmt``: bring files into their canonical form."""

from __future__ import annotations

import sys
from typing import NamedTuple

import click

from blueprint.cli.difference import show_difference
from blueprint.cli.failure import FINE, FOUND, CannotWork, complain
from blueprint.cli.files import STANDARD, Sources, find
from blueprint.cli.write import Output, write_all
from blueprint.text.source import SourceError
from blueprint.tree.format import WIDTH, formatted


class Change(NamedTuple):
    """A file and its text before and after; equal where there is nothing to do."""

    path: str
    before: str
    after: str


@click.command(
    name="fmt",
    epilog="Exit status: 0 in form, 1 --check or --diff found something to do, 2 a file could not be read.",
)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--check", is_flag=True, help="Write nothing; say which files would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--width", type=click.IntRange(min=40), default=WIDTH, show_default=True, help="The longest line left whole."
)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was done.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], check: bool, diff: bool, width: int, quiet: bool) -> None:
    """Bring blueprints into their canonical form.

    A PATH is a file, a folder (every .blueprint file below it; without a PATH, the current one), or - for standard
    input, whose form goes to standard output. Comments, order and meaning stay as they are. A file with a line that
    cannot be read is left untouched, and the exit status is 2.

    \b
    Examples:
      blueprint fmt coffee.blueprint
      blueprint fmt --check .              for a pull request
      blueprint fmt --diff services/
      blueprint fmt - < coffee.blueprint
    """
    sources = Sources()
    changes = []
    unread = False
    for path in find(paths or (".",)):
        try:
            source = sources.read(path)
        except SourceError as error:
            complain(str(error))
            unread = True
            continue
        result = formatted(source.text, width)
        for line, fault in result.faults[:1]:
            more = f" ({len(result.faults) - 1} more)" if len(result.faults) > 1 else ""
            complain(f"{source.path}:{line}:{fault.column}: {fault.message}{more}; the file is left as it is")
            unread = True
        if not result.faults:
            changes.append(Change(path, source.mark + source.text, source.mark + result.text))
    changed = [change for change in changes if change.before != change.after]
    if diff:
        for change in changed:
            show_difference("stdin" if change.path == STANDARD else change.path, change.before, change.after)
    elif not check:
        _write(changes, changed)
    if not quiet:
        _summarise(changes, changed, would=check or diff)
    if unread:
        ctx.exit(CannotWork.exit_code)
    ctx.exit(FOUND if changed and (check or diff) else FINE)


def _write(changes: list[Change], changed: list[Change]) -> None:
    write_all(Output(change.path, change.after.encode()) for change in changed if change.path != STANDARD)
    for change in changes:
        if change.path == STANDARD:
            sys.stdout.buffer.write(change.after.encode())
            sys.stdout.buffer.flush()


def _summarise(changes: list[Change], changed: list[Change], *, would: bool) -> None:
    """Say on standard error which files changed, and how many did not."""
    for change in changed:
        if change.path != STANDARD:
            click.echo(f"{'Would format' if would else 'Formatted'} {click.format_filename(change.path)}", err=True)
    left = len(changes) - len(changed)
    if changes and (would or changes[0].path != STANDARD):
        words = "file is" if left == 1 else "files are"
        verb = "would change" if would else "changed"
        click.echo(f"{len(changed)} {verb}, {left} {words} in form already.", err=True)
