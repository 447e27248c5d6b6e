"""Stories at random with many arrows, for counting how often they cross."""

from __future__ import annotations

from random import Random

STAGES = ("evidence", "frontstage", "backstage", "support")
SPANS = (1, 1, 1, 1, 2, 2, 3, 4, -1, -2, 6, 15)


def tangle(seed: int, steps: int, lanes: int) -> str:
    """A blueprint of so many steps and lanes: two or three actions a step, now and then several in one cell, and about
    as many arrows as actions, most of them to one of the next actions."""
    random = Random(seed)
    stages = ["customer", *sorted((random.choice(STAGES) for _ in range(lanes - 1)), key=STAGES.index)]
    lines = [f'blueprint "Story {seed}"', *(f'department u{lane} "Department {lane}"' for lane in range(lanes))]
    actions: list[str] = []
    for step in range(steps):
        lines.append(f'step "Step {step + 1}"')
        for _ in range(random.choice((2, 2, 3))):
            lane = random.randrange(lanes)
            for _ in range(random.choice((1, 1, 1, 1, 2, 4))):
                actions.append(f"a{len(actions)}")
                lines.append(f'  {f"{stages[lane]} u{lane}" if lane else "customer"}: {actions[-1]} "Does its part"')
    for number in range(len(actions)):
        other = number + random.choice(SPANS)
        if 0 <= other < len(actions):
            lines.append(f"a{number} {random.choice(('->', '->', '=>', '..>'))} a{other}")
    return "\n".join(lines) + "\n"
