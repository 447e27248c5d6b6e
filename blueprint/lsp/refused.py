"""What an editor asks for and cannot have."""

from __future__ import annotations

from lsprotocol.types import LSPErrorCodes


class Refused(Exception):
    """A wish that is not granted; the message is one sentence for the person who asked. It is an answer like others."""

    code = LSPErrorCodes.RequestFailed
    """What it means to the editor."""


class Outdated(Refused):
    """The text has changed while the answer was worked out: the editor asks again if it still wants to know."""

    code = LSPErrorCodes.ContentModified
