"""The command ``blueprint``: which commands there are. Each is a module of its own, imported when it is called."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

import blueprint
from blueprint.cli.failure import quiet_ends

COMMANDS = {
    "new": "blueprint.cli.new",
    "check": "blueprint.cli.check",
    "render": "blueprint.cli.render",
    "preview": "blueprint.cli.preview",
    "fmt": "blueprint.cli.fmt",
    "explain": "blueprint.cli.explain",
    "lsp": "blueprint.cli.lsp",
}
"""The commands in the order in which they are needed, and the module that holds each as ``command``."""


YOUNG = 100_000
"""So many new objects make Python look for garbage, rather than the usual 700."""


class Commands(click.Group):
    """The group of commands, which imports a command only when it is called or described."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a usage error that names the nearest one where there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from blueprint.text.suggest import nearest

            near = nearest(args[0], COMMANDS)
            ctx.fail(f"There is no command {args[0]!r}." + (f" Did you mean {near!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a closed pipe and Ctrl-C end it quietly."""
        with quiet_ends():
            return super().invoke(ctx)


def _print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"blueprint {blueprint.__version__}")
    ctx.exit()


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 fine, 1 something was found, 2 the work could not be done.",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version and exit.",
)
def cli() -> None:
    """Write service blueprints as plain text, check them, and get a picture.

    \b
    Examples:
      blueprint new coffee.blueprint       write a file to start from
      blueprint check coffee.blueprint     say what is missing
      blueprint render coffee.blueprint    draw coffee.svg
      blueprint explain orphan-handoff     say what a finding means
    """


def main() -> None:
    """Run the command line and exit with its status."""
    # A command lives for a moment: looking for garbage among what was just loaded would take a tenth of its time.
    gc.set_threshold(YOUNG)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few characters shows the others as escapes, rather than failing.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        cli(prog_name="blueprint")
    finally:
        # Nor is it looked for at the end, where the whole program goes away.
        gc.freeze()
