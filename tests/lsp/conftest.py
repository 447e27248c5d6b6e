"""A real server over its pipes, asked by a client as an editor would."""

from __future__ import annotations

import sys

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "blueprint", "lsp"]),
)
async def client(lsp_client: LanguageClient, tmp_path):
    """A client that has opened an empty folder."""
    from pathlib import Path

    params = types.InitializeParams(
        capabilities=types.ClientCapabilities(),
        workspace_folders=[types.WorkspaceFolder(uri=Path(tmp_path).as_uri(), name="test")],
    )
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()
