"""Corrections of lines with a mistake: the likeliest is what was meant, and what is in doubt is not preferred."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from asking import applied, span, view_of, worked
from lsprotocol import types

from blueprint.lsp.actions import actions
from blueprint.lsp.corrections import corrections
from blueprint.tree.parse import parse_line, parse_lines
from tests.generate import Story, damaged

BAD = sorted((Path(__file__).parents[1] / "corpus" / "bad").glob("*.blueprint"))


def quick(tmp_path, text: str, number: int = 0) -> list[tuple[types.CodeAction, str]]:
    """The quick fixes offered at a line, without the silences, and what each makes of the line."""
    view = view_of(text, tmp_path / "a.blueprint")
    place = span(number, 0, len(text.split("\n")[number]))
    found = worked(actions(view, place, types.CodeActionContext([], [types.CodeActionKind.QuickFix])))
    made = [one for one in found if not one.title.startswith("Allow") and view.uri in one.edit.changes]
    return [(one, applied(text, one.edit.changes[view.uri]).split("\n")[number]) for one in made]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('customer; "x"', 'customer: "x"'),
        ('customer： "x"', 'customer: "x"'),
        ('customer；"x"', 'customer: "x"'),
        ('customer - "x"', 'customer: "x"'),
        ('frontstage care; "x"', 'frontstage care: "x"'),
        ("customer：注文 takes 5 min", "customer: 注文 takes 5 min"),
        ("customer Orders coffee", 'customer: "Orders coffee"'),
        ("support crm: 'Keeps it'", 'support crm: "Keeps it"'),
        ("support crm: ‚Keeps it‘ via phone", 'support crm: "Keeps it" via phone'),
        ("support crm: 「Keeps it」", 'support crm: "Keeps it"'),
        ("support crm: „Keeps it‘", "support crm: „Keeps it“"),
        ("note 'x'", 'note "x"'),
        ("note \"x'", 'note "x"'),
        ("note ”x”", 'note "x"'),
        ("pain 'a b' severity 3", 'pain "a b" severity 3'),
        ("pain 'the users' pain'", 'pain "the users\' pain"'),
        ("tag 'a', 'b', 'c'", 'tag "a", "b", "c"'),
        ("include 'x'", 'include "x"'),
        ("include ../shared/x.blueprint # the units", 'include "../shared/x.blueprint" # the units'),
        ("backstage assessors: looks Looks at the car", 'backstage assessors: looks "Looks at the car"'),
        ("customer: Orders coffee via phone", 'customer: "Orders coffee" via phone'),
        ("customer: Looks at the car takes 5 min", 'customer: "Looks at the car" takes 5 min'),
        ("customer: Pays (cash)", 'customer: "Pays (cash)"'),
        ("owner Anna Smith takes 5 min", 'owner "Anna Smith" takes 5 min'),
        ("lane frontstage care Care desk", 'lane frontstage care "Care desk"'),
        ("when yes", 'when "yes"'),
        ("a -> b when not ok 40%", 'a -> b when "not ok" 40%'),
        ("note remark", 'note "remark"'),
        ("note: remark", 'note "remark"'),
        ("tag pilot, north", 'tag "pilot", "north"'),
        ('tag "pilot", north', 'tag "pilot", "north"'),
        ("line of visibility hiden", "line of visibility hidden"),
        ('department "Customer care"', 'department customer_care "Customer care"'),
        ("via phone and mail", "via phone, mail"),
        ("via phone; mail", "via phone, mail"),
        ("via phone, mail, and fax", "via phone, mail, fax"),
        ("a -> b within 2 dayz", "a -> b within 2 days"),
        ("a -> b within 1 dayz", "a -> b within 1 day"),
        ("a -> b (yes)", 'a -> b "yes"'),
        ("by 2026/10/01", "by 2026-10-01"),
        ('step: "x"', 'step "x"'),
        ('owner = "x"', 'owner "x"'),
        ("status: live", "status live"),
        ('customer: "x";', 'customer: "x"'),
        ('fronstage care: "x" tkes 4 min', 'frontstage care: "x" takes 4 min'),
    ],
)
def test_the_preferred_correction_is_what_was_meant(tmp_path, line, meant):
    found = quick(tmp_path, line)
    assert [made for one, made in found if one.is_preferred] == [meant]
    assert parse_line(meant).fault is None
    assert len({one.title for one, _ in found}) == len(found)


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("status finished", ["idea", "designed", "prototyped", "implemented", "live", "retired"]),
        ("value bad", ["adding", "necessary", "waste"]),
        ("takes 5", ["5 min", "5 h", "5 days"]),
        ("capacity 40 per", ["per h", "per day", "per week"]),
    ],
)
def test_where_nobody_can_know_all_that_can_be_is_offered(line, offers):
    fault = parse_line(line).fault
    found = corrections(line, fault)
    assert [one.line.endswith(f" {offer}") for one, offer in zip(found, offers, strict=True)] == [True] * len(offers)
    assert not any(one.sure for one in found)


@pytest.mark.parametrize(
    "line",
    ['customer: "a" at least 3 min', "waits 5 min at least 3 min", "takes about 5 min", 'department "42"', "a -> b, c"],
)
def test_nothing_is_offered_that_was_not_meant(line):
    assert corrections(line, parse_line(line).fault) == ()


def test_what_may_be_a_detail_or_a_word_is_left_to_the_reader():
    line = "customer: Makes a complaint"
    found = corrections(line, parse_line(line).fault)
    assert [(one.line, one.sure) for one in found] == [
        ('customer: "Makes a complaint"', False),
        ('customer: "Makes a" complaint', False),
    ]


def test_a_new_name_is_free(tmp_path):
    text = 'department care "Care" owner "O"\ndepartment "Care of cats"\ndepartment "Owner"\n'
    assert [made for _, made in quick(tmp_path, text, 1)] == ['department care_of "Care of cats"']
    assert [made for _, made in quick(tmp_path, text, 2)] == ['department owner_2 "Owner"']


@pytest.mark.parametrize(
    ("detail", "meant", "preferred"),
    [
        ("emotion 5", "emotion 2", False),
        ("emotion -5", "emotion -2", False),
        ("effort 0", "effort 1", False),
        ("takes 5 to 3 min", "takes 3 to 5 min", True),
        ("takes 1 h - 30 min", "takes 30 min - 1 h", True),
        ("takes 1 h 30 min to 1 h", "takes 1 h to 1 h 30 min", True),
        ("on day 5 to 3", "on day 3 to 5", True),
    ],
)
def test_values_that_cannot_be(tmp_path, detail, meant, preferred):
    text = f'blueprint "A"\nstep "S"\n  customer: "X" {detail} # why\n'
    found = quick(tmp_path, text, 2)
    assert [(made, one.is_preferred is True) for one, made in found] == [(f'  customer: "X" {meant} # why', preferred)]


def broken_lines() -> list[str]:
    """The lines with a mistake of the corpus, and of right texts with an accident."""
    lines = [
        line for path in BAD for line in path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n") if line
    ]
    chance = random.Random(5)
    for seed in range(60):
        for line in Story(seed).text().split("\n"):
            lines += damaged(line, chance).split("\n")
            lines += damaged(damaged(line, chance), chance).split("\n")
    return [line for line in dict.fromkeys(lines) if parse_line(line).fault is not None]


def test_what_is_preferred_is_right_and_swallows_nothing():
    lines = broken_lines()
    mended = 0
    for line in lines:
        for one in corrections(line, parse_line(line).fault)[:1]:
            if not one.sure:
                continue
            mended += 1
            (tree,) = parse_lines(one.line)
            assert tree.fault is None, (line, one)
            # What goes is said, and what comes is a word of ours or a name without odd signs.
            for word in set(re.findall(r"\w+", line)) - set(re.findall(r"\w+", one.line)):
                assert word in one.words or word in re.sub(r"\W", "", one.line), (line, one)
            for token in (token for token in tree.tokens if token.kind in ("NAME", "ARROW_FROM")):
                made = token.text not in line
                joined = re.search("take out|delete it", one.words.lower())
                assert not made or joined or re.fullmatch(r"[\w.\-]+", token.text), (line, one)
    assert mended > len(lines) / 4
