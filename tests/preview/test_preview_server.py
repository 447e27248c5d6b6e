"""Whom the preview answers, and whom not."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Callable
from contextlib import suppress
from email.message import Message
from pathlib import Path

import pytest
from click.testing import CliRunner
from running import Preview

from blueprint.cli.main import cli
from blueprint.preview.gate import may_ask

Start = Callable[..., Preview]


def ask(
    started: Preview, path: str, *, method: str = "GET", body: str | None = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", started.port, timeout=10)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def test_without_the_token_there_is_nothing(standing: Preview) -> None:
    wrong = standing.token[:-1] + ("a" if standing.token[-1] != "a" else "b")
    for path in ("/", "/favicon.ico", f"/{wrong}/", f"/{standing.token[:-1]}/", "//", "/%00/", "/ä/"):
        for method in ("GET", "POST", "PUT", "HEAD", "OPTIONS"):
            try:
                found = ask(standing, path, method=method, body="{}" if method == "POST" else None)
            except UnicodeEncodeError:
                continue
            assert found == (403, b"", {"Content-Length": "0", "Connection": "close"}), (method, path)


def test_the_last_slash_of_the_address_may_be_left_out(standing: Preview) -> None:
    assert ask(standing, f"/{standing.token}")[0] == ask(standing, f"/{standing.token}/")[0] == 200
    assert ask(standing, f"/{standing.token}", method="POST", body="{}")[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "localhost:1"},
        {"Host": ""},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
        {
            "Origin": "http://evil.example",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec_WebSocket_Version": "13",
        },
        {"Origin": "http://evil.example", "Access_Control_Request_Method": "POST"},
    ],
)
def test_for_another_host_or_origin_there_is_nothing(standing: Preview, headers: dict[str, str]) -> None:
    for rest in ("", "?events"):
        found = ask(standing, f"/{standing.token}/{rest}", **headers)
        assert found == (403, b"", {"Content-Length": "0", "Connection": "close"})
    assert ask(standing, f"/{standing.token}/", method="POST", body="{}", **headers)[0] == 403


def test_nothing_is_allowed_to_other_origins_beforehand(editors: Preview) -> None:
    asked = {"Origin": "http://evil.example", "Access_Control_Request_Method": "POST"}
    found = ask(editors, f"/{editors.token}/", method="OPTIONS", **asked)
    assert found == (403, b"", {"Content-Length": "0", "Connection": "close"})


def test_an_address_alone_moves_no_cursor(editors: Preview) -> None:
    path = f"/{editors.token}/"
    for query in ("?key=action%20calls", "?%7B%22key%22:%22action%20calls%22%7D"):
        assert ask(editors, path + query)[0] == 200
    ask(editors, path, method="POST", body='{"key": "action smiles"}', Content_Type="application/json")
    assert editors.hears()["line"] == 11


def test_whoever_asks_first_hears_no_more(standing: Preview) -> None:
    host = f"Host: 127.0.0.1:{standing.port}\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    for token, status in (("wrong", b"403"), (standing.token, b"100")):
        with socket.create_connection(("127.0.0.1", standing.port), timeout=10) as line:
            line.sendall(f"POST /{token}/ HTTP/1.1\r\n{host}".encode())
            assert line.recv(100).startswith(b"HTTP/1.1 " + status)


def test_a_browser_is_led_in_once(editors: Preview) -> None:
    editors.says({"browse": True})
    first = str(editors.hears()["address"])
    editors.says({"browse": True})
    path = "/" + str(editors.hears()["address"]).split("/", 3)[3]
    assert editors.token not in first + path
    assert ask(editors, "/" + first.split("/", 3)[3])[0] == 403  # There is a newer one.
    assert ask(editors, path, Origin="http://evil.example")[0] == 403
    assert ask(editors, path, method="POST", body="{}")[0] == 403
    status, _, headers = ask(editors, path)
    assert (status, headers["Location"]) == (303, f"/{editors.token}/")
    assert ask(editors, path)[0] == 403


def test_two_hosts_in_one_request_are_refused(standing: Preview) -> None:
    with socket.create_connection(("127.0.0.1", standing.port), timeout=10) as line:
        host = f"Host: 127.0.0.1:{standing.port}\r\n"
        line.sendall(f"GET /{standing.token}/ HTTP/1.1\r\n{host}Host: evil.example\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize(
    "garbage", [b"\x00\x01\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 9, b"G" * 99_999]
)
def test_garbage_is_no_harm(standing: Preview, garbage: bytes) -> None:
    said = b""
    # It may close the line before it has heard all.
    with socket.create_connection(("127.0.0.1", standing.port), timeout=10) as line, suppress(OSError):
        line.sendall(garbage)
        line.shutdown(socket.SHUT_WR)
        said = line.recv(1000)
    assert b"python" not in said.lower()
    assert ask(standing, f"/{standing.token}/")[0] == 200


def test_the_page_is_for_nobody_else(standing: Preview) -> None:
    status, page, headers = ask(standing, f"/{standing.token}/")
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in headers
    assert b"default-src 'none'; script-src 'sha256-" in page
    assert b"connect-src 'self'; " in page
    assert b"unsafe" not in page.partition(b"<style>")[0]
    assert standing.token.encode() not in page


def test_only_blueprints_of_the_folder_are_shown(preview: Start, story: Path) -> None:
    (story.parent / "secret.txt").write_text("secret")
    (story.parent.parent / "above.blueprint").write_text('blueprint "Above"\n')
    started = preview(story.parent)
    base = f"/{started.token}/blueprint/"
    assert ask(started, base + "call.blueprint")[0] == 200
    for name in ("secret.txt", "../above.blueprint", "%2e%2e/above.blueprint", "/etc/passwd", "", "call.blueprint/"):
        assert ask(started, base + name)[0] == 404, name


@pytest.mark.parametrize(
    "body", ["[" * 9_999, "", "[]", "{}", '{"key": 1}', '{"key": "action nothing"}', '{"mistake": -1}', "{", '"x"']
)
def test_a_message_that_means_nothing_is_passed_over(editors: Preview, body: str) -> None:
    assert ask(editors, f"/{editors.token}/", method="POST", body=body, Content_Type="application/json")[0] == 404
    found = ask(
        editors, f"/{editors.token}/", method="POST", body='{"key": "action calls"}', Content_Type="application/json"
    )
    assert found[0] == 204
    assert editors.hears()["line"] == 6


def test_a_message_of_another_kind_or_too_long_is_refused(editors: Preview) -> None:
    path = f"/{editors.token}/"
    assert ask(editors, path, method="POST", body='{"key": "action calls"}', Content_Type="text/plain")[0] == 404
    assert ask(editors, path, method="POST", body=json.dumps({"key": "x" * 10_000}))[0] == 403


def test_it_listens_on_this_machine_only(standing: Preview) -> None:
    for address in {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}:
        if not str(address).startswith("127."):
            with socket.socket() as line:
                line.settimeout(2)
                assert line.connect_ex((address, standing.port)) != 0


def test_what_cannot_be_shown_is_one_message(standing: Preview, story: Path) -> None:
    port = str(standing.port)
    empty = story.parent / "empty"
    empty.mkdir()
    for arguments in ([str(story), "--port", port], [str(story.parent / "missing.blueprint")], [str(empty)]):
        result = CliRunner().invoke(cli, ["preview", "--no-open", *arguments])
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("port", "host", "origin", "may"),
    [
        (80, "127.0.0.1", "http://127.0.0.1", True),
        (80, "127.0.0.1:80", "http://127.0.0.1:80", True),
        (80, "127.0.0.1", "http://127.0.0.1:8080", False),
        (80, "localhost", "http://localhost", False),
        (8080, "127.0.0.1", "http://127.0.0.1", False),
    ],
)
def test_the_port_that_goes_without_saying(port, host, origin, may):
    headers = Message()
    headers["Host"], headers["Origin"] = host, origin
    assert may_ask("/token/", headers, port, "token") is may
