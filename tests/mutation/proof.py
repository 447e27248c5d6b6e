"""Does the damages one at a time and listens to which checks speak up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from blueprint.findings.catalog import pages
from blueprint.findings.finding import Finding
from blueprint.findings.run import check
from blueprint.findings.settings import STRICT, Settings
from tests.mutation.operators import OPERATORS, Damage, Operator
from tests.mutation.place import Place
from tests.mutation.sheet import Sheet

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLES = ("cable-tv-to-be", "beschwerde-im-grandhotel", "shoeshine")
SETTINGS = Settings(profile=STRICT, today=date(2026, 11, 1))
"""Every check, and a day on which the reviews of the clean blueprints are fresh."""

for module in sorted(HERE.glob("damage_*.py")):
    import_module(f"tests.mutation.{module.stem}")


class Trial(NamedTuple):
    """One damage, and what came of it: whether the right check spoke, and at the right place, and which others."""

    operator: Operator
    sheet: str
    damage: Damage
    killed: bool
    others: tuple[str, ...]

    @property
    def unexpected(self) -> tuple[str, ...]:
        """The others that spoke and may not."""
        return tuple(one for one in self.others if one not in self.operator.also)


def sheets() -> Iterator[Sheet]:
    """The clean blueprints: three examples, our own, and the mended example of every check's page."""
    for path in (*(ROOT / "examples" / f"{name}.blueprint" for name in EXAMPLES), *sorted(HERE.glob("clean/*"))):
        yield Sheet(path.stem, path.read_text(encoding="utf-8"), str(path))
    for page in pages():
        yield Sheet(f"the page of {page.name}", page.mended)


def voices(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    """What the checks say, each with its words; not where, since a damage moves lines."""
    return Counter((one.check, one.message) for one in findings)


def counts(said: Counter[tuple[str, str]]) -> Counter[str]:
    """How many findings each check has."""
    return Counter(name for name, _ in said.elements())


def tried(sheet: Sheet, operators: list[Operator] = OPERATORS, at_most: int | None = None) -> Iterator[Trial]:
    """Every damage of the operators to one sheet, or so many of each at most."""
    before = voices(check(sheet.blueprint, SETTINGS))
    for operator in operators:
        seen: set[str] = set()
        for damage in operator.damages(sheet):
            if len(seen) == at_most:
                break
            if damage.text in seen or damage.text == sheet.text:
                continue
            seen.add(damage.text)
            damaged = Sheet(sheet.name, damage.text, sheet.path)
            findings = check(damaged.blueprint, SETTINGS)
            after = voices(findings)
            new = after - before
            place = Place(sheet, damaged)
            killed = any(
                one.check == operator.check
                and (one.check, one.message) in new
                and (operator.anywhere or place.has(one))
                for one in findings
            )
            # Another check is only heard where it says more than it did: a damage may change the words of an old finding.
            louder = set(counts(after) - counts(before))
            others = tuple(sorted(louder - {operator.check}))
            yield Trial(operator, sheet.name, damage, killed, others)
