"""What every feature of the editor gets: one document in one version, with all that is known of it."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from lsprotocol import types

from blueprint.findings.finding import Finding
from blueprint.findings.lookup.index import Index
from blueprint.findings.run import checking, mistakes
from blueprint.findings.settings import Settings
from blueprint.lsp.documents import Document
from blueprint.model.elements import Blueprint
from blueprint.model.read import assembly, read_lines
from blueprint.text.span import Span
from blueprint.tree.nodes import LineTree
from blueprint.tree.parse import parse_each

if TYPE_CHECKING:
    from blueprint.lsp.workspace import Workspace
    from blueprint.model.assemble import Assembly


class View:
    """One document as it stands. Everything is worked out on first use and never changes: a change makes a new view.

    What only needs the lines (``lines``, ``trees``) costs a few milliseconds for 10,000 lines; ``blueprint`` and
    ``findings`` may cost some hundred. A feature that answers at every key makes do with the former.
    """

    def __init__(self, document: Document, workspace: Workspace, settings: Settings) -> None:
        self.document = document
        self.workspace = workspace
        self.settings = settings
        """What is in force for the file."""
        self.used: dict[str, Document | None] = {}
        """The texts that were read to work it out, by path; None for one that could not be had."""
        self._findings: tuple[Finding, ...] | None = None

    @property
    def uri(self) -> str:
        """The document's address, as the editor wrote it."""
        return self.document.uri

    @property
    def path(self) -> str:
        """The absolute path of the file, as in each ``Span``; the address where the text is in no file."""
        return self.document.path

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return self.document.lines

    @cached_property
    def trees(self) -> tuple[LineTree, ...]:
        """What each line says; equal lines are parsed once."""
        return parse_each(self.lines)

    @cached_property
    def blueprint(self) -> Blueprint:
        """The model, with what it includes as the editor has it."""
        if self._assembly.is_current:
            return self._assembly.blueprint
        return read_lines(self.trees, self.path, self.workspace.includes_of(self))

    @property
    def outline(self) -> Blueprint:
        """The model without its journey and its arrows, with all that is wrong in the text: it comes first."""
        return self._assembly.outline

    @cached_property
    def _assembly(self) -> Assembly:
        return assembly(self.trees, self.path, self.workspace.includes_of(self), self.workspace.memory_of(self))

    @cached_property
    def index(self) -> Index:
        """What the checks look things up in, for the file's settings."""
        return Index(self.blueprint, self.settings)

    @property
    def today(self) -> date:
        """The day from which ages are measured: that of the settings, else that of the calendar."""
        return self.settings.today or date.today()  # noqa: DTZ011 - the writer's own day is meant

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the command line finds in the file, without what is silenced and what its baseline knows."""
        for _ in self.judging():
            pass
        return self._findings or ()

    @property
    def mistakes(self) -> tuple[Finding, ...]:
        """Of the findings those that say what is wrong in the text: they need no flow, and come first."""
        return self.workspace.without_known(self.path, mistakes(self.outline, self.settings))

    def judging(self) -> Generator[None, None, None]:
        """Works out the findings in pieces, for a server that has to listen in between."""
        if self._findings is None:
            blueprint = self.blueprint
            yield
            found = yield from checking(blueprint, self.settings)
            self._findings = self.workspace.without_known(self.path, found)

    @property
    def findings_so_far(self) -> tuple[Finding, ...]:
        """The findings where they have been worked out already, else none."""
        return self._findings or ()

    @property
    def documentation(self) -> str:
        """Where the settings say that the pages of the checks are, now; ``""`` where they do not say."""
        return self.workspace.documentation(self.document)

    # Places

    def point(self, position: types.Position) -> tuple[int, int]:
        """The line and the column (both from 1, in code points) of an editor's position in this document."""
        return self.document.point(position)

    def range(self, span: Span) -> types.Range:
        """The editor's range of a span, in this document or in an included file."""
        document = self.document if span.path == self.path else self.workspace.document(span.path)
        if document is None:
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        return document.range(span.line, span.column, span.end)

    def location(self, span: Span) -> types.Location:
        """The address and the range of a span, in this document or in an included file."""
        uri = self.uri if span.path == self.path else self.workspace.uri_of(span.path)
        return types.Location(uri, self.range(span))
