"""``blueprint check``: say what is missing and what is wrong."""

from __future__ import annotations

import click

from blueprint.cli.failure import CANNOT_WORK, FINE, FOUND
from blueprint.cli.files import STANDARD, Sources, find, used_by
from blueprint.cli.judge import judge
from blueprint.cli.reports import FORMATS, Wish, complete, publish, read_wishes, wishes_of
from blueprint.cli.screen import progress
from blueprint.findings.finding import Finding, Severity
from blueprint.findings.output.report import Report
from blueprint.model.load import load_source
from blueprint.text.source import SourceError


@click.command(
    epilog="Exit status: 0 nothing at or above --severity, 1 something was found, 2 a file could not be read."
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=read_wishes,
    shell_complete=complete,
    default=("text",),
    metavar="NAME[=FILE]",
    help=f"How findings are written, and to which file: {', '.join(FORMATS)}. May be given several times.",
)
@click.option("--output-file", metavar="FILE", help="Where the format goes that names no file; else standard output.")
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
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    formats: tuple[Wish, ...],
    output_file: str | None,
    severity: str,
    watch: bool,
    quiet: bool,
) -> None:
    """Check blueprints: mistakes in the text, gaps in the service.

    A PATH is a file, a folder (every .blueprint file below it), or - for standard input. Without one, the folder in
    which you are is checked. What a finding means, blueprint explain NAME says. A comment at the end of its line
    silences it: # allow check-name: reason

    \b
    Examples:
      blueprint check coffee.blueprint
      blueprint check --severity warning services/
      blueprint check --format json - < coffee.blueprint
      blueprint check --format text --format sarif=findings.sarif services/
      blueprint check --watch coffee.blueprint
    """
    paths = paths or (".",)
    wishes = wishes_of(formats, output_file)
    lowest = Severity[severity.upper()]

    if not watch:
        report, used = examine(find(paths))
        publish(report._replace(lowest=lowest), wishes, used, quiet=quiet)
        ctx.exit(status_of(report, lowest))
    if STANDARD in paths:
        raise click.UsageError("--watch needs files; standard input cannot be watched.")
    from blueprint.cli.watch import follow

    def again() -> set[str]:
        report, used = examine(find(paths))
        publish(report._replace(lowest=lowest), wishes, used, quiet=quiet)
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
