"""Rename: refused, or the blueprint afterwards says the same but for the name."""

from __future__ import annotations

import random
import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from asking import applied, worked
from lsprotocol import types

from blueprint.lsp.names import mentions_in
from blueprint.lsp.refused import Refused
from blueprint.lsp.rename import rename
from blueprint.lsp.view import View
from blueprint.lsp.workspace import Workspace
from blueprint.model.details import Name
from blueprint.model.elements import Blueprint, Problem
from blueprint.text.span import Span
from tests.generate import Story

POOL = ("a", "b", "c", "d", "e-f", "né")
DECLARED = ("persona", "department", "role", "system", "partner", "channel", "touchpoint", "variant")
DETAILS = ("via", "uses", "owner", "only in", "through", "kept in", "waits 5 min meanwhile", 'fail "f" recovery')


def tangled(seed: int) -> tuple[str, str]:
    """A blueprint and a file that it includes in which few names mean many things, some of them nothing."""
    draw = random.Random(seed)

    def name() -> str:
        return draw.choice(POOL)

    def details() -> str:
        return "".join(f" {word} {name()}" for word in draw.sample(DETAILS, draw.choice((0, 0, 1, 2))))

    def declarations() -> list[str]:
        names = draw.sample(POOL, draw.randint(0, 3))
        return [f'{draw.choice(DECLARED)} {one} "L"' + draw.choice(("", f" part of {name()}")) for one in names]

    lines = ['include "other.blueprint"'] if draw.random() < 0.5 else []
    lines += declarations()
    for _ in range(draw.randint(1, 2)):
        lines.append(f'step {draw.choice(("", name()))} "S"')
        for _ in range(draw.randint(0, 3)):
            who = draw.choice(("", "", name()))
            stage = draw.choice(("customer", "frontstage", "backstage", "support"))
            lines.append(f'  {stage} {who}: {draw.choice(("", name(), name()))} "A"{details()}')
    for _ in range(draw.randint(0, 4)):
        lines.append(f"{name()} {draw.choice(('->', '=>', '<->'))} {name()}" + draw.choice(("", f" via {name()}")))
    if draw.random() < 0.2:
        lines.insert(draw.randint(0, len(lines)), draw.choice((f"vai {name()}", f'"open {name()}', f"{name()} -> ->")))
    return "\n".join(lines) + "\n", "\n".join(declarations()) + "\n"


def opened(folder: Path, text: str, other: str = "") -> View:
    """The view of a text beside another file, both open."""
    files = Workspace([str(folder)], types.PositionEncodingKind.Utf32)
    files.open((folder / "other.blueprint").as_uri(), other, 1)
    files.open((folder / "a.blueprint").as_uri(), text, 1)
    view = files.view((folder / "a.blueprint").as_uri())
    assert view is not None
    return view


def said(value: object) -> list[object]:
    """All that a value says, in order, without places."""
    if isinstance(value, Problem):
        return [value.check, value.span.line]
    if isinstance(value, Span):
        return [value.line]
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [len(value), *(one for item in value for one in said(item))]
    if is_dataclass(value):
        return [one for field in fields(value) for one in said(getattr(value, field.name))]
    return [(value.name, value.kind)] if isinstance(value, Name) else [value]


def same_but_for(before: Blueprint, after: Blueprint, old: str, new: str) -> bool:
    def alike(one: object, other: object) -> bool:
        if isinstance(one, tuple) and isinstance(other, tuple):
            return len(one) == len(other) and all(map(alike, one, other))
        if isinstance(one, str) and isinstance(other, str) and one != other:
            # Ids are made of names, such as "a exchange b" and "customer:c" and "a~2".
            parts, others = (re.split("([ :~])", text) for text in (one, other))
            return len(parts) == len(others) and all(
                q in (p, new if p == old else p) for p, q in zip(parts, others, strict=True)
            )
        return one == other

    if before.doubtful:
        # What may be named on a broken line is said to be unknown nowhere: with the name that changes too.
        before, after = (replace(one, problems=(), doubtful=()) for one in (before, after))
    return alike(tuple(said(before)), tuple(said(after)))


def renamed(view: View, folder: Path, text: str, other: str, place: types.Position, new: str) -> View | None:
    try:
        edit = worked(rename(view, place, new))
    except Refused:
        return None
    changes = edit.changes or {}
    return opened(
        folder,
        applied(text, changes.get((folder / "a.blueprint").as_uri(), ())),
        applied(other, changes.get((folder / "other.blueprint").as_uri(), ())),
    )


def check_all(folder: Path, text: str, other: str, names: list[str]) -> tuple[int, int]:
    """Renames each name of a text to each other; how often that was refused, and how often done."""
    view = opened(folder, text, other)
    counts = [0, 0]
    for number, line in enumerate(view.lines):
        for one in mentions_in(line):
            for new in names:
                if new == one.name:
                    continue
                after = renamed(view, folder, text, other, types.Position(number, one.column - 1), new)
                counts[after is not None] += 1
                if after is not None:
                    assert same_but_for(view.blueprint, after.blueprint, one.name, new), (
                        f"{one.name} to {new} on line {number + 1} of\n{text}---\n{other}\nmakes\n"
                        + "\n".join(after.lines)
                    )
    return counts[0], counts[1]


@pytest.mark.parametrize("seed", range(40))
def test_rename_keeps_the_meaning_of_a_tangled_text(tmp_path, seed):
    text, other = tangled(seed)
    check_all(tmp_path, text, other, [*POOL, "free"])


def test_rename_keeps_the_meaning_of_a_story(tmp_path):
    counts = [
        check_all(tmp_path, text, "", ["free", *random.Random(seed).sample(names, min(3, len(names)))])
        for seed in range(8)
        for text, names in [story(seed)]
    ]
    assert all(sum(column) > 50 for column in zip(*counts, strict=True))


def story(seed: int) -> tuple[str, list[str]]:
    made = Story(seed, steps=4)
    text = made.text()
    return text, [*made.actions, *made.steps, *(name for names in made.units.values() for name in names)]


HANDOFF = """department care "Care"
department field "Field"
system crm "CRM" part of care
channel phone "Phone"
step "One"
  customer: calls "Calls"
  frontstage care: answers "Answers" fail "f" recovery desk
answers => field "Order" via crm
answers => calls
"""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("calls", "field", "“field” is taken: in a.blueprint, line 2, a department is called so"),
        ("field", "calls", "a.blueprint, line 9, speaks of|an action is called so"),
        ("phone", "crm", "a.blueprint, line 8, speaks of “crm” already, and would then mean this channel"),
        ("calls", "desk", "a.blueprint, line 7, speaks of “desk” already, and would then mean this action"),
        ("calls", "", "A name has at least one letter or digit"),
        ("calls", "x-", "“x-” is no name: in a name, “.” and “-” stand only between two other signs"),
        ("calls", "a:b", "“a:b” is no name: a name has no “:”"),
        ("calls", "~a", "“~a” is no name: a name does not begin with “~”"),
        ("calls", "two words", "“two words” is no name: a name has no spaces"),
    ],
)
def test_a_rename_is_refused_with_its_reason(tmp_path, old, new, why):
    view = opened(tmp_path, HANDOFF)
    place = next(
        types.Position(number, one.column - 1)
        for number, line in enumerate(view.lines)
        for one in mentions_in(line)
        if one.name == old
    )
    with pytest.raises(Refused, match=why):
        worked(rename(view, place, new))


def test_what_an_included_file_borrows_is_not_left_behind(tmp_path):
    view = opened(tmp_path, 'include "other.blueprint"\ndepartment it "IT"\n', 'system crm "CRM" part of it\n')
    with pytest.raises(Refused, match=r"other\.blueprint, line 1, speaks of “it” too"):
        worked(rename(view, types.Position(1, 12), "desk"))


def test_a_broken_line_may_speak_of_the_new_name(tmp_path):
    view = opened(tmp_path, 'channel phone "Phone"\nchanel app "App"\nstep "S"\n  customer: "A" via phone\n')
    with pytest.raises(Refused, match="line 2, cannot be read, and may speak of “app” already"):
        worked(rename(view, types.Position(0, 9), "app"))


def test_a_name_of_the_wrong_kind_is_not_renamed_alone(tmp_path):
    view = opened(tmp_path, 'partner taxi "Taxi"\nstep "S"\n  customer: a "A"\ntaxi -> a\ngone -> a\n')
    with pytest.raises(Refused, match=r"“taxi” of a\.blueprint, line 1, is not what is wanted here"):
        worked(rename(view, types.Position(3, 1), "cab"))
    assert worked(rename(view, types.Position(4, 1), "cab")).changes
