"""A text that is read again after a change, with the memory of the last reading, makes the same blueprint as afresh."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from blueprint.model.memory import Memory
from blueprint.model.read import assembly, parse
from blueprint.text.source import Source
from blueprint.tree.parse import parse_lines

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "examples").glob("*.blueprint")), *sorted((ROOT / "tests/corpus").rglob("*.blueprint"))]
EDITS = 40 if not os.environ.get("PROOF") else 400
LINES = (
    "", "# allow dead-end: so it is", 'phase "P"', 'step "S"', "step s", '  customer: c "C"', "  frontstage care: f",
    "department care", 'persona p "P"', "channel phone", "c -> f", 'f => care "X" within 1 h', 'c -> f -> c "label"',
    "    takes 5 min", '    pain "P"', "  owner care", 'include "who.blueprint"', "language de", "stp broken", '"', "by",
    'blueprint "Second"', "line of visibility hidden", 'lane frontstage care "Desk"',
)  # fmt: skip
WHO = "department care owner desk\nsystem crm\n"


def _include(words: str, path: str) -> Source | str:
    return Source(WHO, "who.blueprint") if words == "who.blueprint" else "it is not there"


def _changed(lines: list[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(lines))
    kind = chance.randrange(7)
    line = lines[place]
    if kind == 0:
        return [*lines[:place], chance.choice(LINES), *lines[place:]]
    if kind == 1 and len(lines) > 1:
        return [*lines[:place], *lines[place + 1 :]]
    if kind == 2:
        return [*lines[:place], chance.choice(LINES), *lines[place + 1 :]]
    if kind == 5:
        pasted = lines[place : place + chance.randrange(12)]
        place = chance.randrange(len(lines) + 1)
        return [*lines[:place], *pasted, *lines[place:]]
    if kind == 6:
        return [*lines[:place], *lines[place + chance.randrange(12) :]] or [""]
    column = chance.randrange(len(line) + 1)
    sign = chance.choice('a "é:->#=x1%')
    line = line[:column] + sign + line[column:] if kind == 3 else line[:column] + line[column + 1 :]
    return [*lines[:place], line, *lines[place + 1 :]]


@pytest.mark.parametrize("path", FILES[:: 1 if os.environ.get("PROOF") else 4], ids=lambda path: path.stem)
def test_with_memory_as_without(path):
    chance = random.Random(path.stem)
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    memory = Memory()
    for _ in range(EDITS):
        text = "\n".join(lines)
        again, afresh = (
            assembly(parse_lines(text), "a.blueprint", _include, memory),
            parse(text, "a.blueprint", _include),
        )
        assert again.outline == replace(afresh, phases=(), arrows=())
        # Who types fast sees some texts only in part.
        if chance.random() < 0.7:
            assert again.blueprint == afresh
        lines = _changed(lines, chance)


def test_one_key_reads_one_piece_anew():
    text = "\n".join(f'step s{n}\n  customer: c{n} "C" takes 5 min' for n in range(50))
    memory = Memory()
    before = assembly(parse_lines(text), "a", None, memory).blueprint
    after = assembly(parse_lines(text.replace('c25 "C"', 'c25 "CC"')), "a", None, memory).blueprint
    kept = [one is other for one, other in zip(before.actions, after.actions, strict=True)]
    assert kept == [n != 25 for n in range(50)]


def test_what_stands_below_a_new_line_is_moved_and_not_read():
    statements = (
        'step s{0} note "N"\n  customer: c{0} "C" takes 5 min\n    owner "O" # allow no-owner: so\nc{0} -> s{0}'
    )
    text = "\n".join(statements.format(n) for n in range(50))
    memory = Memory()
    before = assembly(parse_lines(text), "a", None, memory).blueprint
    drafts = [draft for piece in memory.pieces for draft in piece.drafts]
    text = text.replace("step s10 ", "\n\nstep s10 ")
    after = assembly(parse_lines(text), "a", None, memory).blueprint
    now = [draft for piece in memory.pieces for draft in piece.drafts]
    # The statement above the new lines might have gone on in them.
    assert [one.line for one, other in zip(drafts, now, strict=True) if one is not other] == [40]
    assert after == parse(text, "a")
    assert after.actions[30].span.line == before.actions[30].span.line + 2
