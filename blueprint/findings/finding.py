"""What a check has to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from blueprint.model.elements import Problem
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


class Edit(NamedTuple):
    """A change of the text: what stands in ``span`` gives way to ``text``.

    A span that ends where it begins inserts; ``text`` may hold line ends; a line that an edit leaves blank goes.
    """

    span: Span
    text: str


class Fix(NamedTuple):
    """What would put a finding right. ``words`` say it as an order ("Remove the second arrow"). ``safe`` fixes keep the
    meaning of the blueprint; the others change it, and want to be looked at."""

    words: str
    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True)
class Finding:
    """One gap or mistake in a blueprint.

    ``check`` is the check's name, ``code`` its short code. ``message`` is one sentence that names the things by their
    labels; ``span`` the place to change; ``element`` the id of the element it belongs to, ``""`` for the whole
    blueprint; ``help`` what to do next. ``trail`` is the path through the service that shows the finding, from its
    beginning on; ``fix`` puts it right where that is certain.
    """

    check: str
    code: str
    severity: Severity
    message: str
    span: Span
    element: str = ""
    help: str = ""
    places: tuple[Place, ...] = ()
    trail: tuple[Place, ...] = ()
    fix: Fix | None = None

    @property
    def page(self) -> str:
        """The path of the check's page below the documentation."""
        return f"checks/{self.check}.md"


def found(
    module: str,
    code: str,
    severity: Severity,
    message: str,
    span: Span,
    *,
    element: str = "",
    help: str = "",
    places: tuple[Place, ...] = (),
    trail: tuple[Place, ...] = (),
    fix: Fix | None = None,
) -> Finding:
    """The finding of the check whose ``module`` (its ``__name__``) is given: the file's name with hyphens names it."""
    return Finding(check_name(module), code, severity, message, span, element, help, places, trail, fix)


def check_name(module: str) -> str:
    """The name of the check that stands in a module."""
    return module.rpartition(".")[2].replace("_", "-")


def passed_on(module: str, code: str, severity: Severity, problems: tuple[Problem, ...]) -> Iterator[Finding]:
    """The findings of a check that only passes on what the reader noticed while it read the file."""
    for one in problems:
        places = tuple(Place(span, words) for span, words in one.related)
        yield found(module, code, severity, _sentence(one.message), one.span, help=_sentence(one.help), places=places)


def _sentence(words: str) -> str:
    """The words with a capital at the beginning and, where they end without a sign, a full stop."""
    words = words[:1].upper() + words[1:]
    return words + "." if words and words[-1] not in ".!?…" else words
