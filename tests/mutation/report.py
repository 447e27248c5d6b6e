"""The page of the documentation that says how the checks stood the proof by mutation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from blueprint.findings.finding import Severity
from blueprint.findings.run import checks
from tests.mutation.operators import OPERATORS
from tests.mutation.proof import Trial

FEWEST = 5
"""So many damages a check needs at least."""

HEAD = """\
# Proof by mutation

`python -m tests.mutation` takes blueprints in which nothing is wrong, does one damage at a time, and listens: does the
right check speak up, which was silent before, and does any other that has no reason to? The blueprints are the clean
examples, seven rich ones in `tests/mutation/clean/`, and the mended example of every check's page. A damage is an edit
of the text at the places of its model: an owner dropped, an arrow cut or led elsewhere, a bound removed, an action moved
across the line of visibility, a line made unreadable. Each way to do damage names the check that must speak, and the
checks that may speak besides, because the same edit is their business too. All checks run, on a fixed day.

*Found* are the damages at which the right check spoke. *Others* are the damages at which a check spoke that may not. Those
that may are named for each way to do damage, with the reason; how many of them spoke at one damage is said as a mean and as
the highest number. A check that says no more than before, in other words perhaps, does not count.
A finding has to stand at the place, too: on a line that the damage changed or added, or at a statement that it touched (of
an arrow also its two ends, of an action also its step, its arrows, and all with which it is in exchange). Where it cannot, as
a budget for the whole journey is at fault because of one queue, the code says why, and the words alone count.

An operator leaves out places where its edit is no damage, such as an owner dropped where the department has one, a time
dropped where the partner of an exchange says one, or an arrow cut where another leads to the same; these conditions are said
in its code, and were written by hand: the figures show that a check hears what its page says, not that its page says the
right thing.
"""


def page(trials: Sequence[Trial]) -> str:
    """The whole page."""
    names = {one.name: one for one in checks()}
    lines = [
        HEAD,
        *_spread(trials),
        *_gaps(trials),
        "## By severity\n",
        "| severity | checks | damages | found | rate | others |",
        "|---|---|---|---|---|---|",
    ]
    for severity in sorted(Severity, reverse=True):
        own = [one for one in trials if names[one.operator.check].severity is severity]
        count = sum(one.severity is severity for one in names.values())
        lines.append(f"| {severity.word} | {count} | {_figures(own)} |")
    lines.append(f"| all | {len(names)} | {_figures(trials)} |")
    lines += [
        "\n## By check\n",
        "| code | check | severity | damages | found | rate | others |",
        "|---|---|---|---|---|---|---|",
    ]
    for check in names.values():
        own = [one for one in trials if one.operator.check == check.name]
        lines.append(
            f"| `{check.code}` | [{check.name}](checks/{check.name}.md) | {check.severity.word} | {_figures(own)} |"
        )
    lines += [
        "\n## The damages\n",
        "| check | what is done | damages | found | others at one, mean and most | who else may speak, and why |",
        "|---|---|---|---|---|---|",
    ]
    for operator in sorted(OPERATORS, key=lambda one: (names[one.check].code, one.name)):
        own = [one for one in trials if one.operator is operator]
        also = "; ".join(f"*{other}*: {because}" for other, because in sorted(operator.also.items())) or "–"
        killed = sum(one.killed for one in own)
        besides = [len(one.others) for one in own]
        extra = f"{sum(besides) / len(own):.2f}, {max(besides)}" if own else "–"
        lines.append(f"| {operator.check} | {operator.name} | {len(own)} | {killed} | {extra} | {also} |")
    left = [one for one in trials if not one.killed or one.unexpected]
    lines.append("\n## What is left\n")
    lines += [f"- {_left(one)}" for one in left] or ["Nothing: every damage was found, and nothing else was said."]
    return "\n".join(lines) + "\n"


def gaps(trials: Sequence[Trial]) -> list[str]:
    """What keeps the proof from being one: ways to do damage that did none, checks with too few damages, and reasons
    for a check to speak besides that it never needed."""
    words = [f"“{one.name}” does no damage." for one in OPERATORS if not any(trial.operator is one for trial in trials)]
    done = Counter(trial.operator.check for trial in trials)
    words += [f"{one.name} has {done[one.name]} damages." for one in checks() if done[one.name] < FEWEST]
    for operator in OPERATORS:
        heard = {name for trial in trials if trial.operator is operator for name in trial.others}
        words += [f"{other} never spoke at “{operator.name}”." for other in sorted(operator.also.keys() - heard)]
    return words


def _gaps(trials: Sequence[Trial]) -> list[str]:
    found = gaps(trials)
    return ["## What the proof lacks\n", *(f"- {one}" for one in found), ""] if found else []


def _spread(trials: Sequence[Trial]) -> list[str]:
    """How many others spoke at one damage, over all of them."""
    counts = Counter(len(one.others) for one in trials)
    mean = sum(number * count for number, count in counts.items()) / max(1, len(trials))
    rows = [f"| {number} | {count} | {100 * count / len(trials):.1f} % |" for number, count in sorted(counts.items())]
    return [
        "## How many speak besides\n",
        f"At one damage {mean:.2f} other checks speak on average.\n",
        "| others | damages | part |",
        "|---|---|---|",
        *rows,
        "",
    ]


def _figures(trials: Iterable[Trial]) -> str:
    own = list(trials)
    killed = sum(one.killed for one in own)
    rate = f"{100 * killed / len(own):.1f} %" if own else "–"
    return f"{len(own)} | {killed} | {rate} | {sum(bool(one.unexpected) for one in own)}"


def _left(trial: Trial) -> str:
    words = f"also said: {', '.join(trial.unexpected)}" if trial.killed else "not found"
    return f"{trial.operator.check}: {trial.operator.name}, in {trial.sheet} ({trial.damage.what}): {words}."
