"""``python -m tests.mutation`` does every damage and writes what came of it to docs/mutations.md."""

from __future__ import annotations

import sys

from tests.mutation.proof import ROOT, sheets, tried
from tests.mutation.report import gaps, page

if __name__ == "__main__":
    trials = [trial for sheet in sheets() for trial in tried(sheet)]
    (ROOT / "docs" / "mutations.md").write_text(page(trials), encoding="utf-8")
    for trial in trials:
        if not trial.killed or trial.unexpected:
            words = "nothing said" if not trial.killed else "also said: " + ", ".join(trial.unexpected)
            print(f"{trial.operator.check}: {trial.operator.name}: {trial.sheet}: {trial.damage.what}: {words}")
    lacking = gaps(trials)
    print("\n".join(lacking))
    sys.exit(bool(lacking) or any(not trial.killed or trial.unexpected for trial in trials))
