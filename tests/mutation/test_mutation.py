"""The checks stand the proof by mutation: in the suite a sample of the damages, in ``make proof`` all of them."""

from __future__ import annotations

import random
from collections import Counter

from blueprint.findings.finding import Severity
from blueprint.findings.run import check, checks
from tests.mutation.operators import OPERATORS
from tests.mutation.proof import HERE, ROOT, SETTINGS, Trial, sheets, tried
from tests.mutation.report import gaps, page

SAMPLE = 2
"""So many damages of each operator are done in the suite."""


def sample(proof: bool) -> list[Trial]:
    """All trials, or a few of each operator, chosen by a fixed seed."""
    if proof:
        return [trial for sheet in sheets() for trial in tried(sheet)]
    chance = random.Random(7)
    left = Counter({operator.damages: SAMPLE for operator in OPERATORS})
    trials = []
    for sheet in sorted(sheets(), key=lambda _: chance.random()):
        asked = [operator for operator in OPERATORS if left[operator.damages]]
        for trial in tried(sheet, asked, at_most=1):
            left[trial.operator.damages] -= 1
            trials.append(trial)
    return trials


def test_every_check_hears_its_damages_and_no_other_speaks(proof: bool) -> None:
    trials = sample(proof)
    done = Counter(trial.operator.check for trial in trials)
    assert set(done) == {one.name for one in checks()}
    missed = [trial[:3] for trial in trials if not trial.killed]
    assert missed == []
    assert [
        (trial.operator.check, trial.sheet, trial.damage, trial.unexpected) for trial in trials if trial.unexpected
    ] == []
    # A way to do damage that does none proves nothing.
    assert {trial.operator.name for trial in trials} == {one.name for one in OPERATORS}
    if proof:
        assert gaps(trials) == []
        assert (ROOT / "docs" / "mutations.md").read_text(encoding="utf-8") == page(trials)


def test_the_clean_blueprints_are_clean() -> None:
    for sheet in sheets():
        if sheet.path.startswith(str(HERE)):
            assert check(sheet.blueprint, SETTINGS) == (), sheet.name


def test_every_operator_says_what_it_does_and_names_checks_that_there_are() -> None:
    names = {one.name for one in checks()}
    for operator in OPERATORS:
        assert operator.name, operator.damages
        assert all(operator.also.values()), operator.name
        assert {operator.check, *operator.also} <= names, operator.name
    assert {one.severity for one in checks()} == set(Severity)
