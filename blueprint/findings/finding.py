"""What a check has to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from blueprint.text.span import Span


class Severity(IntEnum):
    """How bad a finding is; the greater, the worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word that is printed and written in settings."""
        return self.name.lower()


class Place(NamedTuple):
    """A second place that helps to understand a finding, with its own words ("handed over here")."""

    span: Span
    words: str


@dataclass(frozen=True)
class Finding:
    """One gap or mistake in a blueprint.

    ``check`` is the check's name, ``code`` its short code. ``message`` is one sentence that names the things by their
    labels; ``span`` the place to change; ``element`` the id of the element it belongs to, ``""`` for the whole blueprint; ``help`` what to do next.
    """

    check: str
    code: str
    severity: Severity
    message: str
    span: Span
    element: str = ""
    help: str = ""
    places: tuple[Place, ...] = ()

    @property
    def page(self) -> str:
        """The path of the check's page below the documentation."""
        return f"checks/{self.check}.md"
