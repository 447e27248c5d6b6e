"""The options of a command that say which checks run, as the topmost layer of the settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from blueprint.findings.settings import PROFILES

if TYPE_CHECKING:
    from blueprint.settings.force import Rules
    from blueprint.settings.layers import Said

Command = TypeVar("Command", bound=Callable[..., Any])


def settings_options(command: Command) -> Command:
    """Gives a command the options; their values are what ``rules_of`` takes."""
    options = (
        click.option(
            "--profile", type=click.Choice(list(PROFILES)), help="The set of checks to begin with; else review."
        ),
        click.option("--select", metavar="CHECK,…", multiple=True, help="More checks: names, codes or families (HO)."),
        click.option("--ignore", metavar="CHECK,…", multiple=True, help="Fewer checks: names, codes or families."),
        click.option("--today", metavar="DATE", help="The day from which ages are measured, such as 2026-10-01."),
        click.option(
            "--settings",
            metavar="FILE",
            help="The settings file. Else the nearest blueprint.toml or pyproject.toml above each file.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def rules_of(
    profile: str | None, select: tuple[str, ...], ignore: tuple[str, ...], today: str | None, settings: str | None
) -> Rules:
    """The settings of a run as the options change them. Raises click.UsageError for an option that means nothing."""
    from blueprint.settings.force import Rules

    values: dict[str, Said] = {}
    if profile or select or ignore or today:
        from blueprint.settings.layers import Said

        if profile:
            values["profile"] = Said(profile, "--profile")
        for key, words in (("select", select), ("ignore", ignore)):
            if words:
                values[key] = Said(_checks(key, words), f"--{key}")
        if today:
            from blueprint.settings.read import day_of

            day = day_of(today)
            if day is None:
                raise click.BadOptionUsage("today", f"--today: {today!r} is no day; write it as 2026-10-01.")
            values["today"] = Said(day, "--today")
    if not values:
        return Rules(settings or "")
    from blueprint.settings.layers import Layer

    return Rules(settings or "", Layer(values))


def _checks(option: str, words: tuple[str, ...]) -> frozenset[str]:
    from blueprint.settings.names import known_as

    found = set()
    for word in ",".join(words).split(","):
        if word.strip():
            known, fault = known_as(word)
            if not known:
                raise click.BadOptionUsage(option, f"--{option}: {fault}")
            found.add(known)
    return frozenset(found)
