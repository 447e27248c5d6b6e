"""The server: which question of the editor goes to which feature. What there is to know is in the views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method

import blueprint
from blueprint.lsp.documents import UTF16
from blueprint.lsp.publish import Publisher
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace, path_of


class Protocol(LanguageServerProtocol):
    """pygls's own, but for the texts: we keep them as lines, so that a change costs only the lines that it touches."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Takes in a text."""
        document = params.text_document
        self._server.files.open(document.uri, document.text, document.version)
        self._server.publisher.changed(document.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Changes a text."""
        document = params.text_document
        self._server.files.change(document.uri, params.content_changes, document.version)
        self._server.publisher.changed(document.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Lets go of a text."""
        self._server.files.close(params.text_document.uri)
        self._server.publisher.closed(params.text_document.uri)


class Server(LanguageServer):
    """One editor's server."""

    def __init__(self) -> None:
        super().__init__("blueprint", blueprint.__version__, protocol_cls=Protocol, converter_factory=default_converter)
        self.files = Workspace()
        """The texts and folders of the editor."""
        self.publisher = Publisher(self.files, self.text_document_publish_diagnostics)

    def view(self, uri: str) -> View | None:
        """The view of a text as it stands now; None where there is none."""
        return self.files.view(uri)


def make_server() -> Server:
    """A server with all features, ready to be started."""
    server = Server()

    @server.feature(types.INITIALIZE)
    def _initialize(params: types.InitializeParams) -> None:
        roots = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        server.files.folders[:] = [path_of(root) for root in roots if root]
        server.files.encoding = server.protocol.workspace.position_encoding or UTF16

    return server


def _document(server: Server, method: str, feature: Callable[[View], Any], options: Any = None) -> None:
    """Wires a feature that answers for a whole text."""

    @server.feature(method, options)
    def _answer(params: Any) -> Any:
        view = server.view(params.text_document.uri)
        return None if view is None else feature(view)


def _position(server: Server, method: str, feature: Callable[[View, types.Position], Any], options: Any = None) -> None:
    """Wires a feature that answers for a place in a text."""

    @server.feature(method, options)
    def _answer(params: Any) -> Any:
        view = server.view(params.text_document.uri)
        return None if view is None else feature(view, params.position)


def _range(server: Server, method: str, feature: Callable[[View, types.Range], Any], options: Any = None) -> None:
    """Wires a feature that answers for a part of a text."""

    @server.feature(method, options)
    def _answer(params: Any) -> Any:
        view = server.view(params.text_document.uri)
        return None if view is None else feature(view, params.range)
