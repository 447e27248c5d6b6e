"""The formatter: one canonical form, found again when it is formatted, with the same model and every comment."""

from __future__ import annotations

import random
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import blueprint
from blueprint.model.details import Value
from blueprint.model.elements import Blueprint
from blueprint.text.source import decode, split_lines
from blueprint.text.span import Span
from blueprint.tree.format import WIDTH, formatted
from tests.generate import Story

FILES = sorted(Path("tests/corpus").rglob("*.blueprint")) + sorted(Path("examples").rglob("*.blueprint"))
NOWHERE = Span(1, 1, 2)


def placeless(value: Any) -> Any:
    """A value with all its places alike, so that only what is said is compared."""
    if isinstance(value, Span):
        return NOWHERE
    if isinstance(value, tuple):
        return tuple(placeless(item) for item in value)
    if isinstance(value, Value):
        return replace(value, **{item.name: placeless(getattr(value, item.name)) for item in fields(value)})  # type: ignore[arg-type, type-var]
    return value


def said(text: str) -> Blueprint:
    """The model of a text without its places and without what follows from them."""
    found = blueprint.parse(text)
    silences = tuple(replace(item, line=0) for item in found.silences)
    problems = tuple(item for item in found.problems if item.check != "misleading-indentation")
    result: Blueprint = placeless(replace(found, silences=silences, problems=problems))
    return result


def comments(text: str) -> list[str]:
    return [
        match[1].strip()
        for line in text.splitlines()
        if (match := re.search(r'^(?:[^"#]|"(?:\\.|[^"\\])*")*(#.*)$', line))
    ]


def hold(text: str) -> None:
    once = formatted(text)
    assert not once.faults
    assert formatted(once.text).text == once.text
    assert said(once.text) == said(text)
    assert sorted(comments(once.text)) == sorted(comments(text))
    assert all(line == line.rstrip() for line in once.text.splitlines())
    assert "\n\n\n" not in once.text.replace("\r\n", "\n")


@pytest.mark.parametrize("path", FILES, ids=str)
def test_files_keep_their_meaning(path: Path) -> None:
    text = decode(path.read_bytes(), str(path)).text
    if formatted(text).faults:
        assert formatted(text).text == text
    else:
        hold(text)
        in_its_place(text, random.Random(len(text)))


def test_random_stories_keep_their_meaning(proof: bool) -> None:
    for seed in range(5000 if proof else 60):
        hold(disturbed(Story(seed).text(), random.Random(seed)))
        in_its_place(Story(seed).text(), random.Random(seed))


def remarked(text: str, chance: random.Random) -> str:
    """A canonical text with remarks on lines of their own, each as deep as something on the line above it, or below
    it, may stand, and no deeper than where another remark above leaves off."""
    lines: list[str] = []
    given = split_lines(text)
    for line, after in zip(given, [*given[1:], ""], strict=True):
        lines.append(line)
        level, below = indentation(line), indentation(after)
        if not line or line.lstrip().startswith("#") or (after.startswith("#") or " #" in after):
            continue
        details = re.match(r'\s*(?:".*"|\S+:)|(?:phase|step)\b', line) is None and level > 0
        levels = [depth for depth in (level, level + 2 * (not details)) if depth > below]
        if levels and chance.random() < 0.5:
            lines.append(" " * chance.choice(levels) + f"# remark {len(lines)}")
    return "\n".join(lines) + "\n"


def indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def in_its_place(text: str, chance: random.Random) -> None:
    """Remarks that stand deeper than what follows stay where they are; only blank lines may come below them."""
    canonical = formatted(text).text.replace("\r\n", "\n")
    before = remarked(canonical, chance)
    after = formatted(before).text
    assert [line for line in split_lines(after) if line] == [line for line in split_lines(before) if line]
    assert formatted(after).text == after
    assert said(after) == said(text)
    lines = split_lines(after)
    for line, below in zip(lines, lines[1:], strict=False):
        assert not (line.lstrip().startswith("# remark") and re.match("(phase|step) ", below))


def disturbed(text: str, chance: random.Random) -> str:
    """The text written otherwise: other spaces, blank lines, capitals, quotes, arrows, and comments here and there."""
    lines = []
    for line in text.splitlines():
        if chance.random() < 0.2:
            lines.append(chance.choice(("", "   ", "# a remark", "  #another", "\t# allow some-check: known")))
        line = chance.choice(("", " ", "\t", "      ")) + line.strip()
        if chance.random() < 0.3:
            line = re.sub(r" (?=[a-z]+ )", chance.choice(("  ", "\t", " ")), line) if '"' not in line else line
            line = line.replace(" -> ", "->").replace(" => ", " ⇒ ").replace("<->", "↔")
        if chance.random() < 0.2:
            line += chance.choice((" # at the end", "   ", "#close"))
        lines.append(line)
    return chance.choice(("\n", "\r\n")).join(lines)


@pytest.mark.parametrize("path", sorted(Path("examples").rglob("*.blueprint")), ids=str)
def test_the_examples_are_in_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text).text == text


def test_the_form() -> None:
    text = """
BLUEPRINT   “Coffee to go”  AS-IS
persona anna "Anna"
# the order
step "Order"
customer:orders "Orders"   takes 2-3min#quick
note "x",
"""
    assert formatted(text).faults
    text = text.replace('note "x",', 'emotion −1\n\n\n\nfrontstage: "Takes \\"it\\"" via   a  OR b')
    assert formatted(text).text == (
        'blueprint "Coffee to go" as-is\n'
        'persona anna "Anna"\n'
        "\n"
        "# the order\n"
        'step "Order"\n'
        '  customer: orders "Orders" takes 2 to 3 min #quick\n'
        "    emotion -1\n"
        "\n"
        '  frontstage: "Takes \\"it\\"" via a or b\n'
    )


def test_a_comment_stays_with_what_it_stands_under() -> None:
    text = (
        'step "One"\n'
        '    customer: "a"\n'
        "        emotion -1\n"
        '        # pain "commented out"\n'
        '    # frontstage: "commented out"\n'
        "         # emotion 2\n"
        'step "Two"\n'
        '    customer: "b"\n'
        "    # a last word on Two\n"
        "# ---- part three ----\n"
        'step "Three"\n'
        '    customer: "c"\n'
        "      # on c\n"
        "    # on d\n"
        '    customer: "d"\n'
        "        # allow empty-step: speaks of what follows\n"
        'step "Four"\n'
        "    # TODO: all of Four\n"
    )
    assert formatted(text).text == (
        'step "One"\n'
        '  customer: "a"\n'
        "    emotion -1\n"
        '    # pain "commented out"\n'
        '  # frontstage: "commented out"\n'
        "    # emotion 2\n"
        "\n"
        'step "Two"\n'
        '  customer: "b"\n'
        "  # a last word on Two\n"
        "\n"
        "# ---- part three ----\n"
        'step "Three"\n'
        '  customer: "c"\n'
        "    # on c\n"
        "  # on d\n"
        '  customer: "d"\n'
        "\n"
        "# allow empty-step: speaks of what follows\n"
        'step "Four"\n'
        "  # TODO: all of Four\n"
    )
    hold(text)


def test_a_long_line_goes_on_below() -> None:
    line = (
        f'customer: a "{"x" * 60}" takes 5 min at most 9 min fail "{"y" * 30}" severity 3 owner "Boss" emotion -1 # why'
    )
    lines = formatted(line).text.splitlines()
    assert lines[0].endswith("takes 5 min at most 9 min # why")
    assert lines[1:] == [f'  fail "{"y" * 30}" severity 3 owner "Boss"', "  emotion -1"]
    assert max(map(len, lines)) <= WIDTH + len(" # why")


def test_actions_outside_steps_stand_at_the_left_and_inside_are_indented() -> None:
    text = 'customer: "A"\nphase "P"\ncustomer: "B"\nstep "S"\ncustomer: "C"\nnote "n"\n'
    assert formatted(text).text == (
        'customer: "A"\n\nphase "P"\n  customer: "B"\n\nstep "S"\n  customer: "C"\n    note "n"\n'
    )


def test_line_ends_are_kept() -> None:
    assert formatted('step "S"\r\n\r\n\r\ncustomer: "A"').text == 'step "S"\r\n\r\n  customer: "A"\r\n'


def test_an_empty_text_stays_empty() -> None:
    assert formatted("").text == ""
    assert formatted("\n\n").text == ""
