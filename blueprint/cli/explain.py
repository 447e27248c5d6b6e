"""``blueprint explain``: say what a finding or a word of the language means."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem

from blueprint.cli.failure import CannotWork
from blueprint.cli.screen import wants_colour, width_of
from blueprint.findings.output.terminal import paint
from blueprint.text.explained import explained

LONGEST = 88
"""Prose is broken at this column, however wide the terminal is."""

LIST_INDENT = len("  SY01  warning  " + " " * 27)
"""The column at which the list of checks says what each is about."""


def complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names that begin so, for the shell."""
    from blueprint.findings.catalog import FAMILIES, pages

    names = {page.name: page.summary for page in pages()} | FAMILIES
    names |= {word: lines[0] for word, lines in explained().items()}
    return [CompletionItem(name, help=help) for name, help in names.items() if name.startswith(incomplete)]


@click.command(
    # Without this, the arrow "->" would be taken for an option.
    context_settings={"ignore_unknown_options": True},
    epilog="Exit status: 0 explained, 2 there is no such name.",
)
@click.argument("name", nargs=-1, metavar="[NAME|CODE|FAMILY|WORD]", shell_complete=complete)
def command(name: tuple[str, ...]) -> None:
    """Explain a check by its name or code, or a word of the language. Without one, list all checks; with the letters
    of a family, list that family.

    \b
    Examples:
      blueprint explain                     all checks
      blueprint explain orphan-handoff      a check by its name
      blueprint explain HO                  the checks of handoffs
      blueprint explain emotion             a word of the language
      blueprint explain moment of truth
      blueprint explain "=>"
    """
    from blueprint.findings.catalog import FAMILIES, page, pages

    colour = wants_colour(sys.stdout)
    wanted = " ".join(name)
    if not wanted or wanted.upper() in FAMILIES:
        lines: tuple[str, ...] = tuple(_list(wanted.upper(), colour, width_of(sys.stdout)))
    elif (found := page(wanted.lower()) or page(wanted.upper())) is not None:
        title = f"{paint(found.name, 'strong', colour)} ({found.code}, {found.severity.word})"
        profiles = f"Runs in {', '.join(found.profiles)}."
        lines = (title, found.summary, profiles, "", *_terminal(found.text, colour, min(width_of(sys.stdout), LONGEST)))
    elif (entry := explained().get(wanted.lower().removesuffix(":"))) is not None:
        lines = (paint(wanted, "strong", colour), *entry)
    elif holding := _holding(wanted.lower()):
        lines = tuple(_pages(holding, colour))
    else:
        from blueprint.text.suggest import nearest

        near = nearest(wanted, [*(page.name for page in pages()), *(page.code for page in pages()), *explained()])
        hint = f"Did you mean “{near}”?" if near else "blueprint explain lists the checks."
        raise CannotWork(f"There is no check and no word “{wanted}”. {hint}")
    click.echo("\n".join(lines), color=colour)


def _holding(words: str) -> list[str]:
    """The keywords of several words of which these are some."""
    return [name for name in explained() if f" {words} " in f" {name} "]


def _pages(names: list[str], colour: bool) -> Iterator[str]:
    """The pages of several words, with blank lines between."""
    for place, name in enumerate(names):
        if place:
            yield ""
        yield paint(name, "strong", colour)
        yield from explained()[name]


def _list(letters: str, colour: bool, width: int) -> Iterator[str]:
    """The checks whose codes begin so, by family, a line each where it is wide enough."""
    from textwrap import wrap

    from blueprint.findings.catalog import pages

    family = ""
    for page in (page for page in pages() if page.code.startswith(letters)):
        if page.family != family:
            if family:
                yield ""
            family = page.family
            yield paint(family, "strong", colour)
        severity = paint(f"{page.severity.word:<8}", page.severity.word, colour)
        head = f"  {page.code}  {severity} {page.name:<26} "
        profiles = ", ".join(page.profiles[:-1]) or "only strict"
        first, *rest = wrap(f"{page.summary} ({profiles})", max(width - LIST_INDENT, 30), break_on_hyphens=False)
        yield head + first
        yield from (" " * LIST_INDENT + line for line in rest)
    yield ""
    yield "In brackets: the profiles in which a check runs. The profile strict runs all."
    yield "blueprint explain NAME says more of one, and of every word of the language."


def _terminal(markdown: str, colour: bool, width: int) -> Iterator[str]:
    """The few forms of Markdown that the pages use, for a terminal: headings, paragraphs, lists and examples."""
    from textwrap import wrap

    paragraph: list[str] = []
    code = False
    for line in (*markdown.strip().splitlines(), ""):
        fence = line.lstrip().startswith("```")
        if code and not fence:
            yield f"    {line}".rstrip()
            continue
        if paragraph and (fence or not line.strip() or line.startswith(("#", "- ", "* "))):
            hanging = "  " if paragraph[0].startswith(("- ", "* ")) else ""
            yield from wrap(" ".join(paragraph), width, subsequent_indent=hanging, break_on_hyphens=False)
            paragraph = []
        if fence:
            code = not code
        elif line.startswith("#"):
            yield paint(line.lstrip("# "), "strong", colour)
        elif line.strip():
            paragraph.append(line.strip())
        else:
            yield ""
