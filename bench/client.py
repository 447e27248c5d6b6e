"""An editor as lean as can be: it writes and reads messages, and notes when they came."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from typing import IO, Any

from bench.typist import Edit

Heard = tuple[dict[str, Any], float]
"""A message, and when it had come whole."""

PATIENCE = 60.0
"""So long, in seconds, a message is waited for."""


class Client:
    """An editor that has started a server. What the server says on standard error goes to ``errors``, else to ours."""

    def __init__(self, *command: str, errors: IO[bytes] | None = None) -> None:
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        self._messages = 0
        self._heard: queue.Queue[Heard | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._server.stdout is not None
        length = 0
        while line := self._server.stdout.readline():
            name, _, value = line.strip().partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            elif not name:
                body = self._server.stdout.read(length)
                came = time.perf_counter()
                self._heard.put((json.loads(body), came))
        self._heard.put(None)

    def say(self, method: str, params: object, *, ask: bool = False) -> int:
        """Sends a message; the number of a question."""
        self._messages += 1
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if ask:
            message["id"] = self._messages
        self.send(json.dumps(message).encode())
        return self._messages

    def send(self, body: bytes) -> None:
        """Sends what is to be a message, whatever it is."""
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()

    def hear(self, patience: float = PATIENCE) -> Heard:
        """The next message. Raises EOFError where the server has gone, queue.Empty where it is silent for so long."""
        heard = self._heard.get(timeout=patience)
        if heard is None:
            raise EOFError("the server has gone")
        return heard

    def answered(self, number: int) -> Heard:
        """The answer to a question, and when it came; what comes before is kept for nobody."""
        while True:
            message, came = self.hear()
            if message.get("id") == number:
                return message, came

    def ask(self, method: str, params: object) -> dict[str, Any]:
        """The answer to a question that is asked now."""
        return self.answered(self.say(method, params, ask=True))[0]

    def open(self, uri: str, text: str) -> None:
        """Opens a text, in version 0, and waits for its findings."""
        document = {"uri": uri, "languageId": "blueprint", "version": 0, "text": text}
        self.say("textDocument/didOpen", {"textDocument": document})
        self.published(0)

    def change(self, uri: str, version: int, edit: Edit) -> None:
        """Changes a text."""
        document = {"uri": uri, "version": version}
        change = {"range": edit.range, "text": edit.text}
        self.say("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def published(self, version: int, stages: int = 1, patience: float = PATIENCE) -> list[float]:
        """When the findings of a version came: so many times, or as often until nothing more came for so long."""
        times: list[float] = []
        while len(times) < stages:
            try:
                message, came = self.hear(patience if times else PATIENCE)
            except queue.Empty:
                if times:
                    return times
                raise
            params: dict[str, Any] = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params.get("version") == version:
                times.append(came)
        return times

    def end(self) -> None:
        """Ends the server."""
        self.ask("shutdown", None)
        self.say("exit", None)
        self._server.wait(10)


def started(*command: str, folder: str | None = None, errors: IO[bytes] | None = None) -> tuple[Client, float]:
    """A client with a started server (ours, unless a command is given), and the seconds until the server answered.
    ``folder`` is the address of the folder that the editor shows."""
    begin = time.perf_counter()
    client = Client(*(command or (sys.executable, "-m", "blueprint", "lsp")), errors=errors)
    params: dict[str, Any] = {"processId": None, "rootUri": folder, "capabilities": {}}
    took = client.answered(client.say("initialize", params, ask=True))[1] - begin
    client.say("initialized", {})
    return client, took
