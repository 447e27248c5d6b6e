"""``blueprint check``: say what is missing and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import click

from blueprint.cli.examine import Examined, examine
from blueprint.cli.failure import CANNOT_WORK, FINE, FOUND, CannotWork, complain
from blueprint.cli.files import STANDARD, find
from blueprint.cli.options import rules_of, settings_options
from blueprint.cli.reports import FORMATS, Wish, complete, publish, read_wishes, wishes_of
from blueprint.findings.finding import Severity
from blueprint.findings.output.report import Report
from blueprint.settings.force import Force, Rules, forces
from blueprint.settings.layers import SettingsError


class Run(NamedTuple):
    """What is checked, and how: the same again at every change of a file."""

    paths: tuple[str, ...]
    rules: Callable[[], Rules]
    baseline: str | None
    jobs: int
    cache: bool

    def files(self) -> tuple[dict[str, Force], set[str]]:
        """What is in force for each file, and the settings files. Raises CannotWork where they have mistakes."""
        rules = self.rules()
        try:
            return forces(rules, find(self.paths)), rules.used
        except SettingsError as error:
            for message in error.messages[:-1]:
                complain(message)
            raise CannotWork(error.messages[-1]) from None

    def examined(self, *, known: bool = True) -> Examined:
        """What is found; ``known`` findings are left out. Raises CannotWork where a baseline cannot be read."""
        force, used = self.files()
        report, read = examine(tuple(force), force, jobs=self.jobs, keep=self.cache)
        if known and (self.baseline or any(one.baseline for one in force.values())):
            from blueprint.cli.baseline import without_known

            report = without_known(report, read, force, self.baseline)
        return Examined(report, read | used)


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
@settings_options
@click.option("--show-settings", is_flag=True, help="Say what is in force for each file, and why; check nothing.")
@click.option("--baseline", metavar="FILE", help="Keep the findings quiet that this file knows.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings to this file as known.")
@click.option("--fix", is_flag=True, help="Put right what is certain and keeps the meaning.")
@click.option("--unsafe", is_flag=True, help="With --fix or --diff: what changes the meaning, too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="So many processes; else as many as are of use.")
@click.option("--no-cache", is_flag=True, help="Check every file anew.")
@click.option("--watch", is_flag=True, help="Check again at every change, until Ctrl-C.")
@click.option("-q", "--quiet", is_flag=True, help="Print no findings; only the exit status tells.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    formats: tuple[Wish, ...],
    output_file: str | None,
    severity: str,
    show_settings: bool,
    baseline: str | None,
    write_baseline: str | None,
    fix: bool,
    unsafe: bool,
    diff: bool,
    jobs: int | None,
    no_cache: bool,
    watch: bool,
    quiet: bool,
    **said: Any,
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
      blueprint check --profile sketch --ignore ST09 draft.blueprint
      blueprint check --fix coffee.blueprint
      blueprint check --watch coffee.blueprint
    """
    paths = paths or (".",)
    wishes = wishes_of(formats, output_file)
    lowest = Severity[severity.upper()]
    run = Run(paths, lambda: rules_of(**said), baseline, jobs or 0, not no_cache)
    _refuse(paths, fix, unsafe, diff, watch, write_baseline)

    if show_settings:
        from blueprint.settings.show import shown

        click.echo(shown(run.files()[0]))
        return
    if write_baseline is not None:
        ctx.exit(_write_baseline(run, write_baseline, quiet))
    if diff or fix:
        from blueprint.cli.mend import Mending, show, write

        force, _ = run.files()
        mending = Mending(tuple(force), force, unsafe=unsafe)
        if diff:
            for message in mending.unread:
                complain(message)
            show(mending, quiet=quiet)
            ctx.exit(CANNOT_WORK if mending.unread else FOUND if mending.changed else FINE)
        write(mending, quiet=quiet)
    if not watch:
        report, used = run.examined()
        publish(report._replace(lowest=lowest), wishes, used, quiet=quiet)
        ctx.exit(status_of(report, lowest))
    from blueprint.cli.watch import follow

    def again() -> set[str]:
        report, used = run.examined()
        publish(report._replace(lowest=lowest), wishes, used, quiet=quiet)
        return used

    follow(paths, again)


def _refuse(
    paths: tuple[str, ...], fix: bool, unsafe: bool, diff: bool, watch: bool, write_baseline: str | None
) -> None:
    """Raises click.UsageError for options that do not go together."""
    if watch and STANDARD in paths:
        raise click.UsageError("--watch needs files; standard input cannot be watched.")
    if watch and (fix or diff or write_baseline is not None):
        raise click.UsageError("--watch only checks; it goes with none of --fix, --diff and --write-baseline.")
    if write_baseline is not None and (fix or diff):
        raise click.UsageError("--write-baseline goes with neither --fix nor --diff.")
    if unsafe and not (fix or diff):
        raise click.UsageError("--unsafe says how far --fix or --diff may go; give one of them.")
    if fix and not diff and STANDARD in paths:
        raise click.UsageError("--fix needs files; standard input cannot be written. --diff shows what would change.")


def _write_baseline(run: Run, path: str, quiet: bool) -> int:
    """Writes all findings as known; the exit status."""
    from blueprint.cli.baseline import write_baseline

    report, _ = run.examined(known=False)
    for message in report.unread:
        complain(message)
    count = write_baseline(path, report)
    if not quiet:
        click.echo(f"Wrote {count} known {'finding' if count == 1 else 'findings'} to {path}.", err=True)
    return CANNOT_WORK if report.unread else FINE


def status_of(report: Report, lowest: Severity) -> int:
    """The exit status of a report: 2 where a file could not be read, 1 where a finding is at or above ``lowest``."""
    if report.unread:
        return CANNOT_WORK
    return FOUND if any(finding.severity >= lowest for finding in report.findings) else FINE
