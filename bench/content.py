"""The stories that are measured: one text in the blueprint language, and the same actions, arrows and lanes for D2."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blueprint.model.elements import Blueprint

SMALLEST = """\
blueprint "Coffee to go"

step "Order"
  customer: "Orders a flat white"
  frontstage barista: "Takes the order"
  support till: "Prints the slip"
"""

HEAD = """\
blueprint "Membership, {steps} steps" as-is
  goal "Be a member"
  owner "Head of membership"
  reviewed 2026-10-01

persona mia "Mia, who wants to join"
department desk "Service desk" owner "Head of service"
department office "Membership office" owner "Head of membership"
department board "Board" owner "Chair"
system portal "Member portal" part of desk
system files "Member files" part of office
channel web "Web site" hours "always"
channel phone "Phone" hours "Mo-Fr 8-18"
"""

VERBS = ("Asks", "Reads", "Fills in", "Confirms", "Sends", "Checks", "Waits for", "Opens", "Compares", "Signs")
THINGS = ("the form", "the welcome letter", "the invoice", "the list of branches", "the proof of address", "the reply")

STEPS_A_PHASE = 5


def story(steps: int, seed: int = 0) -> str:
    """A blueprint of so many steps with three actions each, over six lanes, in one chain of arrows, three a step.

    The chain goes down from the customer to the back stage in one step and up again in the next. D2 is quickest with a
    chain: one arrow more out of each step, and it takes ten times as long at 150 steps. Different seeds give texts of
    the same form with other labels.
    """
    chance = random.Random(seed)
    lines = [HEAD.format(steps=steps)]
    chain: list[tuple[str, str]] = []
    for number in range(1, steps + 1):
        if number % STEPS_A_PHASE == 1:
            lines.append(f'\nphase "Part {number // STEPS_A_PHASE + 1} of {seed}"')
        front = chance.choice(("desk", "portal"))
        back = chance.choice(("backstage office", "backstage board", "support files"))
        channel = "phone" if front == "desk" else "web"
        lines.append(f'\nstep "{_label(chance, number, seed)}"')
        lines.append(f'  customer: c{number} "{_label(chance, number, seed)}" via {channel}')
        if number % 3 == 0:
            lines.append(f"    emotion {chance.randint(-2, 2):+d}")
        if number % 4 == 0:
            lines.append(f'    pain "Nobody says how long it takes, {number}"')
        lines.append(
            f'  frontstage {front}: f{number} "{_label(chance, number, seed)}" via {channel} takes {number % 9 + 1} min'
        )
        lines.append(f'  {back}: b{number} "{_label(chance, number, seed)}" takes 1 to {number % 5 + 2} h')
        down = [(f"c{number}", "mia"), (f"f{number}", front), (f"b{number}", back.split()[1])]
        chain += down if number % 2 else down[::-1]
    arrows = [_arrow(*source, *target) for source, target in zip(chain, chain[1:], strict=False)]
    return "\n".join([*lines, "", *arrows, ""])


def _arrow(source: str, giver: str, target: str, taker: str) -> str:
    people = {"desk", "office", "board"}
    if giver != taker and {giver, taker} <= people:
        return f'{source} => {target} "Case {target[1:]}" within 2 days'
    return f"{source} -> {target}"


def _label(chance: random.Random, number: int, seed: int) -> str:
    return f"{chance.choice(VERBS)} {chance.choice(THINGS)} {number}.{seed}"


def as_d2(blueprint: Blueprint) -> str:
    """The same content for D2: each lane a container, each action a shape with its label, each arrow with its words."""
    lanes = {lane.id: f"lane{number}" for number, lane in enumerate(blueprint.lanes, 1)}
    places = {lane.unit: lanes[lane.id] for lane in blueprint.lanes if lane.unit}
    lines = [f"title: {_quoted(blueprint.label)} {{near: top-center}}"]
    for lane in blueprint.lanes:
        lines.append(f"{lanes[lane.id]}: {_quoted(lane.label)} {{")
        for number, action in enumerate(blueprint.actions, 1):
            if action.lane == lane.id:
                places[action.id] = f"{lanes[lane.id]}.action{number}"
                lines.append(f"  action{number}: {_quoted(action.label or action.name)}")
        lines.append("}")
    for arrow in blueprint.arrows:
        source, target = places.get(arrow.source.name), places.get(arrow.target.name)
        if source and target:
            sign = "<->" if arrow.kind == "exchange" else "->"
            words = arrow.label or arrow.when
            lines.append(f"{source} {sign} {target}" + (f": {_quoted(words.text)}" if words else ""))
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return f'"{escaped}"'
