"""Fixes in a text: only what they speak of changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.findings.finding import Edit, Fix
from blueprint.findings.fixes import fixed
from blueprint.text.span import Span


def fix(line: int, column: int, end: int, text: str = "") -> Fix:
    return Fix("Change it", (Edit(Span(line, column, end), text),), safe=True)


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        ("one\ntwo\nthree", fix(2, 1, 4), "one\nthree"),
        ("one\r\ntwo\r\nthree", fix(2, 1, 4), "one\r\nthree"),
        ("one\rtwo\rthree", fix(2, 2, 3), "one\rto\rthree"),
        ("one\ntwo", fix(2, 1, 4), "one\n"),
        ("one  # two", fix(1, 6, 11), "one"),
        ("one  # two", fix(1, 1, 4), "  # two"),
        ("  # two\nthree", fix(1, 3, 8), "three"),
        ("one\r\ntwo", fix(1, 4, 4, "\nand"), "one\r\nand\r\ntwo"),
        ("one\u2028two\nthree", fix(2, 1, 6, "3"), "one\u2028two\n3"),
        ("", fix(1, 1, 1, "one"), "one"),
    ],
)
def test_one_fix(text: str, change: Fix, after: str) -> None:
    assert fixed(text, [change]) == (after, (change,))


@pytest.mark.parametrize("change", [fix(0, 1, 1), fix(3, 1, 1), fix(1, 0, 1), fix(1, 3, 2), fix(1, 1, 9)])
def test_what_lies_outside_the_text_is_left_out(change: Fix) -> None:
    assert fixed("one\ntwo", [change]) == ("one\ntwo", ())


def test_of_two_that_touch_the_first_is_taken() -> None:
    first, second, other = fix(1, 1, 4, "1"), fix(1, 4, 6, "2"), fix(2, 1, 4, "3")
    assert fixed("one two\nsix", [first, second, other]) == ("1 two\n3", (first, other))


def test_a_fix_is_taken_whole_or_not_at_all() -> None:
    both = Fix("Change both", (*fix(1, 1, 2, "x").edits, *fix(9, 1, 2, "x").edits), safe=True)
    assert fixed("one", [both]) == ("one", ())


@given(st.text("ab \n\r#", max_size=30), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9), st.integers(0, 9))))
def test_other_lines_stay(text: str, places: list[tuple[int, int, int]]) -> None:
    fixes = [fix(*place, text="x") for place in places]
    after, done = fixed(text, fixes)
    assert text == after or done
    assert len(after) <= len(text) + len(done)
