"""The server: which question of the editor goes to which feature. What there is to know is in the views."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

import blueprint
from blueprint.lsp import calls
from blueprint.lsp.actions import KINDS, actions
from blueprint.lsp.background import settle
from blueprint.lsp.commands import SHOW
from blueprint.lsp.completion import TRIGGERS, completion
from blueprint.lsp.definition import definition
from blueprint.lsp.documents import UTF16
from blueprint.lsp.folding import folding
from blueprint.lsp.formatting import FIRST_TRIGGER, MORE_TRIGGERS, formatting, on_type_formatting, range_formatting
from blueprint.lsp.hints import hints
from blueprint.lsp.hover import hover
from blueprint.lsp.lens import data_of, lenses, resolved
from blueprint.lsp.links import links
from blueprint.lsp.messages import Ready, converter
from blueprint.lsp.preview import PREVIEW, REVEAL, Previews
from blueprint.lsp.protocol import Protocol
from blueprint.lsp.publish import Publisher
from blueprint.lsp.references import highlights, references
from blueprint.lsp.rename import prepare, rename
from blueprint.lsp.selection import selections
from blueprint.lsp.slices import in_slices
from blueprint.lsp.symbols import outline, search
from blueprint.lsp.tokens import LEGEND, Sent, tokens_in
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace, path_of

_Result = TypeVar("_Result")
_Work = Generator[None, None, Any]


class Server(LanguageServer):
    """One editor's server."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("blueprint", blueprint.__version__, protocol_cls=Protocol, converter_factory=converter)
        self.files = Workspace()
        """The texts and folders of the editor."""
        self.publisher = Publisher(self.files, self.text_document_publish_diagnostics)
        self.settling: asyncio.Future[None] | None = None
        """What goes on while nobody types."""
        self.tokens = Sent()
        """The semantic tokens that the editor has."""
        self.previews = Previews(self.files, self.window_show_document)

    def view(self, uri: str) -> View | None:
        """The view of a text as it stands now; None where there is none."""
        return self.files.view(uri)

    async def about_all(self, work: Generator[None, None, _Result]) -> _Result:
        """Does, in pieces, a work about all files. Raises Outdated where one of them changes on the way."""
        changes = self.files.changes
        return await in_slices(work, lambda: self.files.changes == changes)

    async def about(self, view: View, work: Generator[None, None, Any]) -> Ready:
        """Does, in pieces, a work about a text. Raises Outdated where that changes on the way."""
        return await in_slices(self.protocol.ready(work), lambda: self.view(view.uri) is view)


def make_server() -> Server:
    """A server with all features, ready to be started."""
    # What pygls warns of is no mistake: a question taken back that is answered, news that we have no use for.
    logging.getLogger("pygls").setLevel(logging.ERROR)
    server = Server()

    @server.feature(types.INITIALIZE)
    def _initialize(params: types.InitializeParams) -> None:
        roots = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        server.files.folders[:] = [path_of(root) for root in roots if root]
        asked = params.capabilities.text_document and params.capabilities.text_document.completion
        item = asked.completion_item if asked else None
        server.files.snippets = bool(item and item.snippet_support)
        server.files.encoding = server.protocol.workspace.position_encoding or UTF16

    @server.feature(types.INITIALIZED)
    def _initialized(params: types.InitializedParams) -> None:
        server.settling = asyncio.ensure_future(settle(server.files, server.publisher.idle))
        asked = server.client_capabilities.workspace
        watched = asked.did_change_watched_files if asked is not None else None
        if watched is not None and watched.dynamic_registration:
            _watch(server)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.files.tidy()
        server.publisher.all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def _folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = {path_of(folder.uri) for folder in params.event.removed}
        added = [path_of(folder.uri) for folder in params.event.added]
        server.files.folders[:] = [*(path for path in server.files.folders if path not in gone), *added]

    _position(server, types.TEXT_DOCUMENT_HOVER, hover)
    _position(server, types.TEXT_DOCUMENT_COMPLETION, completion, types.CompletionOptions(trigger_characters=TRIGGERS))
    _position(server, types.TEXT_DOCUMENT_DEFINITION, definition)
    _position(server, types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlights)
    _position(server, types.TEXT_DOCUMENT_PREPARE_RENAME, prepare)
    _document(server, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outline)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def _references(params: types.ReferenceParams) -> list[types.Location] | None:
        view = server.view(params.text_document.uri)
        if view is None:
            return None
        return await server.about_all(references(view, params.position, params.context.include_declaration))

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def _rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        view = server.view(params.text_document.uri)
        return None if view is None else await server.about_all(rename(view, params.position, params.new_name))

    @server.feature(types.WORKSPACE_SYMBOL)
    async def _search(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return await in_slices(search(server.files, params.query))

    _looks(server)
    _changes(server)
    _calls(server)
    _previews(server)
    return server


def _watch(server: Server) -> None:
    """Asks the editor to say when a blueprint, settings or known findings change on the disk."""
    patterns = ("**/*.blueprint", "**/blueprint.toml", "**/pyproject.toml", "**/*.json")
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(one) for one in patterns])
    wish = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([wish]))


def _looks(server: Server) -> None:
    """Wires what helps to read a text: folds, selections, links, colours, hints, lenses."""
    _document(server, types.TEXT_DOCUMENT_FOLDING_RANGE, folding)
    _document(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, server.tokens.full, LEGEND)
    _range(server, types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, tokens_in, LEGEND)
    _range(server, types.TEXT_DOCUMENT_INLAY_HINT, hints)
    _document(server, types.TEXT_DOCUMENT_CODE_LENS, lenses, types.CodeLensOptions(resolve_provider=True))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def _links(params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        view = server.view(params.text_document.uri)
        return None if view is None else links(view)

    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    def _selections(params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
        view = server.view(params.text_document.uri)
        return None if view is None else selections(view, params.positions)

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, LEGEND)
    async def _delta(params: types.SemanticTokensDeltaParams) -> Ready | None:
        view = server.view(params.text_document.uri)
        return None if view is None else await server.about(view, server.tokens.delta(view, params.previous_result_id))

    @server.feature(types.CODE_LENS_RESOLVE)
    async def _resolve(lens: types.CodeLens) -> types.CodeLens:
        data = data_of(lens)
        view = server.view(data.uri) if data is not None else None
        if data is None or view is None:
            return lens
        await server.publisher.judged(view)
        return resolved(view, lens, data)

    @server.command(SHOW)
    def _show(place: types.Location) -> None:
        shown = types.ShowDocumentParams(place.uri, take_focus=True, selection=place.range)
        server.window_show_document(shown)


def _changes(server: Server) -> None:
    """Wires what changes a text: its form, and what can be done about findings."""

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def _formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        view = server.view(params.text_document.uri)
        return None if view is None else formatting(view)

    @server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    def _range_formatting(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
        view = server.view(params.text_document.uri)
        return None if view is None else range_formatting(view, params.range)

    triggers = types.DocumentOnTypeFormattingOptions(FIRST_TRIGGER, MORE_TRIGGERS)

    @server.feature(types.TEXT_DOCUMENT_ON_TYPE_FORMATTING, triggers)
    def _on_type(params: types.DocumentOnTypeFormattingParams) -> list[types.TextEdit] | None:
        view = server.view(params.text_document.uri)
        return None if view is None else on_type_formatting(view, params.position, params.ch)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(KINDS))
    async def _actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        view = server.view(params.text_document.uri)
        if view is None:
            return None
        await server.publisher.judged(view)
        found = await in_slices(actions(view, params.range, params.context))
        # To put all right takes long, too.
        await server.publisher.judged(view)
        return found


def _calls(server: Server) -> None:
    """Wires the call hierarchy."""
    _position(server, types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, calls.prepare)

    @server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)
    def _incoming(params: types.CallHierarchyIncomingCallsParams) -> list[types.CallHierarchyIncomingCall] | None:
        view = server.view(params.item.uri)
        return None if view is None else calls.incoming(view, params.item)

    @server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)
    def _outgoing(params: types.CallHierarchyOutgoingCallsParams) -> list[types.CallHierarchyOutgoingCall] | None:
        view = server.view(params.item.uri)
        return None if view is None else calls.outgoing(view, params.item)


def _previews(server: Server) -> None:
    """Wires the live preview."""

    @server.command(PREVIEW)
    async def _preview(uri: str, *browser: bool) -> str:
        # pygls knows no defaults of arguments.
        return await server.previews.open(uri, all(browser))

    @server.command(REVEAL)
    def _reveal(uri: str, line: int) -> None:
        server.previews.reveal(uri, line)


def _document(server: Server, method: str, feature: Callable[[View], _Work], options: Any = None) -> None:
    """Wires a feature that answers, in pieces, for a whole text."""

    @server.feature(method, options)
    async def _answer(params: Any) -> Ready | None:
        view = server.view(params.text_document.uri)
        return None if view is None else await server.about(view, feature(view))


def _position(server: Server, method: str, feature: Callable[[View, types.Position], Any], options: Any = None) -> None:
    """Wires a feature that answers for a place in a text."""

    @server.feature(method, options)
    def _answer(params: Any) -> Any:
        view = server.view(params.text_document.uri)
        return None if view is None else feature(view, params.position)


def _range(server: Server, method: str, feature: Callable[[View, types.Range], _Work], options: Any = None) -> None:
    """Wires a feature that answers, in pieces, for a part of a text."""

    @server.feature(method, options)
    async def _answer(params: Any) -> Ready | None:
        view = server.view(params.text_document.uri)
        return None if view is None else await server.about(view, feature(view, params.range))
