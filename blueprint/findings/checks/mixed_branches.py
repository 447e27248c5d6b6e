"""Of the arrows that leave an action, some are branches of a choice and some are not.

## What it does

It looks at the arrows `->` and `=>` that leave one action. An arrow with `when` or a share, such as `30%`, is a
branch: the case takes one of the branches. Without them all arrows are followed at once. Both from one action are a
contradiction. Arrows that never occur together, because they are `only in` different variants, are not compared. An
exchange `<->`, information `..>` and an arrow from an action to itself are not part of a choice.

## Why it matters

Nobody can tell whether the arrow without a condition is always followed, is what happens otherwise, or has lost its
condition. Each reader takes it for something else.

## Example that fails

```blueprint
blueprint "Streetlight fault"

department desk "Fault desk" owner "Head of the fault desk"

step "Report"
  customer: reports "Reports a dark lamp"
  frontstage desk: sorts "Sorts the report"

step "Answer"
  frontstage desk: sends "Sends a crew"
    outcome
  frontstage desk: explains "Explains whose lamp it is"
    outcome
  customer: reads "Reads the answer"

reports -> sorts
sorts -> sends
sorts -> explains when "not our lamp"
sends ..> reads
explains ..> reads
```

## Mended

```blueprint
blueprint "Streetlight fault"

department desk "Fault desk" owner "Head of the fault desk"

step "Report"
  customer: reports "Reports a dark lamp"
  frontstage desk: sorts "Sorts the report"

step "Answer"
  frontstage desk: sends "Sends a crew"
    outcome
  frontstage desk: explains "Explains whose lamp it is"
    outcome
  customer: reads "Reads the answer"

reports -> sorts
sorts -> sends when "our lamp"
sorts -> explains when "not our lamp"
sends ..> reads
explains ..> reads
```

## Source

Choice and parallel split are two patterns, each with its own join: Wil van der Aalst and others, “Workflow Patterns”,
2003.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.findings.finding import Finding, Place, Severity, found
from blueprint.findings.lookup.index import Index
from blueprint.findings.lookup.variants import together

CODE = "FL11"
SEVERITY = Severity.ERROR
PROFILES = ("review", "sketch")


def find(index: Index) -> Iterator[Finding]:
    """One finding for each action that both chooses and does not."""
    for source, arrows in index.arrows_out.items():
        away = [one for one in arrows if one.kind in ("flow", "handoff") and one.target.name != source]
        branches = [one for one in away if one.is_branch]
        if not branches or len(branches) == len(away):
            continue
        # A broken arrow may have lost its condition.
        others = [one for one in away if not one.is_branch and not index.doubtful(one)]
        plain = next((one for one in others if any(together(one, branch) for branch in branches)), None)
        if plain is None:
            continue
        branch = next(one for one in branches if together(one, plain))
        yield found(
            __name__,
            CODE,
            SEVERITY,
            f"From {index.label(plain.source)} the arrow to {index.label(plain.target)} has no condition,"
            f" but the one to {index.label(branch.target)} has.",
            plain.span,
            element=plain.id,
            help='Give every arrow of the choice a condition, such as when "otherwise", or a share; or none of them.',
            places=(Place(branch.span, "this arrow is a branch"),),
        )
