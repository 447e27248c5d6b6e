"""The server of the preview: pages, their news, and what was clicked. It serves this machine only, see ``gate``.

Below ``/TOKEN/`` a file has one address: asked for plainly it gives the page, asked for ``?events`` the news of it, as
server-sent events; what the reader clicks is sent there. A folder has its list at ``/TOKEN/`` and its blueprints below
``/TOKEN/blueprint/``. A browser is led there from an address that serves once, since the arguments of programs can be
seen by all users of a machine. The server of the standard library does all that is needed, so the preview needs no
package of its own.
"""

from __future__ import annotations

import json
import os
import socketserver
import sys
import threading
from collections.abc import Callable, Mapping
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, cast
from urllib.parse import unquote

from blueprint.preview.gallery import Gallery
from blueprint.preview.gate import LOOPBACK, may_ask, new_token
from blueprint.preview.listing import list_page, list_version
from blueprint.preview.picture import Picture
from blueprint.text.span import Span

QUIET = 10.0
"""After so many seconds without news a sign of life is sent, by which a reader who has gone is noticed."""

MOST_SAID = 10_000
"""The longest message that a page may send, in bytes."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Sent with every answer; what a page may load stands in the page."""


class Server(socketserver.ThreadingTCPServer):
    """Serves a gallery on 127.0.0.1 at ``port``, any free one for 0. Raises OSError where the port cannot be had.

    ``opened`` is told the place of an element that was clicked, where there is an editor to hear it; ``moved`` that the
    files on which the pictures rest may be others now.
    """

    daemon_threads = True
    block_on_close = False
    # On Windows this would let another program take over the port.
    allow_reuse_address = os.name != "nt"

    def __init__(
        self,
        gallery: Gallery,
        port: int = 0,
        *,
        opened: Callable[[Span], None] | None = None,
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        self.gallery = gallery
        self.token = new_token()
        self._ticket = new_token()
        self._inviting = threading.Lock()
        self.opened = opened
        self.moved = moved
        super().__init__((LOOPBACK, port), Handler)
        self.port: int = self.server_address[1]

    @property
    def address(self) -> str:
        """Where the preview is to be seen, with the token."""
        return f"http://{LOOPBACK}:{self.port}/{self.token}/"

    def invitation(self) -> str:
        """An address that leads to the preview once, and no longer when there is a newer one."""
        with self._inviting:
            self._ticket = new_token()
            return f"http://{LOOPBACK}:{self.port}/{self._ticket}/"

    def is_invited(self, path: str, headers: Message) -> bool:
        """Whether a request comes by the newest invitation, which serves no more from then on."""
        with self._inviting:
            fits = may_ask(path, headers, self.port, self._ticket)
            if fits:
                self._ticket = new_token()
            return fits

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes away in the middle is no fault; all else is one of ours, and shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def _name(path: str) -> str:
    """What is asked for, behind the token; ``""`` where the address ends with it, with or without a slash."""
    return unquote("".join(path.split("/", 2)[2:]))


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    timeout = 60

    @property
    def preview(self) -> Server:
        """The server that got the request."""
        return cast(Server, self.server)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A request that is none gets nothing either."""
        self._refuse()

    def handle_expect_100(self) -> bool:
        """Whoever asks first whether to send a message hears nothing else than one who sends it."""
        if not self._may_ask():
            self._refuse()
            return False
        return super().handle_expect_100()

    def do_GET(self) -> None:
        """A page, or its news."""
        if self.preview.is_invited(self.path, self.headers):
            self._head(HTTPStatus.SEE_OTHER, "text/plain", 0, {"Location": f"/{self.preview.token}/"})
            return
        if not self._may_ask():
            self._refuse()
            return
        path, _, query = self.path.partition("?")
        name = _name(path)
        if not name and self.preview.gallery.is_folder:
            if query == "events":
                self._stream(self._list_news)
            else:
                self._send(list_page(self.preview.gallery))
            return
        file = self._file(name)
        if file is None:
            self._answer(HTTPStatus.NOT_FOUND)
        elif query == "events":
            with self.preview.gallery.watching(file):
                self.preview.moved()
                self._stream(_News(self.preview.gallery, file))
        else:
            page = self.preview.gallery.picture(file).page
            self.preview.moved()
            self._send(page)

    def do_POST(self) -> None:
        """What was clicked, as ``{"key": …}`` for an element or ``{"mistake": …}`` for one of those that are told."""
        length = self.headers.get("Content-Length", "")
        if not self._may_ask() or not length.isdecimal() or int(length) > MOST_SAID:
            self._refuse()
            return
        body = self.rfile.read(int(length))
        file = self._file(_name(self.path))
        if file is None or self.headers.get("Content-Type") != "application/json":
            self._answer(HTTPStatus.NOT_FOUND)
            return
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            said = None
        span = _span(self.preview.gallery.drawn(file), said) if isinstance(said, dict) else None
        if span is not None and self.preview.opened is not None:
            self.preview.opened(span)
        self._answer(HTTPStatus.NO_CONTENT if span is not None else HTTPStatus.NOT_FOUND)

    def _may_ask(self) -> bool:
        return may_ask(self.path, self.headers, self.preview.port, self.preview.token)

    def _file(self, name: str) -> str | None:
        """The path of the file that an address below the token names. Only names that were found are known."""
        files = self.preview.gallery.files()
        if not self.preview.gallery.is_folder:
            return None if name else next(iter(files.values()), None)
        return files.get(name.removeprefix("blueprint/")) if name.startswith("blueprint/") else None

    def _refuse(self) -> None:
        """Forbidden, and not a word more."""
        self.close_connection = True
        self.send_response_only(HTTPStatus.FORBIDDEN)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def _answer(self, status: HTTPStatus) -> None:
        self._head(status, "text/plain", 0)

    def _send(self, page: str) -> None:
        data = page.encode("utf-8", "replace")
        self._head(HTTPStatus.OK, "text/html; charset=utf-8", len(data))
        self.wfile.write(data)

    def _head(self, status: HTTPStatus, kind: str, length: int | None, more: Mapping[str, str] = {}) -> None:
        self.send_response_only(status)
        for name, value in {**HEADERS, **more}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        if length is None:
            self.close_connection = True
            self.send_header("Connection", "close")
        elif status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _stream(self, news: Callable[[], dict[str, object]]) -> None:
        """Sends the news whenever they are others than before, until the reader goes."""
        self._head(HTTPStatus.OK, "text/event-stream", None)
        condition = self.preview.gallery.news
        sent = ""
        while True:
            text = json.dumps(news())
            self.wfile.write(f"data: {text}\n\n".encode() if text != sent else b":\n\n")
            self.wfile.flush()
            sent = text
            with condition:
                condition.wait_for(lambda: json.dumps(news()) != sent, QUIET)  # noqa: B023 - asked at once

    def _list_news(self) -> dict[str, object]:
        return {"version": list_version(self.preview.gallery)}


class _News:
    """What the page of a file has to know: the number of the newest drawing, the note, where the editor's cursor is."""

    def __init__(self, gallery: Gallery, file: str) -> None:
        self._gallery = gallery
        self._file = file
        gallery.picture(file)
        # Where the cursor was before the page was opened is no news.
        self._wish = gallery.wanted.number

    def __call__(self) -> dict[str, object]:
        picture = self._gallery.drawn(self._file)
        note = picture.note
        told = note and {"words": note.words, "mistakes": [mistake.text for mistake in note.mistakes]}
        select = self._gallery.wanted_key(self._file) if self._gallery.wanted.number > self._wish else ""
        return {"version": picture.version, "note": told, "select": select}


def _span(picture: Picture, said: dict[str, object]) -> Span | None:
    """The place that a page's message means."""
    key, number = said.get("key"), said.get("mistake")
    if isinstance(key, str):
        return picture.spans.get(key)
    mistakes = picture.note.mistakes if picture.note else ()
    if isinstance(number, int) and 0 <= number < len(mistakes):
        return mistakes[number].span
    return None
