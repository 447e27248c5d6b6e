"""``blueprint render``: draw the picture."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from blueprint.cli.failure import FINE, FOUND, CannotWork, warn
from blueprint.cli.files import ENDING, STANDARD, Sources, find, used_by
from blueprint.cli.house import HouseRules
from blueprint.cli.look import chosen_theme
from blueprint.cli.options import rules_of, settings_options
from blueprint.cli.screen import is_terminal, opens_links, progress, wants_colour, width_of
from blueprint.cli.write import Output, write_all
from blueprint.drawing.render import ENDINGS, FORMATS, Picture, picture
from blueprint.model.load import load_source
from blueprint.text.source import SourceError

if TYPE_CHECKING:
    from blueprint.drawing.looks.theme import Theme
    from blueprint.findings.finding import Finding
    from blueprint.model.elements import Blueprint


class Wish(NamedTuple):
    """How the user wants the pictures to be made."""

    form: str
    engine: str
    timeout: float
    scale: float
    view: str
    findings: bool
    theme: Theme | None = None
    paper: str = ""
    upright: bool | None = None
    fonts: tuple[str, ...] = ()


class Job(NamedTuple):
    """A file to be drawn, and where its picture goes; ``-`` stands for standard input and output."""

    source: str
    target: str


class Result(NamedTuple):
    """What came of it: the exit status, the files that were read, the pictures that were written."""

    status: int
    used: set[str]
    pictures: tuple[str, ...]


@click.command(
    epilog="Exit status: 0 drawn, 1 drawn although there are mistakes in the text, 2 not drawn and nothing written."
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="The file to write, a folder for several, or - for standard output. Default: beside each PATH.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format; text is the story to be read or listened to, json the model. "
    "Default: by the ending of the output, otherwise svg.",
)
@click.option(
    "--scale",
    type=click.FloatRange(min=0.1, max=10),
    default=2.0,
    show_default=True,
    help="How many pixels of a png stand for one point of the drawing.",
)
@click.option(
    "--engine",
    envvar="BLUEPRINT_ENGINE",
    default="embedded",
    show_default=True,
    metavar="embedded|dot|PATH",
    help="The Graphviz that routes the arrows: the one that came along, the system's, or a program. "
    "Also set by BLUEPRINT_ENGINE.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="How many seconds the engine may take for one picture.",
)
@click.option(
    "--view",
    default="",
    metavar="VIEW",
    help="Draw a part: customer, visible, 'department NAME', 'phase NAME', 'behind ACTION' or 'variant NAME'.",
)
@click.option("--findings", is_flag=True, help="Draw in what blueprint check finds; html always lists it.")
@click.option(
    "--theme",
    "look",
    default="",
    metavar="NAME|FILE",
    help="How it looks: default, print (black and white), high-contrast, or a theme of your own in JSON.",
)
@click.option(
    "--paper",
    type=click.Choice(("a4", "a3", "letter")),
    default=None,
    help="Cut a pdf into the fewest sheets of paper, at phases; without it, one page as large as the drawing.",
)
@click.option(
    "--portrait/--landscape",
    default=None,
    help="The sheets stand upright, or lie on their sides; without it, whichever takes fewer.",
)
@click.option(
    "--font",
    "fonts",
    multiple=True,
    metavar="FILE",
    help="A font for letters that the built-in one lacks, in png and pdf; may be given several times.",
)
@settings_options
@click.option("--open", "show", is_flag=True, help="Show the picture when it is drawn.")
@click.option("--watch", is_flag=True, help="Draw again at every change, until Ctrl-C.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    output: str | None,
    form: str | None,
    scale: float,
    engine: str,
    timeout: float,
    view: str,
    findings: bool,
    look: str,
    paper: str | None,
    portrait: bool | None,
    fonts: tuple[str, ...],
    show: bool,
    watch: bool,
    quiet: bool,
    **said: Any,
) -> None:
    """Draw blueprints.

    A PATH is a file, a folder (every .blueprint file below it), or - for standard input. What could be read is drawn;
    mistakes in the text are said on standard error. For gaps in the service, see blueprint check.

    \b
    Examples:
      blueprint render coffee.blueprint               writes coffee.svg
      blueprint render coffee.blueprint -o coffee.png --scale 3
      blueprint render coffee.blueprint -o coffee.pdf --paper a4
      blueprint render services/ -o pictures/
      blueprint render --view 'department kitchen' coffee.blueprint -o kitchen.svg
      blueprint render --watch --open coffee.blueprint
      blueprint render - -o - < coffee.blueprint > coffee.svg
    """
    if watch and (STANDARD in paths or output == STANDARD):
        raise click.UsageError("--watch needs files; standard input and output cannot be watched.")
    target = output if output is not None else (STANDARD if paths == (STANDARD,) else None)
    if show and target == STANDARD:
        raise click.UsageError("--open needs a file to show; give one with -o.")
    wish = Wish(_format(form, target), engine, timeout, scale, view, findings)
    wish = wish._replace(paper=paper or "", upright=portrait, fonts=fonts)
    if wish.form != "pdf" and (paper or portrait is not None):
        raise click.UsageError(
            "--paper, --portrait and --landscape are for pdf: add --format pdf, or an output that ends in .pdf."
        )
    if portrait is not None and not paper:
        raise click.UsageError("--portrait and --landscape need --paper.")
    shown = not show

    def draw() -> Result:
        nonlocal shown
        theme, read = chosen_theme(look)
        jobs = _plan(find(paths), target, wish.form)
        result = _draw(jobs, wish._replace(theme=theme), HouseRules(rules_of(**said)), named=frozenset(paths))
        result.used.update(read)
        for path in result.pictures:
            if path != STANDARD and not quiet:
                click.echo(f"Wrote {click.format_filename(path)}")
        if not shown:
            shown = True
            _show(result.pictures[0])
        return result

    if not watch:
        ctx.exit(draw().status)
    from blueprint.cli.watch import follow

    follow(paths, lambda: draw().used)


def _format(form: str | None, target: str | None) -> str:
    """The format that is meant; a usage error where it cannot be told or the ending says another."""
    if target in (None, STANDARD) or os.path.isdir(target):
        return form or "svg"
    ending = os.path.splitext(target)[1].lower().removeprefix(".")
    named = next((name for name, its in ENDINGS.items() if its == ending), "")
    if form is None:
        if not named:
            raise click.UsageError(
                f"The format of {target!r} cannot be told: end it in .{', .'.join(ENDINGS.values())}, or give --format."
                if not target.endswith(("/", os.sep))
                else f"There is no folder {target!r}."
            )
        return named
    if named and named != form:
        raise click.UsageError(f"--format {form} does not fit the ending of {target!r}.")
    return form


def _plan(files: tuple[str, ...], target: str | None, form: str) -> tuple[Job, ...]:
    """What is drawn where. Raises CannotWork where a picture would take the place of a blueprint or another picture."""
    into = target if target not in (None, STANDARD) and os.path.isdir(target) else None
    if len(files) > 1 and target is not None and into is None:
        raise CannotWork(f"{target}: several files are drawn into a folder, and this is none")
    jobs = []
    taken: dict[str, str] = {}
    sources = {os.path.realpath(file) for file in files if file != STANDARD}
    for file in files:
        if into is None and target is not None:
            place = target
        else:
            name = "stdin" if file == STANDARD else os.path.splitext(file)[0]
            place = f"{name}.{ENDINGS[form]}"
            if into is not None:
                place = os.path.join(into, os.path.basename(place))
        if place != STANDARD:
            real = os.path.realpath(place)
            if real in sources or real.endswith(ENDING):
                raise CannotWork(f"{place}: a picture would be written over a blueprint")
            if real in taken:
                raise CannotWork(f"{place}: the pictures of {taken[real]} and {file} would both go here")
            taken[real] = file
        jobs.append(Job(file, place))
    return tuple(jobs)


def _draw(jobs: tuple[Job, ...], wish: Wish, rules: HouseRules, named: frozenset[str]) -> Result:
    """Draw everything, then write it. Files with declarations only are passed over, but for their mistakes where they
    were ``named``. Raises CannotWork where anything cannot be read, drawn or written, or nothing is to be drawn."""
    sources = Sources()
    used: set[str] = set()
    outputs = []
    notes: list[str] = []
    found: tuple[Finding, ...] = ()
    documentation: dict[str, str] = {}
    files: list[str] = []
    with progress([job.source for job in jobs], "Drawing") as items:
        for job, path in zip(jobs, items, strict=True):
            try:
                source = sources.read(path)
            except SourceError as error:
                raise CannotWork(str(error)) from None
            blueprint = load_source(source)
            used |= used_by(blueprint)
            if blueprint.is_shared and path not in named:
                continue
            mistakes = rules.mistakes(path, blueprint)
            if mistakes:
                found += mistakes
                documentation.update(dict.fromkeys(used_by(blueprint), rules.documentation(path)))
            files.append(source.path)
            if wish.form != "json" and not (blueprint.label or blueprint.phases):
                continue  # a page without anything on it would only replace the picture that was there
            shown = rules.findings(path, blueprint) if wish.findings or wish.form == "html" else ()
            pages = rules.documentation(path) if shown else ""
            made = make_picture(blueprint, wish, shown, _columns(job.target), pages)
            notes += [f"{source.path}: {warning}" for warning in made.warnings]
            outputs.append(Output(job.target, made.data))
    status = _report(tuple(dict.fromkeys(found)), tuple(files), sources, documentation) if found else FINE
    if not outputs:
        raise CannotWork(f"{', '.join(files) or 'these files'}: there is nothing to draw, no step and no title")
    _write(outputs, used)
    for note in notes:
        warn(note)
    return Result(status, used | rules.used, tuple(output.path for output in outputs))


def _columns(target: str) -> int:
    """How wide the lines of a text may be: as wide as the terminal where one shows it, otherwise as they are."""
    return width_of(sys.stdout) if target == STANDARD and is_terminal(sys.stdout) else 0


def make_picture(
    blueprint: Blueprint, wish: Wish, findings: tuple[Finding, ...] = (), width: int = 0, documentation: str = ""
) -> Picture:
    """The picture of a blueprint in a format, with the findings; raises CannotWork where it cannot be made. ``width``
    is that of the terminal that shows a text, in columns, ``documentation`` the setting of that name."""
    from blueprint.drawing.formats.pdf import PdfError
    from blueprint.drawing.formats.png import PngError
    from blueprint.drawing.layout.engine import EngineError
    from blueprint.drawing.layout.limits import SizeError
    from blueprint.drawing.views import ViewError
    from blueprint.drawing.words.font_files import FontError

    try:
        return picture(
            blueprint,
            wish.form,
            scale=wish.scale,
            engine=wish.engine,
            timeout=wish.timeout,
            view=wish.view,
            findings=findings,
            documentation=documentation,
            theme=wish.theme,
            width=width,
            paper=wish.paper,
            upright=wish.upright,
            fonts=wish.fonts,
        )
    except (EngineError, FontError, PdfError, PngError, SizeError, ViewError) as error:
        raise CannotWork(f"{blueprint.path}: {error}") from None


def _report(found: tuple[Finding, ...], files: tuple[str, ...], sources: Sources, documentation: dict[str, str]) -> int:
    """Say what is wrong in the text, on standard error; the exit status."""
    from blueprint.findings.finding import Severity
    from blueprint.findings.output.report import Report
    from blueprint.findings.output.text import write

    colour = wants_colour(sys.stderr)
    linked = colour and opens_links(sys.stderr)
    report = Report(found, files, (), sources.line_of, documentation=documentation, linked=linked)
    click.echo(write(report, colour=colour, width=width_of(sys.stderr)), nl=False, err=True, color=colour)
    return FOUND if report.count(Severity.ERROR) else FINE


def _write(outputs: list[Output], used: set[str]) -> None:
    kept = {os.path.realpath(path) for path in used}
    for output in outputs:
        if output.path != STANDARD and os.path.realpath(output.path) in kept:
            raise CannotWork(f"{output.path}: a picture would be written over a file that the blueprint includes")
    write_all(output for output in outputs if output.path != STANDARD)
    for output in outputs:
        if output.path == STANDARD:
            if output.data.startswith((b"\x89PNG", b"%PDF")) and is_terminal(sys.stdout):
                raise CannotWork(
                    "a picture is nothing for a terminal: send standard output to a file, or give one with -o"
                )
            sys.stdout.buffer.write(output.data)
            sys.stdout.buffer.flush()


def _show(path: str) -> None:
    """Open the picture in the program that the system has for it; where there is none, say so and go on."""
    from blueprint.cli.viewer import show_file

    if not show_file(path):
        warn(f"no program was found to show the picture; it is in {os.path.abspath(path)}")
