"""The files that belong together: those that the editor has open, those in its folders, and who includes whom.

A text that the editor has open goes before the file on the disk, for includes too.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from typing import Any

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from blueprint.cli.decided import NOTHING_KNOWN, House
from blueprint.cli.failure import CannotWork
from blueprint.cli.files import find
from blueprint.findings.baseline import Known
from blueprint.findings.finding import Finding
from blueprint.findings.settings import Settings
from blueprint.lsp.documents import UTF16, Document, changed, opened
from blueprint.lsp.names import Names
from blueprint.lsp.slices import at_once
from blueprint.lsp.view import View
from blueprint.model.load import Includes
from blueprint.model.memory import Memory
from blueprint.model.read import Include
from blueprint.settings.force import Force
from blueprint.text.source import Source, SourceError, read_source
from blueprint.tree.nodes import Token
from blueprint.tree.parse import parse_line
from blueprint.tree.quotes import unquoted

_INCLUDE = re.compile(r"\s*include\b", re.IGNORECASE)


class Workspace:
    """The open texts and the folders of one editor."""

    def __init__(self, folders: Iterable[str] = (), encoding: types.PositionEncodingKind | str = UTF16) -> None:
        self.folders = list(folders)
        """The absolute paths of the editor's folders."""
        self.encoding = encoding
        self.snippets = True
        """Whether the editor takes texts with places to fill in."""
        self.house = House()
        self._open: dict[str, Document] = {}
        self._paths: dict[str, str] = {}
        self._disk: dict[str, tuple[tuple[int, int], Document]] = {}
        self._views: dict[str, tuple[Counter[Known], View]] = {}
        self._memories: dict[str, Memory] = {}
        self._names: dict[str, tuple[Document, Names]] = {}
        self._includes: dict[str, tuple[Document, tuple[str, ...]]] = {}
        self._keys: dict[str, tuple[str, tuple[int, int]]] = {}
        self.changes = 0
        """How often a text became another one, as far as anybody has looked."""

    def _key(self, path: str) -> str:
        """What is the same for all paths of one file."""
        if not os.path.isabs(path):
            return path
        try:
            state = os.stat(path)
        except OSError:
            return os.path.realpath(path)
        # To follow all links of a path takes ten times as long as to see that it still leads to the same file.
        same = state.st_dev, state.st_ino
        known = self._keys.get(path)
        if known is None or known[1] != same:
            known = self._keys[path] = os.path.realpath(path), same
        return known[0]

    # Texts

    def open(self, uri: str, text: str, version: int | None) -> None:
        """Takes in a text that the editor opened."""
        path = path_of(uri)
        self.changes += 1
        self._paths[uri] = path
        self._open[self._key(path)] = opened(uri, path, text, version, self.encoding)

    def change(self, uri: str, changes: Sequence[types.TextDocumentContentChangeEvent], version: int | None) -> None:
        """Changes an open text."""
        key = self._key(path_of(uri))
        if key in self._open:
            self.changes += 1
            self._open[key] = changed(self._open[key], changes, version)

    def close(self, uri: str) -> None:
        """Lets go of a text: from now on its file counts."""
        path = self._paths.pop(uri, path_of(uri))
        self.changes += 1
        self._open.pop(self._key(path), None)
        self._views.pop(self._key(path), None)
        self._memories.pop(self._key(path), None)
        self.tidy()

    def tidy(self) -> None:
        """Lets go of what is known of texts that are closed and in no file, and of files that are gone."""
        tables: tuple[dict[str, Any], ...] = (self._disk, self._views, self._memories, self._names, self._includes)
        known = {key for table in tables for key in table} | {key for key, _ in self._keys.values()}
        gone = {key for key in known if key not in self._open and not os.path.exists(key)}
        for table in tables:
            for key in table.keys() & gone:
                del table[key]
        self._keys = {path: known for path, known in self._keys.items() if known[0] not in gone}

    @property
    def open_uris(self) -> tuple[str, ...]:
        """The addresses of the open texts."""
        return tuple(document.uri for document in self._open.values())

    def document(self, path: str) -> Document | None:
        """The text at a path, as the editor has it or else as it is on the disk; None where it cannot be had."""
        try:
            return self._read(path)
        except SourceError:
            return None

    def saved(self, path: str) -> Document | None:
        """The text at a path as it is on the disk; None where it cannot be had."""
        try:
            return self._from_disk(path)
        except SourceError:
            return None

    def _read(self, path: str) -> Document:
        """The text as the editor has it or else as it is on the disk; raises SourceError with the reason."""
        return self._open.get(self._key(path)) or self._from_disk(path)

    def _from_disk(self, path: str) -> Document:
        key = self._key(path)
        try:
            state = os.stat(path)
        except (OSError, ValueError):
            stamp = (0, 0)
        else:
            stamp = (state.st_mtime_ns, state.st_size)
            if key in self._disk and self._disk[key][0] == stamp:
                return self._disk[key][1]
        text = read_source(path).text
        document = opened(self.uri_of(path), path, text, None, self.encoding)
        self.changes += key in self._disk
        self._disk[key] = (stamp, document)
        return document

    def uri_of(self, path: str) -> str:
        """The address of a path, as the editor wrote it where it has it open."""
        document = self._open.get(self._key(path))
        return document.uri if document is not None else from_fs_path(path) or path

    # Views

    def view(self, uri: str) -> View | None:
        """The view of a text; the same one as long as neither it, nor an included one, nor the settings, nor the known
        findings changed."""
        return self.view_at(path_of(uri))

    def view_at(self, path: str) -> View | None:
        """The view of the text at a path."""
        document = self.document(path)
        if document is None:
            return None
        settings = self.settings(document)
        known = self.house.known(path) if document.is_file else NOTHING_KNOWN
        before, view = self._views.get(self._key(path), (None, None))
        if (
            view is not None
            and before is known
            and view.document is document
            and view.settings == settings
            and all(self.document(one) is text for one, text in view.used.items())
        ):
            return view
        view = View(document, self, settings)
        self._views[self._key(path)] = known, view
        return view

    def settings(self, document: Document) -> Settings:
        """The settings in force for a text."""
        return self._force(document).settings

    def documentation(self, document: Document) -> str:
        """Where the settings of a text say that the pages of the checks are; ``""`` where they do not say."""
        return self._force(document).documentation

    def _force(self, document: Document) -> Force:
        return self.house.force(document.path if document.is_file else os.path.join(self._root(), "x"))

    def without_known(self, path: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of a file that its baseline does not know."""
        return self.house.without_known(path, findings) if os.path.isabs(path) else findings

    def includes_of(self, view: View) -> Include | None:
        """What fetches the files that a view's text includes, and notes them; None where the text stands in no file."""
        if not view.document.is_file:
            return None

        def read(path: str) -> Source:
            view.used[path] = None
            document = view.used[path] = self._read(path)
            return Source("\n".join(document.lines), path)

        return Includes(view.path, read=read)

    def memory_of(self, view: View) -> Memory | None:
        """What the last reading of an open text made of it; None for a text that nobody changes."""
        if view.document.version is None:
            return None
        return self._memories.setdefault(self._key(view.path), Memory())

    def _root(self) -> str:
        return self.folders[0] if self.folders else os.getcwd()

    def names(self, path: str) -> Names | None:
        """The names of the text at a path; None where it cannot be had."""
        return at_once(self.naming(path))

    def naming(self, path: str) -> Generator[None, None, Names | None]:
        """Works out the names of the text at a path in pieces."""
        document = self.document(path)
        if document is None:
            return None
        known = self._names.get(self._key(path))
        if known is None or known[0] is not document:
            names = Names(path, keep=document.version is not None)
            yield from names.read(document.lines)
            known = self._names[self._key(path)] = (document, names)
        return known[1]

    # Who includes whom

    def files(self) -> tuple[str, ...]:
        """The paths of all blueprints in the folders and of those that are open, sorted."""
        found: dict[str, str] = {}
        for folder in self.folders:
            try:
                found.update((self._key(path), path) for path in find([folder]))
            except CannotWork:
                continue
        found.update((key, document.path) for key, document in self._open.items() if document.is_file)
        return tuple(sorted(found.values()))

    def included_by(self, path: str) -> tuple[str, ...]:
        """The paths that a file includes itself, as far as they are there to be read."""
        document = self.document(path)
        if document is None or not document.is_file:
            return ()
        key = self._key(path)
        known = self._includes.get(key)
        if known is not None and known[0] is document:
            return known[1]
        found = []
        # Most texts include nothing, and need not be looked through line by line.
        for line in document.lines if "include" in document.text.lower() else ():
            if _INCLUDE.match(line):
                tree = parse_line(line)
                if tree.kind == "include" and len(tree.tokens) > 1:
                    found.append(self.included_path(document.path, tree.tokens[1]))
        self._includes[key] = (document, tuple(found))
        return tuple(found)

    def included_path(self, path: str, words: Token) -> str:
        """The path of the file that the quoted words of an include name, as seen from the including file."""
        return os.path.normpath(os.path.join(os.path.dirname(path), unquoted(words)))

    def shown(self, path: str) -> str:
        """A path as people know it: from the folder that the editor has open."""
        for folder in self.folders:
            if path.startswith(os.path.join(folder, "")):
                return os.path.relpath(path, folder).replace(os.sep, "/")
        return os.path.basename(path)

    def seen_from(self, path: str) -> tuple[str, ...]:
        """A file and all that it includes, itself or through others: where its names may be declared."""
        seen = {self._key(path): path}
        waiting = [path]
        for one in waiting:
            for inner in self.included_by(one):
                if self._key(inner) not in seen and self.document(inner) is not None:
                    seen[self._key(inner)] = inner
                    waiting.append(inner)
        return tuple(seen.values())

    def that_see(self, paths: Iterable[str]) -> Generator[None, None, tuple[str, ...]]:
        """Finds, in pieces, the files of the workspace that are one of these or include one, also through others."""
        wanted = {self._key(path): path for path in paths}
        found = dict(wanted)
        for path in self.files():
            yield
            if not wanted.keys().isdisjoint(map(self._key, self.seen_from(path))):
                found.setdefault(self._key(path), path)
        return tuple(found.values())

    def open_that_see(self, path: str) -> tuple[str, ...]:
        """The addresses of the open texts on which a change of a file bears: its own and those that include it."""
        key = self._key(path)
        return tuple(
            document.uri
            for own, document in self._open.items()
            if own == key or (document.is_file and key in map(self._key, self.seen_from(document.path)))
        )


def path_of(uri: str) -> str:
    """The absolute path of an address, or the address itself where it names no file."""
    try:
        path = to_fs_path(uri)
    except ValueError:
        return uri
    return os.path.normpath(path) if path and "\0" not in path else uri
