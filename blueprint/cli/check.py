"""``blueprint check``: say what is missing and what is wrong."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from blueprint.cli.failure import CANNOT_WORK, FINE, FOUND, complain
from blueprint.cli.files import STANDARD, Sources, find, used_by
from blueprint.cli.judge import judge
from blueprint.cli.screen import progress, wants_colour, width_of
from blueprint.findings.finding import Finding, Severity
from blueprint.findings.output.report import Report
from blueprint.model.load import load_source
from blueprint.text.source import SourceError

FORMATS = ("text", "concise", "json")
"""The formats of findings; each is a module of ``blueprint.findings.output`` with a function ``write``."""


@click.command(
    epilog="Exit status: 0 nothing at or above --severity, 1 something was found, 2 a file could not be read."
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How findings are written: for people, one a line, or for programs.",
)
@click.option(
    "--severity",
    type=click.Choice([severity.word for severity in reversed(Severity)]),
    default="error",
    show_default=True,
    help="The lowest severity that makes the exit status 1. All findings are shown in any case.",
)
@click.option("--watch", is_flag=True, help="Check again at every change, until Ctrl-C.")
@click.option("-q", "--quiet", is_flag=True, help="Print no findings; only the exit status tells.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], form: str, severity: str, watch: bool, quiet: bool) -> None:
    """Check blueprints: mistakes in the text, gaps in the service.

    A PATH is a file, a folder (every .blueprint file below it), or - for standard input. Without one, the folder in
    which you are is checked. What a finding means, blueprint explain NAME says. A comment at the end of its line
    silences it: # allow check-name: reason

    \b
    Examples:
      blueprint check coffee.blueprint
      blueprint check --severity warning services/
      blueprint check --format json - < coffee.blueprint
      blueprint check --watch coffee.blueprint
    """
    paths = paths or (".",)

    if not watch:
        report, _ = examine(find(paths))
        _print(report, form, quiet)
        ctx.exit(status_of(report, Severity[severity.upper()]))
    if STANDARD in paths:
        raise click.UsageError("--watch needs files; standard input cannot be watched.")
    from blueprint.cli.watch import follow

    def again() -> set[str]:
        report, used = examine(find(paths))
        _print(report, form, quiet)
        return used

    follow(paths, again)


def examine(files: tuple[str, ...]) -> tuple[Report, set[str]]:
    """The findings in these files, and all files that were read; the report's ``unread`` says what could not be."""
    sources = Sources()
    findings: list[Finding] = []
    read: list[str] = []
    unread: list[str] = []
    used: set[str] = set()
    with progress(files, "Checking") as items:
        for path in items:
            try:
                source = sources.read(path)
            except SourceError as error:
                unread.append(str(error))
                continue
            blueprint = load_source(source)
            read.append(source.path)
            used |= used_by(blueprint)
            findings.extend(judge(blueprint))
    # What is wrong in a shared file is found with every file that includes it, and said once.
    return Report(tuple(dict.fromkeys(findings)), tuple(read), tuple(unread), sources.line_of), used


def status_of(report: Report, lowest: Severity) -> int:
    """The exit status of a report: 2 where a file could not be read, 1 where a finding is at or above ``lowest``."""
    if report.unread:
        return CANNOT_WORK
    return FOUND if any(finding.severity >= lowest for finding in report.findings) else FINE


def _print(report: Report, form: str, quiet: bool) -> None:
    for message in report.unread:
        complain(message)
    if quiet or not (report.files or form == "json"):
        return
    colour = wants_colour(sys.stdout) and form != "json"
    write = import_module(f"blueprint.findings.output.{form}").write
    click.echo(write(report, colour=colour, width=width_of(sys.stdout)), nl=False, color=colour)
