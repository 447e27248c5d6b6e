"""Whatever the text is, no feature fails: on every file of the corpus, whole and cut off in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import view_of, worked
from lsprotocol import types

from blueprint.lsp import calls
from blueprint.lsp.actions import actions
from blueprint.lsp.folding import folding
from blueprint.lsp.formatting import formatting, on_type_formatting
from blueprint.lsp.hints import hints
from blueprint.lsp.lens import data_of, lenses, resolved
from blueprint.lsp.links import links
from blueprint.lsp.selection import selections
from blueprint.lsp.tokens import tokens
from blueprint.lsp.view import View

FILES = sorted((Path(__file__).parents[1] / "corpus").glob("*/*.blueprint"))


def ask_everything(view: View) -> None:
    whole = view.document.whole()
    worked(folding(view))
    links(view)
    tokens(view)
    worked(hints(view, whole))
    formatting(view)
    worked(actions(view, whole, types.CodeActionContext([])))
    for lens in worked(lenses(view)):
        assert resolved(view, lens, data_of(lens)).command is not None
    for number, line in enumerate(view.lines):
        for column in {0, len(line) // 2, len(line), len(line) + 5}:
            place = types.Position(number, column)
            selections(view, [place])
            on_type_formatting(view, place, "\n")
            on_type_formatting(view, place, '"')
            for item in calls.prepare(view, place):
                calls.incoming(view, item)
                calls.outgoing(view, item)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_feature_fails(path):
    text = path.read_bytes().decode("utf-8", errors="replace")
    if len(text) > 100_000:
        text = text[:20_000]
    ask_everything(view_of(text, path))
    ask_everything(view_of(text[: len(text) // 2], path))
