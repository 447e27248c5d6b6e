"""How messages are taken in and answered: as pygls does it, but for the texts, refusals, and what nobody understands.

We keep texts as lines, so that a change costs only the lines that it touches.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.protocol import JsonRPCResponseMessage, LanguageServerProtocol, lsp_method

from blueprint.lsp.messages import VERSION, Ready, Unfit, read, ready, structured
from blueprint.lsp.refused import Refused

if TYPE_CHECKING:
    from blueprint.lsp.server import Server


class Protocol(LanguageServerProtocol):
    """What the server and its editor say to each other."""

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
        self._server.tokens.forget(params.text_document.uri)

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    def lsp_workspace__execute_command(self, params: types.ExecuteCommandParams) -> Generator[Any, Any, Any]:
        """Runs a command."""
        # Without arguments pygls does not look whether some are wanted.
        params.arguments = params.arguments or ()
        return (yield from super().lsp_workspace__execute_command(params))

    def understood(self, body: bytes) -> Any:
        """The message in some bytes. Raises Unfit where nobody can understand it."""
        data = read(body)
        if "method" in data:
            kind = self.get_message_type(data["method"])
        elif data["id"] not in self._result_types:
            # pygls would take it for the answer to a question of the editor that is being worked on.
            raise Unfit(types.ErrorCodes.InvalidRequest, "Nobody asked what this answers.", None, asked=False)
        else:
            kind = self._result_types.pop(data["id"]) or JsonRPCResponseMessage
            kind = types.ResponseErrorMessage if "error" in data else kind
        return structured(data, kind, self._converter)

    def handle_message(self, message: Any) -> None:
        """Handles a message; one that comes before the beginning or behind the end is refused."""
        method = getattr(message, "method", "")
        begun = self._workspace is not None
        if method in ("", types.EXIT) or (not self._shutdown and begun == (method != types.INITIALIZE)):
            super().handle_message(message)
        elif hasattr(message, "id"):
            if begun:
                words = "The server is shut down." if self._shutdown else "The server is initialized already."
                self.refuse(message.id, types.ErrorCodes.InvalidRequest, words)
            else:
                self.refuse(message.id, types.ErrorCodes.ServerNotInitialized, "The server is not initialized yet.")

    def _send_handler_result(self, future: Any, *, msg_id: str | int) -> None:
        """Answers a question. A refusal is an answer; pygls takes every exception for a crash, and reports it."""
        refused = None if future.cancelled() else future.exception()
        answer = None if future.cancelled() or refused else future.result()
        if isinstance(refused, (Refused, JsonRpcInvalidParams)):
            self._request_futures.pop(msg_id, None)
            self.refuse(msg_id, refused.code, str(refused))
        elif isinstance(answer, Ready):
            self._request_futures.pop(msg_id, None)
            self._write(f'{{"jsonrpc":"{VERSION}","id":{json.dumps(msg_id)},"result":{answer.text}}}')
        else:
            super()._send_handler_result(future, msg_id=msg_id)

    def _write(self, body: str) -> None:
        """Sends a message in JSON, which has no signs beyond ASCII."""
        if self.writer is not None:
            self.writer.write(f"Content-Length: {len(body)}\r\n\r\n{body}".encode("ascii"))

    def refuse(self, msg_id: str | int | None, code: int, words: str) -> None:
        """Answers a question with an error; None stands for the number of one that cannot be known."""
        error = types.ResponseError(code, words)
        if msg_id is None:
            # lsprotocol would leave the number out.
            self._send_data({"jsonrpc": VERSION, "id": None, "error": error})
        else:
            self._send_response(msg_id, error=error)

    def ready(self, work: Generator[None, None, Any]) -> Generator[None, None, Ready]:
        """Does a work, and makes JSON of its answer, in pieces."""
        return ready(work, self._converter)

    def goes_on(self, msg_id: str | int) -> bool:
        """Whether a question that was handled goes on by itself, and is answered later."""
        return msg_id in self._request_futures
