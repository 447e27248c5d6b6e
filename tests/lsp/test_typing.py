"""While somebody types, all that the server knows stays what it would know of the text afresh."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from asking import view_of, worked
from lsprotocol import types
from lsprotocol.converters import get_converter

from bench.typist import Typist
from blueprint.lsp.diagnostics import diagnostics
from blueprint.lsp.tokens import Sent, tokens
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace

ROOT = Path(__file__).parents[2]
PROOF = bool(os.environ.get("PROOF"))
FILES = [*sorted((ROOT / "examples").glob("*.blueprint")), *sorted((ROOT / "tests/corpus").rglob("*.blueprint"))]
EDITS = 100 if PROOF else 12
CONVERTER = get_converter()


@pytest.mark.parametrize("path", FILES[:: 1 if PROOF else 6], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_after_every_edit_as_afresh(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    uri = path.as_uri()
    files, typist, sent = Workspace([str(path.parent)]), Typist(text, path.stem), Sent()
    files.open(uri, text, 0)
    coloured = worked(sent.full(files.view(uri)))
    for version, edit in enumerate(typist.edits(EDITS), start=1):
        change = {"range": edit.range, "text": edit.text}
        files.change(uri, [CONVERTER.structure(change, types.TextDocumentContentChangePartial)], version)
        view, fresh = files.view(uri), view_of(typist.text, path)
        assert view.document.raw == fresh.document.raw
        assert view.blueprint == fresh.blueprint
        assert view.mistakes == fresh.mistakes
        assert _said(view) == _said(fresh), edit
        delta = worked(sent.delta(view, coloured.result_id))
        for one in delta.edits:
            coloured.data[one.start : one.start + one.delete_count] = one.data
        coloured.result_id = delta.result_id
        assert coloured.data == tokens(fresh)


def test_a_view_that_was_overtaken_knows_its_own_text(tmp_path: Path) -> None:
    text = "\n".join(f'step s{n} "S"\n  customer: c{n} "C" takes 5 min' for n in range(20)) + "\nc3 -> c4\n"
    path = tmp_path / "a.blueprint"
    uri = path.as_uri()
    files, typist = Workspace(), Typist(text, 1)
    files.open(uri, text, 0)
    for version, edit in enumerate(typist.edits(60), start=1):
        overtaken, fresh = files.view(uri), view_of("".join(files.document(str(path)).raw), path)
        assert overtaken.mistakes == fresh.mistakes
        change = {"range": edit.range, "text": edit.text}
        files.change(uri, [CONVERTER.structure(change, types.TextDocumentContentChangePartial)], version)
        assert files.view(uri).mistakes == view_of(typist.text, path).mistakes
        assert overtaken.blueprint == fresh.blueprint


def _said(view: View) -> dict[str, list[types.Diagnostic]]:
    return diagnostics(view, view.findings, view.blueprint)
