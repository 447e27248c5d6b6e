"""Drives a headless Chromium through its remote debugging pipe: opens pages, presses keys, runs scripts, watches.

The protocol is JSON messages with a zero byte after each, over the file descriptors 3 and 4 of the browser.
"""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import time
from pathlib import Path
from typing import Any

from browser import OPTIONS, find_browser

_KEYS = {
    "Tab": (9, "\t"),
    "Enter": (13, "\r"),
    "Escape": (27, ""),
    " ": (32, " "),
    "PageUp": (33, ""),
    "PageDown": (34, ""),
    "End": (35, ""),
    "Home": (36, ""),
    "ArrowLeft": (37, ""),
    "ArrowUp": (38, ""),
    "ArrowRight": (39, ""),
    "ArrowDown": (40, ""),
}
_MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
_SECONDS = 60.0


class BrowserError(AssertionError):
    """The browser did not do what it was asked, or a script failed."""


class Browser:
    """One headless browser with one page. ``folder`` takes its profile. Close it after use."""

    def __init__(self, folder: Path, *options: str, size: tuple[int, int] = (1440, 900)) -> None:
        command = [find_browser(), *OPTIONS, f"--user-data-dir={folder / 'driven'}", "--remote-debugging-pipe"]
        command += [f"--window-size={size[0]},{size[1]}", *options, "about:blank"]
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        # The browser wants the descriptors 3 and 4; a shell puts them there, whatever numbers ours have.
        script = f'exec "$@" 3<&{to_read} 4>&{to_write}'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", *command],
            pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        self._number = 0
        self._rest = b""
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._session = ""
        targets = self.send("Target.getTargets")["targetInfos"]
        target = next(each["targetId"] for each in targets if each["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol and its answer; events that come meanwhile are noted."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _next(self) -> dict[str, Any]:
        ends = time.monotonic() + _SECONDS
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], max(0.0, ends - time.monotonic()))
            found = os.read(self._read, 1 << 20) if ready else b""
            if not found:
                raise BrowserError("the browser said nothing more")
            self._rest += found
        first, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(first)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        method, said = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(said["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(said["exceptionDetails"])[:1000])
        elif method == "Log.entryAdded" and said["entry"]["level"] == "error":
            self.errors.append(said["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.errors.append(f"a dialog: {said['message']}")
            self._number += 1
            message = {"id": self._number, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}}
            os.write(self._write, json.dumps(message | {"sessionId": self._session}).encode() + b"\0")

    def open(self, page: Path, hash: str = "") -> None:
        """Open a file and wait until it is there; what went wrong on an earlier page is forgotten."""
        self.send("Page.navigate", url="about:blank")
        self.errors.clear()
        self.requests.clear()
        self.send("Page.navigate", url=page.as_uri() + hash)
        self.wait(f"location.pathname.endsWith({json.dumps(page.name)}) && document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """The value of an expression on the page; a promise is waited for."""
        done = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            raise BrowserError(f"{script[:200]}: {done['exceptionDetails']}")
        return done["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        ends = time.monotonic() + _SECONDS
        while not self.run(f"!!({condition})"):
            if time.monotonic() > ends:
                raise BrowserError(f"this never came: {condition}")
            time.sleep(0.02)

    def press(self, *keys: str) -> None:
        """Press keys one after another, as ``Enter``, ``a`` or ``Shift+Tab``."""
        for key in keys:
            *held, name = key.split("+") if len(key) > 1 else [key]
            code, text = _KEYS.get(name, (ord(name.upper()[0]) if name.isalnum() else 0, name))
            modifiers = sum(_MODIFIERS[each] for each in held)
            about: dict[str, Any] = {"key": name, "windowsVirtualKeyCode": code, "modifiers": modifiers}
            typed = {"text": text, "type": "keyDown"} if text and name != "Tab" else {"type": "rawKeyDown"}
            self.send("Input.dispatchKeyEvent", **about, **typed)
            self.send("Input.dispatchKeyEvent", **about, type="keyUp")

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.send("Input.insertText", text=text)

    def media(self, **features: str) -> None:
        """Let the reader's setting be so: ``prefers_color_scheme="dark"``."""
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", features=told)

    def picture(self, path: Path) -> None:
        """Write what is seen as a PNG."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        """End the browser."""
        try:
            self._session = ""
            self.send("Browser.close")
        except (BrowserError, OSError):
            self._process.kill()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._write)
        os.close(self._read)
