"""Files of known findings: read, compared with what was found, written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from blueprint.cli.failure import CannotWork
from blueprint.cli.files import STDIN_NAME
from blueprint.cli.write import Output, write_all
from blueprint.findings.baseline import Known, compare, from_json, listed, to_json
from blueprint.findings.output.terminal import printable

if TYPE_CHECKING:
    from blueprint.findings.output.report import Report
    from blueprint.settings.force import Force

MOST_TOLD = 10
"""So many known findings that are no more there are told one by one."""


def write_baseline(path: str, report: Report) -> int:
    """Write all findings of a run as known; how many they are."""
    baseline = listed(report.findings, namer(path))
    write_all([Output(path, to_json(baseline).encode())])
    return baseline.total()


def without_known(
    report: Report, used: set[str], force: Mapping[str, Force], chosen: str | None, *, tell: bool = True
) -> Report:
    """The report without the findings that the baselines of the files know; ``chosen`` is the one for all files.

    What is known and no more there is told on standard error, unless ``tell`` is False. Raises CannotWork where a
    baseline cannot be read.
    """
    baselines: dict[str, list[str]] = {}
    if chosen:
        baselines[chosen] = []
    else:
        for path, one in force.items():
            if one.baseline:
                baselines.setdefault(one.baseline, []).append(path)
    findings = report.findings
    for place, paths in baselines.items():
        name = namer(place)
        known = read_baseline(place)
        read = {name(path) for path in used}
        mine = None if chosen else {name(path) for path in paths}
        # Findings in included files are known by the baseline of any file that includes them.
        theirs = {name(path) for path in force} - mine if mine is not None else set()
        asked = [one for one in findings if name(one.span.path) not in theirs]
        compared = compare(asked, known, name)
        new = Counter(map(id, compared.new))
        old = {id(one) for one in asked if id(one) not in new}
        findings = tuple(one for one in findings if id(one) not in old)
        if tell:
            gone = {entry for entry in compared.gone if entry.path in read - theirs or not _is_there(place, entry)}
            _tell(place, sorted(gone))
    return report._replace(findings=findings)


def _is_there(place: str, entry: Known) -> bool:
    return entry.path == STDIN_NAME or os.path.exists(os.path.join(os.path.dirname(place), entry.path))


def _tell(place: str, gone: list[Known]) -> None:
    if not gone:
        return
    lines = [f"{entry.path}: {entry.check}: {entry.element}" for entry in gone[:MOST_TOLD]]
    if len(gone) > MOST_TOLD:
        lines.append(f"and {len(gone) - MOST_TOLD} more")
    many = "1 known finding is" if len(gone) == 1 else f"{len(gone)} known findings are"
    click.echo(f"Info: {printable(place)}: {many} no more there; --write-baseline drops them:", err=True)
    for line in lines:
        click.echo(f"  {printable(line)}", err=True)


def read_baseline(place: str) -> Counter[Known]:
    """The known findings of a file. Raises CannotWork where it cannot be read."""
    try:
        with open(place, encoding="utf-8") as file:
            return from_json(file.read())
    except FileNotFoundError:
        raise CannotWork(f"{place}: there is no such file; --write-baseline {place} makes it") from None
    except (OSError, ValueError) as error:
        raise CannotWork(f"{place}: no baseline can be read from it ({error})") from None


def namer(place: str) -> Callable[[str], str]:
    """Gives the path of a file as seen from the folder of the baseline, which can so be moved with the files."""
    folder = os.path.realpath(os.path.dirname(place) or ".")
    known: dict[str, str] = {}

    def name(path: str) -> str:
        if path not in known:
            if path == STDIN_NAME:
                known[path] = path
            else:
                try:
                    known[path] = os.path.relpath(os.path.realpath(path), folder).replace(os.sep, "/")
                except ValueError:  # another drive
                    known[path] = path
        return known[path]

    return name
