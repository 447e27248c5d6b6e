"""Findings as Markdown, for a comment or a summary: a table for each file, the details folded below it, and what the
checks mean, where the settings name no address for that."""

from __future__ import annotations

import re

from blueprint.findings.finding import Finding, Severity
from blueprint.findings.link import command
from blueprint.findings.output import text
from blueprint.findings.output.report import Report, by_file, counted
from blueprint.findings.output.terminal import printable

LIMIT = 60_000
"""So many characters at most: a comment on GitHub holds 65,536."""

LONGEST = 500
"""So many characters of a sentence or a path."""

_SIGNS = {Severity.ERROR: "🛑", Severity.WARNING: "⚠️", Severity.INFO: "💡"}
_MARKUP = re.compile(r"([\\`*_\[\]{<>|~&$#]|:(?=[/\w+-])|(?<=www)\.)")
# What GitHub and GitLab would take for the name of somebody, or the number of an issue or a merge request.
_REFERENCE = re.compile(r"([@#!$%&~^*])(?=[\w\"])")
_NOTHING = "\u200b"


def write(report: Report, *, colour: bool = False, width: int = 0) -> str:
    """The summary, what could not be read, and the files with findings. ``colour`` and ``width`` are not used.

    Where all would be too long, pages of checks are left out, then the details of the last files, and if need be their
    findings.
    """
    parts = [f"**{report.summary}**\n"]
    if report.unread:
        parts.append("".join(f"- 🛑 {_escaped(sentence)}\n" for sentence in report.unread[:50]))
        if report.unread[50:]:
            parts.append(f"- and {counted(len(report.unread) - 50, 'more file')}\n")
    room = LIMIT - sum(map(len, parts)) - 200
    tables, left = [], 0
    for path, findings in by_file(report.findings).items():
        head = f"### {_escaped(report.seen_from_root(path))}\n\n| line | | check | finding |\n|--:|---|---|---|\n"
        rows: list[str] = []
        for number, finding in enumerate(findings):
            row = _row(report, finding)
            if len(head) + len(row) > room:
                left += len(findings) - number
                break
            rows.append(row)
            room -= len(row)
        if rows:
            tables.append((head + "".join(rows), findings[: len(rows)]))
            room -= len(head)
    without = 0
    for table, findings in tables:
        parts.append(table)
        details = _details(report, findings)
        if len(details) <= room:
            parts.append(details)
            room -= len(details)
        else:
            without += 1
    # What is of no file: the pages, each once, of the checks that the reader cannot open by a link.
    for check in dict.fromkeys(one.check for _, findings in tables for one in findings if not report.address(one)):
        meaning = _meaning(check)
        if len(meaning) <= room:
            parts += [meaning] if meaning else []
            room -= len(meaning)
    if left:
        parts.append(f"There is no room here for {counted(left, 'more finding')}.\n")
    elif without:
        parts.append(f"There is no room here for the details of {counted(without, 'file')}.\n")
    return "\n".join(parts)


def _row(report: Report, finding: Finding) -> str:
    address = report.address(finding)
    check = f"[{finding.check}](<{address}>)" if address else f"`{finding.check}`"
    words = _escaped(finding.message) + (f"<br>{_escaped(finding.help)}" if finding.help else "")
    return f"| {finding.span.line} | {_SIGNS[finding.severity]} {finding.severity.word} | {check} | {words} |\n"


def _details(report: Report, findings: list[Finding]) -> str:
    """The findings with their source lines, folded; in a block that nothing in them can end."""
    blocks = (text.write_finding(report, finding) for finding in findings)
    lines = "\n".join(blocks)
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", lines)), 0)
    summary = f"<summary>{counted(len(findings), 'finding')} with the lines</summary>"
    return f"<details>\n{summary}\n\n{fence}text\n{lines}{fence}\n\n</details>\n"


def _meaning(check: str) -> str:
    """The page of a check up to its examples, folded, its headings below those of the files; ``""`` if it has none."""
    from blueprint.findings.catalog import page

    found = page(check)
    if found is None:
        return ""
    text = re.sub("^## ", "#### ", found.text.partition("## Example that fails\n")[0], flags=re.MULTILINE)
    summary = f"<summary>What <code>{check}</code> means</summary>"
    examples = f"Examples and the source: `{command(check)}`"
    return f"<details>\n{summary}\n\n{found.summary}\n\n{text.strip()}\n\n{examples}\n\n</details>\n"


def _escaped(words: str) -> str:
    """Words as they are, without a meaning in Markdown or HTML, and without calling anybody by name."""
    words = printable(words if len(words) <= LONGEST else f"{words[:LONGEST]}…")
    plain = _REFERENCE.sub(rf"\1{_NOTHING}", words)
    return _MARKUP.sub(r"\\\1", plain)
