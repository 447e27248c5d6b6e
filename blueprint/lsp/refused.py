"""What an editor asks for and cannot have."""

from __future__ import annotations


class Refused(Exception):
    """A wish that is not granted; the message is one sentence for the person who asked. It is an answer like others."""
