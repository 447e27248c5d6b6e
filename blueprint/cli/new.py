"""``blueprint new``: write a file to start from."""

from __future__ import annotations

import os

import click

from blueprint.cli.failure import CannotWork
from blueprint.cli.files import ENDING, STANDARD
from blueprint.cli.write import Output, write_all

_ENGLISH = """\
# A line says one thing. What follows a # is a note for people.

blueprint "{title}" as-is
  goal "What the customer wants to reach"
  owner "Who answers for the whole journey"
  source "A first guess, to be replaced by what was observed"

# Who and what takes part
persona anna "Anna, a new customer"
department service "Customer service" owner "Head of customer service"
department office "Back office" owner "Head of the back office"
system records "Customer records" part of office
channel phone "Phone" hours "Mo-Fr 8-18"

# What happens, in this order
phase "Before"

step "Asks"
  evidence: "Phone number on the web site" owner "Web team"
  customer: asks "Asks for the service" via phone
    trigger
  frontstage service: listens "Takes the request" via phone takes 5 min
  support records: "Keeps the request"

phase "During"

step "Waits"
  customer: waits "Waits for the call" waits 1 h at most 4 h meanwhile prepares told "Called back within four hours"
    emotion -1
    pain "Has to stay near the phone"
  backstage office: prepares "Prepares the service" takes 1 h

step "Is served"
  evidence: "Confirmation by mail" owner "Mail room"
  frontstage service: delivers "Delivers the service" via phone takes 10 min
  customer: gets "Gets the service"
    emotion +2
    outcome

# What leads to what: -> flow, <-> exchange, => handoff, ..> information
asks -> listens -> waits -> gets
listens => prepares "Request" within 30 min
prepares => delivers "Prepared service" within 4 h
delivers -> gets
"""

_GERMAN = """\
# Eine Zeile sagt eine Sache. Was nach einem # steht, ist eine Notiz für Menschen.

language de

blueprint "{title}" as-is
  goal "Was die Kundin erreichen will"
  owner "Wer für die ganze Reise einsteht"
  source "Ein erster Entwurf, bis es beobachtet ist"

# Wer und was dabei ist
persona anna "Anna, eine neue Kundin"
department service "Kundenservice" owner "Leitung Kundenservice"
department office "Sachbearbeitung" owner "Leitung Sachbearbeitung"
system records "Kundenakte" part of office
channel phone "Telefon" hours "Mo-Fr 8-18 Uhr"

# Was geschieht, in dieser Reihenfolge
phase "Vorher"

step "Anfragen"
  evidence: "Telefonnummer auf der Website" owner "Webteam"
  customer: asks "Fragt die Leistung an" via phone
    trigger
  frontstage service: listens "Nimmt die Anfrage auf" via phone takes 5 min
  support records: "Bewahrt die Anfrage auf"

phase "Währenddessen"

step "Warten"
  customer: waits "Wartet auf den Anruf" waits 1 h at most 4 h meanwhile prepares told "Rückruf binnen vier Stunden"
    emotion -1
    pain "Muss in der Nähe des Telefons bleiben"
  backstage office: prepares "Bereitet die Leistung vor" takes 1 h

step "Bekommen"
  evidence: "Bestätigung per Post" owner "Poststelle"
  frontstage service: delivers "Erbringt die Leistung" via phone takes 10 min
  customer: gets "Bekommt die Leistung"
    emotion +2
    outcome

# Was wohin führt: -> Ablauf, <-> Austausch, => Übergabe, ..> Information
asks -> listens -> waits -> gets
listens => prepares "Anfrage" within 30 min
prepares => delivers "Vorbereitete Leistung" within 4 h
delivers -> gets
"""

TEMPLATES = {"en": (_ENGLISH, "My service"), "de": (_GERMAN, "Meine Dienstleistung")}
"""The file to start from and its title, by language."""


@click.command(epilog="Exit status: 0 written, 2 not written.")
@click.argument("file", required=False, type=click.Path())
@click.option("--title", help="The title of the service. Default: by the name of the file.")
@click.option(
    "--language",
    type=click.Choice(list(TEMPLATES)),
    default="en",
    show_default=True,
    help="The language of the labels.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(file: str | None, title: str | None, language: str, force: bool) -> None:
    """Write a file to start from.

    It can be checked and drawn at once; replace its words by yours. FILE gets the ending .blueprint where it has none;
    - prints to standard output. Without FILE, the name is made from the title.

    \b
    Examples:
      blueprint new coffee.blueprint
      blueprint new --title "Coffee to go"
      blueprint new --language de antrag.blueprint
      blueprint new - > coffee.blueprint
    """
    template, usual = TEMPLATES[language]
    if file == STANDARD:
        click.echo(template.format(title=_quoted(title or usual)), nl=False)
        return
    if file is None:
        file = _file_name(title or usual)
    elif not file:
        raise click.UsageError("The name of the file is empty.")
    elif not os.path.splitext(file)[1] and not os.path.isdir(file):
        file += ENDING
    if title is None:
        title = _title(file) or usual
    if os.path.isdir(file):
        raise CannotWork(f"{file}: this is a folder")
    if os.path.lexists(file) and not force:
        raise CannotWork(f"{file}: there is such a file already; --force writes over it")
    write_all([Output(file, template.format(title=_quoted(title)).encode())])
    name = click.format_filename(file)
    click.echo(f"Wrote {name}\nCheck it: blueprint check {_shell(name)}\nDraw it:  blueprint render {_shell(name)}")


def _quoted(title: str) -> str:
    """The title as it stands between quotes: one line, with the signs that would end it escaped."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())
    return line.replace("\\", "\\\\").replace('"', '\\"')


def _title(file: str) -> str:
    """A title from a file name: ``coffee-to-go.blueprint`` gives ``Coffee to go``."""
    words = os.path.splitext(os.path.basename(file))[0].replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _file_name(title: str) -> str:
    """A file name from a title: ``Coffee to go`` gives ``coffee-to-go.blueprint``."""
    words = "".join(sign if sign.isalnum() else " " for sign in title.lower()).split()
    return ("-".join(words)[:60] or "service") + ENDING


def _shell(name: str) -> str:
    from shlex import quote

    return quote(name)
