"""A server runs for days: it keeps nothing of texts that are closed and of files that are gone."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest

from blueprint.lsp.documents import Document
from blueprint.lsp.publish import Publisher
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace
from blueprint.model.elements import Blueprint

TEXT = 'include "who.blueprint"\nstep "S"\n  customer: a "A" via phone\na -> b\n'


def kept() -> dict[str, int]:
    """How many texts, views and models there are."""
    gc.collect()
    found = [type(one) for one in gc.get_objects()]
    return {kind.__name__: found.count(kind) for kind in (Document, View, Blueprint)}


@pytest.mark.asyncio
async def test_memory_does_not_grow(tmp_path: Path) -> None:
    files = Workspace([str(tmp_path)])
    publisher = Publisher(files, lambda said: None)
    counts = []
    for number in range(6):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "who.blueprint").write_text('channel phone "Phone"\n')
        (folder / "a.blueprint").write_text(TEXT)
        for uri in ((folder / "a.blueprint").as_uri(), f"untitled:Untitled-{number}"):
            files.open(uri, TEXT, 1)
            publisher.changed(uri)
            view = files.view(uri)
            assert view is not None
            await publisher.judged(view)
            assert files.names(view.path) is not None
            assert view.findings
        del view
        for path in list(folder.iterdir()):
            path.unlink()
        for uri in ((folder / "a.blueprint").as_uri(), f"untitled:Untitled-{number}"):
            files.close(uri)
            publisher.closed(uri)
        await asyncio.sleep(0)
        noted = [len(one) for part in (files, publisher) for one in vars(part).values() if isinstance(one, dict)]
        counts.append(kept() | {"noted": sum(noted)})
    assert counts[1:] == [counts[1]] * 5


def test_what_is_there_is_read_once(tmp_path: Path) -> None:
    files = Workspace([str(tmp_path)])
    path = tmp_path / "a.blueprint"
    path.write_text(TEXT)
    document = files.document(str(path))
    files.open("untitled:x", TEXT, 1)
    files.close("untitled:x")
    assert files.document(str(path)) is document
