"""Known findings: a list to begin with, so that a house with old blueprints hears only of what is new.

A finding is known by its file, its check and its element, not by its line or its words, so that it stays known where
lines move and figures change. What belongs to the file as a whole has no element. Two of a kind are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from blueprint.findings.finding import Finding

VERSION = 1


class Known(NamedTuple):
    """What makes a finding known: ``element`` is an element's id, ``""`` for the file as a whole."""

    path: str
    check: str
    element: str


class Compared(NamedTuple):
    """The findings that are new, and how often each known one is no more there."""

    new: tuple[Finding, ...]
    gone: Counter[Known]


def can_be_known(finding: Finding) -> bool:
    """Whether a finding can be kept quiet: what could not be understood cannot, since it may hide anything."""
    return not finding.code.startswith("SY")


def known(finding: Finding, name: Callable[[str], str]) -> Known:
    """The finding as a baseline knows it; ``name`` gives the path of its file as it stands there."""
    return Known(name(finding.span.path), finding.check, finding.element)


def listed(findings: Iterable[Finding], name: Callable[[str], str]) -> Counter[Known]:
    """A baseline of these findings."""
    return Counter(known(finding, name) for finding in findings if can_be_known(finding))


def compare(findings: Iterable[Finding], baseline: Counter[Known], name: Callable[[str], str]) -> Compared:
    """Takes the known ones away from the findings, of several alike the first."""
    left = Counter(baseline)
    new = []
    for finding in findings:
        key = known(finding, name)
        if left[key] > 0 and can_be_known(finding):
            left[key] -= 1
        else:
            new.append(finding)
    return Compared(tuple(new), +left)


def to_json(baseline: Counter[Known]) -> str:
    """The baseline as JSON, one finding a line and sorted, so that a change of it is a small difference."""
    import json

    lines = []
    for entry in sorted(baseline):
        content: dict[str, object] = entry._asdict()
        if baseline[entry] > 1:
            content["count"] = baseline[entry]
        lines.append("\n    " + json.dumps(content, ensure_ascii=False))
    return f'{{\n  "version": {VERSION},\n  "findings": [{",".join(lines)}\n  ]\n}}\n'


def from_json(text: str) -> Counter[Known]:
    """The baseline of a JSON text; raises ValueError, with the reason, where it is none."""
    import json

    content = json.loads(text)
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise ValueError(f"it is no baseline of version {VERSION}")
    found: Counter[Known] = Counter()
    entries = content.get("findings")
    for entry in entries if isinstance(entries, list) else [None]:
        if not isinstance(entry, dict):
            raise ValueError("its findings are no list of objects")
        texts = [entry.get(field) for field in Known._fields]
        count = entry.get("count", 1)
        if not all(isinstance(text, str) for text in texts) or not isinstance(count, int) or count < 1:
            raise ValueError(f"a finding in it has another form: {entry}")
        found[Known(*map(str, texts))] += count
    return found
