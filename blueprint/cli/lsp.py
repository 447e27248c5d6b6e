"""``blueprint lsp``: the language server, for editors."""

from __future__ import annotations

import click

from blueprint.cli.failure import CannotWork


@click.command(name="lsp", epilog="Exit status: 0 the editor ended it, 2 the packages that it needs are missing.")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output; so it does anyway.")
def command(stdio: bool) -> None:
    """Serve an editor that speaks the Language Server Protocol.

    Editors start it themselves; see the documentation for each. It speaks over standard input and output.

    \b
    Examples:
      blueprint lsp
      blueprint lsp --stdio
    """
    try:
        from blueprint.lsp.server import make_server
        from blueprint.lsp.start import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        words = f"the language server needs the package {error.name}: pip install 'service-blueprint[lsp]'"
        raise CannotWork(words) from None
    serve(make_server())
