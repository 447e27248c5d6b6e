"""Which comments of a file silence which findings: ``# allow check-name: reason``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from blueprint.findings.finding import Finding
    from blueprint.findings.lookup.index import Index
    from blueprint.model.elements import Silence
    from blueprint.text.span import Span


class Heard(NamedTuple):
    """The findings that nothing silences, and the silences that silenced nothing.

    ``unused`` holds no silence of a check that was not asked, and none of an included file: that one speaks to every
    blueprint that includes it, and another may need it. ``names`` are the names of all checks.
    """

    findings: list[Finding]
    unused: tuple[Silence, ...]
    names: frozenset[str]

    def gathered(self, check: str, first: Span) -> int:
        """The line of a check's finding for the whole file, which stands at ``first``; 0 where there is none."""
        return first.line if any(one.check == check and one.span == first for one in self.findings) else 0


def hear(index: Index, findings: list[Finding], ran: frozenset[str], names: frozenset[str]) -> Heard:
    """Takes away what the file silences. ``ran`` are the names of the checks that were asked, ``names`` of all.

    What the reader noticed cannot be silenced: a line that was not understood may hold anything. Nor can anything be
    silenced without a reason.
    """
    silences = index.blueprint.silences
    table: dict[tuple[str, str, int], list[Silence]] = {}
    for silence in silences:
        if silence.reason and not index.reported(silence.check):
            table.setdefault((silence.check, silence.span.path, silence.line), []).append(silence)
    used: set[Silence] = set()
    heard: list[Finding] = []
    for finding in findings:
        spans = (finding.span, index.element_span(finding.element) or finding.span)
        found = [one for span in spans for one in table.get((finding.check, span.path, span.line), ())]
        used.update(found)
        if not found:
            heard.append(finding)
    idle = [one for one in silences if one not in used and one.span.path == index.blueprint.path]
    return Heard(heard, tuple(one for one in idle if one.check in ran or one.check not in names), names)
