"""``blueprint preview``: a page in the browser that is drawn again as the file is saved."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import click

from blueprint.cli.failure import CannotWork, complain
from blueprint.cli.look import chosen_theme
from blueprint.cli.screen import is_terminal

if TYPE_CHECKING:
    from blueprint.text.span import Span


@click.command(epilog="Exit status: 0 the editor has gone, 130 stopped by Ctrl-C, 2 there is nothing to show.")
@click.argument("path", default=".", metavar="[FILE|FOLDER]", type=click.Path())
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port. Default: any free one.")
@click.option("--open/--no-open", "show", default=None, help="Open the browser. Default: on a terminal.")
@click.option("--view", default="", metavar="VIEW", help="Show a part: as for blueprint render.")
@click.option("--theme", default="", metavar="NAME|FILE", help="How it looks: as for blueprint render.")
@click.option(
    "--engine",
    envvar="BLUEPRINT_ENGINE",
    default="embedded",
    metavar="embedded|dot|PATH",
    help="The Graphviz that routes the arrows: as for blueprint render.",
)
@click.option("--editor", is_flag=True, help="Speak with an editor over standard input and output, as JSON lines.")
def command(path: str, port: int, show: bool | None, view: str, theme: str, engine: str, editor: bool) -> None:
    """Show a blueprint in the browser, and draw it again whenever it is saved.

    The page is served on this machine only, at an address that nobody can guess. A folder, or no argument, shows a
    list of the blueprints below it. Ctrl-C ends it.

    \b
    Examples:
      blueprint preview coffee.blueprint
      blueprint preview services/
      blueprint preview --no-open --port 8080 coffee.blueprint
    """
    if not os.path.exists(path):
        raise CannotWork(f"{path}: there is no such file or folder")
    from blueprint.preview import editor as words
    from blueprint.preview.gallery import Gallery
    from blueprint.preview.picture import Look
    from blueprint.preview.server import Server
    from blueprint.preview.watch import Watcher

    def tell_editor(span: Span) -> None:
        _say(words.opened(span))

    gallery = Gallery(path, Look(chosen_theme(theme)[0], view, engine, editor=editor))
    if not gallery.files():
        raise CannotWork(f"{path}: there is no .blueprint file in this folder")
    watcher = Watcher(gallery)
    try:
        server = Server(gallery, port, opened=tell_editor if editor else None, moved=watcher.look_elsewhere)
    except OSError as error:
        raise CannotWork(f"port {port} cannot be used ({error.strerror or error})") from None
    with server:
        watcher.start()
        if editor:
            _say(words.ready(server.address))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            words.listen(sys.stdin.buffer, gallery.select, lambda: _say(words.browse(server.invitation())))
            return
        click.echo(f"Preview: {server.address}")
        click.echo("Ctrl-C ends it.", err=True)
        if (is_terminal(sys.stdout) if show is None else show) and click.launch(server.invitation()):
            complain("no browser was found; open the address above")
        server.serve_forever()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
