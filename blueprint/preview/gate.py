"""Who may ask the preview: only its own page, and only with the token that is in the address which was printed.

Other programs of this machine do not know the token. A page of another origin could send requests all the same; its
browser names that origin, and reads no answer. Where a stranger's name is made to point at this machine, the request
bears that name. So all of it is asked for, and what does not fit gets nothing at all.
"""

from __future__ import annotations

import hmac
import secrets
from email.message import Message

LOOPBACK = "127.0.0.1"
HTTP_PORT = 80


def new_token() -> str:
    """A token that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


def may_ask(path: str, headers: Message, port: int, token: str) -> bool:
    """Whether a request for a path may be answered."""
    # Browsers leave out the port that goes without saying.
    host = LOOPBACK if port == HTTP_PORT and headers.get("Host") == LOOPBACK else f"{LOOPBACK}:{port}"
    named = hmac.compare_digest(path.split("/")[1].encode() if path.startswith("/") else b"", token.encode())
    return named and headers.get_all("Host") == [host] and _is_ours(headers, f"http://{host}")


def _is_ours(headers: Message, origin: str) -> bool:
    """Whether the browser says that our own page asks, or that a person came here."""
    if any(said != origin for said in headers.get_all("Origin", [])):
        return False
    if headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return True
    return headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
