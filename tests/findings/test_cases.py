"""The cases of the checks: data files with blueprints on which a check fires, and near misses on which it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from blueprint.findings.catalog import pages
from blueprint.findings.run import check
from blueprint.findings.settings import Settings
from blueprint.model.read import parse

CASES = Path(__file__).parent / "cases"
HEAD = re.compile(r"^=== (?:fires at (?P<lines>[\d, ]+)|quiet): (?P<title>.+)$")


class Case(NamedTuple):
    check: str
    title: str
    lines: tuple[int, ...]
    text: str


def read(path: Path) -> list[Case]:
    """The cases of one file: a heading, ``=== fires at LINE, LINE: why`` or ``=== quiet: why``, then the blueprint."""
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        head = HEAD.match(line)
        if head is not None:
            lines = tuple(int(number) for number in (head["lines"] or "").split(",") if number.strip())
            cases.append(Case(path.stem, head["title"], lines, ""))
        else:
            assert not line.startswith("==="), f"{path.name}: {line}"
            cases[-1] = cases[-1]._replace(text=cases[-1].text + line + "\n")
    return cases


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.check}: {case.title}")
def test_case(case: Case) -> None:
    # Whatever profile the check belongs to.
    settings = Settings(select=frozenset({case.check}))
    found = [finding for finding in check(parse(case.text), settings) if finding.check == case.check]
    assert tuple(finding.span.line for finding in found) == case.lines, found


def test_every_check_has_two_cases_that_fire_and_two_near_misses() -> None:
    for page in pages():
        cases = [case for case in ALL if case.check == page.name]
        assert sum(bool(case.lines) for case in cases) >= 2, page.name
        assert sum(not case.lines for case in cases) >= 2, page.name


def test_every_case_file_belongs_to_a_check() -> None:
    assert {case.check for case in ALL} == {page.name for page in pages()}
