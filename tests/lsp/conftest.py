"""A real server over its pipes, asked by a client as an editor would: one for all tests, in a folder of each."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
import pytest_lsp
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient
from pytest_lsp.client import register_lsp_features


class Editor(LanguageClient):
    """An editor that knows which texts it has open."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        register_lsp_features(self)
        self.texts: set[str] = set()

    def text_document_did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Opens a text."""
        self.texts.add(params.text_document.uri)
        super().text_document_did_open(params)

    def text_document_did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Closes a text."""
        self.texts.remove(params.text_document.uri)
        super().text_document_did_close(params)

    def close_all(self) -> None:
        """Closes every text, and forgets what was said of them."""
        for uri in [*self.texts]:
            self.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        self.diagnostics.clear()
        self.shown_documents.clear()


@pytest_lsp.fixture(
    scope="session",
    config=ClientServerConfig(client_factory=Editor, server_command=[sys.executable, "-m", "blueprint", "lsp"]),
)
async def editor(lsp_client: LanguageClient):
    """An editor that has started the server."""
    await lsp_client.initialize_session(types.InitializeParams(capabilities=types.ClientCapabilities()))
    yield
    await lsp_client.shutdown_session()


@pytest_asyncio.fixture(loop_scope="session")
async def client(editor: Editor, tmp_path: Path) -> AsyncIterator[Editor]:
    """A client that has opened an empty folder, and nothing else."""
    here = [types.WorkspaceFolder(uri=tmp_path.as_uri(), name="test")]

    def show(added: list[types.WorkspaceFolder], removed: list[types.WorkspaceFolder]) -> None:
        event = types.WorkspaceFoldersChangeEvent(added, removed)
        editor.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))

    show(here, [])
    yield editor
    editor.close_all()
    show([], here)
