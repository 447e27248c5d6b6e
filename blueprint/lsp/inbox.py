"""Messages between reading and handling: what was taken back, or overtaken by what is typed, is not worked out."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from blueprint.lsp.messages import Unfit

if TYPE_CHECKING:
    from blueprint.lsp.server import Server

OVERTAKEN = frozenset(
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.TEXT_DOCUMENT_CODE_LENS,
        types.TEXT_DOCUMENT_DOCUMENT_LINK,
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL,
        types.TEXT_DOCUMENT_FOLDING_RANGE,
        types.TEXT_DOCUMENT_INLAY_HINT,
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA,
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE,
    )
)
"""The questions that an editor asks of its own accord again and again; the answer for a text that has changed since is
of no use."""


class Inbox:
    """The messages of one editor, handled in the order in which they came.

    Before each one all that has come is looked through, so that a question is known to be taken back, or its text to
    have changed, before any work is done for it. It is then answered with that, in its turn.
    """

    def __init__(self, server: Server, soon: Callable[[Callable[[], None]], object]) -> None:
        self._server = server
        self._soon = soon
        """Calls something once all that is about to be done has been."""
        self._beginning = False
        """Whether a question that goes on by itself has yet to begin."""
        self._come: deque[bytes] = deque()
        self._waiting: deque[tuple[Any, int]] = deque()
        """Messages, and how often the text that they are about had been changed when they came."""
        self._wanted: set[int | str] = set()
        """The questions that wait and were not taken back."""
        self._changes: Counter[str] = Counter()
        """How often each text was changed, by what has come."""

    def put(self, body: bytes) -> None:
        """Takes a message. May be called from any thread."""
        self._come.append(body)

    def handle(self) -> None:
        """Handles what has come. Where a question goes on by itself, the rest is left until it has begun, so that it
        begins with the text as it was."""
        if not self._beginning:
            self._go_on()

    def _go_on(self) -> None:
        self._beginning = False
        self._look()
        while self._waiting:
            message, changes = self._waiting.popleft()
            if self._handle(message, changes):
                self._beginning = True
                self._soon(self._go_on)
                return
            self._look()

    def _look(self) -> None:
        while self._come:
            try:
                message = self._server.protocol.understood(self._come.popleft())
            except Unfit as unfit:
                self._tell(unfit)
            else:
                self._take(message)

    def _take(self, message: Any) -> None:
        method, uri = getattr(message, "method", ""), _text(message)
        if method == types.CANCEL_REQUEST and message.params.id in self._wanted:
            self._wanted.remove(message.params.id)
            return
        if method == types.TEXT_DOCUMENT_DID_CHANGE:
            self._changes[uri] += 1
        if method and hasattr(message, "id"):
            self._wanted.add(message.id)
        self._waiting.append((message, self._changes[uri]))

    def _handle(self, message: Any, changes: int) -> bool:
        """Whether the message is a question whose work has yet to begin."""
        protocol, method = self._server.protocol, getattr(message, "method", "")
        asked = bool(method) and hasattr(message, "id")
        if asked and message.id not in self._wanted:
            protocol.refuse(message.id, types.LSPErrorCodes.RequestCancelled, "It was taken back.")
        elif asked and method in OVERTAKEN and changes != self._changes[_text(message)]:
            protocol.refuse(message.id, types.LSPErrorCodes.ContentModified, "The text has changed since.")
        else:
            protocol.handle_message(message)
        if not asked:
            return False
        self._wanted.discard(message.id)
        return protocol.goes_on(message.id)

    def _tell(self, unfit: Unfit) -> None:
        """Answers what cannot be understood; where no answer is due, it is told in the editor's log."""
        if unfit.asked:
            self._server.protocol.refuse(unfit.number, unfit.code, str(unfit))
        else:
            self._server.window_log_message(types.LogMessageParams(types.MessageType.Warning, str(unfit)))


def _text(message: Any) -> str:
    """The address of the text that a message is about; ``""`` where it is about none."""
    document = getattr(getattr(message, "params", None), "text_document", None)
    return getattr(document, "uri", "")
