"""The work on one file: read it, check it. Its result is plain, so that it can be sent to another process or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.cli.files import Sources, used_by
from blueprint.cli.judge import judge
from blueprint.findings.plain import Plain, from_plain, to_plain
from blueprint.model.load import Includes
from blueprint.model.read import parse
from blueprint.text.source import Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.findings.finding import Finding
    from blueprint.findings.settings import Settings


class Task(NamedTuple):
    """A file to check, and the settings for it."""

    path: str
    settings: Settings


class Judged(NamedTuple):
    """What came of a task.

    ``path`` is the file as messages call it, ``digest`` that of its text, ``used`` all files that it was read from.
    ``included`` holds the path and the digest of each file that it includes, or is None where one of them could not be
    had. ``unread`` says why the file itself could not be read, and is else ``""``.
    """

    path: str
    digest: str
    findings: Sequence[Plain]
    used: Sequence[str]
    included: Sequence[Sequence[str]] | None
    unread: str


class Result(NamedTuple):
    """What came of a task, with findings as all others know them."""

    path: str
    findings: tuple[Finding, ...]
    used: Sequence[str]
    unread: str


def result_of(judged: Judged) -> Result:
    """The result; raises TypeError or ValueError where the plain form is broken."""
    findings = tuple(from_plain(plain) for plain in judged.findings)
    return Result(judged.path, findings, judged.used, judged.unread)


def work(task: Task, sources: Sources | None = None) -> Judged:
    """Checks one file. ``sources`` reads it and keeps its lines."""
    try:
        source = (sources or Sources()).read(task.path)
    except SourceError as error:
        return Judged("", "", (), (), None, str(error))
    noting = Noting(source.path)
    blueprint = parse(source.text, source.path, noting)
    findings = [to_plain(finding) for finding in judge(blueprint, task.settings)]
    used = sorted(used_by(blueprint) | {path for path, _ in noting.included})
    included = None if noting.failed else noting.included
    return Judged(source.path, digest(source.text), findings, used, included, "")


class Noting(Includes):
    """Fetches included files and notes which, also those of which nothing ends in the blueprint."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.included: list[list[str]] = []
        self.failed = False

    def __call__(self, words: str, path: str) -> Source | str:
        """As that of Includes."""
        fetched = super().__call__(words, path)
        if isinstance(fetched, Source):
            self.included.append([fetched.path, digest(fetched.text)])
        else:
            self.failed = True
        return fetched


def digest(text: str) -> str:
    """What tells a text from any other."""
    from hashlib import blake2b

    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()
