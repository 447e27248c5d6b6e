"""An editor as lean as can be: it writes and reads messages, and notes when they came."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import IO, Any


class Client:
    """An editor that has started a server. What the server says on standard error goes to ``errors``, else to ours."""

    def __init__(self, *command: str, errors: IO[bytes] | None = None) -> None:
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        self._messages = 0

    def say(self, method: str, params: object, *, ask: bool = False) -> int:
        """Sends a message; the number of a question."""
        self._messages += 1
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if ask:
            message["id"] = self._messages
        body = json.dumps(message).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()
        return self._messages

    def hear(self) -> tuple[dict[str, Any], float]:
        """The next message of the server, and when it had come whole. Raises EOFError where the server has gone."""
        assert self._server.stdout is not None
        length = 0
        while line := self._server.stdout.readline():
            name, _, value = line.strip().partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            if not name and length:
                body = self._server.stdout.read(length)
                came = time.perf_counter()
                message: dict[str, Any] = json.loads(body)
                return message, came
        raise EOFError("the server has gone")

    def answered(self, number: int) -> tuple[dict[str, Any], float]:
        """The answer to a question, and when it came; what comes before is kept for nobody."""
        while True:
            message, came = self.hear()
            if message.get("id") == number:
                return message, came

    def ask(self, method: str, params: object) -> dict[str, Any]:
        """The answer to a question that is asked now."""
        return self.answered(self.say(method, params, ask=True))[0]

    def published(self, version: int, stages: int = 1) -> list[tuple[list[dict[str, Any]], float]]:
        """The findings that come for a version of a text, so many times, and when they came."""
        found: list[tuple[list[dict[str, Any]], float]] = []
        while len(found) < stages:
            message, came = self.hear()
            params: dict[str, Any] = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params.get("version") == version:
                found.append((params["diagnostics"], came))
        return found

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
