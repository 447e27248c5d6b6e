"""One mistake gives one message at its place, in the reader's words; the rest is read."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

import blueprint
from blueprint.model.load import load
from blueprint.tree.grammar import grammar_text
from blueprint.tree.parse import parse_line
from tests.generate import Story, damaged

BAD = sorted(Path("tests/corpus/bad").glob("*.blueprint"))
TERMINALS = set(re.findall(r"^([A-Z_]+)[.:]", grammar_text(), re.MULTILINE)) | {"$END", "__ANON"}


def shown(path: Path) -> list[str]:
    """Every problem of a file as its line, the underline, and the words."""
    lines = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    result = []
    for problem in load(path).problems:
        span = problem.span
        source = lines[span.line - 1].replace("\t", " ")
        result.append(f"{span.line:3} | {source}")
        result.append(
            f"    | {' ' * (span.column - 1)}{'^' * (span.end - span.column)} {problem.check}: {problem.message}"
        )
        if problem.help:
            result.append(f"    = {problem.help}")
    return result


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_files_say_what_is_wrong(path: Path, snapshot: SnapshotAssertion) -> None:
    expected = re.search(rb"expects (\d+)", path.read_bytes())
    assert expected is not None, "the first comment says how many messages are due"
    messages = shown(path)
    assert len(load(path).problems) == int(expected[1])
    assert "\n".join(messages) == snapshot


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_no_message_shows_a_name_of_the_grammar(path: Path) -> None:
    for problem in load(path).problems:
        words = set(re.findall(r"[A-Z_$]{3,}", f"{problem.message} {problem.help}"))
        said = set(re.findall(r"[A-Z_$]{3,}", path.read_bytes().decode("utf-8-sig")))
        assert not (words & TERMINALS) - said


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_line_has_one_syntax_message_at_most(path: Path) -> None:
    lines = [problem.span.line for problem in load(path).problems if problem.check == "syntax"]
    assert len(lines) == len(set(lines))


def test_one_damage_costs_no_other_line(proof: bool) -> None:
    """A damaged line is reported there or nowhere; what is said of other lines follows from names that are gone."""
    chance = random.Random(3)
    for seed in range(3000 if proof else 80):
        text = Story(seed).text()
        assert not blueprint.parse(text).problems, text
        lines = text.split("\n")
        place = chance.randrange(len(lines) - 1)
        lines[place] = damaged(lines[place], chance)
        if "\n" in lines[place]:
            continue
        problems = blueprint.parse("\n".join(lines)).problems
        syntax = [problem for problem in problems if problem.check == "syntax"]
        assert len(syntax) <= 1
        assert all(problem.span.line == place + 1 for problem in syntax)
        if syntax:  # names on a broken line count as possibly declared: nothing follows from it
            assert [problem.span.line for problem in problems] == [place + 1], problems


def test_what_stands_before_a_mistake_is_read() -> None:
    tree = parse_line('customer: calls "Calls" via phone tkes 4 min # why')
    assert tree.kind == "action"
    assert [detail.word.text for detail in tree.details if detail.word] == ["via"]
    assert tree.fault is not None
    assert tree.fault.help == "did you mean `takes`?"


def test_a_broken_step_is_a_step_all_the_same() -> None:
    found = blueprint.parse('step "One"\n  customer: "A"\nstep "Two\n  customer: "B"\n')
    assert [[action.label for action in step.actions] for step in found.steps] == [["A"], ["B"]]
    assert [step.broken for step in found.steps] == [False, True]


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    found = blueprint.parse(text)
    for problem in found.problems:
        assert problem.span.line >= 1
        assert problem.span.end > problem.span.column >= 1


@given(
    st.lists(st.sampled_from('step customer: -> => "x" "“ a b owner via , : # takes 5 min 30% ( \n \n \t'.split(" ")))
)
def test_no_run_of_words_makes_the_reader_raise(words: list[str]) -> None:
    blueprint.check(blueprint.parse(" ".join(words)))


def test_a_name_glued_to_a_keyword_is_part_of_the_mistake() -> None:
    found = blueprint.parse('step "S"\n  customer: a "A" pain "P" informed😀 "C"\n')
    assert [problem.check for problem in found.problems] == ["syntax"]
