"""Where the findings go: to standard output and to files, each in its format."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NamedTuple

import click

from blueprint.cli.failure import CannotWork, complain, warn
from blueprint.cli.files import ENDING, STANDARD
from blueprint.cli.screen import WIDTH, opens_links, wants_colour, width_of
from blueprint.findings.output.report import Report

FORMATS = {
    "text": "for people, with the lines",
    "concise": "one finding a line",
    "json": "for programs",
    "sarif": "SARIF 2.1.0, for code scanning",
    "github": "annotations of GitHub Actions",
    "gitlab": "code quality of GitLab",
    "junit": "JUnit XML, a case for each file and check",
    "markdown": "for a comment or a summary",
}
"""The formats of findings; each is a module of ``blueprint.findings.output`` with a function ``write``."""

PEOPLE = ("text", "concise")
"""The formats that say nothing where no file was read; in the others, nothing would be no document."""

ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab say in which folder the repository is."""


class Wish(NamedTuple):
    """A format and the file that it goes to; ``-`` for standard output."""

    form: str
    path: str


def read_wishes(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Wish, ...]:
    """What ``NAME`` or ``NAME=FILE`` say on the command line."""
    wishes = []
    for value in values:
        form, sign, path = value.partition("=")
        if form not in FORMATS:
            raise click.BadParameter(f"{form!r} is not one of {', '.join(FORMATS)}.", ctx, param)
        if sign and not path:
            raise click.BadParameter(f"after {form}= the name of a file is missing.", ctx, param)
        wishes.append(Wish(form, path or STANDARD))
    return tuple(wishes)


def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The formats that begin so, for the shell."""
    return [form for form in FORMATS if form.startswith(incomplete)]


def wishes_of(formats: tuple[Wish, ...], output_file: str | None) -> tuple[Wish, ...]:
    """The formats with their files; ``output_file`` is for the one that names none. Raises click.UsageError."""
    bare = [wish.form for wish in formats if wish.path == STANDARD]
    if len(bare) > 1:
        raise click.UsageError(
            f"only one format can go to one place; give a file to the others: --format {bare[1]}=FILE."
        )
    if output_file is not None:
        if not bare:
            raise click.UsageError("--output-file is for a format that names no file, and every --format names one.")
        formats = tuple(wish._replace(path=output_file) if wish.path == STANDARD else wish for wish in formats)
    places = [os.path.realpath(wish.path) for wish in formats if wish.path != STANDARD]
    if len(set(places)) < len(places):
        raise click.UsageError("two formats cannot go to one file.")
    return formats


def publish(report: Report, wishes: tuple[Wish, ...], used: set[str], *, quiet: bool = False) -> None:
    """Say what could not be read, write the files, then standard output, which ``quiet`` leaves empty.

    Raises CannotWork where a file cannot be written, or is one that was read.
    """
    for message in report.unread:
        complain(message)
    report = report._replace(root=_root())
    files = [wish for wish in wishes if wish.path != STANDARD]
    if files:
        from blueprint.cli.write import Output, write_all

        kept = {os.path.realpath(path) for path in used}
        for wish in files:
            if wish.path.endswith(ENDING) or os.path.realpath(wish.path) in kept:
                raise CannotWork(f"{wish.path}: findings would be written over a blueprint")
        write_all(Output(wish.path, _written(report, wish.form).encode(errors="backslashreplace")) for wish in files)
    if any(wish.form == "github" for wish in wishes):
        _summarise(report)
    for wish in wishes:
        if wish.path == STANDARD and not quiet and (report.files or wish.form not in PEOPLE):
            colour = wish.form in PEOPLE and wants_colour(sys.stdout)
            shown = report._replace(linked=colour and opens_links(sys.stdout))
            text = _written(shown, wish.form, colour=colour, width=width_of(sys.stdout))
            click.echo(text, nl=False, color=colour)


def _written(report: Report, form: str, *, colour: bool = False, width: int = WIDTH) -> str:
    text: str = import_module(f"blueprint.findings.output.{form}").write(report, colour=colour, width=width)
    return text


def _root() -> str:
    """The root of the repository where a service that checks it says so and this is inside it; else this folder."""
    here = os.getcwd()
    for name in ROOTS:
        root = os.environ.get(name, "")
        if os.path.isabs(root) and os.path.isdir(root) and f"{here}{os.sep}".startswith(os.path.join(root, "")):
            return root
    return ""


def _summarise(report: Report) -> None:
    """Add the findings to the summary of the job, where GitHub Actions runs it."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(_written(report, "markdown"))
    except (OSError, ValueError) as error:
        warn(f"{path}: the summary of the job cannot be written ({error})")
