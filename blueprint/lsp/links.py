"""Links of a document: to the files that it includes, and to the addresses in its ``link`` details."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lsprotocol import types

from blueprint.lsp.view import View
from blueprint.model.values import is_address
from blueprint.tree.nodes import Token
from blueprint.tree.quotes import unquoted


def links(view: View) -> list[types.DocumentLink]:
    """The links of a text, from top to bottom; none to a file that is not there, or to what is no web or mail
    address."""
    return [
        types.DocumentLink(view.document.range(line, token.column + 1, token.end - 1), target, tooltip)
        for line, token, target, tooltip in _links(view)
    ]


def _links(view: View) -> Iterator[tuple[int, Token, str, str]]:
    """Line, quoted text, target and tooltip of each link."""
    for line, tree in enumerate(view.trees, start=1):
        if tree.kind == "include" and len(tree.tokens) > 1 and view.document.is_file:
            words = unquoted(tree.tokens[1])
            path = os.path.normpath(os.path.join(os.path.dirname(view.path), words))
            if words and view.workspace.document(path) is not None:
                yield line, tree.tokens[1], view.workspace.uri_of(path), "Open the included file"
        for detail in tree.details:
            if detail.word is not None and detail.word.text == "link" and detail.values:
                address = unquoted(detail.values[0])
                if is_address(address):
                    yield line, detail.values[0], address, "Open the address"
