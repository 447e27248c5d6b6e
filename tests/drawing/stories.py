"""Blueprints made up at random, as text, for the tests of the layout."""

from __future__ import annotations

from random import Random

WORDS = (
    "takes the call and writes order checks invoice sends parcel Kundendienstbeschwerdestelle waits 電話に出る".split()
)
STAGES = ("evidence", "frontstage", "backstage", "support", "preparation", "facility")
DETAILS = (
    "",
    "",
    " takes 5 min",
    " waits 2 h",
    ' fail "It breaks"',
    " moment of truth",
    ' choice "Is it solved?"',
    " via phone",
)
WITH = (
    "",
    "",
    ' "Order"',
    ' "A label of several words"',
    ' when "it is not solved yet"',
    " within 15 min",
    " repeats up to 3",
)


def story(seed: int, steps: int, lanes: int, *, most_in_step: int = 4, arrows: float = 1.3) -> str:
    """A blueprint of so many steps and lanes; ``arrows`` is their number for each action."""
    random = Random(seed)
    stages = ["customer"] + [random.choice(STAGES) for _ in range(lanes - 1)]
    lines = [f'blueprint "Story {seed}" as-is', 'channel phone "Phone"']
    lines += [f'department u{number} "Department {number}" owner "Head {number}"' for number in range(lanes)]
    actions: list[str] = []
    for step in range(steps):
        if step % 5 == 0:
            lines.append(f'phase "Phase {step // 5}"')
        lines.append(f'step "Step {step}"')
        for _ in range(random.randint(0, most_in_step)):
            lane = random.randrange(lanes)
            for _ in range(random.choice((1, 1, 1, 1, 2, 3, 6))):
                name = f"a{len(actions)}"
                actions.append(name)
                label = " ".join(random.choices(WORDS, k=random.randint(1, 5)))
                lines.append(f'  {stages[lane]} u{lane}: {name} "{label}"{random.choice(DETAILS)}')
    for _ in range(int(len(actions) * arrows)):
        one = random.randrange(len(actions))
        other = one + random.choice((1, 1, 1, 2, 2, 3, 4, 5, -1, -2, -4, 0, 12, 30))
        if 0 <= other < len(actions):
            sign = random.choice(("->", "->", "=>", "<->", "..>"))
            lines.append(f"{actions[one]} {sign} {actions[other]}{random.choice(WITH)}")
    return "\n".join(lines) + "\n"
